"""One unchanging part of a Whoosh index, read into arrays as it is needed.

Whoosh keeps the postings on disk and swaps in new segments safely; its matchers, however, work one
posting at a time in Python, which is most of the time of a search. Here a posting list is decoded
once, with what each posting is worth (BM25), and kept while there is room.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from qms.textindex.postings import Cache, Found, weighed
from qms.textindex.whoosh_parts import SegmentReader, W3LeafMatcher

MARK = "\t"
"""Stands between the folded and the accented form of a term, before any letter in sort order."""

SATURATION = 1.2
LENGTH_WEIGHT = 0.75
USUAL_LENGTH = 200
"""BM25's k1, b and the length it compares with: fixed, so that a hit is worth the same after any
commit. Measured in ``bench/relevance.py``; the average there is 184."""


def tag(name: str, value: str) -> str:
    """A property of a passage as a term."""
    return f"{name}\x1f{value}"


def tags(name: str, values: Iterable[str]) -> frozenset[str]:
    """A condition: one of ``values`` for the property ``name``."""
    return frozenset(tag(name, value) for value in values)


MOST_MASKS = 200
"""Kept for each segment: a byte per document and kind of asker."""


class DamagedError(Exception):
    """The index on disk cannot be read; it has to be made again."""


@contextmanager
def reading() -> Iterator[None]:
    """Call whatever Whoosh meets in a broken file by one name."""
    try:
        yield
    except Exception as error:
        raise DamagedError(str(error)) from error


class Segment:
    """A segment as arrays: group, state and source of each document, and who may see which."""

    def __init__(self, reader: SegmentReader, cache: Cache) -> None:
        self.name = str(reader.segment().segment_id())
        self._reader = reader
        self._cache = cache
        self.size: int = reader.doc_count_all()
        self.groups = self._column("group")
        self.sources = self._column("source")
        self.states = self._column("state")
        length = reader.doc_field_length
        self._norms = [
            SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length(n, "singles") / USUAL_LENGTH)
            for n in range(self.size)
        ]
        self._tagged: dict[str, frozenset[int]] = {}
        self._masks: dict[tuple[frozenset[str], ...], int] = {}
        self._deleted: frozenset[int] = frozenset()
        self.renew(reader)

    def renew(self, reader: SegmentReader) -> None:
        """Go on with ``reader``, of the same segment, perhaps with more documents deleted."""
        self._reader = reader
        deleted = frozenset(reader.segment().deleted_docs())
        if deleted != self._deleted:
            self._deleted = deleted
            self._masks.clear()

    def fingerprints(self) -> dict[str, str]:
        """The sources of this segment with the fingerprints of their passages."""
        prints = self._column("fingerprint")
        return {
            source: prints[n] for n, source in enumerate(self.sources) if n not in self._deleted
        }

    def stored(self, doc: int) -> Mapping[str, object]:
        """What was kept to be shown of a document."""
        with reading():
            kept: Mapping[str, object] = self._reader.stored_fields(doc)["passage"]
        return kept

    def mask(self, *conditions: frozenset[str]) -> int:
        """The documents that have a tag out of each of ``conditions``: byte n is 1 for document n.

        Such a number is compared with another in one step, however many documents there are.
        """
        if conditions not in self._masks:
            if len(self._masks) >= MOST_MASKS:
                self._masks.clear()
            docs = set(range(self.size)) - self._deleted
            for tags in conditions:
                docs &= frozenset().union(*(self._with_tag(tag) for tag in tags))
            ones = bytearray(self.size)
            for doc in docs:
                ones[doc] = 1
            self._masks[conditions] = int.from_bytes(ones, "little")
        return self._masks[conditions]

    def with_code(self, prefix: str) -> list[tuple[str, int]]:
        """(code, document) for every squeezed code that begins with ``prefix``."""
        with reading():
            return [
                (term.decode(), doc)
                for term in list(self._reader.expand_prefix("code", prefix))
                for doc in self._reader.postings("code", term).all_ids()
            ]

    def find(self, field_name: str, folded: str, *, unfinished: bool = False) -> Found:
        """The postings of a term, by its folded form or the beginning of it."""
        prefix = folded if unfinished else folded + MARK
        key = (self.name, field_name, prefix)
        found = self._cache.get(key)
        if found is None:
            with reading():
                found = self._decode(field_name, prefix)
            self._cache.put(key, found)
        return found

    def _decode(self, field_name: str, prefix: str) -> Found:
        forms: dict[str, dict[int, float]] = {}
        for term in list(self._reader.expand_prefix(field_name, prefix)):
            form = term.decode().partition(MARK)[2]
            forms[form] = dict(blockwise(self._reader.postings(field_name, term)))
        if len(forms) == 1:
            [(form, counts)] = forms.items()
            folded = weighed(counts, self._norms, SATURATION)
            return Found(folded, {form: folded})
        together: dict[int, float] = {}
        for counts in forms.values():
            for doc, count in counts.items():
                together[doc] = together.get(doc, 0.0) + count
        return Found(
            weighed(together, self._norms, SATURATION),
            {form: weighed(counts, self._norms, SATURATION) for form, counts in forms.items()},
        )

    def _with_tag(self, tag: str) -> frozenset[int]:
        if tag not in self._tagged:
            with reading():
                known = ("tags", tag) in self._reader
                ids = self._reader.postings("tags", tag).all_ids() if known else ()
                self._tagged[tag] = frozenset(ids)
        return self._tagged[tag]

    def _column(self, name: str) -> list[str]:
        with reading():
            column = self._reader.column_reader(name)
            return [column[n].decode() for n in range(self.size)]


def blockwise(matcher: object) -> Iterator[tuple[int, float]]:
    """(document, weight) of every posting of a Whoosh matcher, a block of them at a time.

    Whoosh's public way asks the matcher twice for each posting; reading its blocks is several times
    faster and is held equal to the public way by a test.
    """
    if not isinstance(matcher, W3LeafMatcher):
        while matcher.is_active():  # type: ignore[attr-defined]
            yield matcher.id(), matcher.weight()  # type: ignore[attr-defined]
            matcher.next()  # type: ignore[attr-defined]
        return
    while matcher.is_active():
        matcher.id(), matcher.weight()
        yield from zip(matcher._ids, matcher._weights, strict=True)
        matcher._next_block()
