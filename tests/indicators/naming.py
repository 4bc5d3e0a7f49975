"""Correcting names in tests."""

from qms.indicators.catalogue import INDICATORS
from qms.indicators.models import Label
from qms.indicators.operations import correct_label, restore_label
from qms.indicators.queries import label
from qms.kernel.i18n import Name
from tests.town import actor

WORK = Name("Việc phục vụ dân", "Work for the people")
WHY = "theo bản in TCVN ISO 18091:2020"


def seen(number: str) -> int:
    """The version that a page shows now."""
    found = label(number)
    return found.version if found else 0


def corrected(number: str = "3.1", name: Name = WORK, by: str = "lan") -> Label:
    """An indicator that somebody calls otherwise, having just looked at it."""
    return correct_label(INDICATORS[number], name, seen(number), by=actor(by), reason=WHY)


def restored(number: str = "3.1", by: str = "lan") -> Label:
    """An indicator that has the catalogue's own name again."""
    return restore_label(INDICATORS[number], seen(number), by=actor(by), reason="ghi nhầm")
