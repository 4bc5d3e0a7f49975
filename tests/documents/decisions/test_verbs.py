"""Decisions: prepared, signed once, carried out together or not at all."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.documents import drafting, filing, operations
from qms.documents.decisions.drafting import change
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.operations import cancel, sign
from qms.documents.operations import WRONG_PASSWORD, Consent
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from qms.organisation.operations import appoint
from tests.documents.decisions.builders import (
    approved,
    draft_over,
    in_days,
    on_paper,
    prepared,
    signed,
    states,
)
from tests.town import PASSWORD, a_draft, actor, an_edition, move, person, word_file

CODES = ("QT-01/VP", "QT-02/VP", "QT-03/VP")


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    db.session.rollback()
    return " ".join(str(reason) for reason in refused.value.reasons)


def test_one_signature_puts_a_batch_in_force_at_one_moment() -> None:
    old = [an_edition("in force", code) for code in CODES[:2]]
    new = approved(*CODES)
    decision = signed(prepared(new))
    assert states(new) == ["in force"] * 3
    assert states(old) == ["superseded"] * 2
    moments = {e.in_force_at for e in new} | {e.ended_at for e in old}
    assert len(moments) == 1
    assert (decision.state, decision.way, decision.signer_name) == (
        "carried out",
        "in the program",
        "Phạm Quốc Hùng",
    )
    assert [item.held for item in decision.items] == [False] * 3
    assert whole_chain().whole


def test_the_signature_covers_every_fingerprint_in_one_canonical_list() -> None:
    new = approved(*CODES)
    decision = signed(prepared(new, effective_on=in_days(3)))
    signature, day = decision.signature, clock.today()
    assert signature
    assert signature.listing == (
        f"purpose\tissue\nnumber\t12/QĐ-UBND\nsigned\t{day}\neffective\t{in_days(3)}\n"
        + "".join(f"{e.document.key}\t{e.number}\t{e.file_digest}\n" for e in new)
    )
    assert signature.digest == sha256(signature.listing.encode()).hexdigest()


def test_each_act_leaves_its_line() -> None:
    decision = signed(prepared(approved("QT-01/VP")))
    wanted = select(TrailLine).where(TrailLine.subject_kind == "decision").order_by(TrailLine.id)
    lines = db.session.scalars(wanted).all()
    assert [(x.actor_name, x.verb) for x in lines] == [
        ("Nguyễn Thị Lan", "prepare decision"),
        ("Phạm Quốc Hùng", "sign decision"),
        ("Phạm Quốc Hùng", "carry out"),
    ]
    [put] = db.session.scalars(select(TrailLine).where(TrailLine.verb == "come into force"))
    assert (put.actor_name, put.reason) == ("Phạm Quốc Hùng", decision.number)


def test_two_decisions_never_hold_one_edition() -> None:
    first, second = approved("QT-01/VP", "QT-02/VP")
    prepared([first])
    said = refusal(lambda: prepared([first, second], number="13/QĐ-UBND"))
    assert "QT-01/VP (01/00) đã nằm trong một quyết định khác: 12/QĐ-UBND" in said
    other = prepared([second], number="13/QĐ-UBND")
    both = draft_over([first, second], number="13/QĐ-UBND")
    assert "đã nằm trong" in refusal(lambda: change(other, both, other.version, actor("lan")))


def test_what_is_held_is_not_put_in_force_alone() -> None:
    [edition] = approved("QT-01/VP")
    prepared([edition])
    for day in (None, in_days(2)):
        act = lambda day=day: operations.put_in_force(  # noqa: E731
            edition, edition.version, actor("lan"), "", day
        )
        assert "nằm trong một quyết định chưa thực hiện xong (12/QĐ-UBND)" in refusal(act)


def test_what_was_returned_meanwhile_is_named_and_nothing_happens() -> None:
    first, second = approved("QT-01/VP", "QT-02/VP")
    decision = prepared([first, second])
    operations.return_to_author(second, second.version, actor("lan"), "sai ngày")
    for act in (lambda: signed(decision), lambda: on_paper(decision)):
        assert "Đã thay đổi từ khi đưa vào quyết định: QT-02/VP (01/00)" in refusal(act)
    assert states([first, second]) == ["approved", "draft"]
    only = draft_over([first])
    change(decision, only, decision.version, actor("lan"))
    signed(decision)
    assert states([first, second]) == ["in force", "draft"]


def test_what_was_approved_anew_with_other_words_is_listed_anew() -> None:
    [edition] = approved("QT-01/VP")
    decision = prepared([edition])
    operations.return_to_author(edition, edition.version, actor("lan"), "sai ngày")
    file = filing.take_in(word_file("# 1. Mục đích", "Lời khác."), "khac.docx")
    drafting.replace_file(edition, file, edition.version, actor("thao"))
    for state in ("in review", "reviewed", "approved"):
        move(edition, state)
    assert "Đã thay đổi" in refusal(lambda: signed(decision))
    change(decision, draft_over([edition]), decision.version, actor("lan"))
    assert [item.digest for item in decision.items] == [edition.file_digest]
    assert signed(decision).state == "carried out"


@pytest.mark.parametrize("login", ["lan", "dong", "tuan", "thao", "linh"])
def test_only_the_named_signer_signs(login: str) -> None:
    decision = prepared(approved("QT-01/VP"))
    consent = Consent(PASSWORD, decision.version)
    assert "Chỉ người được giao ký" in refusal(lambda: sign(decision, consent, actor(login)))


def test_a_signature_asks_for_the_password_and_for_what_was_read() -> None:
    decision = prepared(approved("QT-01/VP"))
    wrong, stale = Consent("khong phai", decision.version), Consent(PASSWORD, decision.version - 1)
    assert str(WRONG_PASSWORD) in refusal(lambda: sign(decision, wrong, actor("hung")))
    assert str(OVERTAKEN) in refusal(lambda: sign(decision, stale, actor("hung")))


def test_nobody_issues_what_they_wrote() -> None:
    today = clock.today()
    appoint(person("thao"), Role.APPROVER, None, today, None, by=actor("son"), reason="13/QĐ")
    decision = prepared(approved("QT-01/VP"), signer_id=person("thao").id)
    consent = Consent(PASSWORD, decision.version)
    said = refusal(lambda: sign(decision, consent, actor("thao")))
    assert said == "Bạn là người soạn thảo của QT-01/VP (01/00); người khác phải ký quyết định này."


def test_an_unnumbered_decision_is_not_signed_here() -> None:
    decision = prepared(approved("QT-01/VP"), number="")
    assert "chưa có số" in refusal(lambda: signed(decision))
    assert on_paper(decision).state == "carried out"
    assert decision.number == "12/QĐ-UBND"


def test_on_paper_it_is_recorded_with_its_number_day_and_signer() -> None:
    [edition] = approved("QT-01/VP")
    decision = prepared([edition], signer_id=0)
    yesterday = in_days(-1)
    on_paper(decision, number="05/QĐ-UBND", day=yesterday, signing_form="KT.")
    assert (decision.state, decision.day, decision.way) == ("carried out", yesterday, "on paper")
    assert edition.state == "in force"
    assert edition.approved_at
    assert edition.in_force_at == edition.approved_at  # not before it was approved


def test_what_stands_on_paper_is_in_order_of_time() -> None:
    decision = prepared(approved("QT-01/VP"))
    assert "sau hôm nay" in refusal(lambda: on_paper(decision, day=in_days(1)))
    early = {"day": clock.today(), "effective_on": in_days(-1)}
    assert "trước ngày ký" in refusal(lambda: on_paper(decision, **early))


@pytest.mark.parametrize("login", ["hung", "thao", "linh", "son", "tam"])
def test_only_the_officer_prepares_and_records(login: str) -> None:
    editions = approved("QT-01/VP")
    decision = prepared(editions)
    draft = draft_over(editions)
    by = actor(login)
    assert "Chỉ thư ký ISO" in refusal(lambda: change(decision, draft, decision.version, by))


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"number": "QĐ"}, "cần có số"),
        ({"signer_id": 3}, "không giữ vai trò phê duyệt"),
    ],
)
def test_a_decision_that_says_nonsense_is_refused(said: dict[str, object], because: str) -> None:
    editions = approved("QT-01/VP")
    assert because in refusal(lambda: prepared(editions, **said))
    assert "Hãy chọn ít nhất một" in refusal(lambda: prepared([]))


def test_only_what_is_approved_is_listed() -> None:
    draft = a_draft("QT-09/VP")
    assert "không còn chờ ban hành" in refusal(lambda: prepared([draft]))
    valid = an_edition("in force", "QT-01/VP")
    assert "không còn chờ ban hành" in refusal(lambda: prepared([valid]))
    assert "không còn" in refusal(lambda: prepared([draft], Purpose.WITHDRAW))


def test_a_number_counts_once_it_was_signed() -> None:
    editions = approved("QT-01/VP", "QT-02/VP")
    given_up = prepared(editions)
    cancel(given_up, given_up.version, actor("lan"), "nhầm")
    assert (given_up.state, given_up.number) == ("cancelled", None)
    waiting = signed(prepared(editions[:1], effective_on=in_days(5)))
    cancel(waiting, waiting.version, actor("hung"), "hoãn")
    assert "đã có" in refusal(lambda: prepared(editions))


def test_a_decision_withdraws_what_it_lists() -> None:
    editions = [an_edition("in force", code) for code in CODES]
    decision = prepared(editions, Purpose.WITHDRAW)
    said = refusal(
        lambda: operations.withdraw(editions[0], editions[0].version, actor("lan"), "thôi")
    )
    assert "nằm trong một quyết định" in said
    successor = an_edition("approved", CODES[0])
    assert "nằm trong một quyết định" in refusal(lambda: move(successor, "in force"))
    signed(decision)
    assert states(editions) == ["withdrawn"] * 3
    assert len({e.ended_at for e in editions}) == 1
    move(successor, "in force")
    assert editions[0].ended_at
    assert successor.in_force_at
    assert successor.in_force_at - editions[0].ended_at >= timedelta()
