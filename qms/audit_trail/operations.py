"""Writing to the trail."""

from sqlalchemy import select

from qms.audit_trail.chain import START
from qms.audit_trail.models import TrailLine
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import Row, db
from qms.kernel.i18n import msg
from qms.kernel.operation import take_changes

SYSTEM = Actor(id=0, name=msg("Hệ thống"))
"""Who acts when nobody is signed in yet: the command line and the first set-up."""


def record(by: Actor, verb: str, subject: Row, reason: str = "", *, label: str = "") -> TrailLine:
    """Add one line, with everything done to ``subject`` since its last line.

    Joins the transaction of the verb that calls it; call it after the change. ``label`` is what a
    reader will know the subject by; without it the subject says so itself.
    """
    changes = take_changes(subject)
    kind, key = subject.trace_key
    head = db.session.execute(
        select(TrailLine.id, TrailLine.digest).order_by(TrailLine.id.desc()).limit(1)
    ).one_or_none()
    line = TrailLine(
        id=head.id + 1 if head else 1,
        at=clock.now(),
        actor_id=by.id or None,
        actor_name=by.name,
        actor_as=", ".join(sorted(by.roles)) or by.title,
        verb=verb,
        subject_kind=kind,
        subject_id=key,
        subject_label=label or str(subject),
        changes=changes,
        reason=reason,
        previous=head.digest if head else START,
    )
    line.digest = line.link().digest(line.previous)
    db.session.add(line)
    db.session.flush()
    return line
