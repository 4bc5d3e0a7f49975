"""Why a file is not let in: the causes, and the sentence a person reads for each."""

from typing import Literal

from qms.kernel.i18n import Sentence
from qms.kernel.office.flaws import Flaw

Cause = Literal[
    "empty",
    "too large",
    "too long",
    "password",
    "old word",
    "macro",
    "damaged",
    "not word",
    "unsafe",
]

REASONS: dict[Cause, Sentence] = {
    "empty": Sentence(
        "Tệp “%(name)s” không có nội dung. Chưa có gì được lưu. Hãy kiểm tra tệp rồi chọn lại."
    ),
    "too large": Sentence(
        "Tệp “%(name)s” quá lớn: tệp được tối đa 25 MB, nội dung khi mở ra tối đa 100 MB. "
        "Chưa có gì được lưu. Hãy nén bớt hình ảnh trong tệp rồi chọn lại."
    ),
    "too long": Sentence(
        "Tệp “%(name)s” quá dài, hệ thống không đọc hết được. Chưa có gì được lưu. "
        "Hãy tách văn bản thành nhiều tệp rồi chọn lại."
    ),
    "password": Sentence(
        "Tệp “%(name)s” có đặt mật khẩu nên không đọc được. Chưa có gì được lưu. "
        "Hãy mở tệp bằng Word, bỏ mật khẩu, lưu lại rồi chọn lại."
    ),
    "old word": Sentence(
        "Tệp “%(name)s” thuộc dạng Word cũ (.doc). Chưa có gì được lưu. "
        "Hãy mở tệp bằng Word, lưu thành dạng .docx rồi chọn lại."
    ),
    "macro": Sentence(
        "Tệp “%(name)s” có macro, tức là đoạn lệnh tự chạy. Chưa có gì được lưu. "
        "Hãy mở tệp bằng Word, lưu thành dạng .docx (không có macro) rồi chọn lại."
    ),
    "damaged": Sentence(
        "Tệp “%(name)s” bị hỏng hoặc chưa được chép đủ. Chưa có gì được lưu. "
        "Hãy mở thử bằng Word, lưu lại hoặc xin lại tệp gốc rồi chọn lại."
    ),
    "not word": Sentence(
        "Tệp “%(name)s” không phải là văn bản Word dạng .docx. Chưa có gì được lưu. "
        "Hãy chọn đúng tệp, hoặc mở tệp bằng Word và lưu thành dạng .docx."
    ),
    "unsafe": Sentence(
        "Tệp “%(name)s” có cấu trúc bất thường, có thể gây hại nên không được nhận. "
        "Chưa có gì được lưu. Hãy mở tệp bằng Word, lưu thành một tệp .docx mới rồi chọn lại."
    ),
}


_SAID_AS: dict[str, Cause] = {"old workbook": "not word", "other kind": "not word"}


def cause_of(flaw: Flaw) -> Cause:
    """The cause for which this gate has a sentence."""
    said = _SAID_AS.get(flaw.cause, flaw.cause)
    return said if said in REASONS else "unsafe"


class NotAccepted(Exception):
    """A file was not let in.

    ``cause`` is a short stable word (one of :data:`Cause`); ``reason`` the sentence to show.
    """

    def __init__(self, cause: Cause, filename: str) -> None:
        name = filename.replace("\\", "/").rsplit("/", 1)[-1][:120]
        self.cause: Cause = cause
        self.reason = Sentence(REASONS[cause].text, name=name)
        super().__init__(str(self.reason))
