"""A cause that only says the finding again is no cause; one that explains it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.nonconformities.causes.likeness import repeats
from qms.nonconformities.causes.tree import roots_of
from tests.nonconformities.causes.forests import MANY

LATE = "Hồ sơ trả trễ hạn"
LATE_AT_LENGTH = (
    "Kiểm tra 20 hồ sơ cấp giấy phép xây dựng tháng 3/2026 tại bộ phận một cửa, có 5 hồ sơ trả "
    "kết quả trễ hạn từ 3 đến 7 ngày"
)
LETTER = "Không gửi thư xin lỗi cho công dân khi hồ sơ trễ hạn"
BOOK = "Sổ theo dõi hồ sơ không ghi ngày trả kết quả"
SHOWN = "Thủ tục hành chính mới chưa được niêm yết tại bộ phận một cửa"
FORM = "Thư xin lỗi đã gửi nhưng không đúng mẫu"
NOT_USED = "Quy trình QT-07 đã ban hành nhưng chưa được áp dụng"
MINUTES = "Không có biên bản họp xem xét của lãnh đạo năm 2025"
SCORE = "Mục tiêu chất lượng 98% hồ sơ đúng hạn không đạt, chỉ đạt 91%"
OLD = "Dùng biểu mẫu cũ đã hết hiệu lực khi tiếp nhận hồ sơ"

REPEATED = [
    (LATE, "do hồ sơ trả trễ hạn"),
    (LATE, "Nguyên nhân: do hồ sơ bị trễ hạn"),
    (LATE, "Vì trả hồ sơ quá hạn"),
    (LATE, "Trễ hạn trả hồ sơ"),
    (LATE, "Nguyên nhân là việc trả hồ sơ cho người dân bị chậm"),
    (LATE, "Hồ sơ không được trả đúng hạn"),
    (LATE, "Cán bộ chưa trả hồ sơ đúng thời hạn"),
    (LATE, "Do cán bộ một cửa của phường đã trả hồ sơ trễ hạn cho công dân"),
    (LATE, "HỒ SƠ TRẢ TRỄ HẠN."),
    (LATE_AT_LENGTH, "do hồ sơ trả trễ hạn"),
    (LATE_AT_LENGTH, "Do 5 hồ sơ cấp giấy phép xây dựng bị trả kết quả trễ hạn"),
    (LATE_AT_LENGTH, "Trong tháng 3 có hồ sơ giấy phép xây dựng trả không đúng hạn"),
    (LETTER, "Do chưa gửi thư xin lỗi"),
    (LETTER, "Thư xin lỗi không được gửi cho công dân"),
    (LETTER, "Vì cán bộ không thực hiện việc gửi thư xin lỗi khi hồ sơ quá hạn"),
    (BOOK, "Do không ghi ngày trả kết quả vào sổ theo dõi"),
    (BOOK, "Cán bộ chưa ghi ngày trả trong sổ"),
    (SHOWN, "Do chưa niêm yết thủ tục hành chính mới"),
    (SHOWN, "Bộ phận một cửa không niêm yết các thủ tục mới"),
    (FORM, "Thư xin lỗi sai mẫu"),
    (NOT_USED, "Vì không áp dụng quy trình QT-07"),
    (MINUTES, "Thiếu biên bản họp xem xét của lãnh đạo"),
    (MINUTES, "Do năm 2025 chưa có biên bản họp xem xét"),
    (SCORE, "Không đạt mục tiêu chất lượng"),
    (SCORE, "Do tỷ lệ hồ sơ đúng hạn không đạt mục tiêu"),
    (OLD, "Do đã dùng biểu mẫu cũ, hết hiệu lực"),
    (OLD, "Vì khi tiếp nhận hồ sơ cán bộ dùng biểu mẫu cũ"),
    (
        "Hồ sơ đất đai của ông A giải quyết quá 12 ngày so với giấy hẹn",
        "Do giải quyết hồ sơ quá ngày hẹn",
    ),
    ("Hồ sơ trả trễ hạn", "do trả kết quả giải quyết hồ sơ chậm so với hạn"),
    ("Không lưu hồ sơ theo thứ tự thời gian", "Hồ sơ lưu chưa theo thứ tự thời gian"),
    ("Cán bộ tiếp dân có thái độ không đúng mực", "Vì thái độ của cán bộ tiếp dân chưa đúng mực"),
    (
        "Kế hoạch đánh giá nội bộ năm 2025 không được thực hiện",
        "do chưa thực hiện đánh giá nội bộ theo kế hoạch",
    ),
    (
        "Kế hoạch đánh giá nội bộ năm 2025 không được thực hiện",
        "Không tổ chức đánh giá nội bộ năm 2025",
    ),
    (
        "Phiếu kiểm soát quá trình không có chữ ký của người bàn giao",
        "Người bàn giao không ký phiếu kiểm soát",
    ),
    (
        "Phiếu kiểm soát quá trình không có chữ ký của người bàn giao",
        "Thiếu chữ ký trên phiếu kiểm soát quá trình",
    ),
    ("Thu phí chứng thực cao hơn mức quy định", "Do thu phí chứng thực sai quy định"),
    ("Thu phí chứng thực cao hơn mức quy định", "Vì đã thu phí cao hơn mức quy định"),
    (
        "Yêu cầu dân nộp thêm giấy tờ không có trong quy định",
        "do yêu cầu nộp thừa giấy tờ so với quy định",
    ),
    ("Hồ sơ trả trễ hạn", "ho so tra tre han"),
    ("Hồ sơ trả trễ hạn", "Do hồ sơ giải quyết không kịp thời hạn"),
    ("Hồ sơ trả trễ hạn", "Do để xảy ra tình trạng trễ hạn"),
]
EXPLAINED = [
    (LATE, "Hồ sơ trễ vì cán bộ nghỉ thai sản không có người thay"),
    (LATE, "Thiếu cán bộ trả hồ sơ"),
    (LATE, "Máy quét hỏng"),
    (LATE, "Quy trình không ghi thời hạn trả hồ sơ của từng bước"),
    (LATE, "Phần mềm không nhắc hồ sơ sắp trễ hạn"),
    (LATE, "Trả hồ sơ phải chờ chữ ký của Chủ tịch"),
    (LATE, "Hồ sơ bị thất lạc"),
    (LATE, "Hộ sở tra trẻ hàn"),
    (LATE_AT_LENGTH, "Cán bộ một cửa chưa được tập huấn về cấp giấy phép xây dựng"),
    (LATE_AT_LENGTH, "Không ai kiểm tra hồ sơ sắp đến hạn"),
    (LATE_AT_LENGTH, "Số hồ sơ cấp giấy phép xây dựng tháng 3 tăng gấp đôi"),
    (LETTER, "Không có mẫu thư xin lỗi"),
    (LETTER, "Quy trình không quy định gửi thư xin lỗi"),
    (LETTER, "Cán bộ không biết phải gửi thư xin lỗi"),
    (LETTER, "Không rõ ai ký thư xin lỗi"),
    (BOOK, "Sổ theo dõi không có cột ngày trả"),
    (BOOK, "Người mới chưa được hướng dẫn ghi sổ theo dõi"),
    (SHOWN, "Không ai được giao niêm yết thủ tục hành chính"),
    (SHOWN, "Bảng niêm yết đã hết chỗ"),
    (FORM, "Không có mẫu thư xin lỗi"),
    (FORM, "Mẫu thư xin lỗi đã đổi mà phường không được báo"),
    (NOT_USED, "Quy trình chưa được ban hành"),
    (NOT_USED, "Cán bộ chưa được phổ biến quy trình QT-07"),
    (MINUTES, "Lãnh đạo không họp xem xét vì bận sáp nhập"),
    (MINUTES, "Thư ký nghỉ việc, không bàn giao biên bản họp"),
    (SCORE, "Mục tiêu đặt ra không dựa trên số liệu của năm trước"),
    (OLD, "Biểu mẫu mới chưa được gửi đến bộ phận một cửa"),
    (OLD, "Biểu mẫu cũ còn trên máy tính ở quầy, không ai xóa"),
    (
        "Hồ sơ đất đai của ông A giải quyết quá 12 ngày so với giấy hẹn",
        "Chi nhánh văn phòng đăng ký đất đai trả kết quả thẩm định muộn",
    ),
    ("Hồ sơ đất đai của ông A giải quyết quá 12 ngày so với giấy hẹn", "Giấy hẹn ghi sai ngày"),
    ("Không lưu hồ sơ theo thứ tự thời gian", "Kho lưu trữ không đủ giá để hồ sơ"),
    ("Không lưu hồ sơ theo thứ tự thời gian", "Không có quy định về thứ tự lưu hồ sơ"),
    ("Cán bộ tiếp dân có thái độ không đúng mực", "Cán bộ tiếp dân phải làm việc quá tải cuối năm"),
    (
        "Kế hoạch đánh giá nội bộ năm 2025 không được thực hiện",
        "Không có đánh giá viên được đào tạo",
    ),
    (
        "Kế hoạch đánh giá nội bộ năm 2025 không được thực hiện",
        "Kế hoạch đánh giá nội bộ chưa được phê duyệt",
    ),
    (
        "Phiếu kiểm soát quá trình không có chữ ký của người bàn giao",
        "Mẫu phiếu kiểm soát không có ô ký bàn giao",
    ),
    ("Thu phí chứng thực cao hơn mức quy định", "Bảng phí niêm yết là bản cũ"),
    ("Thu phí chứng thực cao hơn mức quy định", "Cán bộ không cập nhật mức phí mới theo quy định"),
    (
        "Yêu cầu dân nộp thêm giấy tờ không có trong quy định",
        "Cán bộ chưa nắm quy định mới về giấy tờ",
    ),
    (
        "Yêu cầu dân nộp thêm giấy tờ không có trong quy định",
        "Danh mục giấy tờ ở quầy chưa sửa theo quy định mới",
    ),
    ("Hồ sơ trả trễ hạn", "Lãnh đạo ký trễ"),
    ("Hồ sơ trả trễ hạn", "Hồ sơ tiếp nhận trễ"),
    ("Hồ sơ trả trễ hạn", "Do người dân nộp hồ sơ thiếu"),
    ("Hồ sơ trả trễ hạn", "Mất điện"),
    ("Hồ sơ trả trễ hạn", "Thiếu người"),
    ("Hồ sơ trả trễ hạn", "Do dịch bệnh"),
]


@pytest.mark.parametrize(("description", "cause"), REPEATED)
def test_it_is_said_again(description: str, cause: str) -> None:
    assert repeats(cause, description)


@pytest.mark.parametrize(("description", "cause"), EXPLAINED)
def test_it_is_explained(description: str, cause: str) -> None:
    assert not repeats(cause, description)


def test_how_letters_are_put_together_makes_no_difference() -> None:
    apart = unicodedata.normalize("NFD", LATE)
    assert repeats("Hồ sơ trả trễ hạn", apart)
    assert repeats(apart, LATE)
    assert repeats("Thủ tục hoà giải", "Thủ tục hòa giải")


def test_a_cause_without_matter_repeats_nothing() -> None:
    assert not repeats("", LATE)
    assert not repeats("Do cán bộ", LATE)
    assert not repeats(LATE, "")


def test_no_root_cause_of_a_thorough_analysis_is_taken_for_its_finding() -> None:
    assert [root.text for root in roots_of(MANY) if repeats(root.text, LATE_AT_LENGTH)] == []


@given(st.text(), st.text())
def test_any_text_is_judged(cause: str, description: str) -> None:
    assert repeats(cause, description) in (True, False)
