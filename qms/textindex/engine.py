"""What may be searched, how one asks and what one is answered: the same for every engine.

Rights and states are part of the question, so that hits, counts and snippets all come out of what
the asker may see. An engine holds nothing that the database could not give it again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from typing import Protocol

IN_FORCE = "in force"
PAGE = 20


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text of about 1 000 to 1 400 characters, such as one clause of a document.

    Hits are shown by ``group`` ("document:12"). The passage is visible to whoever holds one of
    ``eyes``. ``facets`` are further properties, each of any number of values, by which a question
    may be narrowed. ``anchor`` is where its page shows it.
    """

    group: str
    kind: str
    title: str
    text: str
    eyes: frozenset[str]
    code: str = ""
    heading: str = ""
    anchor: str = ""
    state: str = IN_FORCE
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def fingerprint(passages: Iterable[Passage]) -> str:
    """A digest of everything that would be indexed of ``passages``."""
    told = [{**asdict(passage), "eyes": sorted(passage.eyes)} for passage in passages]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, by whom, and which groups of the answer are wanted.

    ``states`` empty asks in all states. ``facets`` gives the values allowed for each name; the name
    ``kind`` stands for the kind of passage. ``typing`` takes the last word as unfinished.
    """

    text: str
    eyes: frozenset[str]
    states: frozenset[str] = frozenset({IN_FORCE})
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    offset: int = 0
    limit: int = PAGE
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a snippet, as it stands in the passage; ``marked`` when it was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers. ``source`` is the key it was indexed under ("edition:7")."""

    source: str
    passage: Passage
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The best passages of one group, best first; the group is named by the best."""

    key: str
    hits: tuple[Hit, ...]

    @property
    def kind(self) -> str:
        """What kind of thing this is."""
        return self.hits[0].passage.kind

    @property
    def title(self) -> str:
        """Its title."""
        return self.hits[0].passage.title

    @property
    def code(self) -> str:
        """Its printed code."""
        return self.hits[0].passage.code


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, counted over everything the asker may see.

    ``total`` counts groups in the states asked for, ``by_state`` groups in every state. ``words``
    is what was looked for; ``relaxed``: no passage holds all of them, so these hold the most.
    ``cut``: the question was longer than is read. ``rebuilding``: the index is not complete yet.
    """

    groups: tuple[Group, ...] = ()
    total: int = 0
    by_state: Mapping[str, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    code: str = ""
    relaxed: bool = False
    cut: bool = False
    rebuilding: bool = False


class Batch(Protocol):
    """Changes that become visible together."""

    def replace(self, source: str, passages: Iterable[Passage]) -> None:
        """Let ``passages`` be all that stands under ``source``; none removes it."""


class Engine(Protocol):
    """A full-text index. Safe to ask from several threads while one writes."""

    def batch(self) -> AbstractContextManager[Batch]:
        """Collect changes; commit them when the block ends without error."""

    def renewal(self) -> AbstractContextManager[Batch]:
        """Build a new index beside the one in use, and put it in its place at the end."""

    def ask(self, question: Question) -> Answer:
        """Answer whatever was typed; nothing that can be typed is an error."""

    def fingerprints(self) -> dict[str, str]:
        """Every source in the index with the fingerprint of its passages."""

    @property
    def is_complete(self) -> bool:
        """Whether every source has been indexed since the index was made."""

    def close(self) -> None:
        """Let go of the files."""
