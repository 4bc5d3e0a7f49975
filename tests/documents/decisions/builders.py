"""Decisions of the ward, prepared and signed through the verbs."""

from datetime import date

from qms.attachments import gate
from qms.documents.decisions.drafting import Draft, prepare
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.models import Decision
from qms.documents.decisions.operations import PaperFacts, record_signed, sign
from qms.documents.models import Edition
from qms.documents.operations import Consent
from qms.kernel import clock
from tests.attachments.files import a_pdf
from tests.town import PASSWORD, actor, an_edition, person, word_file

NUMBER = "12/QĐ-UBND"


def approved(*codes: str, by: str = "thao") -> list[Edition]:
    """Approved editions of documents with these codes, each with words of its own."""
    made = [an_edition("approved", code, by=by, text=word_file(code, by)) for code in codes]
    return sorted(made, key=lambda edition: edition.document.key)


def draft_over(editions: list[Edition], **said: object) -> Draft:
    """What is said of a decision over ``editions``, to be signed by the chairman."""
    given: dict[str, object] = {"number": NUMBER, "signer_id": person("hung").id}
    ids = frozenset(edition.id for edition in editions)
    return Draft("Ban hành quy trình", ids, **(given | said))  # type: ignore[arg-type]


def prepared(editions: list[Edition], purpose: Purpose = Purpose.ISSUE, **said: object) -> Decision:
    """A decision over ``editions``, prepared by the officer."""
    return prepare(purpose, draft_over(editions, **said), by=actor("lan"))


def signed(decision: Decision) -> Decision:
    """``decision``, signed by the chairman in the program."""
    return sign(decision, Consent(PASSWORD, decision.version), by=actor("hung"))


def on_paper(decision: Decision, **said: object) -> Decision:
    """``decision``, recorded as signed on paper today."""
    given: dict[str, object] = {"number": NUMBER, "day": clock.today()}
    facts = PaperFacts(signer_name="Phạm Quốc Hùng", signer_title="Chủ tịch", **(given | said))  # type: ignore[arg-type]
    scan = gate.take_in(a_pdf(), "quyet-dinh.pdf")
    return record_signed(decision, facts, scan, decision.version, by=actor("lan"))


def states(editions: list[Edition]) -> list[str]:
    """Where editions stand."""
    return [edition.state for edition in editions]


def in_days(days: int) -> date:
    """The day so many days from today."""
    return clock.local(clock.days_ago(-days)).date()
