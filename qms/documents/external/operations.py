"""The verbs of external documents. The quality officer keeps them; each change has its line."""

from dataclasses import dataclass, field
from datetime import date

from qms.attachments.gate import CheckedFile
from qms.attachments.operations import attach
from qms.audit_trail.operations import record
from qms.documents.external import acts, queries
from qms.documents.external.lifecycle import (
    TAKEN_BACK,
    TERM_MOVED,
    Act,
    cannot_happen,
    day_after,
    ends_on,
    has_ended,
    may_not_keep,
    standing_acts,
    unfit,
)
from qms.documents.external.models import ExternalAct, ExternalDocument, ExternalKey, PassedOver
from qms.documents.external.numbers import number_key, other_keys
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.organisation.lifecycle import unit_not_open
from qms.organisation.queries import unit
from qms.textindex.outbox import changed

INDEXED = "external"


@dataclass(frozen=True)
class ExternalFacts:
    """What is said of an external document; 0 for no unit or person."""

    kind: str
    number: str
    name: str
    issuer: str = ""
    signed_on: date | None = None
    in_force_from: date | None = None
    until: date | None = None
    kept_at: str = ""
    link: str = ""
    other_names: str = ""
    unit_id: int = 0
    follower_id: int = 0

    @property
    def key(self) -> str:
        """The canonical key of the number."""
        return number_key(self.number, self.signed_on)


@dataclass(frozen=True)
class Happening:
    """What happened to a document, from which day, and the document that did it (0: none)."""

    kind: str
    day: date
    by_id: int = field(default=0)


@operation
def add_external(facts: ExternalFacts, by: Actor) -> ExternalDocument:
    """Enter an external document in the register."""
    refuse_if(
        may_not_keep(None, by), *unfit(facts), _taken(facts.key), _closed(facts.unit_id, None)
    )
    document = ExternalDocument()
    _say(document, facts)
    db.session.add(document)
    record(by, "add external document", document)
    changed(INDEXED, document.id)
    return document


@operation
def correct_external(
    document: ExternalDocument, facts: ExternalFacts, seen: int, by: Actor, reason: str = ""
) -> ExternalDocument:
    """Correct what is said of a document; ``seen`` is the version that was on the screen."""
    moved = facts.key != document.key
    refuse_if(
        overtaken(document, seen),
        may_not_keep(document, by),
        *unfit(facts),
        _taken(facts.key) if moved else None,
        _closed(facts.unit_id, document.unit_id),
    )
    _say(document, facts)
    record(by, "correct external document", document, reason)
    db.session.expire(document, ["keys"])
    for act in standing_acts(document):
        if act.kind == Act.EXPIRED and act.day != day_after(document.until):
            _revoke(act, by, str(TERM_MOVED))
    changed(INDEXED, document.id)
    return document


@operation
def keep_text(
    document: ExternalDocument, file: CheckedFile, seen: int, by: Actor
) -> ExternalDocument:
    """Keep the full text of a document; one kept before stays in the store and in the trail."""
    refuse_if(overtaken(document, seen), may_not_keep(document, by))
    document.attachment = attach(file, by)
    record(by, "keep external text", document)
    return document


@operation
def declare(document: ExternalDocument, what: Happening, by: Actor, reason: str) -> ExternalAct:
    """Say that a document was replaced, repealed or amended, from which day and by what."""
    other = queries.by_id(what.by_id) if what.by_id else None
    refuse_if(
        may_not_keep(document, by),
        no_reason(reason),
        *cannot_happen(document, what.kind, other, what.day),
    )
    act = ExternalAct(
        document=document,
        kind=what.kind,
        by=other,
        day=what.day,
        reason=reason,
        declared_at=clock.now(),
    )
    db.session.add(act)
    record(by, "declare external act", document, reason)
    acts.happened(act, by)
    return act


@operation
def take_back(act: ExternalAct, by: Actor, reason: str) -> ExternalAct:
    """Take back what was declared by mistake, saying why; both stay to be seen."""
    refuse_if(
        may_not_keep(act.document, by),
        no_reason(reason),
        TAKEN_BACK if act.revoked_at else None,
    )
    _revoke(act, by, reason)
    return act


def _revoke(act: ExternalAct, by: Actor, reason: str) -> None:
    act.revoked_at, act.revoked_because = clock.now(), reason
    record(by, "take back external act", act.document, reason)
    acts.happened(act, by)


def note_expiries(by: Actor) -> None:
    """Note of each document whose term has run out that it has, in a verb of its own."""
    for document in queries.run_out(clock.today()):
        note_expiry(document, by)


@operation
def note_expiry(document: ExternalDocument, by: Actor) -> None:
    """Note that the term of a document has run out, unless its end is known already."""
    day = ends_on(document)
    if has_ended(document) or day is None or day > clock.today():
        return
    act = ExternalAct(
        document=document, kind=Act.EXPIRED, day=day, reason="", declared_at=clock.now()
    )
    db.session.add(act)
    record(by, "note expiry", document)
    acts.happened(act, by)


@operation
def pass_over(printed: str, key: str, by: Actor, reason: str) -> PassedOver:
    """Say that a cited number needs no entry, such as a decision of the agency itself."""
    refuse_if(may_not_keep(None, by), no_reason(reason), _passed_before(key))
    row = PassedOver(key=key, printed=printed, reason=reason)
    db.session.add(row)
    record(by, "pass over citation", row, reason)
    return row


@operation
def watch_again(row: PassedOver, by: Actor) -> None:
    """Let a number that was passed over stand among the missing again."""
    refuse_if(may_not_keep(None, by))
    db.session.delete(row)
    record(by, "watch citation again", row)


def _say(document: ExternalDocument, facts: ExternalFacts) -> None:
    document.kind, document.number, document.key = facts.kind, facts.number, facts.key
    document.name, document.issuer = facts.name, facts.issuer
    document.signed_on, document.in_force_from = facts.signed_on, facts.in_force_from
    document.until, document.kept_at = facts.until, facts.kept_at
    document.link, document.other_names = facts.link, facts.other_names
    document.unit_id = facts.unit_id or None
    document.follower_id = facts.follower_id or None
    wanted, known = _keys(facts), {row.key: row for row in document.keys}
    for key in known.keys() - wanted:
        db.session.delete(known[key])
    document.keys += [ExternalKey(key=key) for key in sorted(wanted - known.keys())]


def _keys(facts: ExternalFacts) -> set[str]:
    named = {number_key(name) for name in facts.other_names.splitlines()}
    usual = other_keys(facts.kind, facts.number, facts.name, facts.signed_on)
    return {key for key in {facts.key, *named, *usual} if key}


def _taken(key: str) -> Sentence | None:
    there = queries.by_key(key)
    if there is None:
        return None
    return Sentence("Văn bản số %(number)s đã có trong danh mục.", number=there.number)


def _closed(unit_id: int, before: int | None) -> Sentence | None:
    if not unit_id or unit_id == before:
        return None
    return unit_not_open(unit(unit_id), clock.today())


def _passed_before(key: str) -> Sentence | None:
    if any(row.key == key for row in queries.passed_over()):
        return Sentence("Số này đã được đánh dấu là không theo dõi.")
    return None
