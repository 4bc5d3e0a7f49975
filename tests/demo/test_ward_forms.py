"""The forms of the built ward: under their procedures, and in force with them."""

from sqlalchemy import select

from qms.demo.blanks import blanks
from qms.documents.blanks.queries import set_of
from qms.documents.lifecycle import State
from qms.documents.models import Document
from qms.documents.queries import document_by_key
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.organisation import queries
from qms.textindex.analysis import code_key
from tests.demo.conftest import Ward


def officer() -> Actor:
    return queries.actor_of(queries.holders(Role.QUALITY_OFFICER)[0])


def forms_of(code: str) -> dict[str, str | None]:
    """What belongs to the edition in force of a procedure: code and number of each form."""
    document = document_by_key(code_key(code))
    assert document is not None
    [today] = [e for e in document.editions if e.state == State.IN_FORCE]
    return {
        line.form.code: line.shown.number if line.shown else None
        for line in set_of(today, officer()).staying
    }


def test_every_form_belongs_to_its_procedure_and_stands_as_it_does(ward: Ward) -> None:
    of = {blank.code: blank.of for blank in blanks()}
    with ward.app.app_context():
        forms = db.session.scalars(select(Document).where(Document.kind == "form")).all()
        assert {form.code for form in forms} == set(of)
        assert len(forms) >= 200
        for form in forms:
            assert form.parent is not None
            assert form.parent.code == of[form.code]
            assert form.editions[0].clauses


def test_a_new_edition_brought_a_form_took_one_away_and_renewed_one(ward: Ward) -> None:
    with ward.app.app_context():
        assert forms_of("QT-01/MC") == {
            "BM.01-01/MC": "01/00",
            "BM.01-02/MC": "01/00",
            "BM.01-03/MC": "02/00",
            "BM.01-05/MC": "01/00",
        }
        assert forms_of("QT-01/TP")["BM.01-01/TP"] == "02/00"


def test_most_forms_are_in_force_today(ward: Ward) -> None:
    with ward.app.app_context():
        forms = db.session.scalars(select(Document).where(Document.kind == "form")).all()
        today = [f for f in forms if any(e.state == State.IN_FORCE for e in f.editions)]
    assert len(today) >= 170
