"""The verbs of comments: one is made, answered by the author, or withdrawn by who made it."""

from qms.audit_trail.operations import record
from qms.documents.models import Clause, Edition
from qms.documents.remarks.lifecycle import (
    is_settled,
    may_not_answer,
    may_not_remark,
    no_words,
    not_changed_yet,
    not_own,
    unknown_answer,
)
from qms.documents.remarks.models import Remark
from qms.documents.telling import place_of
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation
from qms.notices.operations import notify


@operation
def make_remark(edition: Edition, anchor: str, text: str, by: Actor) -> Remark:
    """Say something of a clause of an edition in review ("" for the whole); it waits."""
    clause = next((c for c in edition.clauses if c.anchor == anchor), None)
    refuse_if(
        may_not_remark(edition, by),
        no_words(text),
        Sentence("Không có mục này trong phiên bản.") if anchor and clause is None else None,
    )
    remark = Remark(
        edition=edition,
        round=edition.round,
        digest=edition.file_digest,
        anchor=anchor,
        clause=_called(clause) if clause else "",
        person_id=by.id,
        person_name=by.name,
        text=text,
        made_at=clock.now(),
    )
    db.session.add(remark)
    record(by, "comment", remark)
    said = Sentence("%(by)s góp ý %(what)s.", by=by.name, what=str(remark))
    _tell(remark, edition.author_id, said, "made")
    return remark


def _tell(remark: Remark, person_id: int, said: Sentence, what: str) -> None:
    place = f"{place_of(remark.edition)}#{remark.anchor or 'remarks'}"
    notify([person_id], "comment", said, place, once=f"comment:{remark.id}:{what}")


def _called(clause: Clause) -> str:
    return f"{clause.number} {clause.heading}".strip()


@operation
def answer_remark(remark: Remark, answer: str, text: str, by: Actor) -> Remark:
    """Say what was done about a comment: changed, or kept and why."""
    refuse_if(
        may_not_answer(remark, by),
        is_settled(remark, by),
        unknown_answer(answer),
        not_changed_yet(remark, answer),
        no_words(text) if answer != "changed" else None,
    )
    remark.answer, remark.answer_text = answer, text
    remark.answered_at = clock.now()
    record(by, "answer comment", remark)
    said = Sentence("%(by)s trả lời góp ý của bạn về %(what)s.", by=by.name, what=str(remark))
    _tell(remark, remark.person_id, said, "answered")
    return remark


@operation
def withdraw_remark(remark: Remark, by: Actor, reason: str) -> Remark:
    """Take back what one said, saying why; it stays to be read."""
    refuse_if(not_own(remark, by), is_settled(remark, by), no_reason(reason))
    remark.withdrawn_because, remark.withdrawn_at = reason, clock.now()
    record(by, "withdraw comment", remark, reason)
    return remark
