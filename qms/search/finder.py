"""The index of this installation: asked under the eyes of the one who asks."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from qms.documents import indexing
from qms.documents.external import indexing as external_indexing
from qms.kernel.access import Actor
from qms.nonconformities import indexing as nonconformities
from qms.textindex import outbox, sources
from qms.textindex.engine import IN_FORCE, Answer, Engine, Question
from qms.textindex.indexer import Indexer
from qms.textindex.whoosh_engine import WhooshEngine


@dataclass(frozen=True)
class Wanted:
    """What a person asks: words, filters, and whether history counts too."""

    words: str
    history: bool = False
    kind: str = ""
    unit: str = ""
    indicator: str = ""
    page: int = 1


@dataclass(frozen=True)
class Finder:
    """The engine and the indexer that feeds it."""

    engine: Engine
    indexer: Indexer

    def ask(self, actor: Actor, wanted: Wanted, *, limit: int = 10) -> Answer:
        """Answer within what ``actor`` may see; in force only, unless history is wanted."""
        chosen = {"kind": wanted.kind, "unit": wanted.unit, "indicator": wanted.indicator}
        question = Question(
            text=wanted.words,
            eyes=indexing.eyes_of(actor) | nonconformities.eyes_of(actor),
            facets={name: frozenset({value}) for name, value in chosen.items() if value},
            offset=(wanted.page - 1) * limit,
            limit=limit,
            states=frozenset() if wanted.history else frozenset({IN_FORCE}),
        )
        return self.engine.ask(question)

    def close(self) -> None:
        """Stop feeding the index and let go of its files."""
        self.indexer.stop()
        self.engine.close()


def install(app: Flask, folder: Path, *, background: bool) -> None:
    """Open the index in ``folder``; ``background`` feeds it in a thread of its own."""
    sources.register(indexing.SOURCE)
    sources.register(external_indexing.SOURCE)
    sources.register(nonconformities.SOURCE)
    engine = WhooshEngine(folder)
    indexer = Indexer(engine, sources.registered(), folder / "lock")
    app.extensions["qms.search"] = Finder(engine, indexer)
    with app.app_context():
        outbox.wake(indexer.nudge)
    if background:
        indexer.start(app.app_context)


def finder() -> Finder:
    """The finder of the application that is running."""
    return cast(Finder, current_app.extensions["qms.search"])
