"""A form comes and goes with the edition of its procedure, signed in the same act."""

import pytest
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.audit_trail.vocabulary import Reader
from qms.documents import drafting, filing, operations
from qms.documents.blanks import operations as verbs
from qms.documents.blanks.queries import set_of
from qms.documents.models import Document, Edition
from qms.documents.queries import awaiting, document_by_key
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from tests.town import (
    PASSWORD,
    a_draft,
    actor,
    move,
    with_forms,
    word_file,
)

pytestmark = pytest.mark.usefixtures("inside")


def form(code: str) -> Document:
    found = document_by_key(code)
    assert found
    return found


def states(code: str) -> list[str]:
    return [edition.state for edition in form(code).editions]


def through(draft: Edition, *steps: str) -> Edition:
    for step in steps or ("in review", "reviewed", "approved", "in force"):
        move(draft, step)
    return draft


def fates(edition: Edition, by: str = "lan") -> dict[str, str]:
    return {line.form.code: line.fate for line in set_of(edition, actor(by)).lines}


def test_new_forms_take_every_step_with_their_procedure() -> None:
    draft = with_forms(a_draft(), "BM-01", "BM-02")
    for step, state in (
        ("in review", "in review"),
        ("reviewed", "in review"),
        ("approved", "approved"),
        ("in force", "in force"),
    ):
        move(draft, step)
        assert states("BM-01") == states("BM-02") == [state]
    [rider] = form("BM-01").editions
    assert rider.in_force_at == draft.in_force_at
    assert rider.author_id == draft.author_id
    assert whole_chain().whole


def test_one_act_of_signing_gives_each_file_a_signature_of_its_own() -> None:
    draft = through(with_forms(a_draft(), "BM-01"))
    [rider] = form("BM-01").editions
    assert rider.file_digest != draft.file_digest
    for edition in (draft, rider):
        given = [(s.meaning, s.person_name, s.digest) for s in edition.signatures]
        assert given == [
            ("reviewed", "Trần Quang Tuấn", edition.file_digest),
            ("approved", "Phạm Quốc Hùng", edition.file_digest),
        ]
    assert [s.signed_at for s in rider.signatures] == [s.signed_at for s in draft.signatures]


def test_a_wrong_password_signs_none() -> None:
    draft = through(with_forms(a_draft(), "BM-01"), "in review")
    consent = operations.Consent("khong phai", draft.version)
    with pytest.raises(Refused):
        operations.review(draft, consent, by=actor("tuan"), reason="")
    assert form("BM-01").editions[0].signatures == []
    assert PASSWORD


def test_the_next_edition_replaces_one_adds_one_removes_one_and_leaves_one() -> None:
    first = through(with_forms(a_draft(), "BM-01", "BM-02", "BM-03"))
    draft = with_forms(a_draft(), "BM-01", "BM-04")
    verbs.remove_form(draft, form("BM-02"), draft.version, by=actor("thao"))
    told = {"BM-01": "changed", "BM-02": "goes", "BM-03": "stays", "BM-04": "new"}
    assert fates(draft) == told
    assert states("BM-02") == ["in force"]
    through(draft)
    assert states("BM-01") == ["superseded", "in force"]
    assert states("BM-02") == ["withdrawn"]
    assert states("BM-03") == states("BM-04") == ["in force"]
    assert form("BM-02").editions[0].ended_at == draft.in_force_at
    assert fates(draft) == told
    assert fates(draft, "linh") == {"BM-01": "changed", "BM-03": "stays", "BM-04": "new"}
    assert {c: f for c, f in fates(first).items() if f != "goes"} == dict.fromkeys(
        ("BM-01", "BM-02", "BM-03"), "new"
    )
    [before] = [x for x in set_of(first, actor("lan")).lines if x.form.code == "BM-01"]
    assert before.shown
    assert before.shown.serial == 1


def test_an_edition_of_the_past_shows_the_forms_that_ended_with_it() -> None:
    through(with_forms(a_draft(), "BM-01"))
    second = through(a_draft())
    assert fates(second) == {"BM-01": "stays"}
    third = a_draft()
    verbs.remove_form(third, form("BM-01"), third.version, by=actor("thao"))
    through(third)
    assert states("BM-01") == ["withdrawn"]
    assert fates(second) == {"BM-01": "stays"}
    assert fates(third) == {"BM-01": "goes"}


def test_who_may_not_see_what_comes_sees_that_a_form_stays() -> None:
    through(with_forms(a_draft(), "BM-01"))
    draft = with_forms(a_draft(), "BM-01", "BM-02")
    assert fates(draft) == {"BM-01": "changed", "BM-02": "new"}
    assert fates(draft, "linh") == {"BM-01": "stays"}


def test_a_return_takes_its_forms_back_and_everything_is_signed_again() -> None:
    draft = through(with_forms(a_draft(), "BM-01"), "in review", "reviewed", "returned")
    [rider] = form("BM-01").editions
    assert (rider.state, rider.returned_because) == ("draft", "thiếu mục 3")
    through(draft)
    assert [s.round for s in rider.signatures] == [1, 2, 2]
    assert rider.state == "in force"


def test_a_return_to_a_step_ends_the_signatures_of_the_forms_too() -> None:
    draft = through(with_forms(a_draft(), "BM-01"), "in review", "reviewed")
    [rider] = form("BM-01").editions
    assert len(rider.valid_signatures) == 1
    operations.return_to_step(draft, 1, draft.version, actor("tuan"), "đọc lại mục 5")
    assert rider.valid_signatures == []
    assert (rider.state, rider.returned_because) == ("in review", "đọc lại mục 5")
    through(draft, "reviewed", "approved", "in force")
    assert [s.position for s in rider.signatures] == [1, 1, 2]
    assert rider.state == "in force"


def test_forms_are_asked_of_the_same_people_in_the_same_steps() -> None:
    draft = through(with_forms(a_draft(), "BM-01"), "in review")
    [rider] = form("BM-01").editions
    asked = [(s.position, s.meaning, [p.person_id for p in s.seats]) for s in rider.route]
    assert asked == [(s.position, s.meaning, [p.person_id for p in s.seats]) for s in draft.route]


def test_a_form_added_after_a_return_is_signed_with_the_others() -> None:
    draft = through(with_forms(a_draft(), "BM-01"), "in review", "returned")
    through(with_forms(draft, "BM-02"))
    assert states("BM-01") == states("BM-02") == ["in force"]


def test_a_draft_given_up_gives_up_its_forms_and_leaves_those_in_force() -> None:
    through(with_forms(a_draft(), "BM-01", "BM-02"))
    draft = with_forms(a_draft(), "BM-01", "BM-03")
    verbs.remove_form(draft, form("BM-02"), draft.version, by=actor("thao"))
    move(draft, "discarded")
    assert states("BM-01") == ["in force", "discarded"]
    assert states("BM-02") == ["in force"]
    assert states("BM-03") == ["discarded"]
    again = with_forms(a_draft(), "BM-03")
    assert fates(again)["BM-03"] == "new"


def test_a_procedure_withdrawn_takes_all_its_forms_with_it() -> None:
    through(with_forms(a_draft(), "BM-01"))
    second = through(with_forms(a_draft(), "BM-02"))
    move(second, "withdrawn")
    assert states("BM-01") == states("BM-02") == ["withdrawn"]
    assert form("BM-01").editions[0].ended_at == second.ended_at


def test_what_an_edition_would_do_can_be_taken_back_while_it_is_a_draft() -> None:
    through(with_forms(a_draft(), "BM-01", "BM-02"))
    draft = with_forms(a_draft(), "BM-01")
    verbs.remove_form(draft, form("BM-02"), draft.version, by=actor("thao"))
    for code in ("BM-01", "BM-02"):
        verbs.keep_form(draft, form(code), draft.version, by=actor("thao"))
    assert set(fates(draft).values()) == {"stays"}
    assert states("BM-01") == ["in force", "discarded"]
    with_forms(draft, "BM-01")
    assert fates(draft)["BM-01"] == "changed"


@pytest.mark.parametrize(
    "verb", ["submit", "discard", "review", "approve", "return_to_author", "put_in_force"]
)
def test_a_form_of_a_procedure_takes_no_step_alone(verb: str) -> None:
    with_forms(a_draft(), "BM-01")
    [rider] = form("BM-01").editions
    consent = operations.Consent(PASSWORD, rider.version)
    given = {
        "submit": (rider.version, actor("thao")),
        "review": (consent, actor("tuan"), ""),
        "approve": (consent, actor("hung"), ""),
    }.get(verb, (rider.version, actor("lan"), "vì vậy"))
    with pytest.raises(Refused, match="thuộc QT-01/VP"):
        getattr(operations, verb)(rider, *given)
    assert states("BM-01") == ["draft"]


def test_a_form_in_force_is_neither_withdrawn_nor_renewed_alone() -> None:
    through(with_forms(a_draft(), "BM-01"))
    with pytest.raises(Refused, match="thuộc QT-01/VP"):
        move(form("BM-01").editions[0], "withdrawn")
    with pytest.raises(Refused, match="thuộc QT-01/VP"):
        a_draft("BM-01")


def test_a_form_is_not_written_alone_either() -> None:
    with_forms(a_draft(), "BM-01")
    [rider] = form("BM-01").editions
    file = filing.take_in(word_file("khác"), "a.docx")
    with pytest.raises(Refused, match="thuộc QT-01/VP"):
        drafting.replace_file(rider, file, rider.version, by=actor("thao"))


def test_forms_follow_whom_the_draft_names() -> None:
    draft = with_forms(a_draft(), "BM-01")
    facts = drafting.EditionFacts("Lưu trữ", 1, 0, "", 0, 0)
    drafting.change_draft(draft, None, facts, draft.version, by=actor("thao"))
    [rider] = form("BM-01").editions
    assert (rider.reviewer_id, rider.approver_id) == (None, None)


def test_who_brought_a_form_does_not_sign_its_procedure() -> None:
    draft = with_forms(a_draft(), "BM-01", by="lan")
    [rider] = form("BM-01").editions
    assert rider.author_id == draft.author_id
    facts = drafting.EditionFacts("Lưu trữ", 1, 0, "", actor("lan").id, draft.approver_id or 0)
    with pytest.raises(Refused):
        drafting.change_draft(draft, None, facts, draft.version, by=actor("thao"))


def test_only_the_procedure_awaits_its_people() -> None:
    draft = through(with_forms(a_draft(), "BM-01"), "in review")
    assert [e.id for e in awaiting(actor("tuan")).to_review] == [draft.id]


def test_every_form_has_its_line_in_the_trail() -> None:
    draft = with_forms(a_draft(), "BM-01")
    through(draft)
    [rider] = form("BM-01").editions
    wanted = select(TrailLine).where(TrailLine.subject_id == rider.id).order_by(TrailLine.id)
    lines = [x for x in db.session.scalars(wanted) if x.subject_kind == "edition"]
    assert [x.verb for x in lines] == [
        "start edition",
        "submit",
        "review",
        "approve",
        "put in force",
    ]
    assert {x.reason for x in lines} == {"QT-01/VP (01/00)"}
    told = [tuple(map(str, row)) for row in Reader(lines[:1]).told(lines[0])]
    assert ("Đi cùng phiên bản của quy trình", "", "01/00") in told
