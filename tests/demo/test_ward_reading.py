"""Questions to readers in the built ward."""

from qms.documents.queries import document_by_key
from qms.documents.questions.queries import outcomes
from qms.kernel.access import Role
from qms.organisation.queries import actor_of, holders
from tests.demo.conftest import Ward


def test_one_procedure_asks_its_readers_and_some_were_wrong_at_first(ward: Ward) -> None:
    with ward.app.app_context():
        document = document_by_key("QT-01-MC")
        assert document is not None
        officer = actor_of(holders(Role.QUALITY_OFFICER)[0])
        first, later = document.editions
        assert outcomes(first, officer) == []
        told = outcomes(later, officer)
    assert len(told) == 3
    assert told[0].people >= 4
    assert [o.wrong for o in told][:2] == [0, 0]
    assert 1 <= told[2].wrong < told[2].people
