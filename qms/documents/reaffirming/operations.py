"""The verb of a review without change: its owner signs that an edition stays as it is."""

from qms.audit_trail.operations import record
from qms.documents.models import Edition
from qms.documents.operations import Consent, signer
from qms.documents.reaffirming.lifecycle import objections
from qms.documents.reaffirming.models import Reaffirmation
from qms.documents.reaffirming.queries import standing
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation, overtaken

NO_NOTE = Sentence("Hãy ghi đã xem những gì mà kết luận không cần sửa.")


@operation
def reaffirm(edition: Edition, consent: Consent, by: Actor, note: str) -> Reaffirmation:
    """Sign that an edition in force is still fit; its next review counts from today.

    ``consent`` is the password at the act and the version of the edition that was read.
    """
    person, wrong = signer(by, consent)
    refuse_if(
        overtaken(edition, consent.seen),
        *objections(standing(edition, by), clock.today()),
        None if note.strip() else NO_NOTE,
        wrong,
    )
    signed = Reaffirmation(
        edition=edition,
        person_id=person.id,
        person_name=person.name,
        person_title=person.title,
        digest=edition.file_digest,
        note=note,
        signed_at=clock.now(),
    )
    db.session.add(signed)
    record(by, "reaffirm", edition, note)
    return signed
