"""A letter of apology as a Word file, to be signed on paper (BM.HT.04.03)."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from qms.documents.word import dress, official
from qms.documents.word.official import BLANK, SignedBy, in_words
from qms.kernel import clock
from qms.nonconformities.papers.models import Apology
from qms.nonconformities.papers.word import sheet

CODE = "BM.HT.04.03"
NAME = "Thư xin lỗi và hẹn lại ngày trả kết quả"


def make_letter(apology: Apology, agency: str) -> bytes:
    """A .docx file; the same letter gives the same bytes."""
    document = dress.new_document("vi")
    day = clock.local(apology.written_at).date()
    official.head(document, agency, f"Số: {BLANK}", day, apology.place)
    official.heading(document, "THƯ XIN LỖI", "VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ")
    _addressee(document, apology)
    for words in _body(apology, agency):
        _paragraph(document, words)
    sheet.keep_with_next(document)
    sheet.space(document)
    sheet.keep_with_next(document)
    recipients = ("- Như trên;", f"- Lưu: VT, phiếu {apology.nonconformity.number}.")
    signed = SignedBy(
        apology.signer_name, apology.signer_title, apology.signing_form, apology.on_behalf_of
    )
    official.foot(document, recipients, signed)
    sheet.foot(document.sections[0], CODE)
    return dress.as_bytes(document, NAME, agency, day)


def _addressee(document: Document, apology: Apology) -> None:
    for label, words in (("Kính gửi", apology.citizen), ("Địa chỉ", apology.address)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        sheet.write(paragraph, f"{label}: ", size=14)
        sheet.write(paragraph, words, bold=label == "Kính gửi", size=14)


def _body(apology: Apology, agency: str) -> list[str]:
    whom, contact = apology.citizen, apology.contact.rstrip(".")
    return [
        f"{agency} đã nhận hồ sơ mã số {apology.file_code} của {whom} về việc "
        f"{_begun_small(apology.service)} và hẹn trả kết quả {in_words(apology.promised_on)}.",
        "Hồ sơ không được trả đúng ngày đã hẹn, vì lý do sau đây:",
        apology.reason,
        f"{agency} xin lỗi {whom} về sự chậm trễ này và về công sức, thời gian phải đi lại, chờ "
        "đợi thêm.",
        f"Chúng tôi xin hẹn trả kết quả {in_words(apology.new_on)}.",
        f"Khi cần hỏi thêm, xin liên hệ: {contact}.",
        f"Rất mong {whom} thông cảm./.",
    ]


def _begun_small(service: str) -> str:
    """The name of a service within a sentence; capitals that are more than a beginning stay."""
    return service[:1].lower() + service[1:] if service[1:2].islower() else service


def _paragraph(document: Document, words: str) -> None:
    for line in words.splitlines():
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        sheet.write(paragraph, line, size=14)
