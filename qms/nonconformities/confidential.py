"""What of confidential nonconformities readers of the audit trail are not shown."""

from sqlalchemy import Select, select

from qms.audit_trail.queries import hide
from qms.kernel.access import Actor
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.papers.models import Apology
from qms.nonconformities.queries import LEAD, visible_to
from qms.nonconformities.treatment import Treatment


def announce() -> None:
    """Keep the lines of forms, of their actions and letters, from who may not see the form."""
    hide("nonconformity", _slips)
    hide("corrective_action", _actions)
    hide("apology", _letters)


def _slips(actor: Actor) -> Select[int] | None:
    if actor.has(*LEAD):
        return None
    seen = visible_to(actor).with_only_columns(Nonconformity.id)
    return select(Nonconformity.id).where(
        Nonconformity.confidential.is_(True), Nonconformity.id.not_in(seen)
    )


def _actions(actor: Actor) -> Select[int] | None:
    slips = _slips(actor)
    if slips is None:
        return None
    treatments = select(Treatment.id).where(Treatment.nonconformity_id.in_(slips))
    return select(CorrectiveAction.id).where(CorrectiveAction.treatment_id.in_(treatments))


def _letters(actor: Actor) -> Select[int] | None:
    slips = _slips(actor)
    if slips is None:
        return None
    return select(Apology.id).where(Apology.nonconformity_id.in_(slips))
