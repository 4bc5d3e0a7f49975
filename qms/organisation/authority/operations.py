"""The verbs of signing for others: a deputy is named and ends; a form is recorded and ends."""

from collections.abc import Iterable
from dataclasses import dataclass

from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation
from qms.organisation.authority.lifecycle import (
    Paper,
    Period,
    already_ended,
    may_not_end,
    may_not_name_deputy,
    may_not_record,
    no_paper,
    no_parts,
    nothing_to_delegate,
    paper_too_late,
    unfit_deputy,
    unknown_form,
    wrong_days,
)
from qms.organisation.authority.queries import overlapping
from qms.organisation.models import Delegation, Person, SigningAuthority


@dataclass(frozen=True)
class Parts:
    """What a deputy may sign: reviews, approvals."""

    reviews: bool
    approves: bool


@operation
def name_deputy(
    person: Person, deputy: Person, parts: Parts, period: Period, paper: Paper, by: Actor
) -> Delegation:
    """Let ``deputy`` sign for ``person`` during ``period``, who may still sign for themselves.

    Only what is held by the person is handed on, so that there is never a chain.
    """
    last = period.last or period.first
    refuse_if(
        may_not_name_deputy(person.id, by),
        no_parts(parts.reviews, parts.approves),
        nothing_to_delegate(_roles(person), parts.reviews, parts.approves),
        unfit_deputy(person.id, deputy.id, _roles(deputy)),
        wrong_days(period, clock.today()),
        paper_too_late(paper, period),
        None if paper.name and paper.day else Sentence("Hãy ghi văn bản ủy quyền và ngày."),
        _taken(overlapping(person.id, period.first, last), parts),
    )
    named = Delegation(
        person=person,
        deputy=deputy,
        reviews=parts.reviews,
        approves=parts.approves,
        document=paper.name,
        document_day=paper.day,
        first_day=period.first,
        last_day=last,
    )
    db.session.add(named)
    record(by, "name deputy", person, paper.name)
    return named


def _roles(person: Person) -> frozenset[Role]:
    return frozenset(role for role, _unit in person.roles_on(clock.today()))


def _taken(others: Iterable[Delegation], parts: Parts) -> Sentence | None:
    for other in others:
        if (other.reviews and parts.reviews) or (other.approves and parts.approves):
            return Sentence(
                "Trong thời gian này đã cử %(name)s ký thay phần việc đó; "
                "hãy kết thúc việc đó trước.",
                name=other.deputy.name,
            )
    return None


@operation
def end_delegation(delegation: Delegation, by: Actor, reason: str) -> Delegation:
    """Let a deputy sign no more, at once; what they signed stays."""
    refuse_if(may_not_end(delegation, by), no_reason(reason), already_ended(delegation, by))
    delegation.ended_at = clock.now()
    record(by, "end delegation", delegation.person, reason)
    return delegation


@operation
def record_authority(
    person: Person, form: str, on_behalf: str, paper: Paper, period: Period, by: Actor
) -> SigningAuthority:
    """Record in which legal form a person signs, on whose behalf and by which document."""
    refuse_if(
        may_not_record(None, by),
        unknown_form(form),
        wrong_days(period, clock.today()),
        paper_too_late(paper, period),
        no_paper(form, paper, period),
        None if on_behalf else Sentence("Hãy ghi ký thay mặt, thay cho chức vụ hay tập thể nào."),
    )
    recorded = SigningAuthority(
        person=person,
        form=form,
        on_behalf=on_behalf,
        document=paper.name or None,
        document_day=paper.day,
        first_day=period.first,
        last_day=period.last,
    )
    db.session.add(recorded)
    record(by, "record signing form", person, paper.name)
    return recorded


@operation
def end_authority(authority: SigningAuthority, by: Actor, reason: str) -> SigningAuthority:
    """Let a form of signing end, at once; what was signed in it stays."""
    refuse_if(may_not_record(authority, by), no_reason(reason), already_ended(authority, by))
    authority.ended_at = clock.now()
    record(by, "end signing form", authority.person, reason)
    return authority
