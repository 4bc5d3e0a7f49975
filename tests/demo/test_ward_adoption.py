"""What the built ward issued on paper: some confirmed by a second person, one not yet."""

from sqlalchemy import select

from qms.documents.adoption.lifecycle import AdoptionState
from qms.documents.adoption.models import Adoption
from qms.documents.lifecycle import State
from qms.documents.queries import document_by_key
from qms.kernel.database import db
from qms.textindex.analysis import code_key
from tests.demo.conftest import Ward


def test_one_recording_is_confirmed_by_somebody_else_and_one_awaits_it(ward: Ward) -> None:
    with ward.app.app_context():
        found = {a.state: a for a in db.session.scalars(select(Adoption))}
        assert set(found) == {AdoptionState.CONFIRMED, AdoptionState.AWAITING}
        confirmed = found[AdoptionState.CONFIRMED]
        assert confirmed.settled_by_id != confirmed.recorded_by_id
        texts = [item.edition for item in confirmed.items if item.edition.parent is None]
        assert len(texts) >= 4
        assert all(e.state == State.IN_FORCE and e.issued_outside for e in texts)


def test_documents_of_the_former_ward_keep_their_history(ward: Ward) -> None:
    with ward.app.app_context():
        document = document_by_key(code_key("QT-02/XD"))
        assert document is not None
        assert [(e.issue, e.amendment) for e in document.earlier] == [(1, 0), (1, 1)]
