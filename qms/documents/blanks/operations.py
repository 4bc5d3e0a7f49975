"""The verbs of a procedure's forms: files come in, a form goes, a form stays after all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from qms.audit_trail.operations import record
from qms.documents import followers
from qms.documents.blanks.lifecycle import (
    FORM,
    GIVEN_TWICE,
    MOST_AT_ONCE,
    NONE_GIVEN,
    NOT_IN_FORCE,
    NOT_OF_THIS,
    NOTHING_TO_UNDO,
    changed_before,
    has_no_forms,
    is_leaving,
    may_not_place,
    unfit_parent,
)
from qms.documents.blanks.models import Blank, Carried
from qms.documents.blanks.queries import fates_of
from qms.documents.blanks.riding import SHARED
from qms.documents.drafting import EditionFacts, code_unfit, number_taken
from qms.documents.filing import FiledFile, fill
from qms.documents.lifecycle import OPEN, State, another_is_open, not_open_to_change
from qms.documents.models import Document, Edition
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import OVERTAKEN, operation, overtaken
from qms.textindex.analysis import code_key
from qms.textindex.outbox import changed


@dataclass(frozen=True)
class BlankFacts:
    """A form that comes with an edition of its procedure; without ``form`` it is a new one."""

    form: Document | None
    code: str
    title: str
    issue: int
    amendment: int

    @property
    def number(self) -> EditionFacts:
        """Its numbers, as the rules of editions ask for them."""
        return EditionFacts(self.title, self.issue, self.amendment)


@operation
def take_forms(
    carrier: Edition, given: Sequence[tuple[BlankFacts, FiledFile]], seen: int, by: Actor
) -> Edition:
    """Let forms come with a draft of their procedure, new ones or new editions: all or none."""
    facts = [one for one, _file in given]
    refuse_if(*_closed(carrier, seen, by), *_unfit(carrier, facts, by))
    for one, file in given:
        _bring(carrier, one.form or _new_form(carrier, one, by), one, file, by)
    return _changed(carrier, "bring forms", by)


@operation
def remove_form(carrier: Edition, form: Document, seen: int, by: Actor) -> Edition:
    """Let a form in force go with a draft of its procedure."""
    in_force = any(edition.state == State.IN_FORCE for edition in form.editions)
    refuse_if(
        *_closed(carrier, seen, by),
        None if form.parent is carrier.document else NOT_OF_THIS,
        None if in_force else NOT_IN_FORCE,
        changed_before(_fate(carrier, form), by),
    )
    db.session.add(Carried(carrier=carrier, document=form))
    return _changed(carrier, "change forms", by)


@operation
def keep_form(carrier: Edition, form: Document, seen: int, by: Actor) -> Edition:
    """Let a form be as it is today after all: what a draft was to do to it is given up."""
    fate = _fate(carrier, form)
    refuse_if(*_closed(carrier, seen, by), None if fate else NOTHING_TO_UNDO)
    assert fate is not None
    if rider := fate.edition:
        rider.state, fate.together = State.DISCARDED.value, None
        db.session.flush()
        db.session.delete(fate)
        record(by, "discard", rider, str(carrier))
        changed("edition", str(rider.id))
    else:
        db.session.delete(fate)
    return _changed(carrier, "change forms", by)


@operation
def place_form(
    form: Document, parent: Document | None, seen: int, by: Actor, reason: str
) -> Document:
    """Say to which procedure a form belongs, or that it belongs to none.

    ``seen`` is the id of the one that was on the person's screen, 0 for none.
    """
    refuse_if(
        None if seen == (form.blank.parent_id if form.blank else 0) else OVERTAKEN,
        no_reason(reason),
        may_not_place(form, by),
        unfit_parent(parent) if parent else None,
        is_leaving(form, _open_fates(form)),
    )
    if form.parent is parent:
        return form
    if form.blank and parent:
        form.blank.parent = parent
    elif form.blank:
        db.session.delete(form.blank)
    else:
        db.session.add(Blank(document=form, parent=parent))
    record(by, "place form", form, reason)
    db.session.expire(form, ["blank"])
    return form


def _closed(carrier: Edition, seen: int, by: Actor) -> list[Sentence | None]:
    return [
        overtaken(carrier, seen),
        not_open_to_change(carrier, by),
        has_no_forms(carrier.document, by),
    ]


def _unfit(carrier: Edition, facts: Sequence[BlankFacts], by: Actor) -> list[Sentence | None]:
    keys = [one.form.key if one.form else code_key(one.code) for one in facts]
    said = [
        None if facts else NONE_GIVEN,
        GIVEN_TWICE if len(set(keys)) < len(keys) or len(keys) > MOST_AT_ONCE else None,
    ]
    for one in facts:
        said += _unfit_form(carrier, one, by)
    return list(dict.fromkeys(said))


def _unfit_form(carrier: Edition, one: BlankFacts, by: Actor) -> Iterable[Sentence | None]:
    form = one.form
    if form is None:
        return code_unfit(code_key(one.code), one.code)
    if form.parent is not carrier.document:
        return [NOT_OF_THIS]
    return [
        changed_before(_fate(carrier, form), by) or another_is_open(form, by),
        number_taken(one.number, form.editions),
    ]


def _new_form(carrier: Edition, one: BlankFacts, by: Actor) -> Document:
    procedure = carrier.document
    form = Document(
        code=one.code,
        key=code_key(one.code),
        title=one.title,
        kind=FORM,
        unit_id=procedure.unit_id,
    )
    db.session.add(form)
    db.session.add(Blank(document=form, parent=procedure))
    record(by, "start document", form)
    return form


def _bring(carrier: Edition, form: Document, one: BlankFacts, file: FiledFile, by: Actor) -> None:
    rider = Edition(
        document=form,
        serial=max((e.serial for e in form.editions if e.serial), default=0) + 1,
        title=one.title,
        issue=one.issue,
        amendment=one.amendment,
        change_note="",
        author_id=carrier.author_id,
        created_at=clock.now(),
        state=State.DRAFT.value,
        **{part: getattr(carrier, part) for part in SHARED},
    )
    fill(rider, file)
    db.session.add(rider)
    db.session.flush()
    db.session.add(
        Carried(carrier=carrier, document=form, edition=rider, together=State.DRAFT.value)
    )
    record(by, "start edition", rider, str(carrier))
    changed("edition", str(rider.id))
    followers.moved(rider, "start edition", by)


def _changed(carrier: Edition, verb: str, by: Actor) -> Edition:
    """Tell of the change on the carrier's line too, so that whoever saw it before is overtaken."""
    flag_modified(carrier, "margins")
    record(by, verb, carrier)
    return carrier


def _fate(carrier: Edition, form: Document) -> Carried | None:
    return next((fate for fate in fates_of(carrier) if fate.document_id == form.id), None)


def _open_fates(form: Document) -> Sequence[Carried]:
    wanted = (
        select(Carried)
        .join(Edition, Edition.id == Carried.carrier_id)
        .where(Carried.document_id == form.id, Edition.state.in_(OPEN))
    )
    return db.session.scalars(wanted).all()
