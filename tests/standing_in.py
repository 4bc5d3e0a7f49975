"""What the table of rights asks of routes, of signing for others and of comments."""

from collections.abc import Mapping

from qms.documents.queries import document_by_key
from qms.documents.remarks.operations import make_remark
from qms.kernel import clock
from qms.organisation.authority.lifecycle import Paper, Period
from qms.organisation.authority.operations import Parts, name_deputy, record_authority
from qms.textindex.analysis import code_key
from tests import town
from tests.documents.routes.builders import a_route, approval, step


def prepare(code_in_review: str) -> None:
    """A route, a deputy (the unit head for the other approver), a form of signing, a comment."""
    a_route(step("Xem xét", "tuan"), approval("hung"), unit=town.unit_id("KT"))
    today, keeper, dong = clock.today(), town.actor("son"), town.person("dong")
    paper, period = Paper("12/UQ-UBND", today), Period(today, today)
    name_deputy(dong, town.person("binh"), Parts(False, True), period, paper, keeper)
    record_authority(dong, "KT", "CHỦ TỊCH", paper, period, keeper)
    document = document_by_key(code_key(code_in_review))
    assert document
    make_remark(document.editions[0], "", "thiếu mục 3", by=town.actor("tuan"))


def sent(people: Mapping[str, int], who: str | None) -> dict[str, str]:
    """Every field that these forms want; a deputy is named for oneself."""
    today = f"{clock.today():%d/%m/%Y}"
    return {
        "step1-label": "Xem xét",
        "step1-role": "reviewer",
        "step1-place": "agency",
        "step1-way": "any",
        "step2-label": "Phê duyệt",
        "step2-role": "approver",
        "step2-place": "agency",
        "step2-way": "any",
        "person": str(people.get(who or "", 0)),
        "deputy": str(people["hanh"]),
        "approves": "y",
        "form": "KT",
        "on_behalf": "CHỦ TỊCH",
        "first_day": today,
        "last_day": today,
        "paper_name": "13/UQ-UBND",
        "paper_day": today,
        "anchor": "",
        "text": "đã nêu ở mục 3",
        "answer": "kept",
    }
