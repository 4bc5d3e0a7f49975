"""The verbs of decisions."""

from dataclasses import dataclass
from datetime import date

from qms.audit_trail.operations import record
from qms.documents.decisions.lifecycle import (
    DecisionState,
    Purpose,
    Way,
    may_not_prepare,
    number_key,
)
from qms.documents.decisions.models import Decision
from qms.documents.decisions.queries import by_number
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation

NO_NUMBER = Sentence("Số, ký hiệu quyết định cần có số, ví dụ: 12/QĐ-UBND.")
NOT_BACKWARDS = Sentence("Ngày có hiệu lực không được trước ngày ký quyết định.")


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
def note_adopted(facts: PaperFacts, about: str, by: Actor) -> Decision:
    """Note a decision of the past that issued documents on paper, before the program came."""
    refuse_if(
        may_not_prepare(None, by),
        *number_unfit(facts.number, facts.day.year),
        NOT_BACKWARDS if facts.first_day < facts.day else None,
    )
    decision = Decision(
        purpose=Purpose.ADOPT.value,
        about=about,
        state=DecisionState.CARRIED_OUT.value,
        prepared_by_id=by.id or None,
        prepared_at=clock.now(),
        carried_out_at=clock.now(),
    )
    sign_on_paper(decision, facts)
    db.session.add(decision)
    record(by, "note adopted decision", decision)
    return decision


def sign_on_paper(decision: Decision, facts: PaperFacts) -> None:
    """Write onto ``decision`` what stands on its paper."""
    set_number(decision, facts.number, facts.day.year)
    decision.day, decision.effective_on = facts.day, facts.first_day
    decision.signer_name, decision.signer_title = facts.signer_name, facts.signer_title
    decision.signing_form, decision.on_behalf_of = facts.signing_form, facts.on_behalf_of
    decision.way = Way.ON_PAPER.value


def set_number(decision: Decision, number: str, year: int) -> None:
    """Give ``decision`` its number in a year, or none."""
    decision.number = number or None
    decision.key = number_key(number) if number else None
    decision.year = year if number else None


def number_unfit(number: str, year: int, own: Decision | None = None) -> list[Sentence | None]:
    """Object to a number that is none, or that another decision of the year has."""
    if not any(map(str.isdigit, number)):
        return [NO_NUMBER]
    taken = by_number(number, year)
    if taken is None or taken is own:
        return []
    return [
        Sentence(
            "Số %(number)s năm %(year)s đã có: %(about)s. Mỗi số chỉ dùng một lần trong năm.",
            number=number,
            year=year,
            about=taken.about,
        )
    ]
