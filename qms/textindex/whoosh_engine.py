"""The engine that comes with the program: a Whoosh index in a folder, ranked by ``ranking``."""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from qms.textindex import whoosh_index
from qms.textindex.engine import Answer, Group, Hit, Passage, Question
from qms.textindex.question import Understood, understand
from qms.textindex.ranking import Place, rank
from qms.textindex.segment import DamagedError, tags
from qms.textindex.shelf import Shelf
from qms.textindex.snippet import snippet
from qms.textindex.whoosh_index import Library

log = logging.getLogger(__name__)


class Changes:
    """A batch of changes: what is to stand under each source; the last word counts."""

    def __init__(self) -> None:
        self.by_source: dict[str, list[Passage]] = {}

    def replace(self, source: str, passages: Iterable[Passage]) -> None:
        """Let ``passages`` be all that stands under ``source``."""
        self.by_source[source] = list(passages)


class Filling:
    """A batch that writes as it goes, into a new index: each source is named once."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer

    def replace(self, source: str, passages: Iterable[Passage]) -> None:
        """Let ``passages`` stand under ``source``."""
        whoosh_index.add(self._writer, source, passages)


class WhooshEngine:
    """A full-text index in the folder ``root``, made there where it is missing or unreadable.

    A damaged index, or one of another version, is answered with an empty one that is not complete:
    the indexer then fills it again. One lock lets threads take turns: a search is all Python.
    """

    def __init__(self, root: Path) -> None:
        self._shelf = Shelf(root)
        self._turn = threading.RLock()
        self._library: Library | None = None
        with self._turn:
            self._open()

    def _open(self) -> Library:
        """The library of the folder in use, as it stands now."""
        while folder := self._shelf.current():
            try:
                if self._library is None or self._library.folder != folder:
                    self._let_go()
                    self._library = Library(folder)
                self._library.refresh()
            except DamagedError:
                if self._shelf.current() == folder:
                    log.exception("the search index is damaged and will be made again")
                    break
            else:
                return self._library
        return self._start_afresh()

    def _start_afresh(self) -> Library:
        self._let_go()
        folder = self._shelf.new()
        whoosh_index.create(folder)
        self._shelf.use(folder)
        self._library = Library(folder)
        return self._library

    def _let_go(self) -> None:
        if self._library:
            self._library.close()
        self._library = None

    @property
    def is_complete(self) -> bool:
        """Whether every source has been indexed since the index was made."""
        folder = self._shelf.current()
        return folder is not None and self._shelf.is_complete(folder)

    @contextmanager
    def batch(self) -> Iterator[Changes]:
        """Collect changes; commit them when the block ends without error."""
        changes = Changes()
        yield changes
        if not changes.by_source:
            return
        with self._turn:
            folder = self._open().folder
        with whoosh_index.writing(folder) as writer:
            whoosh_index.remove(writer, changes.by_source)
            for source, passages in changes.by_source.items():
                whoosh_index.add(writer, source, passages)

    @contextmanager
    def renewal(self) -> Iterator[Filling]:
        """Build a new index beside the one in use, and put it in its place at the end."""
        self._shelf.sweep()
        folder = self._shelf.new()
        try:
            whoosh_index.create(folder)
            with whoosh_index.writing(folder) as writer:
                yield Filling(writer)
        except BaseException:
            self._shelf.discard(folder)
            raise
        self._shelf.complete(folder)
        with self._turn:
            self._shelf.use(folder)

    def fingerprints(self) -> dict[str, str]:
        """Every source in the index with the fingerprint of its passages."""
        with self._turn:
            found: dict[str, str] = {}
            for segment in self._open().segments:
                found.update(segment.fingerprints())
            return found

    def ask(self, question: Question) -> Answer:
        """Answer whatever was typed; nothing that can be typed is an error."""
        understood = understand(question.text, typing=question.typing)
        if not understood.tokens:
            return Answer(cut=understood.cut, rebuilding=not self.is_complete)
        with self._turn:
            try:
                return self._answer(question, understood)
            except DamagedError:
                log.exception("the search index is damaged and will be made again")
                self._start_afresh()
                return Answer(words=understood.words, rebuilding=True)

    def _answer(self, question: Question, understood: Understood) -> Answer:
        library = self._open()
        wanted = question.offset + question.limit
        ranked = rank(library.segments, understood, _visible(question), question.states, wanted)
        return Answer(
            groups=tuple(
                Group(key, tuple(_hit(library, place, understood) for place in places))
                for key, places in ranked.groups[question.offset :]
            ),
            total=ranked.total,
            by_state=ranked.by_state,
            words=understood.words,
            code=understood.whole_code,
            relaxed=ranked.relaxed,
            cut=understood.cut,
            rebuilding=not self.is_complete,
        )

    def close(self) -> None:
        """Let go of the files."""
        with self._turn:
            self._let_go()


def _visible(question: Question) -> list[frozenset[str]]:
    """One set of tags for each condition: the asker's eyes, then each facet."""
    facets = sorted(question.facets.items())
    return [tags("eye", question.eyes), *(tags(name, values) for name, values in facets)]


def _hit(library: Library, place: Place, understood: Understood) -> Hit:
    segment = library.segments[place[0]]
    kept = cast(dict[str, Any], segment.stored(place[1]))
    passage = Passage(**kept)
    return Hit(segment.sources[place[1]], passage, snippet(passage.text, understood))
