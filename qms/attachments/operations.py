"""The one verb: a file that passed the gate is attached. Nothing ever changes or removes it."""

from qms.attachments.gate import CheckedFile
from qms.attachments.models import Attachment
from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.operation import operation


@operation
def attach(file: CheckedFile, by: Actor) -> Attachment:
    """Add the row of a file, inside the verb of whoever needs it."""
    attachment = Attachment(
        kind=file.kind.value,
        name=file.name,
        size=file.size,
        pages=file.pages,
        digest=file.digest,
        added_by_id=by.id,
        added_at=clock.now(),
    )
    db.session.add(attachment)
    record(by, "attach file", attachment)
    return attachment
