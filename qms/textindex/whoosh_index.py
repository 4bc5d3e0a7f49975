"""A Whoosh index on disk: its fields, writing to it, and opening its segments.

Each term is kept as *folded, tab, accented*: looking it up by its folded beginning finds every
accent, and says which. The body is stored once, to be shown.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

from qms.textindex.analysis import Terms, code_key, terms
from qms.textindex.engine import Passage, fingerprint
from qms.textindex.postings import Cache
from qms.textindex.question import squeeze
from qms.textindex.segment import MARK, Segment, reading, tag
from qms.textindex.whoosh_parts import (
    FileIndex,
    FileStorage,
    SegmentReader,
    SegmentWriter,
    W3Codec,
    W3Segment,
    columns,
    fields,
    formats,
)

TITLE_WEIGHT = 3
HEADING_WEIGHT = 2
CODE_WEIGHT = 3
ALIKE = 8
MEMORY_MEGABYTES = 256


class Counted(fields.FieldType):  # type: ignore[misc] # Whoosh has no types
    """A field whose value is given as terms with their weights; no analyser comes in between."""

    def __init__(self, *, scorable: bool = False) -> None:
        super().__init__(formats.Existence(), None, scorable=scorable)

    def index(
        self, value: Mapping[str, int], **_options: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(term, count, weight, nothing) of each term, as Whoosh wants it."""
        for term, weight in value.items():
            yield term.encode("utf-8", "replace"), weight, float(weight), b""


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's own, but with segments named apart even where the random generator was seeded.

    Whoosh draws the names from it; seeded twice alike, a new segment would overwrite an old one.
    """

    def new_segment(self, _storage: object, indexname: str) -> W3Segment:
        """A segment under a name of its own."""
        return W3Segment(self, indexname, segid=uuid4().hex[:16])


def schema() -> Any:
    """The fields of the index."""
    return fields.Schema(
        singles=Counted(scorable=True),
        pairs=Counted(),
        code=Counted(),
        tags=Counted(),
        key=Counted(),
        group=fields.COLUMN(columns.RefBytesColumn()),
        source=fields.COLUMN(columns.RefBytesColumn()),
        state=fields.COLUMN(columns.RefBytesColumn()),
        fingerprint=fields.COLUMN(columns.RefBytesColumn()),
        passage=fields.STORED(),
    )


def create(folder: Path) -> None:
    """Make an empty index in ``folder``."""
    FileIndex.create(FileStorage(str(folder)), schema())


@contextmanager
def writing(folder: Path) -> Iterator[SegmentWriter]:
    """Open the index in ``folder`` for one commit, made when the block ends without error."""
    # compound=False leaves out copying all files into one, which made publishing four times slower.
    writer = FileIndex(FileStorage(str(folder))).writer(
        codec=Codec(), compound=False, limitmb=MEMORY_MEGABYTES, timeout=60
    )
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=_merge)


def add(writer: SegmentWriter, source: str, passages: Iterable[Passage]) -> None:
    """Index ``passages`` under ``source``, under which nothing may stand."""
    told = list(passages)
    mark = fingerprint(told)
    for passage in told:
        writer.add_document(**_document(source, mark, passage))


def remove(writer: SegmentWriter, sources: Iterable[str]) -> None:
    """Take out what stands under ``sources`` since before this commit."""
    with writer.reader() as reader:
        for source in sources:
            if ("key", source) in reader:
                for doc in reader.postings("key", source).all_ids():
                    writer.delete_document(doc)


def _merge(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Join segments once there are eight of a size, and renew one that is mostly deleted.

    So a passage is written again as often as the index grew eightfold, and most commits are quick.
    """
    sizes = Counter(_size(segment) for segment in segments)
    kept = []
    for segment in segments:
        wasted = segment.deleted_count() * 3 > segment.doc_count_all()
        if wasted or sizes[_size(segment)] >= ALIKE:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        else:
            kept.append(segment)
    return kept


def _size(segment: Any) -> int:
    return int(math.log(max(1, segment.doc_count_all()), ALIKE))


def _document(source: str, mark: str, passage: Passage) -> dict[str, object]:
    singles, pairs = _weights(passage)
    own = squeeze(code_key(passage.code))
    return {
        "singles": singles,
        "pairs": pairs,
        "code": {own: 1} if own else {},
        "tags": dict.fromkeys(_properties(passage), 1),
        "key": {source: 1},
        "group": _bytes(passage.group),
        "source": _bytes(source),
        "state": _bytes(passage.state),
        "fingerprint": _bytes(mark),
        "passage": {**asdict(passage), "state": str(passage.state)},
    }


def _weights(passage: Passage) -> tuple[Counter[str], Counter[str]]:
    """Singles and pairs with what they weigh, wherever in the passage they stand."""
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text, weight in (
        (passage.title, TITLE_WEIGHT),
        (passage.code, CODE_WEIGHT),
        (passage.heading, HEADING_WEIGHT),
        (passage.text, 1),
    ):
        _count(terms(text), weight, singles, pairs)
    return singles, pairs


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _count(found: Terms, weight: int, singles: Counter[str], pairs: Counter[str]) -> None:
    for folded, accented in found.singles:
        singles[folded + MARK + accented] += weight
    for folded, accented in found.pairs:
        pairs[folded + MARK + accented] += weight
    for code in found.codes:
        pairs[code + MARK + code] += weight


def _properties(passage: Passage) -> Iterator[str]:
    yield from (tag("eye", eye) for eye in passage.eyes)
    for name, values in passage.facets.items():
        yield from (tag(name, value) for value in values)
    yield tag("kind", passage.kind)
    yield tag("state", passage.state)


class Library:
    """The segments of the index in ``folder``, kept open and renewed after a commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with reading():
            self._index = FileIndex(FileStorage(str(folder)))
        self._cache = Cache()
        self._generation = -1
        self._close: Callable[[], None] = lambda: None
        self.segments: list[Segment] = []
        self.refresh()

    def refresh(self) -> None:
        """See what has been committed since."""
        if self._index.latest_generation() == self._generation:
            return
        known = {segment.name: segment for segment in self.segments}
        with reading():
            reader = self._index.reader()
            parts = [part for part, _ in reader.leaf_readers()] if reader.doc_count_all() else []
            self.segments = [self._segment(part, known) for part in parts]
        self._close()
        self._close = reader.close
        self._generation = reader.generation() if parts else self._index.latest_generation()

    def _segment(self, reader: SegmentReader, known: Mapping[str, Segment]) -> Segment:
        segment = known.get(str(reader.segment().segment_id()))
        if segment is None:
            return Segment(reader, self._cache)
        segment.renew(reader)
        return segment

    def close(self) -> None:
        """Let go of the files."""
        self._close()
        self._close = lambda: None
        self.segments = []
        self._generation = -1
