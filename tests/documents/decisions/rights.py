"""What the table of rights asks of decisions: one to sign, and well-formed fields."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from qms.documents.copies.operations import Handing, hand_out
from qms.documents.decisions.drafting import Draft, prepare
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.models import Edition
from qms.documents.operations import put_in_force
from qms.kernel import clock
from tests import town
from tests.attachments.files import a_pdf

CODES = {"awaiting its day": "QT-07"}


def copies(handed_of: Edition) -> None:
    """A paper copy of an edition in force, and one of another that has ended, both in economy."""
    withdrawn = town.an_edition("in force", "QT-09")
    for edition in (handed_of, withdrawn):
        to = Handing(town.unit_id("KT"), "", 1, clock.today())
        hand_out(edition, to, edition.serial, by=town.actor("lan"))
    town.move(withdrawn, "withdrawn")


def decisions() -> dict[str, int]:
    """A decision for the chairman to sign, an edition that awaits its day: their versions."""
    held, free = (town.an_edition("approved", c) for c in ("QT-08", CODES["awaiting its day"]))
    decision = prepare(
        Purpose.ISSUE,
        Draft("ban hành", frozenset({held.id}), "7/QĐ", signer_id=town.person("hung").id),
        by=town.actor("lan"),
    )
    later = clock.today() + timedelta(days=9)
    put_in_force(free, free.version, town.actor("lan"), "", later)
    return {"a decision": decision.version, "awaiting its day": free.version}


def fields(edition_id: int) -> dict[str, Any]:
    """What the forms of decisions want, over one edition."""
    return {
        "about": "ban hành quy trình",
        "number": "15/QĐ-UBND",
        "signer": "0",
        "signing_form": "",
        "editions": str(edition_id),
        "day": f"{clock.today():%d/%m/%Y}",
        "signer_name": "Phạm Quốc Hùng",
        "signer_title": "Chủ tịch",
        "count": "1",
        "given_on": f"{clock.today():%d/%m/%Y}",
        "collected_on": f"{clock.today():%d/%m/%Y}",
        "copies": "2",
        "scan": (BytesIO(a_pdf()), "qd.pdf"),
    }
