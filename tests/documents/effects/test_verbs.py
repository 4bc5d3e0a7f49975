"""Effects open with what happened to a law and close with what their owners do."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.documents import drafting, filing
from qms.documents.effects import operations, queries
from qms.documents.effects.models import Effect
from qms.documents.effects.operations import Request
from qms.documents.external.operations import take_back
from qms.kernel import clock
from qms.kernel.awaiting import awaiting
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from tests.laws import a_law, citing, facts, happens
from tests.town import actor, an_edition, move, word_file

TODAY = clock.today()


def effects() -> list[Effect]:
    return list(db.session.scalars(select(Effect).order_by(Effect.id)))


def states() -> list[str]:
    return [effect.state for effect in effects()]


def lines(verb: str) -> int:
    return len(db.session.scalars(select(TrailLine).where(TrailLine.verb == verb)).all())


def opened() -> Effect:
    """The effect of a decree that lapsed upon the one procedure that cites it."""
    citing()
    happens(a_law())
    [effect] = effects()
    return effect


def test_each_document_that_cites_a_lapsed_law_is_asked_once(inside: Flask) -> None:
    citing("QT-01")
    citing("QT-02", "draft")
    citing("QT-03", "in force")
    an_edition("in force", "QT-04")
    happens(a_law())
    assert [e.document.code for e in effects()] == ["QT-01", "QT-02", "QT-03"]
    assert states() == ["open"] * 3
    operations.sweep()
    operations.sweep()
    assert states() == ["open"] * 3
    assert lines("open effect") == 3


def test_a_term_that_runs_out_is_noticed_once_by_the_days(inside: Flask) -> None:
    citing()
    law = a_law(until=TODAY - timedelta(1))
    assert effects() == []
    operations.sweep()
    operations.sweep()
    assert states() == ["open"]
    assert [act.kind for act in law.acts] == ["expired"]
    assert law.acts[0].day == TODAY


def test_a_term_that_has_not_run_out_asks_nobody(inside: Flask) -> None:
    citing()
    a_law(until=TODAY)
    operations.sweep()
    assert effects() == []


def test_a_term_that_is_prolonged_takes_its_end_back(inside: Flask) -> None:
    from_external = __import__("qms.documents.external.operations", fromlist=["x"])
    citing()
    law = a_law(until=TODAY - timedelta(1))
    operations.sweep()
    told = facts(until=TODAY + timedelta(9))
    from_external.correct_external(law, told, law.version, by=actor("lan"))
    assert law.standing == "in force"
    assert states() == ["dropped"]


def test_an_amendment_asks_what_was_written_before_it(inside: Flask) -> None:
    citing("QT-01")
    law = a_law()
    happens(law, "amended", by=a_law("9/2026/NĐ-CP", signed_on=None, in_force_from=None))
    citing("QT-02")
    assert [e.document.code for e in effects()] == ["QT-01"]


def test_what_cites_a_lapsed_law_later_is_asked_as_it_is_filed(inside: Flask) -> None:
    happens(a_law())
    citing(state="draft")
    assert states() == ["open"]


def test_a_later_act_takes_the_place_of_an_open_one(inside: Flask) -> None:
    citing()
    law, newer = a_law(), a_law("9/2026/NĐ-CP", signed_on=None, in_force_from=None)
    happens(law, "amended", by=newer)
    happens(law, "replaced", by=newer)
    assert states() == ["dropped", "open"]
    assert "Gộp" in (effects()[0].closed_because or "")


def test_a_mistake_taken_back_drops_its_effects(inside: Flask) -> None:
    effect = opened()
    take_back(effect.act, by=actor("lan"), reason="nhầm")
    assert states() == ["dropped"]


def test_the_author_says_no_effect_by_name_with_a_reason(inside: Flask) -> None:
    effect = opened()
    with pytest.raises(Refused, match="lý do"):
        operations.answer_no_effect(effect, effect.version, by=actor("thao"), reason=" ")
    operations.answer_no_effect(effect, effect.version, by=actor("thao"), reason="chỉ nhắc tên")
    assert (effect.state, effect.answer) == ("unaffected", "chỉ nhắc tên")
    assert (effect.answered_name, effect.answered_title) == ("Đặng Thu Thảo", "Công chức")
    with pytest.raises(Refused, match="Không ảnh hưởng"):
        operations.answer_no_effect(effect, effect.version, by=actor("thao"), reason="lại")
    operations.sweep()
    assert states() == ["unaffected"]


@pytest.mark.parametrize("login", ["khoa", "linh", "binh", "tuan", "hung", "tam", "son", "hanh"])
def test_nobody_answers_for_a_document_that_is_not_theirs(inside: Flask, login: str) -> None:
    effect = opened()
    for answer in (
        lambda by: operations.answer_revise(effect, effect.version, by=by),
        lambda by: operations.answer_no_effect(effect, effect.version, by=by, reason="x"),
    ):
        with pytest.raises(Refused, match="trưởng đơn vị"):
            answer(actor(login))
    with pytest.raises(Refused, match="thư ký ISO"):
        operations.ask_owners(effect.law, Request(None, ""), by=actor(login))


def test_the_head_of_the_unit_answers_too(inside: Flask) -> None:
    effect = opened()
    effect_of_economy = an_economy_procedure()
    operations.answer_revise(effect_of_economy, effect_of_economy.version, by=actor("binh"))
    assert effect_of_economy.state == "being revised"
    assert queries.effect(actor("binh"), effect.id) is None
    assert queries.effect(actor("linh"), effect.id) is None
    assert queries.effect(actor("thao"), effect.id) == effect
    assert len(queries.to_answer(actor("binh"))) == 1


def an_economy_procedure() -> Effect:
    """The effect of the same law upon a procedure of the economy unit."""
    about = drafting.DocumentFacts("QT-09", "procedure", 3)
    told = drafting.EditionFacts("Cấp phép", 1, 0)
    file = filing.take_in(word_file("Theo Nghị định 30/2020/NĐ-CP."), "a.docx")
    edition = drafting.start_document(about, told, file, by=actor("khoa"))
    assert edition.document.unit.code == "KT"
    return effects()[-1]


def test_a_promised_revision_closes_when_a_newer_edition_is_in_force(inside: Flask) -> None:
    effect = opened()
    operations.answer_revise(effect, effect.version, by=actor("thao"))
    newer = citing(state="approved")
    assert states() == ["being revised"]
    move(newer, "in force")
    assert states() == ["revised"]
    assert "QT-01/VP (02/00)" in (effect.closed_because or "")


def test_a_promised_revision_is_asked_for_at_the_clause_unless_it_is_on_its_way(
    inside: Flask,
) -> None:
    effect = opened()
    operations.answer_revise(effect, effect.version, by=actor("thao"))
    [promise] = effect.promises
    asked = promise.request
    assert (asked.origin, asked.clause) == ("external", "3 Tài liệu viện dẫn")
    assert "30/2020/NĐ-CP" in asked.wish
    assert "Điều 38 của văn bản mới" in asked.reason
    citing("QT-02")
    citing("QT-02", "draft")
    [other] = [e for e in effects() if e.document.code == "QT-02"]
    operations.answer_revise(other, other.version, by=actor("thao"))
    assert other.promises == []


def test_an_edition_that_no_longer_cites_it_closes_an_unanswered_effect(inside: Flask) -> None:
    effect = opened()
    move(an_edition("approved", text=word_file("Không viện dẫn.")), "in force")
    assert effect.state == "revised"


def test_an_edition_that_still_cites_it_leaves_an_unanswered_effect_open(inside: Flask) -> None:
    opened()
    citing(state="in force")
    assert states() == ["open"]


def test_a_document_that_ends_is_asked_no_more(inside: Flask) -> None:
    effect = opened()
    move(effect.edition, "withdrawn")
    assert states() == ["dropped"]


def test_a_draft_that_drops_the_law_is_asked_no_more(inside: Flask) -> None:
    edition = citing(state="draft")
    happens(a_law())
    file = filing.take_in(word_file("Không viện dẫn."), "b.docx")
    drafting.replace_file(edition, file, edition.version, by=actor("thao"))
    assert states() == ["dropped"]


def test_the_officer_asks_all_owners_at_once_and_again(inside: Flask) -> None:
    effect = opened()
    due = TODAY + timedelta(5)
    with pytest.raises(Refused, match="quá khứ"):
        operations.ask_owners(effect.law, Request(TODAY - timedelta(1), ""), by=actor("lan"))
    assert operations.ask_owners(effect.law, Request(due, "xem mục 5"), by=actor("lan")) == 1
    assert (effect.due_on, effect.asked_note) == (due, "xem mục 5")
    operations.answer_no_effect(effect, effect.version, by=actor("thao"), reason="không")
    with pytest.raises(Refused, match="Không còn đơn vị"):
        operations.ask_owners(effect.law, Request(due, ""), by=actor("lan"))
    operations.ask_again(effect, effect.version, by=actor("lan"), reason="mục 5 có đổi")
    assert (effect.state, effect.answered_name) == ("open", None)


def test_a_stale_answer_is_refused(inside: Flask) -> None:
    effect = opened()
    seen = effect.version
    operations.answer_revise(effect, seen, by=actor("thao"))
    with pytest.raises(Refused, match="vừa thay đổi"):
        operations.answer_no_effect(effect, seen, by=actor("thao"), reason="x")


def test_effects_stand_among_the_tasks_of_owner_and_officer(inside: Flask) -> None:
    effect = opened()

    def headings(login: str) -> list[str]:
        return [str(heading) for heading, _tasks in awaiting(actor(login))]

    with inside.test_request_context():
        assert "Văn bản thay đổi: tài liệu của bạn" in headings("thao")
        assert "Văn bản thay đổi: chờ các đơn vị" in headings("lan")
        assert not any("Văn bản thay đổi" in heading for heading in headings("linh"))
        with clock.showing(clock.now() + timedelta(days=30)):
            effect_due(effect)
            [task] = next(t for h, t in awaiting(actor("thao")) if "của bạn" in str(h))
            assert task.late


def effect_due(effect: Effect) -> None:
    with clock.showing(clock.now() - timedelta(days=20)):
        due = clock.today() + timedelta(3)
        operations.ask_owners(effect.law, Request(due, ""), by=actor("lan"))


def test_the_day_of_a_law_is_told(inside: Flask) -> None:
    assert opened().act.day == date(2026, 1, 1)
