"""Why a file is not attached: the causes, and the sentence a person reads for each."""

from collections.abc import Sequence

from qms.attachments.kinds import FORMATS, MOST_PAGES, MOST_PIXELS, Kind
from qms.kernel.i18n import Sentence

REASONS: dict[str, Sentence] = {
    "empty": Sentence(
        "Tệp “%(name)s” không có nội dung. Chưa có gì được lưu. Hãy kiểm tra tệp rồi chọn lại."
    ),
    "too large": Sentence(
        "Tệp “%(name)s” quá lớn: %(kind)s được tối đa %(most)s MB. Chưa có gì được lưu. "
        "Hãy giảm độ nét khi quét, hoặc chia thành nhiều tệp, rồi chọn lại."
    ),
    "too long": Sentence(
        "Tệp “%(name)s” quá dài, hệ thống không đọc hết được. Chưa có gì được lưu. "
        "Hãy tách thành nhiều tệp rồi chọn lại."
    ),
    "too many pages": Sentence(
        "Tệp “%(name)s” có quá %(pages)s trang. Chưa có gì được lưu. "
        "Hãy tách thành nhiều tệp rồi chọn lại."
    ),
    "too many pixels": Sentence(
        "Ảnh “%(name)s” có kích thước quá lớn: tối đa %(pixels)s triệu điểm ảnh. "
        "Chưa có gì được lưu. Hãy quét ở độ nét thấp hơn (300 dpi là đủ) rồi chọn lại."
    ),
    "password": Sentence(
        "Tệp “%(name)s” có đặt mật khẩu hoặc khóa quyền nên không đọc được. "
        "Chưa có gì được lưu. Hãy bỏ mật khẩu, hoặc xin bản không khóa, rồi chọn lại."
    ),
    "macro": Sentence(
        "Tệp “%(name)s” có macro, tức là đoạn lệnh tự chạy. Chưa có gì được lưu. "
        "Hãy mở bằng Excel, lưu thành dạng .xlsx (không có macro) rồi chọn lại."
    ),
    "active": Sentence(
        "Tệp “%(name)s” có lệnh tự chạy khi mở, có thể gây hại nên không được nhận. "
        "Chưa có gì được lưu. Hãy in tệp ra PDF mới, hoặc quét lại bản giấy, rồi chọn lại."
    ),
    "links": Sentence(
        "Tệp “%(name)s” lấy số liệu từ tệp khác hoặc từ mạng khi mở ra. Chưa có gì được lưu. "
        "Hãy ngắt các liên kết đó trong Excel (giữ lại giá trị), lưu lại rồi chọn lại."
    ),
    "embedded": Sentence(
        "Tệp “%(name)s” có tệp khác kèm bên trong. Chưa có gì được lưu. "
        "Hãy lấy tệp bên trong ra để gửi riêng, hoặc xin bản không kèm tệp, rồi chọn lại."
    ),
    "damaged": Sentence(
        "Tệp “%(name)s” bị hỏng hoặc chưa được chép đủ. Chưa có gì được lưu. "
        "Hãy mở thử trên máy, quét lại hoặc xin lại tệp gốc, rồi chọn lại."
    ),
    "old workbook": Sentence(
        "Tệp “%(name)s” thuộc dạng Excel cũ (.xls). Chưa có gì được lưu. "
        "Hãy mở tệp bằng Excel, lưu thành dạng .xlsx rồi chọn lại."
    ),
    "old word": Sentence(
        "Tệp “%(name)s” là văn bản Word; chỗ này chỉ nhận %(kinds)s. Chưa có gì được lưu. "
        "Hãy mở tệp bằng Word, lưu thành PDF rồi chọn lại."
    ),
    "heic": Sentence(
        "Ảnh “%(name)s” thuộc dạng HEIC của điện thoại. Chưa có gì được lưu. "
        "Hãy lưu ảnh thành dạng JPEG rồi chọn lại."
    ),
    "other kind": Sentence(
        "Tệp “%(name)s” không thuộc dạng được nhận; chỗ này chỉ nhận %(kinds)s. "
        "Chưa có gì được lưu. Hãy chọn đúng tệp, hoặc lưu thành PDF rồi chọn lại."
    ),
    "unsafe": Sentence(
        "Tệp “%(name)s” có cấu trúc bất thường, có thể gây hại nên không được nhận. "
        "Chưa có gì được lưu. Hãy lưu lại thành một tệp mới, hoặc quét lại bản giấy, rồi chọn lại."
    ),
}


class Flaw(Exception):
    """Something that keeps a file out, found while looking; never leaves the gate."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class NotAccepted(Exception):
    """A file was not let in.

    ``cause`` is a short stable word (a key of :data:`REASONS`); ``reason`` the sentence to show.
    """

    def __init__(self, cause: str, name: str, kind: Kind | None, among: Sequence[Kind]) -> None:
        self.cause = cause
        limited = FORMATS[kind or Kind.PDF]
        self.reason = Sentence(
            REASONS[cause].text,
            name=name,
            kind=limited.name,
            most=limited.most_megabytes,
            pages=MOST_PAGES,
            pixels=MOST_PIXELS // 1_000_000,
            kinds=[FORMATS[each].name for each in among],
        )
        super().__init__(str(self.reason))
