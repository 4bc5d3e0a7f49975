"""What the ward issued on paper: decisions with their scans, recorded and confirmed."""

from datetime import date
from io import BytesIO
from typing import Any

from qms.attachments import gate
from qms.documents.adoption import earlier, operations
from qms.documents.adoption.earlier import EarlierFacts
from qms.documents.adoption.models import Adoption, EarlierEdition
from qms.documents.adoption.operations import Paper, Seen
from qms.documents.decisions.operations import PaperFacts
from qms.documents.models import Document, Edition
from qms.documents.operations import Consent
from qms.kernel.access import Role
from qms.organisation.operations import NewPerson, add_person, appoint, choose_password
from qms.organisation.queries import by_login
from tests.attachments.files import a_pdf
from tests.town import BEGAN, PASSWORD, a_draft, actor, unit_id

CODES = {"recorded": "QT-71", "declined": "QT-72", "issued outside": "QT-73"}
IDS = {"recorded": "1", "declined": "2", "issued outside": "3"}
SIGNED = date(2024, 3, 5)
HOLDS = date(2024, 3, 15)


def a_paper(number: str = "12/QĐ-UBND", day: date = SIGNED, since: date = HOLDS) -> Paper:
    """A decision signed by the chairman of the time, with its scan."""
    facts = PaperFacts(number, day, "Lê Văn Tám", "CHỦ TỊCH", effective_on=since)
    return Paper(facts, "Ban hành tài liệu của hệ thống", gate.take_in(a_pdf(), "qd-12.pdf"))


def recorded(*drafts: Edition, paper: Paper | None = None, by: str = "lan") -> Adoption:
    """Drafts, recorded with one decision; a new one where none are given."""
    seen = [Seen(draft, draft.version) for draft in drafts or (a_draft(),)]
    return operations.record_drafts(paper or a_paper(), seen, by=actor(by))


def confirmed(adoption: Adoption, by: str = "hanh") -> Adoption:
    """A recording, confirmed by a second person."""
    return operations.confirm(adoption, Consent(PASSWORD, adoption.version), by=actor(by))


def declined(adoption: Adoption, by: str = "hanh") -> Adoption:
    """A recording, declined."""
    return operations.decline(adoption, adoption.version, by=actor(by), reason="sai ngày ký")


def second_officer() -> str:
    """Another quality officer than Lan, who joins when first asked for."""
    if by_login("yen") is None:
        new = NewPerson("yen", "Trịnh Hải Yến", "Thư ký ISO", unit_id())
        person, link = add_person(new, by=actor("son"))
        choose_password(link, PASSWORD)
        role, reason = Role.QUALITY_OFFICER, "12/QĐ-UBND"
        appoint(person, role, None, BEGAN, None, by=actor("son"), reason=reason)
    return "yen"


def an_earlier(
    document: Document,
    numbers: tuple[int, int] = (0, 1),
    start: date = date(2020, 1, 1),
    until: date = date(2022, 1, 1),
) -> EarlierEdition:
    """An issue of the past."""
    facts = EarlierFacts(*numbers, start, until, "3/QĐ-UBND", note="bản giấy")
    return earlier.note_earlier(document, facts, None, by=actor("lan"))


def a_desk() -> dict[str, int]:
    """A recording in every state, and an earlier edition with its scan: versions to send."""
    recorded(a_draft(CODES["recorded"]))
    again = declined(recorded(a_draft(CODES["declined"]), paper=a_paper("13/QĐ-UBND")))
    adopted = confirmed(recorded(a_draft(CODES["issued outside"]), paper=a_paper("14/QĐ-UBND")))
    facts = EarlierFacts(0, 1, date(2020, 1, 1), date(2022, 1, 1))
    document, scan = adopted.items[0].edition.document, gate.take_in(a_pdf(), "cu.pdf")
    earlier.note_earlier(document, facts, scan, by=actor("lan"))
    return {"declined": again.items[0].edition.version}


def named(state: str) -> dict[str, str]:
    """What stands in the addresses of these pages."""
    return {"<int:adoption_id>": IDS.get(state, "1"), "<int:earlier_id>": "1"}


def fields(upload: int) -> dict[str, Any]:
    """Everything that the pages of adopting may want, well filled in; ``upload`` waits."""
    row = {"code": "QT-79", "title": "Mới", "kind": "procedure", "issue": "1", "amendment": "0"}
    return {
        "number": "99/QĐ-UBND",
        "day": "05/03/2024",
        "about": "Ban hành",
        "signer_name": "Lê Văn Tám",
        "signer_title": "CHỦ TỊCH",
        "signing_form": "",
        "scan": (BytesIO(a_pdf()), "qd.pdf"),
        "uploads": str(upload),
        "in_force_on": "05/03/2018",
        "ended_on": "05/03/2019",
        **{f"f{upload}-{name}": said for name, said in (row | {"unit": "1"}).items()},
    }
