"""A decision as the Word file that is signed on paper, or that shows what was signed here."""

from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.models import Decision
from qms.documents.word.decision import DecisionText, ListedText, make_decision
from qms.documents.word.official import SignedBy
from qms.kernel import clock


def make_paper(decision: Decision, agency: str) -> bytes:
    """A .docx file of ``decision``, whose items were read with it."""
    proposer = decision.prepared_by
    text = DecisionText(
        agency=agency,
        withdraws=decision.purpose == Purpose.WITHDRAW,
        number=decision.number or "",
        about=decision.about,
        bases=decision.bases.splitlines(),
        proposer=f"{proposer.title} {proposer.name}" if proposer else "",
        day=decision.day,
        effective_on=decision.effective_on,
        signed=SignedBy(
            decision.signer_name,
            decision.signer_title,
            decision.signing_form,
            decision.on_behalf_of,
        ),
        listed=[
            ListedText(
                item.edition.document.code,
                item.edition.title,
                item.edition.number,
                item.edition.document.unit.name,
                item.digest,
            )
            for item in decision.in_order
        ],
        digest=decision.signature.digest if decision.signature else "",
        made_on=clock.local(decision.prepared_at).date(),
    )
    return make_decision(text)
