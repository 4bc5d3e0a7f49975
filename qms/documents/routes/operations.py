"""The verb of routes: the quality officer sets one; a new version follows the one before."""

from collections.abc import Sequence

from qms.audit_trail.operations import record
from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import OFFICER
from qms.documents.routes.lifecycle import ONE_UNIT, StepRule, faults
from qms.documents.routes.models import RouteTemplate, TemplatePerson, TemplateStep
from qms.documents.routes.queries import versions
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import OVERTAKEN, operation
from qms.organisation.lifecycle import unit_not_open
from qms.organisation.queries import unit


@operation
def set_route(
    kind: str, unit_id: int | None, steps: Sequence[StepRule], seen: int, by: Actor, reason: str
) -> RouteTemplate:
    """Set who signs documents of a kind, in one unit or everywhere; rounds under way stay.

    No steps take the route away again. ``seen`` is the version on the person's screen, 0 for none.
    """
    before = versions(kind, unit_id)
    newest = before[0].serial if before else 0
    refuse_if(
        OFFICER(None, by),
        no_reason(reason),
        None if newest == seen else OVERTAKEN,
        None if kind in KIND_NAMES else Sentence("Không có loại tài liệu này."),
        *faults(steps),
        *_closed([unit_id, *(s.unit_id for s in steps if s.place == ONE_UNIT)]),
        _same(before, steps),
    )
    template = RouteTemplate(
        kind=kind,
        unit_id=unit_id,
        serial=newest + 1,
        set_at=clock.now(),
        set_by=by.name,
        reason=reason,
        steps=[_step(position, rule) for position, rule in enumerate(steps, start=1)],
    )
    db.session.add(template)
    db.session.flush()
    record(by, "set route", template, reason)
    return template


def _step(position: int, rule: StepRule) -> TemplateStep:
    return TemplateStep(
        position=position,
        label=rule.label,
        way=rule.way,
        role=rule.role.value,
        place=rule.place,
        unit_id=rule.unit_id if rule.place == ONE_UNIT else None,
        people=[TemplatePerson(person_id=number) for number in sorted(rule.people)],
    )


def _closed(units: Sequence[int | None]) -> list[Sentence | None]:
    today = clock.today()
    return [unit_not_open(unit(number), today) for number in {u for u in units if u is not None}]


def _same(before: Sequence[RouteTemplate], steps: Sequence[StepRule]) -> Sentence | None:
    now = [step.rule for step in before[0].steps] if before else []
    if now != list(steps):
        return None
    return Sentence("Tuyến ký này đang dùng rồi; chưa có gì để lưu.")
