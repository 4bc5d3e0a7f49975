"""Reads a Word file into what it says: identity, clauses, margins. Linear in its size."""

import re
from dataclasses import dataclass

from qms.documents.word.blocks import Block, Paragraph, Table, joined_text
from qms.documents.word.clauses import Clause, clauses_of, cover_of, passages
from qms.documents.word.facts import Found, Places, labelled, title
from qms.documents.word.numbering import Numbering
from qms.documents.word.package import Package
from qms.documents.word.styles import Styles
from qms.documents.word.walk import Walk

__all__ = ["Clause", "Found", "WordText", "passages", "read"]

_MARGINS = ("header", "footer", "footnotes", "endnotes")
_WORD = re.compile(r"\w+")
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True)
class WordText:
    """What a Word file says.

    ``title``, ``code``, ``issue`` and ``amendment`` are as printed, nothing where unfilled or
    absent. ``margins`` are the texts of headers, footers and notes, which no clause holds.
    ``tables`` counts every table of the body, ``words`` the words of ``text``.
    """

    title: Found | None
    code: Found | None
    issue: Found | None
    amendment: Found | None
    clauses: tuple[Clause, ...]
    margins: tuple[str, ...]
    tables: int

    @property
    def text(self) -> str:
        """All text: the clauses with their headings, then the margins."""
        body = (part for clause in self.clauses for part in (clause.title, clause.text))
        return "\n".join(part for part in (*body, *self.margins) if part)

    @property
    def words(self) -> int:
        """How many words there are, signs not counted."""
        return len(_WORD.findall(self.text))


def read(content: bytes) -> WordText:
    """Read a file that :func:`qms.documents.word.gate.examine` let in.

    ``content`` is the whole file. Raises ``ValueError``, ``zipfile.BadZipFile`` or
    ``lxml.etree.XMLSyntaxError`` for bytes that would not pass the gate.
    """
    package = Package(content)
    reading = _Reading(package)
    body = reading.body()
    margins = {kind: reading.around(kind) for kind in _MARGINS}
    places = Places(
        [block for part in margins["header"] for block in part],
        cover_of(body),
        [block for part in margins["footer"] for block in part],
        _properties_title(package),
    )
    texts = (joined_text(part) for parts in margins.values() for part in parts)
    return WordText(
        title=title(places),
        code=labelled("code", places),
        issue=labelled("issue", places),
        amendment=labelled("amendment", places),
        clauses=clauses_of(body),
        margins=tuple(dict.fromkeys(text for text in texts if text)),
        tables=reading.tables,
    )


class _Reading:
    """One reading of a package: styles and list definitions are read once, counted per part."""

    def __init__(self, package: Package) -> None:
        self._package = package
        roots = (root for _, root in package.around("styles"))
        self._styles = Styles(next(roots, None))
        self._lists = next((root for _, root in package.around("numbering")), None)
        self.tables = 0

    def _walk(self, part: str) -> Walk:
        return Walk(self._styles, Numbering(self._lists), self._package.links(part))

    def body(self) -> list[Block]:
        root = self._package.xml(self._package.main)
        if root is None:
            raise ValueError(self._package.main)
        walk = self._walk(self._package.main)
        blocks = [inner for block in walk.blocks(root) for inner in _unframed(block)]
        self.tables = walk.tables
        return blocks

    def around(self, kind: str) -> list[list[Block]]:
        return [list(self._walk(n).blocks(root)) for n, root in self._package.around(kind)]


def _unframed(block: Block) -> tuple[Block, ...]:
    """The content of a table of one cell drawn as a frame around a page; else the block itself."""
    if isinstance(block, Table) and not block.boxed and len(block.rows) == 1:
        cells = block.rows[0].cells
        if len(cells) == 1 and sum(isinstance(b, Paragraph) for b in cells[0].blocks) > 2:
            return tuple(inner for b in cells[0].blocks for inner in _unframed(b))
    return (block,)


def _properties_title(package: Package) -> str:
    for relation in package.related(""):
        if relation.kind == "core-properties":
            root = package.xml(relation.target)
            found = None if root is None else root.find(_DC_TITLE)
            return "" if found is None else str(found.text or "")
    return ""
