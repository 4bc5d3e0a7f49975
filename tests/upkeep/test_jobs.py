"""The administrator sees what runs by itself, and decides about what failed."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.kernel import clock, jobs
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.jobs import registry
from qms.kernel.jobs.failures import PAUSES
from qms.kernel.jobs.timetable import When
from qms.kernel.lifecycle import Refused
from qms.upkeep import operations, queries, remarks
from qms.upkeep.vocabulary import said
from tests.counting import statements
from tests.town import actor
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("jobs_may_fail")
Visit = Callable[[str | None], Visitor]
MORNING = datetime(2026, 2, 5, 1, tzinfo=UTC)


class Work:
    """What the tests' job does: it fails until it is mended."""

    def __init__(self) -> None:
        self.fault: Exception | None = OSError("<b>Không mở được tệp</b>")
        self.done: list[tuple[int, ...]] = []

    def __call__(self, *ids: int) -> None:
        if self.fault:
            raise self.fault
        self.done.append(ids)


@pytest.fixture
def work(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Work:
    """A job that failed twice: for all the work, and for number 7."""
    made = Work()
    monkeypatch.setattr(registry, "_JOBS", {})
    jobs.register("letters", made, daily_at=time(7, 30), title=Sentence("Gửi thư trong ngày"))
    with app.app_context(), clock.showing(MORNING):
        jobs.tick()
        jobs.attempt("letters", 7)
    return made


def kept(app: Flask) -> list[str]:
    with app.app_context():
        return [failure.ids for failure in queries.failures(actor("son"))]


def test_the_page_tells_what_runs_when_and_what_failed(visit: Visit, work: Work) -> None:
    page = visit("son").get("/jobs").text
    assert "Gửi thư trong ngày" in page
    assert "Gửi thư trong ngày (7)" in page
    assert "Mỗi ngày lúc 07:30" in page
    assert "05/02/2026 08:00" in page
    assert "&lt;b&gt;Không mở được tệp&lt;/b&gt;" in page
    assert "Traceback" not in page


def test_who_tries_again_has_it_done_and_the_failure_is_gone(
    app: Flask, visit: Visit, work: Work
) -> None:
    work.fault = None
    answer = visit("son").send("/jobs/failures/2/attempt", seen="1")
    assert answer.location == "/jobs"
    assert work.done == [(7,)]
    assert kept(app) == ["[]"]
    with app.app_context():
        line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
        assert line
        assert (line.verb, line.actor_name) == ("try job again", "Vũ Thái Sơn")
        assert line.subject_label == "Gửi thư trong ngày (7)"
    assert "Cho làm lại việc tự động" in visit("son").get("/trail").text


def test_what_fails_again_stays_with_its_pauses_begun_anew(
    app: Flask, visit: Visit, work: Work
) -> None:
    visit("son").send("/jobs/failures/2/attempt", seen="1")
    with app.app_context():
        failure = queries.failure(actor("son"), 2)
        assert failure
        assert failure.attempts == 2
        assert failure.next_try_at == failure.last_failed_at + PAUSES[1]


def test_what_is_let_go_is_gone_with_its_reason_in_the_trail(
    app: Flask, visit: Visit, work: Work
) -> None:
    visit("son").send("/jobs/failures/2/dismissal", seen="1", reason="đã gửi bằng tay")
    assert kept(app) == ["[]"]
    assert "đã gửi bằng tay" in visit("son").get("/trail").text
    with app.app_context(), clock.showing(MORNING + timedelta(days=1, hours=-4)):
        work.fault = None
        jobs.tick()
    assert work.done == [()]


def test_letting_go_needs_a_reason_and_stays_open_on_the_page(
    app: Flask, visit: Visit, work: Work
) -> None:
    answer = visit("son").send("/jobs/failures/2/dismissal", seen="1", reason=" ")
    assert answer.status_code == 422
    assert "Cần điền mục này" in answer.text
    assert 'unfold-small" open' in " ".join(answer.text.split())
    with app.app_context(), pytest.raises(Refused, match="Hãy ghi lý do"):
        operations.let_go(jobs.failed()[0], 1, by=actor("son"), reason=" ")
    assert kept(app) == ["[]", "[7]"]


@pytest.mark.parametrize("deed", ["attempt", "dismissal"])
def test_who_looks_at_an_old_page_is_told_so(
    app: Flask, visit: Visit, work: Work, deed: str
) -> None:
    with app.app_context():
        jobs.attempt("letters", 7)
    fields = {"seen": "1", "reason": "đã gửi bằng tay"}
    answer = visit("son").send(f"/jobs/failures/2/{deed}", **fields)
    assert answer.status_code == 409
    assert "Có người vừa thay đổi" in answer.text
    assert kept(app) == ["[]", "[7]"]
    assert (
        visit("son").send(f"/jobs/failures/2/{deed}", **fields | {"seen": "x"}).status_code == 409
    )


def test_work_that_the_program_no_longer_knows_can_only_be_let_go(
    app: Flask, visit: Visit, work: Work
) -> None:
    jobs.registered().pop("letters")  # type: ignore[attr-defined]
    answer = visit("son").send("/jobs/failures/2/attempt", seen="1")
    assert answer.status_code == 409
    assert "không còn việc tự động này" in answer.text
    visit("son").send("/jobs/failures/2/dismissal", seen="1", reason="bản cũ")
    assert kept(app) == ["[]"]


def test_a_failure_that_is_gone_is_not_found(visit: Visit, work: Work) -> None:
    assert visit("son").send("/jobs/failures/99/attempt", seen="1").status_code == 404


def test_nobody_else_sees_or_decides(app: Flask, visit: Visit, work: Work) -> None:
    assert visit("lan").get("/jobs").status_code == 403
    with app.app_context():
        assert queries.failures(actor("lan")) == []
        failure = jobs.failed()[0]
        for deed in (
            lambda: operations.try_again(failure, 1, by=actor("lan")),
            lambda: operations.let_go(failure, 1, by=actor("lan"), reason="x"),
        ):
            with pytest.raises(Refused, match="quản trị"):
                deed()


def test_only_the_administrator_finds_the_way_there(visit: Visit) -> None:
    assert "/jobs" in visit("son").get("/").text
    assert "/jobs" not in visit("lan").get("/").text


def test_what_the_administrator_should_know_stands_above(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remarks, "_registered", {})
    remarks.register("well", lambda: None)
    remarks.register("mail", lambda: Sentence("Chưa có máy chủ thư."))
    assert "Chưa có máy chủ thư." in visit("son").get("/jobs").text


def test_more_failures_need_no_more_queries(app: Flask, visit: Visit, work: Work) -> None:
    son = visit("son")
    son.get("/jobs")
    with statements(app) as few:
        son.get("/jobs")
    with app.app_context():
        for number in range(20):
            jobs.attempt("letters", 100 + number)
    with statements(app) as many:
        assert "Gửi thư trong ngày (119)" in son.get("/jobs").text
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(daily_at=time(0, 5)), ["Mỗi ngày lúc 00:05"]),
        (When(every=timedelta(minutes=5)), ["5 phút một lần"]),
        (
            When(every=timedelta(hours=36), at_start=True),
            ["36 giờ một lần", "Khi hệ thống khởi động"],
        ),
    ],
)
def test_when_a_job_runs_is_said_in_words(when: When, words: list[str]) -> None:
    assert [str(word) for word in said(when)] == words


def test_every_job_has_a_name_for_people(app: Flask) -> None:
    nameless = [name for name, job in jobs.registered().items() if job.title is None]
    assert nameless == []
