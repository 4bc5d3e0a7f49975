"""The verbs of preparing a decision: what it says, and which editions it holds meanwhile."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from qms.audit_trail.operations import record
from qms.documents.decisions.lifecycle import LIFECYCLE, DecisionState, Purpose, may_not_prepare
from qms.documents.decisions.models import Decision, DecisionItem
from qms.documents.decisions.numbering import number_unfit, set_number
from qms.documents.decisions.queries import forms_with, listable, read_with_items
from qms.documents.decisions.telling import tell
from qms.documents.models import Edition
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation, overtaken
from qms.organisation.queries import person_by_id

MOST = 500
NO_SUBJECT = Sentence("Hãy ghi trích yếu của quyết định.")
TOO_MANY = Sentence("Một quyết định có nhiều nhất 500 tài liệu.")
UNFIT_SIGNER = Sentence("Người được chọn để ký không giữ vai trò phê duyệt.")
NOT_THERE = Sentence(
    "Có phiên bản vừa chọn không còn chờ ban hành hoặc không còn hiệu lực; hãy chọn lại."
)


@dataclass(frozen=True)
class Draft:
    """What is said of a decision being prepared; no signer (0) when it is signed on paper only."""

    about: str
    edition_ids: frozenset[int]
    number: str = ""
    bases: str = ""
    signer_id: int = 0
    signing_form: str = ""
    on_behalf_of: str = ""
    effective_on: date | None = None


@operation
def prepare(purpose: Purpose, draft: Draft, by: Actor) -> Decision:
    """Begin a decision over some editions, which it holds from now on."""
    refuse_if(may_not_prepare(None, by), *_draft_unfit(draft))
    wanted = with_forms(purpose, listable(purpose, by, draft.edition_ids))
    refuse_if(*_unlistable(wanted, draft, None))
    decision = Decision(
        purpose=purpose.value,
        state=DecisionState.BEING_PREPARED.value,
        prepared_by_id=by.id,
        prepared_at=clock.now(),
    )
    _say(decision, draft)
    _hold(decision, wanted)
    db.session.add(decision)
    record(by, "prepare decision", decision)
    tell(decision, "prepare decision", by)
    return decision


@operation
def change(decision: Decision, draft: Draft, seen: int, by: Actor) -> Decision:
    """Correct a decision that is not signed; each edition is listed anew with its bytes of now."""
    decision = read_with_items(decision)
    refuse_if(
        overtaken(decision, seen),
        *LIFECYCLE.objections("change decision", decision, by),
        *_draft_unfit(draft, decision),
    )
    purpose = Purpose(decision.purpose)
    wanted = with_forms(purpose, listable(purpose, by, draft.edition_ids))
    refuse_if(*_unlistable(wanted, draft, decision))
    ids = {edition.id for edition in wanted}
    for item in list(decision.items):
        if item.edition_id not in ids or not item.is_as_listed:
            db.session.delete(item)
    db.session.flush()
    db.session.expire(decision, ["items"])
    _say(decision, draft)
    decision.prepared_by_id, decision.prepared_at = by.id, clock.now()
    there = {item.edition_id for item in decision.items}
    _hold(decision, [edition for edition in wanted if edition.id not in there])
    record(by, "change decision", decision)
    tell(decision, "change decision", by)
    return decision


def with_forms(purpose: Purpose, editions: Sequence[Edition]) -> list[Edition]:
    """``editions`` and the editions of forms that step with them."""
    return [*editions, *forms_with(purpose, editions)]


def _say(decision: Decision, draft: Draft) -> None:
    person = person_by_id(draft.signer_id) if draft.signer_id else None
    set_number(decision, draft.number, clock.today().year)
    decision.about, decision.bases = draft.about, draft.bases
    decision.signer_id = person.id if person else None
    decision.signer_name = person.name if person else ""
    decision.signer_title = person.title if person else ""
    decision.signing_form, decision.on_behalf_of = draft.signing_form, draft.on_behalf_of
    decision.effective_on = draft.effective_on


def _hold(decision: Decision, editions: Iterable[Edition]) -> None:
    for edition in sorted(editions, key=lambda e: e.document.key):
        decision.items.append(DecisionItem(edition=edition, digest=edition.file_digest, held=True))


def _draft_unfit(draft: Draft, own: Decision | None = None) -> list[Sentence | None]:
    person = person_by_id(draft.signer_id) if draft.signer_id else None
    fit = person is not None and person.holds(Role.APPROVER, clock.today())
    numbered = number_unfit(draft.number, clock.today().year, own) if draft.number else []
    return [
        None if draft.about.strip() else NO_SUBJECT,
        TOO_MANY if len(draft.edition_ids) > MOST else None,
        UNFIT_SIGNER if draft.signer_id and not fit else None,
        *numbered,
    ]


def _unlistable(
    found: Sequence[Edition], draft: Draft, own: Decision | None
) -> list[Sentence | None]:
    """What stands against the list: nothing chosen, gone meanwhile, held by another decision."""
    held = [e for e in found if any(i.held and i.decision is not own for i in e.listed)]
    there = {edition.id for edition in found}
    return [
        None if draft.edition_ids else Sentence("Hãy chọn ít nhất một tài liệu."),
        NOT_THERE if draft.edition_ids - there else None,
        *(
            Sentence(
                "%(edition)s đã nằm trong một quyết định khác: %(decision)s.",
                edition=str(edition),
                decision=str(next(i.decision for i in edition.listed if i.held)),
            )
            for edition in held
        ),
    ]
