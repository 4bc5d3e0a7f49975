"""The minutes of a recall of paper copies as a Word file, for the unit and the officer to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.enum.section import WD_ORIENT
from docx.shared import Mm

from qms.documents.word import dress, official

FORM = "BM.HT.01.02"


@dataclass(frozen=True)
class RecalledCopy:
    """A copy that is to come back, and why."""

    code: str
    title: str
    edition: str
    number: str
    holder: str
    handed_on: date
    is_withdrawn: bool


@dataclass(frozen=True)
class RecallText:
    """What is collected, from which unit, by whom."""

    agency: str
    unit: str
    officer: str
    made_on: date
    copies: Sequence[RecalledCopy]


def make_minutes(text: RecallText) -> bytes:
    """A .docx file; the same text gives the same bytes."""
    document = dress.new_document("vi")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    official.head(document, text.agency, FORM, text.made_on)
    official.heading(document, "BIÊN BẢN", "Thu hồi bản giấy của tài liệu")
    official.clauses(document, _opening(text))
    header = ("TT", "Mã hiệu", "Tên tài liệu", "Lần", "Bản số", "Người giữ", "Ngày giao")
    rows = [
        (
            str(place),
            *(copy.code, copy.title, copy.edition, copy.number, copy.holder),
            f"{copy.handed_on:%d/%m/%Y}",
            "đã bãi bỏ" if copy.is_withdrawn else "đã có phiên bản mới",
            "",
        )
        for place, copy in enumerate(text.copies, start=1)
    ]
    widths = (12, 32, 62, 18, 15, 38, 25, 30, 25)
    official.grid(document, (*header, "Lý do thu hồi", "Đã thu / ghi chú"), rows, widths)
    official.clauses(document, _closing())
    official.two_signers(document, ("ĐẠI DIỆN ĐƠN VỊ", ""), ("NGƯỜI THU HỒI", ""))
    return dress.as_bytes(document, f"{FORM} {text.unit}", text.agency, text.made_on)


def _opening(text: RecallText) -> list[str]:
    return [
        f"Hôm nay, {official.in_words(text.made_on)}, tại {text.unit}, chúng tôi gồm:",
        f"1. Bên giao lại: {text.unit}, do ông (bà) {official.BLANK} đại diện;",
        f"2. Bên thu hồi: {text.officer}.",
        "Hai bên lập biên bản thu hồi các bản giấy không còn hiệu lực sau đây:",
    ]


def _closing() -> list[str]:
    return [
        "Các bản đã thu được hủy hoặc đóng dấu “Không còn hiệu lực” để lưu. Bản nào không thu được "
        "thì ghi rõ lý do ở cột cuối.",
        "Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.",
    ]
