"""The minutes of a recall (BM.HT.01.02) of what is still out in one unit."""

from qms.documents.copies.queries import Recall
from qms.documents.word.minutes import RecalledCopy, RecallText, make_minutes
from qms.kernel import clock
from qms.kernel.access import Actor


def make_recall_minutes(recall: Recall, agency: str, by: Actor) -> bytes:
    """A .docx file with every copy of ``recall``, to be ticked and signed by both sides."""
    return make_minutes(
        RecallText(
            agency=agency,
            unit=recall.unit.name,
            officer=f"{by.name}, {by.title}".strip(", "),
            made_on=clock.today(),
            copies=[
                RecalledCopy(
                    code=copy.edition.document.code,
                    title=copy.edition.title,
                    edition=copy.edition.number,
                    number=f"{copy.number:02d}",
                    holder=copy.holder,
                    handed_on=copy.handed_on,
                    is_withdrawn=copy.edition.state == "withdrawn",
                )
                for copy in recall.copies
            ],
        )
    )
