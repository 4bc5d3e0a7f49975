import gc
import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from qms.textindex import shelf, whoosh_engine
from qms.textindex.engine import Passage, Question
from qms.textindex.segment import blockwise
from qms.textindex.whoosh_engine import WhooshEngine
from qms.textindex.whoosh_index import ALIKE
from tests.textindex.passages import EVERYBODY, a_passage, ask, found, put


def test_what_is_replaced_is_no_longer_found(engine: WhooshEngine) -> None:
    put(engine, one="Bản thứ nhất")
    put(engine, one="Bản sửa đổi")
    assert found(engine, "thứ nhất") == []
    assert found(engine, "sửa đổi") == ["one"]


def test_nothing_in_the_place_of_a_source_removes_it(engine: WhooshEngine) -> None:
    put(engine, one="Hồ sơ", other="Hồ sơ")
    with engine.batch() as batch:
        batch.replace("edition:one", [])
    assert found(engine, "hồ sơ") == ["other"]
    assert list(engine.fingerprints()) == ["edition:other"]


def test_the_last_word_in_a_batch_counts(engine: WhooshEngine) -> None:
    with engine.batch() as batch:
        batch.replace("edition:1", [a_passage("cũ")])
        batch.replace("edition:1", [a_passage("mới")])
    assert found(engine, "cũ") == []
    assert found(engine, "mới") == ["document:1"]


def test_a_batch_that_fails_changes_nothing_and_the_next_one_works(engine: WhooshEngine) -> None:
    put(engine, one="Hồ sơ")
    with pytest.raises(ZeroDivisionError), engine.batch() as batch:
        batch.replace("edition:one", fails())
    assert found(engine, "hồ sơ") == ["one"]
    put(engine, two="Hồ sơ")
    assert set(found(engine, "hồ sơ")) == {"one", "two"}


def test_another_engine_on_the_same_folder_sees_a_commit_at_its_next_question(
    engine: WhooshEngine, tmp_path: Path
) -> None:
    reader = WhooshEngine(tmp_path / "index")
    assert found(reader, "hồ sơ") == []
    put(engine, one="Hồ sơ")
    assert found(reader, "hồ sơ") == ["one"]
    reader.close()


def test_what_was_written_is_there_after_opening_again(
    engine: WhooshEngine, tmp_path: Path
) -> None:
    put(engine, one="Hồ sơ")
    engine.close()
    again = WhooshEngine(tmp_path / "index")
    assert found(again, "hồ sơ") == ["one"]
    again.close()


def test_small_segments_are_joined_and_answer_as_before(engine: WhooshEngine) -> None:
    count = 3 * ALIKE
    for n in range(count):
        put(engine, **{f"d{n}": "Hồ sơ lưu trữ " * (n + 1)})
    assert len(engine._open().segments) <= 3 + ALIKE
    assert ask(engine, "lưu trữ").total == count
    assert found(engine, "lưu trữ")[0] == f"d{count - 1}"


def test_what_was_replaced_takes_no_room_for_ever(engine: WhooshEngine) -> None:
    for n in range(20):
        put(engine, same=f"Hồ sơ lần {n}")
    assert sum(segment.size for segment in engine._open().segments) <= ALIKE


def test_equal_passages_are_worth_the_same_in_whichever_segment(engine: WhooshEngine) -> None:
    put(engine, a="Hồ sơ lưu trữ", b="Việc khác")
    put(engine, c="Hồ sơ lưu trữ")
    put(engine, d="Hồ sơ lưu trữ " * 3)
    assert found(engine, "hồ sơ lưu trữ") == ["d", "a", "c"]


def test_segments_do_not_overwrite_each_other_where_chance_is_seeded(engine: WhooshEngine) -> None:
    for name in ("one", "two", "three"):
        random.seed(1)
        put(engine, **{name: "Hồ sơ"})
    assert set(found(engine, "hồ sơ")) == {"one", "two", "three"}


def test_reading_blocks_gives_what_whoosh_gives_posting_by_posting(engine: WhooshEngine) -> None:
    put(engine, **{f"d{n}": "hồ sơ " * (1 + n % 7) for n in range(300)})
    reader = engine._open().segments[0]._reader
    for term in reader.lexicon("singles"):
        slowly, matcher = [], reader.postings("singles", term)
        while matcher.is_active():
            slowly.append((matcher.id(), matcher.weight()))
            matcher.next()
        assert list(blockwise(reader.postings("singles", term))) == slowly
        assert len(slowly) == 300


def test_an_index_of_another_version_gives_way_to_an_empty_one(
    engine: WhooshEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with engine.renewal() as batch:
        batch.replace("edition:1", [a_passage("Hồ sơ")])
    assert engine.is_complete
    engine.close()
    monkeypatch.setattr(shelf, "VERSION", "next")
    again = WhooshEngine(tmp_path / "index")
    assert not again.is_complete
    assert ask(again, "hồ sơ").rebuilding
    assert ask(again, "hồ sơ").total == 0
    again.close()


def test_an_index_that_is_whole_says_nothing_of_rebuilding(engine: WhooshEngine) -> None:
    assert ask(engine, "hồ sơ").rebuilding
    with engine.renewal() as batch:
        batch.replace("edition:1", [a_passage("Hồ sơ")])
    assert not ask(engine, "hồ sơ").rebuilding


def fails() -> Iterator[Passage]:
    yield a_passage("Hồ sơ")
    raise ZeroDivisionError


DAMAGED = ["*.toc", "*.trm", "*.pst", "*.col", "version", "current"]


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # Whoosh leaves open what it cannot read
@pytest.mark.parametrize("pattern", DAMAGED)
@pytest.mark.parametrize("content", [None, b"", b"\x00 not an index \xff" * 9])
def test_a_damaged_index_is_no_reason_not_to_start(
    engine: WhooshEngine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pattern: str,
    content: bytes | None,
) -> None:
    monkeypatch.setattr(whoosh_engine.log, "disabled", True)  # a kept record keeps files open
    put(engine, one="Hồ sơ lưu trữ", two="Hồ sơ")
    engine.close()
    damaged = list((tmp_path / "index").rglob(pattern))
    assert damaged
    for path in damaged:
        path.unlink() if content is None else path.write_bytes(content)
    again = WhooshEngine(tmp_path / "index")
    ask(again, "hồ sơ")
    assert ask(again, "hồ sơ").rebuilding
    with again.renewal() as batch:
        batch.replace("edition:one", [a_passage("Hồ sơ", group="one")])
    assert found(again, "hồ sơ") == ["one"]
    again.close()
    gc.collect()


def test_a_folder_that_vanishes_while_in_use_is_made_again(
    engine: WhooshEngine, tmp_path: Path
) -> None:
    put(engine, one="Hồ sơ")
    shutil.rmtree(tmp_path / "index")
    (tmp_path / "index").mkdir()
    assert ask(engine, "hồ sơ").rebuilding
    put(engine, one="Hồ sơ")
    assert found(engine, "hồ sơ") == ["one"]


def test_the_old_index_answers_until_the_new_one_is_whole(engine: WhooshEngine) -> None:
    put(engine, old="Hồ sơ")
    with engine.renewal() as batch:
        batch.replace("edition:new", [a_passage("Hồ sơ", group="new")])
        assert found(engine, "hồ sơ") == ["old"]
    assert found(engine, "hồ sơ") == ["new"]
    assert engine.is_complete


def test_a_renewal_that_fails_leaves_the_old_index_and_nothing_else(
    engine: WhooshEngine, tmp_path: Path
) -> None:
    put(engine, old="Hồ sơ")
    with pytest.raises(ZeroDivisionError), engine.renewal() as batch:
        batch.replace("edition:new", fails())
    assert found(engine, "hồ sơ") == ["old"]
    assert len([p for p in (tmp_path / "index").iterdir() if p.is_dir()]) == 1


def test_a_fingerprint_changes_with_the_text_and_with_who_may_see_it(
    engine: WhooshEngine,
) -> None:
    seen = set()
    for passage in (a_passage("a"), a_passage("b"), a_passage("b", eyes=frozenset({"x", "y"}))):
        with engine.batch() as batch:
            batch.replace("edition:1", [passage])
        seen.add(engine.fingerprints()["edition:1"])
    assert len(seen) == 3


def test_many_ask_while_one_writes(engine: WhooshEngine) -> None:
    put(engine, first="Hồ sơ lưu trữ")
    failures: list[BaseException] = []
    writing = threading.Event()
    writing.set()

    def keep_asking() -> None:
        try:
            while writing.is_set():
                assert "first" in found(engine, "hồ sơ lưu trữ", limit=100)
        except BaseException as failure:  # noqa: BLE001 - carried to the test's own thread
            failures.append(failure)

    threads = [threading.Thread(target=keep_asking) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(15):
        put(engine, **{f"d{n}": "Hồ sơ lưu trữ"})
    writing.clear()
    for thread in threads:
        thread.join()
    assert failures == []
    assert engine.ask(Question("lưu trữ", EVERYBODY)).total == 16
