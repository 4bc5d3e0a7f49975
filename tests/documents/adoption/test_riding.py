"""Forms that come with a procedure are issued by the same paper decision, and ride with it."""

import pytest

from qms.documents.adoption.operations import obstacles
from qms.documents.queries import document_by_key
from qms.kernel import clock
from tests.paper import HOLDS, an_earlier, confirmed, declined, recorded
from tests.town import a_draft, actor, with_forms

pytestmark = pytest.mark.usefixtures("inside")


def test_forms_are_listed_and_come_into_force_with_their_procedure() -> None:
    draft = with_forms(a_draft(), "BM-01", "BM-02")
    adoption = recorded(draft)
    forms = [document_by_key(code).editions[0] for code in ("BM-01", "BM-02")]
    assert [item.edition for item in adoption.items] == [draft, *forms]
    assert {item.digest for item in adoption.items} == {e.file_digest for e in (draft, *forms)}
    assert {e.state for e in forms} == {"recorded"}
    assert all(e.issued_outside for e in forms)
    confirmed(adoption)
    assert {e.state for e in forms} == {"in force"}
    assert {e.in_force_at for e in forms} == {draft.in_force_at} == {clock.start_of(HOLDS)}
    assert adoption.decision
    assert len(adoption.decision.items) == 3


def test_declined_they_are_drafts_again_and_may_be_recorded_anew() -> None:
    draft = with_forms(a_draft(), "BM-01")
    declined(recorded(draft))
    [form] = document_by_key("BM-01").editions
    assert (form.state, form.issued_outside) == ("draft", False)
    confirmed(recorded(draft))
    assert (form.state, form.issued_outside) == ("in force", True)


def test_a_form_does_not_begin_before_the_one_before_it_either() -> None:
    draft = with_forms(a_draft(), "BM-01")
    adoption = recorded(draft)
    form = document_by_key("BM-01")
    an_earlier(form, (0, 5), HOLDS, clock.today())
    said = [str(o) for o in obstacles(adoption, actor("hanh"))]
    assert len(said) == 1
    assert "trước lúc phiên bản trước" in said[0]


def test_a_form_of_a_procedure_is_not_recorded_alone() -> None:
    draft = with_forms(a_draft(), "BM-01")
    [form] = document_by_key("BM-01").editions
    with pytest.raises(Exception, match="thuộc QT-01/VP"):
        recorded(form)
    assert draft.state == "draft"
