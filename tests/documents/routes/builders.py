"""Routes of the ward, and the acts of signing along them."""

from collections.abc import Callable

import pytest

from qms.documents import operations
from qms.documents.models import Edition
from qms.documents.operations import Consent
from qms.documents.routes.lifecycle import AGENCY, ANY, NAMED, StepRule
from qms.documents.routes.models import RouteTemplate
from qms.documents.routes.operations import set_route
from qms.documents.routes.queries import versions
from qms.documents.routes.turns import ALL
from qms.kernel.access import Role
from qms.kernel.lifecycle import Refused
from tests.town import PASSWORD, actor, person


def step(label: str, *logins: str, way: str = ANY, role: Role = Role.REVIEWER) -> StepRule:
    """A step of named people."""
    return StepRule(label, way, role, NAMED, 0, frozenset(person(one).id for one in logins))


def approval(*logins: str, way: str = ANY) -> StepRule:
    """The last step."""
    return step("Phê duyệt", *logins, way=way, role=Role.APPROVER)


def everywhere(label: str, role: Role, way: str = ANY) -> StepRule:
    """A step of whoever holds a role."""
    return StepRule(label, way, role, AGENCY)


def a_route(*steps: StepRule, kind: str = "procedure", unit: int | None = None) -> RouteTemplate:
    """Set a route of a kind."""
    before = versions(kind, unit)
    seen = before[0].serial if before else 0
    return set_route(kind, unit, steps, seen, by=actor("lan"), reason="theo quy chế làm việc")


def the_ward() -> tuple[StepRule, ...]:
    """The quality officer, then both who review, then one of two who approve."""
    return (
        everywhere("Soát xét", Role.QUALITY_OFFICER),
        step("Kiểm tra", "tuan", "quang", way=ALL),
        approval("hung", "dong"),
    )


def sign(edition: Edition, login: str, seat: str = "") -> Edition:
    """Sign what is asked of a person now."""
    now = edition.round_now.present
    verb = operations.approve if now and now.approves else operations.review
    consent = Consent(PASSWORD, edition.version, seat=person(seat).id if seat else 0)
    return verb(edition, consent, by=actor(login), reason="")


def refusal(act: Callable[[], object]) -> list[str]:
    """The sentences with which ``act`` is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return [str(reason) for reason in refused.value.reasons]
