"""Whom one may choose to answer for something: whoever works here."""

from collections.abc import Sequence

from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.pages import say
from qms.nonconformities.lifecycle import MAY_NOT_REPORT
from qms.organisation.queries import holders

WORK = tuple(role for role in Role if role not in MAY_NOT_REPORT)


def choices() -> Sequence[tuple[int, str]]:
    """Ids and names with titles, after a line that says to choose."""
    people = [(person.id, f"{person.name} – {person.title}") for person in holders(*WORK)]
    return [(0, say(Sentence("Hãy chọn"))), *people]
