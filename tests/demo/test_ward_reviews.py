"""Reviews in the built ward: some signed without change, some late, some soon due."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from qms.documents.kinds.queries import review_months
from qms.documents.kinds.reviews import due_after, is_overdue
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.reaffirming.models import Reaffirmation
from qms.kernel import clock
from qms.kernel.database import db
from tests.demo.conftest import Ward


def test_some_stay_as_they_are_some_are_late_and_some_are_due_within_two_months(
    ward: Ward,
) -> None:
    with ward.app.app_context():
        months, signed = review_months(), {}
        for review in db.session.scalars(select(Reaffirmation)):
            signed[review.edition_id] = review.signed_at
        wanted = select(Edition).join(Document).where(Edition.state == State.IN_FORCE)
        found: Counter[str] = Counter()
        for edition in db.session.scalars(wanted.where(Document.kind != "form")):
            looked = signed.get(edition.id)
            due = due_after(edition.document.kind, edition.in_force_at, months, looked)
            soon = due is not None and due < clock.today() + timedelta(days=60)
            found["late" if is_overdue(due) else "soon" if soon else "later"] += 1
    assert len(signed) >= 8
    assert 3 <= found["late"] <= 12
    assert found["soon"] >= 3
