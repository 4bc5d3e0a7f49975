"""The one verb of letters of apology: a letter is written, and stays as it is."""

from dataclasses import asdict, dataclass
from datetime import date

from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.papers.lifecycle import (
    may_not_write,
    no_new_day,
    signs_for_nobody,
    unsaid,
)
from qms.nonconformities.papers.models import Apology
from qms.nonconformities.papers.queries import last_serial


@dataclass(frozen=True)
class Letter:
    """What a letter says; the fields are the columns of an :class:`Apology`."""

    citizen: str
    address: str
    file_code: str
    service: str
    promised_on: date
    new_on: date
    reason: str
    contact: str
    place: str
    signer_name: str
    signer_title: str
    signing_form: str = ""
    on_behalf_of: str = ""


@operation
def write_apology(nonconformity: Nonconformity, letter: Letter, by: Actor) -> Apology:
    """Write to whose file is late; another delay asks for another letter."""
    refuse_if(
        may_not_write(nonconformity, by),
        unsaid(letter.citizen, letter.address, letter.file_code, letter.service, letter.reason),
        unsaid(letter.contact, letter.place, letter.signer_name, letter.signer_title),
        no_new_day(letter.new_on, letter.promised_on, clock.today()),
        signs_for_nobody(letter.signing_form, letter.on_behalf_of),
    )
    made = Apology(
        nonconformity=nonconformity,
        serial=last_serial(nonconformity) + 1,
        written_by_id=by.id,
        written_at=clock.now(),
        **asdict(letter),
    )
    db.session.add(made)
    db.session.flush()
    record(by, "write apology", made)
    return made
