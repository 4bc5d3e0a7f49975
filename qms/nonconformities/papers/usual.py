"""What a letter of apology usually says: as the last one did, else as the nonconformity tells."""

import re
from collections.abc import Mapping, Sequence

from qms.kernel import clock
from qms.kernel.access import Role
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.papers.models import Apology
from qms.nonconformities.papers.word.places import place_of
from qms.organisation.authority.queries import authorities_of
from qms.organisation.models import Person
from qms.organisation.queries import holders

FILE_CODE = re.compile(r"\b[A-Z0-9]+(?:\.[A-Z0-9]+)+-\d{6}-\d{3,6}\b")
"""A number that one-stop counters give a file: 000.00.15.H26-240101-0001."""
SAME = (
    *("citizen", "address", "file_code", "service", "contact", "place"),
    *("signer_name", "signer_title", "signing_form", "on_behalf_of"),
)
"""What the next letter to the same citizen says again."""


def usual(found: Nonconformity, before: Sequence[Apology], agency: str) -> Mapping[str, object]:
    """What the fields of a new letter hold; ``before`` are the letters already written."""
    if before:
        last = before[-1]
        return {"promised_on": last.new_on, **{name: getattr(last, name) for name in SAME}}
    code = FILE_CODE.search(f"{found.text} {found.place}")
    return {
        "file_code": code.group() if code else "",
        "service": _service(found),
        "contact": found.unit.name,
        "place": place_of(agency),
        **_signer(found),
    }


def _service(found: Nonconformity) -> str:
    """The document of which it was reported, else the first that it was held against."""
    if found.about:
        return found.about.title
    held = (criterion.edition for criterion in found.criteria)
    return next((edition.title for edition in held if edition), "")


def _signer(found: Nonconformity) -> dict[str, str]:
    """The head of the unit, in the first form in which they sign today."""
    heads = [person for person in holders(Role.UNIT_HEAD) if _heads(person, found.unit_id)]
    if not heads:
        return {}
    signer = {"signer_name": heads[0].name, "signer_title": heads[0].title}
    for authority in authorities_of(heads[0].id)[:1]:
        signer |= {"signing_form": f"{authority.form}.", "on_behalf_of": authority.on_behalf}
    return signer


def _heads(person: Person, unit_id: int) -> bool:
    """Whether a head of units heads that one: by name, or as the one they work in."""
    held = person.roles_on(clock.today())
    own = (Role.UNIT_HEAD, None) in held and person.unit_id == unit_id
    return own or (Role.UNIT_HEAD, unit_id) in held
