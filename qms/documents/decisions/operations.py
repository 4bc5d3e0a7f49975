"""The verbs of deciding: a decision is signed here or on paper, and carried out as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.attachments.gate import CheckedFile
from qms.attachments.operations import attach
from qms.audit_trail.operations import record
from qms.documents.decisions.lifecycle import (
    LIFECYCLE,
    DecisionState,
    Purpose,
    Way,
    may_not_prepare,
)
from qms.documents.decisions.listing import fingerprint, listing
from qms.documents.decisions.models import Decision, DecisionItem, DecisionScan, DecisionSignature
from qms.documents.decisions.numbering import number_unfit, set_number
from qms.documents.decisions.queries import forms_with, read_with_items
from qms.documents.decisions.telling import tell
from qms.documents.models import Edition
from qms.documents.operations import (
    Consent,
    await_day,
    bring_into_force,
    forget_day,
    signer,
    take_out_of_force,
)
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken

NOT_BACKWARDS = Sentence("Ngày có hiệu lực không được trước ngày ký quyết định.")
NOT_TO_COME = Sentence("Ngày ký không được sau hôm nay.")


@dataclass(frozen=True)
class PaperFacts:
    """What stands on a decision signed on paper; ``effective_on`` empty for its own day."""

    number: str
    day: date
    signer_name: str
    signer_title: str
    signing_form: str = ""
    on_behalf_of: str = ""
    effective_on: date | None = None

    @property
    def first_day(self) -> date:
        """The first day on which it holds."""
        return self.effective_on or self.day


@operation
def sign(decision: Decision, consent: Consent, by: Actor) -> Decision:
    """Sign once, with the password at the act, for every fingerprint that a decision lists."""
    decision = read_with_items(decision)
    person, wrong = signer(by, consent)
    stale = overtaken(decision, consent.seen)
    _check("sign decision", decision, by, stale, wrong, _forms_changed(decision))
    today = clock.today()
    refuse_if(*number_unfit(decision.number or "", today.year, decision))
    words = listing(decision, today)
    decision.signature = DecisionSignature(
        person_id=person.id,
        person_name=person.name,
        person_title=person.title,
        listing=words,
        digest=fingerprint(words),
        signed_at=clock.now(),
    )
    db.session.flush()  # the database lets a decision be signed only when its signature is there
    facts = PaperFacts(
        decision.number or "",
        today,
        person.name,
        person.title,
        decision.signing_form,
        decision.on_behalf_of,
        decision.effective_on,
    )
    _write(decision, facts, Way.IN_PROGRAM)
    return _let_hold("sign decision", decision, by)


@operation
def record_signed(
    decision: Decision, facts: PaperFacts, scan: CheckedFile, seen: int, by: Actor
) -> Decision:
    """Record that a decision was signed on paper: its number, day, signer and scan."""
    decision = read_with_items(decision)
    _check(
        "record decision",
        decision,
        by,
        overtaken(decision, seen),
        _forms_changed(decision),
        *number_unfit(facts.number, facts.day.year, decision),
        NOT_TO_COME if facts.day > clock.today() else None,
        NOT_BACKWARDS if facts.first_day < facts.day else None,
    )
    decision.scan = DecisionScan(attachment=attach(scan, by))
    db.session.flush()  # the database lets a decision be signed only when its scan is there
    _write(decision, facts, Way.ON_PAPER)
    return _let_hold("record decision", decision, by)


@operation
def carry_out(decision: Decision, by: Actor) -> bool:
    """Carry out a signed decision whose day has come, once: all it lists, or none.

    Nothing happens, and the answer is no, when it was carried out or cancelled before.
    """
    decision = read_with_items(decision)
    if not decision.has_come or decision.effective_on is None:
        return False
    _carry_out(decision, by)
    return True


@operation
def cancel(decision: Decision, seen: int, by: Actor, reason: str) -> Decision:
    """Give up a decision, saying why; what it held is free, and days it set are taken back."""
    decision = read_with_items(decision)
    _check("cancel decision", decision, by, overtaken(decision, seen), no_reason(reason))
    awaiting = [i.edition for i in decision.in_order if i.edition.effective_on]
    if decision.state == DecisionState.BEING_PREPARED:
        set_number(decision, "", 0)  # a number counts once it was signed
    decision.cancelled_because = reason
    for item in decision.items:
        item.held = False
    LIFECYCLE.take("cancel decision", decision)
    record(by, "cancel decision", decision, reason)
    tell(decision, "cancel decision", by)
    forget_day(awaiting, by, reason)
    return decision


@operation
def note_adopted(
    facts: PaperFacts,
    about: str,
    by: Actor,
    *,
    recorded_by_id: int | None = None,
    editions: Sequence[Edition] = (),
) -> Decision:
    """Note a decision of the past that issued documents on paper, before the program came.

    ``recorded_by_id`` is who had recorded it when ``by`` confirms it, whoever may do that.
    """
    refuse_if(
        None if recorded_by_id else may_not_prepare(None, by),
        *number_unfit(facts.number, facts.day.year),
        NOT_BACKWARDS if facts.first_day < facts.day else None,
    )
    decision = Decision(
        purpose=Purpose.ADOPT.value,
        about=about,
        state=DecisionState.CARRIED_OUT.value,
        prepared_by_id=recorded_by_id or by.id or None,
        prepared_at=clock.now(),
        carried_out_at=clock.now(),
    )
    _write(decision, facts, Way.ON_PAPER)
    db.session.add(decision)
    record(by, "note adopted decision", decision)
    if editions:
        list_adopted(decision, editions, by)
    return decision


def list_adopted(decision: Decision, editions: Sequence[Edition], by: Actor) -> None:
    """Inside a verb: list ``editions`` on a decision that issued them on paper."""
    for edition in editions:
        item = DecisionItem(edition_id=edition.id, digest=edition.file_digest, held=False)
        item.decision = decision
        db.session.add(item)
    record(by, "list adopted editions", decision)
    for edition in editions:
        db.session.expire(edition, ["listed"])


def _check(verb: str, decision: Decision, by: Actor, *objections: Sentence | None) -> None:
    refuse_if(*objections, *LIFECYCLE.objections(verb, decision, by))


def _forms_changed(decision: Decision) -> Sentence | None:
    """Every form that steps with what is listed is listed too, and no other (7.5.3.2)."""
    there = {item.edition_id for item in decision.items}
    alone = [item.edition for item in decision.items if item.edition.parent is None]
    with_them = {form.id for form in forms_with(Purpose(decision.purpose), alone)}
    if there == {edition.id for edition in alone} | with_them:
        return None
    return Sentence(
        "Biểu mẫu đi cùng các tài liệu trong quyết định đã thay đổi; hãy sửa quyết định rồi lưu "
        "lại để danh mục có đủ biểu mẫu."
    )


def _let_hold(verb: str, decision: Decision, by: Actor) -> Decision:
    """Take the step of signing; what holds from today is carried out in the same act."""
    LIFECYCLE.take(verb, decision)
    record(by, verb, decision)
    tell(decision, verb, by)
    if decision.has_come:
        _carry_out(decision, by)
    elif decision.purpose == Purpose.ISSUE and decision.effective_on:
        editions = [item.edition for item in decision.in_order]
        await_day(editions, decision.effective_on, by, str(decision))
    return decision


def _carry_out(decision: Decision, by: Actor) -> None:
    """All that is listed, at one moment: now when a person acts on the day, else as it began."""
    day = decision.effective_on or clock.today()
    since = clock.now() if by.id and day == clock.today() else clock.start_of(day)
    act = bring_into_force if decision.purpose == Purpose.ISSUE else take_out_of_force
    act([item.edition for item in decision.in_order], since, by, str(decision))
    for item in decision.items:
        item.held = False
    decision.carried_out_at = clock.now()
    LIFECYCLE.take("carry out", decision)
    record(by, "carry out", decision)
    tell(decision, "carry out", by)


def _write(decision: Decision, facts: PaperFacts, way: Way) -> None:
    """Write onto ``decision`` what its signing settles for good."""
    set_number(decision, facts.number, facts.day.year)
    decision.day, decision.effective_on = facts.day, facts.first_day
    decision.signer_name, decision.signer_title = facts.signer_name, facts.signer_title
    decision.signing_form, decision.on_behalf_of = facts.signing_form, facts.on_behalf_of
    decision.way = way.value
