"""Who signs for whom: legal forms, deputies during a leave, a route of its own, comments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial
from typing import Any

from qms.demo.script import in_office
from qms.demo.stage import Act, Stage
from qms.documents.remarks.lifecycle import Answer
from qms.documents.remarks.models import Remark
from qms.documents.remarks.operations import answer_remark, make_remark
from qms.documents.routes.lifecycle import NAMED, StepRule
from qms.documents.routes.operations import set_route
from qms.documents.routes.turns import ALL, ANY
from qms.kernel import clock
from qms.kernel.access import Role
from qms.organisation.authority.lifecycle import Paper, Period
from qms.organisation.authority.operations import Parts, name_deputy, record_authority

MORNING, COMMENTED, LATER = time(8, 30), time(15, 5), time(15, 45)
"""A draft is commented on in the afternoon: after holidays it was submitted that very morning."""
ASSIGNED = "Quyết định số 02/QĐ-UBND về phân công công việc của Chủ tịch và các Phó Chủ tịch"
ROUTE_REASON = "Quy trình của phòng cần Văn phòng soát thể thức trước khi trình ký."


@dataclass
class Said:
    """A comment on a clause, and its answer; ``remark`` is there once it was made."""

    code: str
    number: tuple[int, int]
    section: str
    by: str
    words: str
    answered_by: str = ""
    answer: str = ""
    remark: Remark | None = None


COMMENTS = (
    Said(
        "QT-02/KN",
        (1, 0),
        "5.7",
        "hung.pq",
        "Bước 6 nên ghi rõ ai ghi biên bản đối thoại.",
        "minh.ct",
        "Biên bản do công chức tư pháp ghi, đã nêu ở cột trách nhiệm của bước 7; xin giữ nguyên.",
    ),
    Said(
        "QT-02/ĐĐ",
        (1, 0),
        "5.4",
        "nga.bt",
        "Thời gian 30 ngày có tính ngày nghỉ không? Nên ghi rõ để người dân khỏi hỏi lại.",
    ),
)


def acts(_told: dict[str, Any]) -> Iterator[Act]:
    """Papers first, then leaves, the route, and what was said of drafts."""
    yield Act(in_office(MORNING, 480.0), _record_forms)
    yield Act(in_office(MORNING, 116.0), partial(_leave, "hung.pq", "dung.vd", Parts(False, True)))
    yield Act(in_office(MORNING, 4.0), partial(_leave, "nga.bt", "phuc.mh", Parts(True, False)))
    yield Act(in_office(MORNING, 6.0), _set_route)
    for said in COMMENTS:
        yield Act(in_office(COMMENTED, 1.0), partial(_comment, said))
        if said.answer:
            yield Act(in_office(LATER, 1.0), partial(_answer, said))


def _record_forms(stage: Stage) -> None:
    paper, period = Paper(ASSIGNED, clock.today()), Period(clock.today(), None)
    for login in ("hanh.ltm", "dung.vd"):
        record_authority(stage.person(login), "KT", "CHỦ TỊCH", paper, period, by=stage.officer())


def _leave(login: str, deputy: str, parts: Parts, stage: Stage) -> None:
    today = clock.today()
    paper = Paper(f"Giấy ủy quyền số {today:%d}/GUQ trong thời gian nghỉ phép", today)
    period = Period(today, today + timedelta(days=13))
    name_deputy(
        stage.person(login), stage.person(deputy), parts, period, paper, by=stage.actor(login)
    )


def _set_route(stage: Stage) -> None:
    def people(*logins: str) -> frozenset[int]:
        return frozenset(stage.person(login).id for login in logins)

    reviewer = Role.REVIEWER
    steps = (
        StepRule("Trưởng phòng xem xét", ANY, reviewer, NAMED, people=people("binh.hv")),
        StepRule("Văn phòng soát thể thức", ALL, reviewer, NAMED, people=people("tuan.tq")),
        StepRule("Phê duyệt", ANY, Role.APPROVER, NAMED, people=people("dung.vd", "hung.pq")),
    )
    unit = stage.unit("KT").id
    set_route("procedure", unit, steps, 0, by=stage.officer(), reason=ROUTE_REASON)


def _comment(said: Said, stage: Stage) -> None:
    edition = stage.edition(said.code, *said.number)
    anchor = next(c.anchor for c in edition.clauses if c.number == said.section)
    said.remark = make_remark(edition, anchor, said.words, by=stage.actor(said.by))


def _answer(said: Said, stage: Stage) -> None:
    if said.remark is None:
        raise LookupError(f"{said.words} was not said yet")
    answer_remark(said.remark, Answer.KEPT, said.answer, by=stage.actor(said.answered_by))
