"""Letters of apology of the tests, and what stands on papers."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import docx

from qms.nonconformities.models import Nonconformity
from qms.nonconformities.papers import operations
from qms.nonconformities.papers.models import Apology
from qms.nonconformities.papers.operations import Letter
from tests.nonconformities.cases import accepted, today
from tests.town import actor

CITIZEN = "bà Nguyễn Thị Hoa"
CODE = "000.00.15.H26-261102-0012"


def a_letter(**given: object) -> Letter:
    """To a citizen whose file was promised for yesterday and will be there in two days."""
    usual = Letter(
        citizen=CITIZEN,
        address="Số 12, tổ 4, phường Tân Hòa",
        file_code=CODE,
        service="Đăng ký khai sinh",
        promised_on=today() - timedelta(days=1),
        new_on=today() + timedelta(days=2),
        reason="Người phụ trách hồ sơ nghỉ ốm, chúng tôi chưa kịp bố trí người làm thay.",
        contact="Quầy 2, điện thoại 0236 123 456",
        place="Tân Hòa",
        signer_name="Hoàng Văn Bình",
        signer_title="Trưởng phòng",
        signing_form="TL.",
        on_behalf_of="CHỦ TỊCH",
    )
    return replace(usual, **given)  # type: ignore[arg-type]


def an_apology(found: Nonconformity | None = None, by: str = "binh", **given: object) -> Apology:
    """A letter, written by the handler."""
    return operations.write_apology(found or accepted(), a_letter(**given), by=actor(by))


def sent(**given: str) -> dict[str, str]:
    """What the page of a letter sends, well filled in."""
    letter = vars(a_letter())
    days = {name: f"{letter[name]:%d/%m/%Y}" for name in ("promised_on", "new_on")}
    return {**letter, **days, **given}


def words(content: bytes) -> str:
    """Everything that stands in a Word file, feet of pages and pictures too, in one line."""
    document = docx.Document(BytesIO(content))
    feet = [section.footer._element for section in document.sections]
    found = (t for part in (document.element, *feet) for t in part.iter() if t.tag.endswith("}t"))
    paragraphs = " ".join(said.text or "" for said in found)
    return " ".join(paragraphs.split())
