"""Jobs after a verb, by the timetable and after a failure, without threads."""

from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.kernel import clock, jobs
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.jobs.failures import PAUSES
from qms.kernel.jobs.models import JobFailure, TimetableEntry
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import operation
from tests.kernel.jobs.conftest import Notebook

NOON = datetime(2026, 2, 5, 5, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("jobs_may_fail")


@operation
def ask(*ids: int, fail: bool = False) -> None:
    jobs.later("notes", *ids)
    jobs.later("notes", *ids)
    if fail:
        raise Refused(Sentence("không được"))


def daily(notebook: Notebook) -> None:
    jobs.register("notes", notebook, daily_at=time(0, 5))


def test_a_job_without_a_place_in_the_timetable_is_refused(notebook: Notebook) -> None:
    with pytest.raises(ValueError, match="no place in the timetable"):
        jobs.register("notes", notebook)


def test_work_begins_after_the_verb_is_kept_and_once(inside: Flask, notebook: Notebook) -> None:
    daily(notebook)
    ask(3, 4)
    assert notebook.done == [(3, 4)]


def test_a_verb_that_fails_asks_for_nothing(inside: Flask, notebook: Notebook) -> None:
    daily(notebook)
    with pytest.raises(Refused):
        ask(3, fail=True)
    assert notebook.done == []


def test_an_unknown_job_is_refused_inside_the_verb(inside: Flask) -> None:
    with pytest.raises(LookupError, match="no job is called notes"):
        ask(3)


def test_a_job_that_fails_costs_the_verb_nothing_and_is_kept(
    inside: Flask, notebook: Notebook
) -> None:
    daily(notebook)
    notebook.fault = ValueError("thiếu tệp")
    with clock.showing(NOON):
        ask(3)
    [failure] = jobs.failed()
    assert (failure.name, failure.ids, failure.attempts) == ("notes", "[3]", 1)
    assert (failure.fault, failure.said) == ("ValueError", "thiếu tệp")
    assert failure.next_try_at == NOON + PAUSES[0]


def test_a_refusal_is_kept_in_its_own_words(inside: Flask, notebook: Notebook) -> None:
    daily(notebook)
    notebook.fault = Refused(Sentence("Chưa đến ngày %(day)s.", day="05/02/2026"))
    ask(3)
    assert jobs.failed()[0].said == "Chưa đến ngày 05/02/2026."


def test_what_failed_is_tried_again_after_growing_pauses_and_then_left(
    inside: Flask, notebook: Notebook
) -> None:
    jobs.register("notes", notebook, at_start=True)
    notebook.fault = ValueError("x")
    moment = NOON
    with clock.showing(moment):
        ask(3)
    for pause in PAUSES:
        with clock.showing(moment + pause - timedelta(seconds=1)):
            assert jobs.tick() == 0
        moment += pause
        with clock.showing(moment):
            assert jobs.tick() == 1
    [failure] = jobs.failed()
    assert failure.attempts == len(PAUSES) + 1
    assert failure.next_try_at is None
    with clock.showing(moment + timedelta(days=9)):
        assert jobs.tick() == 0


def test_what_is_hopeless_is_not_tried_again_by_itself(inside: Flask, notebook: Notebook) -> None:
    daily(notebook)
    notebook.fault = jobs.Hopeless(Sentence("Không có người này."))
    ask(3)
    assert jobs.failed()[0].next_try_at is None


def test_what_succeeds_at_last_is_no_failure_any_more(inside: Flask, notebook: Notebook) -> None:
    jobs.register("notes", notebook, at_start=True)
    notebook.fault = ValueError("x")
    ask(3)
    ask(4)
    notebook.fault = None
    ask(3)
    assert [failure.ids for failure in jobs.failed()] == ["[4]"]


def test_a_daily_job_runs_once_a_day_and_finds_its_own_work(
    inside: Flask, notebook: Notebook
) -> None:
    daily(notebook)
    for hours in range(48):
        with clock.showing(NOON + timedelta(hours=hours)):
            jobs.tick()
    assert notebook.done == [(), (), ()]  # at first, and after two midnights
    [standing] = jobs.standing()
    assert standing.last
    assert standing.last.succeeded
    assert clock.local(standing.last.claimed_at).hour == 1  # the first look after 00:05


def test_a_daily_job_that_fails_is_tried_again_the_same_day(
    inside: Flask, notebook: Notebook
) -> None:
    daily(notebook)
    notebook.fault = ValueError("x")
    with clock.showing(NOON):
        jobs.tick()
        entry = db.session.get(TimetableEntry, "notes")
        assert entry
        assert entry.succeeded is False
        assert jobs.tick() == 0
    notebook.fault = None
    with clock.showing(NOON + PAUSES[0]):
        jobs.tick()
    assert notebook.done == [()]
    assert jobs.failed() == []


def test_what_is_for_the_start_runs_at_the_start_only(inside: Flask, notebook: Notebook) -> None:
    jobs.register("notes", notebook, at_start=True)
    assert jobs.tick() == 0
    assert jobs.tick(starting=True) == 1
    assert jobs.tick() == 0
    assert jobs.tick(starting=True) == 1
    assert notebook.done == [(), ()]


def test_one_part_that_fails_stands_in_no_others_way(inside: Flask, notebook: Notebook) -> None:
    def sweep(*ids: int) -> None:
        for number in ids or (1, 2, 3):
            if ids and number == 2:
                raise ValueError("hai")
            if ids:
                notebook(number)
            else:
                jobs.attempt("sweep", number)

    jobs.register("sweep", sweep, every=timedelta(minutes=5))
    jobs.tick()
    assert notebook.done == [(1,), (3,)]
    assert [failure.ids for failure in jobs.failed()] == ["[2]"]


def test_a_part_is_not_done_inside_a_verb(inside: Flask, notebook: Notebook) -> None:
    daily(notebook)
    with pytest.raises(RuntimeError, match="a verb is under way"):
        operation(jobs.attempt)("notes", 1)


def test_what_a_job_leaves_half_done_is_not_kept(inside: Flask) -> None:
    def half() -> None:
        db.session.add(JobFailure(name="x", ids="[]", fault="", said="", attempts=1))
        raise ValueError("giữa chừng")

    jobs.register("half", half, at_start=True)
    jobs.tick(starting=True)
    assert db.session.scalars(select(JobFailure.name)).all() == ["half"]


def test_work_whose_job_is_gone_is_a_failure(inside: Flask, notebook: Notebook) -> None:
    daily(notebook)
    notebook.fault = ValueError("x")
    ask(3)
    jobs.registered().pop("notes")  # type: ignore[attr-defined]
    with clock.showing(clock.now() + PAUSES[0]):
        jobs.tick()
    assert jobs.failed()[0].said == "no job is called notes"
