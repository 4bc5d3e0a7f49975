"""A decision as a Word file, to be signed on paper: the decision and the list that goes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from qms.documents.word import dress, official
from qms.documents.word.official import BLANK, SignedBy, in_words

SYSTEM = "hệ thống quản lý chất lượng theo TCVN ISO 9001:2015"


@dataclass(frozen=True)
class ListedText:
    """A line of the list."""

    code: str
    title: str
    number: str
    unit: str
    digest: str


@dataclass(frozen=True)
class DecisionText:
    """What a decision says; ``day`` and ``effective_on`` are nothing where they are still open."""

    agency: str
    withdraws: bool
    number: str
    about: str
    bases: Sequence[str]
    proposer: str
    day: date | None
    effective_on: date | None
    signed: SignedBy
    listed: Sequence[ListedText]
    digest: str
    made_on: date


def make_decision(text: DecisionText) -> bytes:
    """A .docx file; the same text gives the same bytes."""
    document = dress.new_document("vi")
    number = text.number or f"{BLANK}/QĐ-{BLANK}"
    official.head(document, text.agency, f"Số: {number}", text.day)
    official.heading(document, "QUYẾT ĐỊNH", f"Về việc {text.about}")
    official.heading(document, _authority(text), size=13)
    official.clauses(document, [f"*{line}*" for line in _grounds(text)])
    official.heading(document, "QUYẾT ĐỊNH:", size=13)
    official.clauses(document, _articles(text))
    recipients = ("- Như Điều 3;", "- Lưu: VT, hồ sơ ISO.")
    official.foot(document, recipients, text.signed)
    _annex(document, text, number)
    return dress.as_bytes(document, f"Quyết định {number}", text.agency, text.made_on)


def _authority(text: DecisionText) -> str:
    if text.signed.form == "TM.":
        return text.agency.upper()
    head = text.signed.on_behalf_of or text.signed.title or "THỦ TRƯỞNG"
    return f"{head} {text.agency}".upper()


def _grounds(text: DecisionText) -> list[str]:
    told = [line.strip().rstrip(";.").removeprefix("Căn cứ ") for line in text.bases]
    given = [f"Căn cứ {line};" for line in told if line]
    return [*given, f"Theo đề nghị của {text.proposer}."]


def _articles(text: DecisionText) -> list[str]:
    count, since = f"{len(text.listed):02d}", _since(text)
    act = "Bãi bỏ" if text.withdraws else "Ban hành kèm theo Quyết định này"
    end = (
        "Bản giấy của các tài liệu này được thu hồi."
        if text.withdraws
        else "Các phiên bản trước của những tài liệu này hết hiệu lực và bản giấy được thu hồi."
    )
    return [
        f"**Điều 1.** {act} {count} tài liệu của {SYSTEM} (có danh mục kèm theo). Mỗi tài liệu "
        "được xác định bằng mã hiệu, lần ban hành và mã kiểm tra nội dung ghi trong danh mục.",
        f"**Điều 2.** Quyết định này có hiệu lực kể từ {since}. {end}",
        f"**Điều 3.** Trưởng các đơn vị và cán bộ, công chức, viên chức, người lao động thuộc "
        f"{text.agency} chịu trách nhiệm thi hành Quyết định này./.",
    ]


def _since(text: DecisionText) -> str:
    if text.effective_on is None or text.effective_on == text.day:
        return "ngày ký"
    return in_words(text.effective_on)


def _annex(document: Document, text: DecisionText, number: str) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    what = "BÃI BỎ" if text.withdraws else "BAN HÀNH"
    official.heading(document, f"DANH MỤC TÀI LIỆU {what}")
    under = document.add_paragraph()
    under.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dress.write(
        under,
        f"*(Kèm theo Quyết định số {number} {in_words(text.day)} của {text.agency})*",
    )
    rows = [
        (str(place), line.code, line.title, line.number, line.unit, line.digest)
        for place, line in enumerate(text.listed, start=1)
    ]
    header = (
        *("TT", "Mã hiệu", "Tên tài liệu", "Lần ban hành/ sửa đổi", "Đơn vị chủ trì"),
        "Mã kiểm tra nội dung (SHA-256)",
    )
    official.grid(document, header, rows, (12, 35, 80, 25, 45, 60))
    if text.digest:
        official.clauses(document, [f"Mã kiểm tra của danh mục đã ký: {text.digest}"])
