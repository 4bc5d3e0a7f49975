"""Two people take in a paper decision: what holds then, and everything that is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.documents import drafting, filing
from qms.documents.adoption import operations
from qms.documents.adoption.lifecycle import not_after_the_last, own_record
from qms.documents.adoption.queries import issued_outside, read_anew
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.models import Decision
from qms.documents.models import Document, Edition
from qms.documents.operations import Consent
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from tests import town
from tests.counting import statements
from tests.documents.decisions.builders import prepared
from tests.paper import (
    HOLDS,
    SIGNED,
    a_paper,
    an_earlier,
    confirmed,
    declined,
    recorded,
    second_officer,
)
from tests.town import PASSWORD, a_draft, actor, an_edition, word_file


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def refusal(act: Callable[[], object]) -> list[str]:
    """What is said against ``act``; and nothing of it is kept."""
    before = db.session.query(TrailLine).count()
    with pytest.raises(Refused) as refused:
        act()
    db.session.rollback()
    assert db.session.query(TrailLine).count() == before
    return [str(reason) for reason in refused.value.reasons]


def day_of(moment: datetime | None) -> date:
    assert moment
    return clock.local(moment).date()


def test_what_one_records_and_another_confirms_is_in_force_from_the_day_of_the_decision() -> None:
    draft = a_draft()
    adoption = recorded(draft)
    assert (draft.state, draft.issued_outside, draft.in_force_at) == ("recorded", True, None)
    confirmed(adoption)
    assert (draft.state, adoption.state) == ("in force", "confirmed")
    assert (day_of(draft.in_force_at), day_of(draft.approved_at)) == (HOLDS, SIGNED)
    decision = adoption.decision
    assert decision
    assert (decision.number, decision.purpose, decision.state) == (
        "12/QĐ-UBND",
        "adopt",
        "carried out",
    )
    assert [item.edition for item in decision.items] == [draft]
    assert decision.prepared_by_id == actor("lan").id


def test_each_step_has_its_lines_in_the_trail() -> None:
    confirmed(recorded(a_draft()))
    lines = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc()).limit(7)).all()
    told = [(x.verb, x.actor_name, x.subject_kind) for x in reversed(lines)]
    assert told == [
        ("attach file", "Nguyễn Thị Lan", "attachment"),
        ("record paper decision", "Nguyễn Thị Lan", "adoption"),
        ("adopt", "Nguyễn Thị Lan", "edition"),
        ("note adopted decision", "Lê Mỹ Hạnh", "decision"),
        ("list adopted editions", "Lê Mỹ Hạnh", "decision"),
        ("confirm paper decision", "Lê Mỹ Hạnh", "adoption"),
        ("confirm adoption", "Lê Mỹ Hạnh", "edition"),
    ]
    assert whole_chain().whole


def test_another_quality_officer_may_confirm() -> None:
    adoption = recorded(a_draft())
    assert confirmed(adoption, by=second_officer()).state == "confirmed"


def test_nobody_is_both_people() -> None:
    adoption = recorded(a_draft())
    assert refusal(lambda: confirmed(adoption, by="lan")) == [
        "Bạn đã ghi nhận tài liệu này; người thứ hai phải đối chiếu với bản quét và xác nhận."
    ]


def test_who_made_the_draft_does_not_confirm_it_either() -> None:
    officer = second_officer()
    adoption = recorded(a_draft(by=officer))
    assert "Bạn đã ghi nhận tài liệu này" in refusal(lambda: confirmed(adoption, by=officer))[0]
    assert confirmed(adoption).state == "confirmed"


@pytest.mark.parametrize("by", ["thao", "tuan", "hung", "linh", "minh", "tam", "son", "binh"])
def test_only_officers_record_and_only_they_or_the_representative_confirm(by: str) -> None:
    draft = a_draft()
    assert refusal(lambda: recorded(draft, by=by)) == [
        "Chỉ thư ký ISO được ghi nhận tài liệu đã ban hành trên giấy."
    ]
    adoption = recorded(draft)
    only = "Chỉ thư ký ISO hoặc đại diện lãnh đạo được làm việc này."
    assert only in refusal(lambda: confirmed(adoption, by=by))
    assert only in refusal(lambda: declined(adoption, by=by))


def test_the_representative_does_not_record() -> None:
    draft = a_draft()
    assert refusal(lambda: recorded(draft, by="hanh"))


def test_a_wrong_password_confirms_nothing() -> None:
    adoption = recorded(a_draft())
    consent = Consent("sai mat khau roi", adoption.version)
    said = refusal(lambda: operations.confirm(adoption, consent, by=actor("hanh")))
    assert said == ["Mật khẩu chưa đúng; chưa có gì được ký."]


def test_what_was_overtaken_is_not_confirmed() -> None:
    adoption = recorded(a_draft())
    consent = Consent(PASSWORD, adoption.version + 1)
    assert "trước bạn" in refusal(lambda: operations.confirm(adoption, consent, actor("hanh")))[0]


def test_it_is_settled_once() -> None:
    adoption = confirmed(recorded(a_draft()))
    already = "Việc ghi nhận này đã được xử lý xong; hãy xem kết quả bên dưới."
    assert refusal(lambda: confirmed(adoption)) == [already]
    assert refusal(lambda: declined(adoption)) == [already]


def test_declined_it_is_a_draft_again_and_may_be_recorded_anew() -> None:
    draft = a_draft()
    declined(recorded(draft))
    assert (draft.state, draft.issued_outside) == ("draft", False)
    assert draft.returned_because == "sai ngày ký"
    assert db.session.query(Decision).count() == 0, "no number is used up"
    confirmed(recorded(draft))
    assert draft.state == "in force"
    assert draft.adoption
    assert draft.adoption.state == "confirmed"


def test_to_decline_is_to_say_why() -> None:
    adoption = recorded(a_draft())
    said = refusal(lambda: operations.decline(adoption, adoption.version, actor("hanh"), " "))
    assert said == ["Hãy ghi lý do."]


def test_while_it_waits_nothing_of_it_changes() -> None:
    draft = a_draft()
    recorded(draft)
    file = filing.take_in(word_file("khác"), "b.docx")
    assert refusal(lambda: drafting.replace_file(draft, file, draft.version, by=actor("lan")))
    assert refusal(lambda: town.move(draft, "in review"))
    assert refusal(lambda: town.move(draft, "discarded"))
    assert refusal(lambda: recorded(draft))
    assert refusal(lambda: a_draft())


@pytest.mark.parametrize("state", ["in review", "approved", "in force"])
def test_only_a_draft_is_recorded(state: str) -> None:
    edition = an_edition(state)
    assert "Phiên bản đang ở trạng thái" in refusal(lambda: recorded(edition))[0]


def test_it_takes_the_place_of_what_was_in_force() -> None:
    before = confirmed(recorded(a_draft(), paper=a_paper("1/QĐ", SIGNED, SIGNED)))
    first = before.items[0].edition
    second = a_draft(title="Lưu trữ hồ sơ, sửa đổi")
    confirmed(recorded(second, paper=a_paper("9/QĐ", date(2024, 6, 1), date(2024, 6, 1))))
    assert (first.state, second.state) == ("superseded", "in force")
    assert first.ended_at == second.in_force_at
    assert second.document.title == "Lưu trữ hồ sơ, sửa đổi"


def test_it_does_not_begin_before_the_one_before_it() -> None:
    confirmed(recorded(a_draft(), paper=a_paper("1/QĐ", SIGNED, SIGNED)))
    early = a_paper("2/QĐ", SIGNED - timedelta(1), SIGNED - timedelta(1))
    draft = a_draft()
    assert "trước lúc phiên bản trước" in refusal(lambda: recorded(draft, paper=early))[0]


def test_it_takes_no_place_that_a_decision_holds_and_the_page_says_so() -> None:
    held = an_edition("in force")
    adoption = recorded(a_draft(), paper=a_paper("3/QĐ", clock.today(), clock.today()))
    prepared([held], Purpose.WITHDRAW, number="8/QĐ")
    said = [str(reason) for reason in operations.obstacles(adoption, actor("hanh"))]
    assert ["8/QĐ" in reason for reason in said] == [True]
    assert refusal(lambda: confirmed(adoption)) == said


def test_only_what_was_issued_outside_is_told_as_such() -> None:
    confirmed(recorded(a_draft("QT-01")))
    an_edition("in force", "QT-02")
    recorded(a_draft("QT-03"), paper=a_paper("3/QĐ"))
    assert issued_outside(actor("linh"), ["QT-01", "QT-02", "QT-03"]) == {"QT-01"}
    assert issued_outside(actor("linh"), ["QT-02"]) == frozenset()


def test_days_in_order_when_recorded_may_be_out_of_order_when_confirmed() -> None:
    draft = a_draft()
    adoption = recorded(draft)
    an_earlier(draft.document, (0, 5), date(2023, 1, 1), HOLDS + timedelta(9))
    assert "trước lúc phiên bản trước" in refusal(lambda: confirmed(adoption))[0]


def test_after_an_edition_of_the_same_day_it_begins_where_that_one_ends() -> None:
    first = an_edition("in force")
    today = clock.today()
    second = a_draft()
    confirmed(recorded(second, paper=a_paper("3/QĐ", today, today)))
    assert first.ended_at == second.in_force_at == first.in_force_at


@pytest.mark.parametrize(
    ("day", "since", "said"),
    [
        (1, 1, "Ngày ký quyết định không được sau hôm nay."),
        (0, -1, "Ngày có hiệu lực không được trước ngày ký quyết định."),
    ],
)
def test_the_days_of_a_decision_are_logical(day: int, since: int, said: str) -> None:
    today = clock.today()
    paper = a_paper("4/QĐ", today + timedelta(day), today + timedelta(since))
    draft = a_draft()
    assert said in refusal(lambda: recorded(draft, paper=paper))


def test_what_holds_only_later_is_confirmed_on_that_day() -> None:
    today = clock.today()
    adoption = recorded(a_draft(), paper=a_paper("5/QĐ", today, today + timedelta(3)))
    assert "từ ngày đó mới xác nhận được" in refusal(lambda: confirmed(adoption))[0]
    with clock.showing(datetime.now(UTC) + timedelta(3)):  # noqa: TID251 - the day that it is
        assert confirmed(adoption).state == "confirmed"


def test_a_number_is_one_decision_with_one_day_and_signer() -> None:
    confirmed(recorded(a_draft("QT-01")))
    more = confirmed(recorded(a_draft("QT-02")))
    assert db.session.query(Decision).count() == 1
    assert more.decision
    assert len(more.decision.items) == 2
    third, same = a_draft("QT-03"), a_paper().facts
    for other in (
        replace(same, signer_name="Người khác"),
        replace(same, day=SIGNED + timedelta(1)),
        replace(same, effective_on=HOLDS + timedelta(1)),
    ):
        paper = replace(a_paper(), facts=other)
        assert "ghi nhận trước đây" in refusal(lambda paper=paper: recorded(third, paper=paper))[0]  # type: ignore[misc]
    assert recorded(a_draft("QT-04"), paper=a_paper("012/QĐ-UBND", SIGNED, HOLDS))


def test_a_number_has_figures() -> None:
    draft, paper = a_draft(), a_paper("QĐ-UBND")
    assert "Số, ký hiệu" in refusal(lambda: recorded(draft, paper=paper))[0]


def queries_to_read(app: Flask, count: int) -> int:
    drafts = [a_draft(f"QT-{count}{n}") for n in range(count)]
    adoption = recorded(*drafts, paper=a_paper(f"{count}/QĐ"))
    by = actor("hanh")
    db.session.expire_all()
    with statements(app) as made:
        read_anew(adoption)
        for item in adoption.items:
            assert not own_record(item.edition, by)
            assert not not_after_the_last(item.edition, by)
            assert item.edition.adoption is adoption
    return len(made)


def test_what_is_to_be_confirmed_is_read_with_a_constant_number_of_queries(inside: Flask) -> None:
    assert queries_to_read(inside, 2) == queries_to_read(inside, 6)


def test_the_title_and_number_of_an_adopted_edition_are_searched_like_any_other() -> None:
    confirmed(recorded(a_draft(title="Tiếp công dân định kỳ")))
    assert db.session.scalars(select(Edition)).one().title == "Tiếp công dân định kỳ"
    assert db.session.scalars(select(Document)).one().title == "Tiếp công dân định kỳ"
