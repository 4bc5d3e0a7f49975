"""The verbs of adopting: one person records a paper decision, another confirms or declines it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from qms.attachments.gate import CheckedFile
from qms.attachments.operations import attach
from qms.audit_trail.operations import record
from qms.documents import followers
from qms.documents.adoption.lifecycle import (
    AdoptionState,
    begins_too_early,
    may_not_record,
    paper_unfit,
    settled,
)
from qms.documents.adoption.models import AdoptedEdition, Adoption
from qms.documents.adoption.queries import known_decision, read_anew
from qms.documents.adoption.telling import tell_first, tell_second
from qms.documents.blanks.riding import carried_by
from qms.documents.decisions.models import Decision
from qms.documents.decisions.numbering import number_unfit
from qms.documents.decisions.operations import PaperFacts, list_adopted, note_adopted
from qms.documents.lifecycle import LIFECYCLE, OPEN, State
from qms.documents.models import Edition
from qms.documents.operations import Consent, bring_into_force, signer
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.textindex.outbox import changed

NOTHING = Sentence("Chưa có tài liệu nào để ghi nhận.")


@dataclass(frozen=True)
class Paper:
    """A decision on paper: what stands on it, what it is about, and its scan."""

    facts: PaperFacts
    about: str
    scan: CheckedFile


@dataclass(frozen=True)
class Seen:
    """A draft, and its version that was on the person's screen."""

    edition: Edition
    version: int


@operation
def record_drafts(paper: Paper, drafts: Sequence[Seen], by: Actor) -> Adoption:
    """Record that drafts were issued on paper by one decision; a second person is asked."""
    facts = paper.facts
    refuse_if(
        may_not_record(None, by),
        None if drafts else NOTHING,
        *paper_unfit(facts.day, facts.first_day),
        *_number_unfit(facts),
        *(overtaken(draft.edition, draft.version) for draft in drafts),
    )
    editions = [draft.edition for draft in drafts]
    refuse_if(
        *_told(
            editions,
            lambda e: [*LIFECYCLE.objections("adopt", e, by), begins_too_early(e, facts.first_day)],
        )
    )
    adoption = _adoption(paper, by)
    for edition in [*editions, *_coming_with(editions)]:
        adoption.items.append(AdoptedEdition(edition=edition, digest=edition.file_digest))
    record(by, "record paper decision", adoption)
    for edition in editions:
        edition.issued_outside, edition.returned_because = True, None
        _take("adopt", edition, by, str(adoption))
    tell_second(adoption, by)
    return adoption


@operation
def confirm(adoption: Adoption, consent: Consent, by: Actor) -> Adoption:
    """Confirm against the scan, with the password at the act: everything listed is in force.

    What each document had in force ends at the same moment. All of it is done, or nothing.
    """
    adoption = read_anew(adoption)
    _person, wrong = signer(by, consent)
    refuse_if(overtaken(adoption, consent.seen), settled(adoption, by))
    refuse_if(wrong, *obstacles(adoption, by))
    adoption.decision = _decision(adoption, [item.edition for item in adoption.items], by)
    _settle(adoption, AdoptionState.CONFIRMED, by)
    record(by, "confirm paper decision", adoption)
    listed = [item.edition for item in adoption.items]
    since, approved_at = clock.start_of(adoption.effective_on), clock.start_of(adoption.day)
    bring_into_force(listed, since, by, str(adoption), "confirm adoption", approved_at=approved_at)
    tell_first(adoption, by)
    return adoption


def obstacles(adoption: Adoption, by: Actor) -> list[Sentence]:
    """What stands against confirming ``adoption``: the page and the verb ask the same."""
    number = [said for said in _number_unfit(_facts(adoption)) if said]
    return number + _told(movers(adoption), lambda e: _objections_to_taking(e, adoption, by))


@operation
def decline(adoption: Adoption, seen: int, by: Actor, reason: str) -> Adoption:
    """Do not confirm, saying why: everything listed is a draft again."""
    adoption = read_anew(adoption)
    refuse_if(overtaken(adoption, seen), settled(adoption, by), no_reason(reason))
    editions = movers(adoption)
    refuse_if(*_told(editions, lambda e: LIFECYCLE.objections("decline adoption", e, by)))
    adoption.declined_because = reason
    _settle(adoption, AdoptionState.DECLINED, by)
    record(by, "decline paper decision", adoption, reason)
    for edition in editions:
        edition.issued_outside, edition.returned_because = False, reason
        _take("decline adoption", edition, by, reason)
    tell_first(adoption, by)
    return adoption


def _adoption(paper: Paper, by: Actor) -> Adoption:
    facts = paper.facts
    adoption = Adoption(
        number=facts.number,
        day=facts.day,
        effective_on=facts.first_day,
        about=paper.about,
        signer_name=facts.signer_name,
        signer_title=facts.signer_title,
        signing_form=facts.signing_form,
        on_behalf_of=facts.on_behalf_of,
        scan=attach(paper.scan, by=by),
        recorded_by_id=by.id,
        recorded_at=clock.now(),
        state=AdoptionState.AWAITING.value,
    )
    db.session.add(adoption)
    return adoption


def _facts(adoption: Adoption) -> PaperFacts:
    return PaperFacts(
        adoption.number,
        adoption.day,
        adoption.signer_name,
        adoption.signer_title,
        adoption.signing_form,
        adoption.on_behalf_of,
        adoption.effective_on,
    )


def _number_unfit(facts: PaperFacts) -> list[Sentence | None]:
    """Several recordings may name one decision, as long as they say the same of it."""
    known = known_decision(facts.number, facts.day.year)
    if known is None:
        return number_unfit(facts.number, facts.day.year)
    if (known.day, known.signer_name, known.effective_on) == (
        facts.day,
        facts.signer_name,
        facts.first_day,
    ):
        return []
    return [
        Sentence(
            "Quyết định số %(number)s đã được ghi nhận trước đây với ngày ký %(day)s, người ký "
            "%(signer)s, có hiệu lực từ %(since)s. Hãy đối chiếu lại với bản giấy.",
            number=facts.number,
            day=f"{known.day:%d/%m/%Y}",
            signer=known.signer_name,
            since=f"{known.effective_on:%d/%m/%Y}",
        )
    ]


def _decision(adoption: Adoption, editions: Sequence[Edition], by: Actor) -> Decision:
    facts = _facts(adoption)
    known = known_decision(facts.number, facts.day.year)
    if known is None:
        return note_adopted(
            facts, adoption.about, by, recorded_by_id=adoption.recorded_by_id, editions=editions
        )
    list_adopted(known, editions, by)
    return known


def _settle(adoption: Adoption, state: AdoptionState, by: Actor) -> None:
    adoption.state, adoption.settled_by_id = state.value, by.id
    adoption.settled_at = clock.now()


def _objections_to_taking(edition: Edition, adoption: Adoption, by: Actor) -> list[Sentence | None]:
    return [
        *LIFECYCLE.objections("confirm adoption", edition, by),
        *(o for e in _present(edition) for o in LIFECYCLE.objections("supersede", e, by)),
        *(begins_too_early(e, adoption.effective_on) for e in _riders(edition, adoption)),
    ]


def movers(adoption: Adoption) -> list[Edition]:
    """What is listed and takes its steps itself; forms ride with their procedure."""
    return [item.edition for item in adoption.items if item.edition.parent is None]


def _riders(edition: Edition, adoption: Adoption) -> list[Edition]:
    """The forms that ``adoption`` lists and that come with ``edition``."""
    listed = (item.edition for item in adoption.items)
    return [rider for rider in listed if rider.parent is edition.document]


def _coming_with(editions: Sequence[Edition]) -> list[Edition]:
    """The forms that come with drafts: one decision issues them together."""
    fates = [fate for edition in editions for fate in carried_by(edition)]
    return [fate.edition for fate in fates if fate.edition and fate.edition.state in OPEN]


def _present(edition: Edition) -> list[Edition]:
    return [other for other in edition.document.editions if other.state == State.IN_FORCE]


def _take(verb: str, edition: Edition, by: Actor, reason: str) -> None:
    LIFECYCLE.take(verb, edition)
    record(by, verb, edition, reason)
    changed("edition", str(edition.id))
    followers.moved(edition, verb, by)


def _told(
    editions: Sequence[Edition], objections_to: Callable[[Edition], Iterable[Sentence | None]]
) -> list[Sentence]:
    """What stands against each edition: once where it stands against all, else with its name."""
    said = [(edition, [o for o in objections_to(edition) if o]) for edition in editions]
    every = dict.fromkeys(objection for _edition, objections in said for objection in objections)
    shared = [o for o in every if all(o in objections for _edition, objections in said)]
    own = [
        Sentence("%(edition)s: %(objection)s", edition=str(edition), objection=objection)
        for edition, objections in said
        for objection in objections
        if objection not in shared
    ]
    return [*shared, *own]
