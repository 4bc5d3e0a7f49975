"""The verbs of effects. Opening and closing happens inside the verb that is the cause of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qms.audit_trail.operations import SYSTEM, record
from qms.documents.effects import queries
from qms.documents.effects.lifecycle import (
    LIFECYCLE,
    State,
    is_answered_by,
    may_not_ask,
)
from qms.documents.effects.models import Effect, Promise
from qms.documents.effects.queries import Missing
from qms.documents.effects.telling import tell_owners
from qms.documents.external.lifecycle import ACT_NAMES, Act
from qms.documents.external.models import ExternalAct, ExternalDocument
from qms.documents.external.operations import note_expiries
from qms.documents.lifecycle import another_is_open
from qms.documents.models import Document, Edition
from qms.documents.requests.lifecycle import Origin
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.operations import open_request
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.organisation.models import Person

ANOTHER_ACT = Sentence("Gộp vào lần thay đổi sau của văn bản.")
TAKEN_BACK = Sentence("Việc ghi thay đổi hiệu lực đã được rút lại.")
NO_LONGER_CITED = Sentence("Tài liệu không còn viện dẫn văn bản, hoặc không còn dùng.")
PAST = Sentence("Hạn trả lời không được ở trong quá khứ.")
FOLLOWED = frozenset({"start edition", "replace file", "put in force", "withdraw", "discard"})


@dataclass(frozen=True)
class Request:
    """What the quality officer asks of the owners: by which day, with which words."""

    due: date | None
    note: str


@operation
def answer_revise(effect: Effect, seen: int, by: Actor) -> Effect:
    """Say that the document will be revised; a newer edition in force then closes the effect.

    A change request sets the revision going, unless an edition is on its way already.
    """
    _check("answer revise", effect, by, overtaken(effect, seen))
    _sign(effect, "", by)
    if another_is_open(effect.document, by) is None:
        db.session.add(Promise(effect=effect, request=_request(effect, by)))
    return _take("answer revise", effect, by)


@operation
def answer_no_effect(effect: Effect, seen: int, by: Actor, reason: str) -> Effect:
    """Say, by name and with the reason, that the document need not change."""
    _check("answer no effect", effect, by, overtaken(effect, seen), no_reason(reason))
    _sign(effect, reason, by)
    effect.closed_at, effect.closed_because = clock.now(), None
    return _take("answer no effect", effect, by, reason)


@operation
def ask_again(effect: Effect, seen: int, by: Actor, reason: str) -> Effect:
    """Ask an owner to look once more, saying why their "no effect" does not do."""
    _check("ask again", effect, by, overtaken(effect, seen), no_reason(reason))
    _forget_answer(effect)
    effect.asked_at, effect.asked_note = clock.now(), reason
    effect.closed_at = None
    _take("ask again", effect, by, reason)
    tell_owners(effect, by)
    return effect


@operation
def ask_owners(law: ExternalDocument, request: Request, by: Actor) -> int:
    """Ask every owner who has not answered, by one day; answers with how many were asked."""
    open_ones = [e for e in queries.waiting_of_law(law) if e.state == State.OPEN]
    past = request.due is not None and request.due < clock.today()
    refuse_if(*may_not_ask(by, open_ones), PAST if past else None)
    for effect in open_ones:
        effect.asked_at, effect.due_on = clock.now(), request.due
        effect.asked_note = request.note
        record(by, "ask owners", effect, request.note)
        tell_owners(effect, by)
    return len(open_ones)


def _request(effect: Effect, by: Actor) -> ChangeRequest:
    """Ask that the document be revised, at the first clause that cites the law."""
    act, day = effect.act, f"{effect.act.day:%d/%m/%Y}"
    what = Sentence(
        "%(law)s: %(what)s từ %(day)s",
        law=f"{effect.law.number} ({act.by.number})" if act.by else effect.law.number,
        what=ACT_NAMES[Act(act.kind)],
        day=day,
    )
    return open_request(
        effect.document,
        queries.first_place(effect),
        str(Sentence("Sửa các mục viện dẫn %(law)s.", law=effect.law.number)),
        f"{what}. {act.reason}".strip(),
        by,
        origin=Origin.EXTERNAL,
        about=effect.edition,
    )


def follow_act(act: ExternalAct, by: Actor) -> None:
    """Within the verb: open the effects of what happened to a law, or drop those of a mistake."""
    if act.revoked_at is None:
        _open(queries.missing(act=act.id), by)
        return
    for effect in queries.waiting_of_law(act.document):
        if effect.act_id == act.id:
            _close("drop effect", effect, TAKEN_BACK, by)


def follow_edition(edition: Edition, verb: str, by: Actor) -> None:
    """Within the verb: close what an edition answers, open what a newly filed one calls for."""
    if verb not in FOLLOWED:
        return
    db.session.flush()
    for effect in queries.waiting_of(edition.document):
        cites = queries.citing_alive(edition.document, effect.law)
        came = verb == "put in force"
        if came and is_answered_by(
            effect.state, effect.edition_id, edition.id, edition.id in cites
        ):
            _close("close by revision", effect, str(edition), by)
        elif not cites:
            _close("drop effect", effect, NO_LONGER_CITED, by)
    _open(queries.missing(document=edition.document_id), by)


def sweep() -> None:
    """What the days bring: terms that ran out, and effects that nobody's verb opened."""
    note_expiries(by=SYSTEM)
    for document_id in {gap.document_id for gap in queries.missing()}:
        open_missing(document_id, by=SYSTEM)


@operation
def open_missing(document_id: int, by: Actor) -> None:
    """Open what a document lacks, such as after its citations were read by a better reader."""
    _open(queries.missing(document=document_id), by)


def _open(gaps: Iterable[Missing], by: Actor) -> None:
    for gap in gaps:
        document = db.session.get_one(Document, gap.document_id)
        for other in queries.waiting_of(document):
            if other.law_id == gap.law_id:
                _close("drop effect", other, ANOTHER_ACT, by)
        effect = Effect(
            act_id=gap.act_id,
            law_id=gap.law_id,
            document_id=gap.document_id,
            edition_id=gap.edition_id,
            state=State.OPEN.value,
            opened_at=clock.now(),
            asked_note="",
        )
        db.session.add(effect)
        record(by, "open effect", effect)
        tell_owners(effect, by)


def _close(verb: str, effect: Effect, because: Sentence | str, by: Actor) -> None:
    effect.closed_at = clock.now()
    effect.closed_because = because.text if isinstance(because, Sentence) else because
    LIFECYCLE.take(verb, effect)
    record(by, verb, effect, str(because))


def _check(verb: str, effect: Effect, by: Actor, *objections: Sentence | None) -> None:
    refuse_if(*objections, *LIFECYCLE.objections(verb, queries.case(effect, by), by))


def _take(verb: str, effect: Effect, by: Actor, reason: str = "") -> Effect:
    LIFECYCLE.take(verb, effect)
    record(by, verb, effect, reason)
    return effect


def _sign(effect: Effect, answer: str, by: Actor) -> None:
    person = db.session.get_one(Person, by.id)
    effect.answered_by_id, effect.answered_at = person.id, clock.now()
    effect.answered_name, effect.answered_title = person.name, person.title
    effect.answer = answer


def _forget_answer(effect: Effect) -> None:
    effect.answered_by_id = effect.answered_at = None
    effect.answered_name = effect.answered_title = effect.answer = None
