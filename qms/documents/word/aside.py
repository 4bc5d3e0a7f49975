"""Word files through the gate and read, in a worker apart from this process."""

import codecs
import json

from qms.documents.word import gate, reader
from qms.documents.word.packed import packed, unpacked
from qms.documents.word.reader import WordText
from qms.documents.word.refusals import NotAccepted
from qms.kernel import apart

MOST_CLAUSES = 10_000
MOST_READ = 10_000_000
"""How many signs may be read out of a file; numbers and headings may be told many times over."""
_CODECS = ("ascii", "cp437", "latin-1", "utf-8", "utf-16", "utf-16-le", "utf-16-be")
_READ, _REFUSED = b"+", b"-"


def make_ready() -> None:
    """Load what is else loaded at first use, before workers may open no file any more."""
    for name in _CODECS:
        codecs.lookup(name)


def read_in(content: bytes, shown: str) -> WordText:
    """What a file that comes in says; raises :class:`NotAccepted`, which names it ``shown``."""
    try:
        said = apart.run(examined, content)
    except apart.Ended:
        raise NotAccepted("unsafe", shown) from None
    if said[:1] == _REFUSED:
        raise NotAccepted(json.loads(said[1:]), shown)
    return unpacked(WordText, said[1:])


def read_again(content: bytes) -> WordText:
    """What a file says that was let in before; raises :class:`apart.Ended`."""
    return unpacked(WordText, apart.run(reread, content))


def examined(content: bytes) -> bytes:
    """What a worker says of a file: what it reads in it, or the cause why it is not let in."""
    try:
        gate.examine(content, "")
        text = reader.read(content)
        if len(text.clauses) > MOST_CLAUSES or _weight(text) > MOST_READ:
            raise NotAccepted("too long", "")
    except NotAccepted as refused:
        return _REFUSED + json.dumps(refused.cause).encode()
    return _READ + packed(text)


def reread(content: bytes) -> bytes:
    """What a worker reads in a file that it need not examine."""
    return packed(reader.read(content))


def _weight(text: WordText) -> int:
    return sum(len(c.text) + len(c.html) + sum(map(len, c.path)) for c in text.clauses)
