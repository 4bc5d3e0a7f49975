"""Reading routes: who would be asked to sign an edition now."""

from collections.abc import Mapping

from qms.documents.models import Edition
from qms.documents.routes.resolving import Plan, Wanted, resolve
from qms.documents.routes.turns import ANY
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.organisation.queries import holders

USUAL_LABELS = {Role.REVIEWER: Sentence("Xem xét"), Role.APPROVER: Sentence("Phê duyệt")}


def plan_of(edition: Edition, chosen: Mapping[int, int] | None = None) -> Plan:
    """Who would be asked if ``edition`` were submitted now.

    ``chosen`` names, by the position of a step, whom the author picks where the route lets them.
    """
    return resolve(_usual(edition), edition.makers)


def _usual(edition: Edition) -> list[Wanted]:
    """One who reviews and one who approves, as the author chose them on the draft."""
    parts = ((Role.REVIEWER, edition.reviewer_id), (Role.APPROVER, edition.approver_id))
    return [
        Wanted(
            label=str(USUAL_LABELS[role]),
            approves=role == Role.APPROVER,
            rule=ANY,
            role=role,
            people=(person,) if person else (),
            fit=frozenset(p.id for p in holders(role)),
            picked=True,
        )
        for role, person in parts
    ]
