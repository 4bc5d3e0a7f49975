import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.kernel.database import db
from qms.kernel.operation import operation
from qms.textindex import indexer as module
from qms.textindex import outbox
from qms.textindex.engine import Batch, Passage
from qms.textindex.indexer import INDEXED_OTHERWISE, NOT_INDEXED, ONLY_INDEXED, Indexer
from qms.textindex.models import IndexTask
from qms.textindex.outbox import changed
from qms.textindex.sources import Source
from qms.textindex.whoosh_engine import WhooshEngine
from tests.textindex.passages import a_passage, found


class Shelf:
    """What the database would hold: texts by key. A text "unreadable" cannot be read."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def passages_of(self, key: str) -> list[Passage]:
        if self.texts.get(key) == "unreadable":
            raise ValueError(key)
        return [a_passage(self.texts[key], group=key)] if key in self.texts else []

    @property
    def source(self) -> Source:
        return Source("note", self.passages_of, lambda: list(self.texts))


@pytest.fixture
def notes() -> Shelf:
    return Shelf()


@pytest.fixture
def indexer(inside: Flask, engine: WhooshEngine, notes: Shelf, tmp_path: Path) -> Iterator[Indexer]:
    made = Indexer(engine, {"note": notes.source}, tmp_path / "lock")
    outbox.wake(made.nudge)
    with db.session.no_autoflush:
        yield made
    made.stop()


@operation
def write(notes: Shelf, key: str, text: str | None) -> None:
    notes.texts.pop(key, None)
    if text is not None:
        notes.texts[key] = text
    changed("note", key)


@operation
def write_and_fail(key: str) -> None:
    changed("note", key)
    raise ZeroDivisionError


def waiting() -> int:
    count = db.session.scalar(select(func.count()).select_from(IndexTask))
    db.session.rollback()
    return count or 0


def test_a_change_is_found_as_soon_as_its_verb_is_done(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf
) -> None:
    write(notes, "1", "Hồ sơ")
    assert found(engine, "hồ sơ") == ["1"]
    assert waiting() == 0


def test_what_is_gone_is_no_longer_found(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf
) -> None:
    write(notes, "1", "Hồ sơ")
    write(notes, "1", None)
    assert found(engine, "hồ sơ") == []


def test_a_verb_that_fails_leaves_nothing_to_index(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf
) -> None:
    notes.texts["1"] = "Hồ sơ"
    with pytest.raises(ZeroDivisionError):
        write_and_fail("1")
    assert waiting() == 0
    assert engine.fingerprints() == {}


def test_an_index_that_fails_costs_no_verb_its_success_and_catches_up_later(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer.rebuild()

    @contextmanager
    def broken() -> Iterator[Batch]:
        raise OSError("no space left")
        yield

    with monkeypatch.context() as patched:
        patched.setattr(engine, "batch", broken)
        write(notes, "1", "Hồ sơ")
    assert found(engine, "hồ sơ") == []
    assert waiting() == 1
    assert indexer.catch_up() == 1
    assert found(engine, "hồ sơ") == ["1"]


def test_a_crash_after_the_index_was_written_only_repeats_the_work(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexer.rebuild()

    def crash() -> AbstractContextManager[object]:
        raise OSError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(module, "plumbing", crash)
        write(notes, "1", "Hồ sơ")
    assert waiting() == 1
    assert indexer.catch_up() == 1
    assert found(engine, "hồ sơ") == ["1"]
    assert indexer.check() == []


def test_what_cannot_be_read_holds_up_nothing_else(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf
) -> None:
    indexer.rebuild()
    write(notes, "bad", "unreadable")
    write(notes, "good", "Hồ sơ")
    assert found(engine, "hồ sơ") == ["good"]
    assert waiting() == 1


def test_what_could_not_be_read_is_read_once_it_changes(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf
) -> None:
    write(notes, "1", "unreadable")
    write(notes, "1", "Hồ sơ")
    assert found(engine, "hồ sơ") == ["1"]


def test_tasks_of_a_kind_nobody_knows_are_done_with(indexer: Indexer) -> None:
    operation(changed)("nothing", "1")
    assert waiting() == 0


def test_a_new_index_is_filled_before_anything_else(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf
) -> None:
    notes.texts = {"1": "Hồ sơ", "2": "Hồ sơ"}
    assert not engine.is_complete
    indexer.catch_up()
    assert engine.is_complete
    assert set(found(engine, "hồ sơ")) == {"1", "2"}


def test_many_changes_are_indexed_in_batches(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 3)

    @operation
    def write_many() -> None:
        for n in range(8):
            write(notes, str(n), "Hồ sơ")

    write_many()
    assert len(found(engine, "hồ sơ", limit=20)) == 8
    assert waiting() == 0


def test_check_names_every_difference_and_rebuild_removes_them(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf
) -> None:
    for key in ("same", "changed", "gone"):
        write(notes, key, "Hồ sơ")
    notes.texts.pop("gone")
    notes.texts |= {"changed": "Hồ sơ mới", "new": "Hồ sơ"}
    assert {d.source: d.what for d in indexer.check()} == {
        "note:changed": INDEXED_OTHERWISE,
        "note:gone": ONLY_INDEXED,
        "note:new": NOT_INDEXED,
    }
    assert indexer.rebuild() == 3
    assert indexer.check() == []


def test_a_source_without_passages_is_no_difference(indexer: Indexer, notes: Shelf) -> None:
    empty = Source("empty", lambda _key: [], lambda: ["1"])
    indexer._sources = {"empty": empty}
    assert indexer.rebuild() == 1
    assert indexer.check() == []


def test_two_indexers_take_turns(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf, tmp_path: Path, inside: Flask
) -> None:
    other = Indexer(engine, {"note": notes.source}, tmp_path / "lock")
    done = threading.Event()

    def catch_up() -> None:
        with inside.app_context():
            other.catch_up()
            db.session.remove()
        done.set()

    with indexer._alone():
        thread = threading.Thread(target=catch_up)
        thread.start()
        assert not done.wait(0.05)
    thread.join()
    assert done.is_set()


def test_a_thread_indexes_what_it_is_nudged_for_and_ends_when_told(
    indexer: Indexer, engine: WhooshEngine, notes: Shelf, inside: Flask
) -> None:
    notes.texts["0"] = "Hồ sơ"
    indexed = threading.Event()
    read = notes.passages_of

    def passages_of(key: str) -> list[Passage]:
        if key == "1":
            indexed.set()
        return read(key)

    indexer._sources = {"note": Source("note", passages_of, lambda: list(notes.texts))}
    indexer.start(inside.app_context)
    write(notes, "1", "Hồ sơ")
    assert indexed.wait(5)
    indexer.stop()
    assert set(found(engine, "hồ sơ")) == {"0", "1"}
