"""Agencies that print a procedure's identity on a cover."""

from tests.documents.word.layouts.body import (
    by_look,
    by_style,
    forms_table,
    nation,
    receivers,
    records_table,
    sections,
    step_rows,
)
from tests.documents.word.layouts.marks import page_of
from tests.documents.word.layouts.paper import Bold, Paper
from tests.documents.word.layouts.truth import Layout, Truth, numbered, steps

DISABILITY = Truth(
    code="QT-07/VHXH",
    title="Xác định, xác định lại mức độ khuyết tật",
    issue="03",
    amendment="01",
    issued_on="2026-02-05",
    agency="UBND XÃ PHÚ SƠN",
    unit="Phòng Văn hóa - Xã hội",
    author="Nông Thị Diệp",
    reviewer="Hoàng Minh Châu",
    approver="Lý Văn Sáng",
    amendments=(),
    clauses=(
        ("1", "Mục đích"),
        ("2", "Phạm vi"),
        ("3", "Tài liệu viện dẫn"),
        ("4", "Định nghĩa"),
        ("5", "Nội dung"),
        ("5.1", "Thành phần hồ sơ"),
        ("5.2", "Số lượng"),
        ("5.3", "Thời gian giải quyết"),
        ("5.4", "Các bước thực hiện"),
        ("6", "Biểu mẫu"),
        ("7", "Hồ sơ"),
    ),
    steps=steps(
        (
            "1",
            "Tiếp nhận, hướng dẫn kê khai",
            "Bộ phận Một cửa",
            "0,5 ngày làm việc",
            4.0,
            "BM.07.01",
        ),
        ("2", "Thẩm định hồ sơ", "Phòng Văn hóa - Xã hội", "10 ngày làm việc", 80.0, "BM.07.02"),
        (
            "3",
            "Mời người được đánh giá và mở phiên họp Hội đồng",
            "Phòng Văn hóa - Xã hội",
            "",
            None,
            "Biên bản họp",
        ),
        ("4", "Niêm yết kết luận", "Phòng Văn hóa - Xã hội", "5 ngày", 40.0, "Thông báo"),
        ("5", "Ký giấy xác nhận", "Chủ tịch UBND xã", "1/2 ngày", 4.0, "Giấy xác nhận"),
        ("6", "Trả kết quả", "Bộ phận Một cửa", "Giờ hành chính", None, "BM.07.03"),
    ),
    stated_hours=128.0,
    forms=(
        ("BM.07.01", "Đơn đề nghị xác định mức độ khuyết tật"),
        ("BM.07.02", "Phiếu thẩm định hồ sơ"),
        ("BM.07.03", "Sổ giao trả kết quả"),
    ),
    records=(
        ("Đơn và giấy tờ kèm theo", "Phòng Văn hóa - Xã hội", "10 năm"),
        ("Biên bản họp Hội đồng", "Phòng Văn hóa - Xã hội", "Vĩnh viễn"),
    ),
    laws=("51/2010/QH12", "28/2012/NĐ-CP", "01/2019/TT-BLĐTBXH"),
)


def _cover_table() -> bytes:
    paper, truth = Paper(), DISABILITY
    paper.lines("UBND TỈNH BÌNH KHÊ", Bold(truth.agency), "", "", centred=True)
    paper.table(
        [
            ["Tên tài liệu", Bold(truth.title)],
            ["Mã số", "QT-07/VHXH"],
            ["Lần BH", "03"],
            ["Lần sửa đổi", "01"],
            ["Ngày BH", "5.2.2026"],
            ["Bộ phận", "Phòng Văn hóa - Xã hội"],
        ]
    )
    paper.p()
    paper.table(
        [
            ["", "Họ và tên", "Chức vụ", "Chữ ký", "Ngày ký"],
            ["Biên soạn", "Nông Thị Diệp", "Chuyên viên", "", "28/01/2026"],
            ["Soát xét", "Hoàng Minh Châu", "Trưởng phòng", "", "30/01/2026"],
            ["Duyệt", "Lý Văn Sáng", "Chủ tịch UBND xã", "", "05/02/2026"],
        ]
    )
    paper.p(Bold("THEO DÕI SỬA ĐỔI TÀI LIỆU"), centred=True)
    change_head = ["STT", "Ngày", "Vị trí", "Nội dung sửa đổi", "Lần sửa đổi", "Ghi chú"]
    paper.table([change_head, *[["", "", "", "", "", ""]] * 4])
    paper.new_page()
    paper.p(page_of("5"), into=paper.footer(), centred=True)
    head = ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả")
    rows = step_rows(truth, head, who_up={"3", "4"}, time_up={"3"}, total="16 ngày làm việc")
    parts = {
        "3": [
            "Luật Người khuyết tật số 51/2010/QH12;",
            "Nghị định số 28/2012/NĐ-CP hướng dẫn thi hành Luật Người khuyết tật;",
            "Thông tư số 01/2019/TT-BLĐTBXH về việc xác định mức độ khuyết tật.",
        ],
        "5.3": ["Tổng cộng 16 ngày làm việc kể từ ngày nhận đủ hồ sơ."],
        "5.4": [lambda: paper.table(rows)],
        "6": [forms_table(paper, truth, "TT", "Mã số", "Tên biểu mẫu")],
        "7": [records_table(paper, truth, "TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu")],
    }
    heading = by_style(paper, ("decimal", "%1."), ("decimal", "%1.%2."))
    sections(paper, truth, "xác định mức độ khuyết tật", heading, parts)
    return paper.content


ARCHIVING = Truth(
    code="QĐ.VP.04",
    title="QUY ĐỊNH GIAO NỘP TÀI LIỆU VÀO LƯU TRỮ CƠ QUAN",
    issue="01",
    issued_on="2026-02-12",
    effective_on="2026-03-01",
    agency="ỦY BAN NHÂN DÂN PHƯỜNG ĐÔNG HẢI",
    unit="Văn phòng HĐND và UBND phường",
    author="Tạ Thu Phương",
    reviewer="Trịnh Công Vinh",
    approver="Mai Xuân Bách",
    clauses=numbered(
        "Điều {}",
        "Mục đích",
        "Phạm vi áp dụng",
        "Căn cứ pháp lý",
        "Định nghĩa và từ viết tắt",
        "Nội dung thực hiện",
        "Thời hạn thực hiện",
        "Biểu mẫu",
        "Hồ sơ lưu",
    ),
    steps=steps(
        (
            "Bước 1",
            "Lập mục lục hồ sơ nộp lưu",
            "Công chức lập hồ sơ",
            "05 ngày làm việc",
            40.0,
            "Mục lục hồ sơ",
        ),
        (
            "Bước 2",
            "Kiểm tra, yêu cầu bổ sung",
            "Người làm lưu trữ",
            "03 ngày làm việc",
            24.0,
            "Phiếu yêu cầu",
        ),
        ("Bước 3", "Giao nhận, ký biên bản", "Hai bên giao nhận", "01 ngày", 8.0, "Biên bản"),
        ("Bước 4", "Cập nhật vào cơ sở dữ liệu", "Người làm lưu trữ", "04 giờ", 4.0, ""),
    ),
    stated_hours=80.0,
    forms=(
        ("BM.VP.04.01", "Mục lục hồ sơ, tài liệu nộp lưu"),
        ("BM.VP.04.02", "Biên bản giao nhận hồ sơ, tài liệu"),
    ),
    records=(
        ("Biên bản giao nhận", "Kho lưu trữ phường", "20 năm"),
        ("Mục lục hồ sơ", "Kho lưu trữ phường", "Vĩnh viễn"),
    ),
    laws=("33/2024/QH15", "30/2020/NĐ-CP"),
)


def _plain_cover() -> bytes:
    """The stated time is longer than the steps together."""
    paper, truth = Paper(), ARCHIVING
    nation(paper, "THÀNH PHỐ HẢI TRUNG", truth.agency)
    paper.lines("", Bold(truth.title), centred=True)
    paper.lines(
        "",
        "Ký hiệu:\tQĐ.VP.04",
        "Ban hành lần:\t01",
        "Ngày ban hành:\tngày 12 tháng 02 năm 2026",
        "Hiệu lực từ:\tngày 01 tháng 3 năm 2026",
        "Đơn vị soạn thảo:\tVăn phòng HĐND và UBND phường",
        "Người soạn thảo:\tTạ Thu Phương - Văn thư",
        "Người thẩm tra:\tTrịnh Công Vinh - Chánh Văn phòng",
        "Người phê duyệt:\tMai Xuân Bách - Chủ tịch UBND phường",
        "",
        "Đông Hải, năm 2026",
    )
    paper.new_page()
    footer = paper.footer()
    paper.p(("Quy định giao nộp tài liệu\tTrang ", *page_of("4")), into=footer)
    head = ("Bước", "Nội dung công việc", "Người thực hiện", "Thời hạn", "Sản phẩm")
    parts = {
        "Điều 3": [
            "1. Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024.",
            "2. Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 về công tác văn thư.",
        ],
        "Điều 4": ["1. Hồ sơ là tập tài liệu về một việc.", "2. VP là viết tắt của Văn phòng."],
        "Điều 5": [lambda: paper.table(step_rows(truth, head))],
        "Điều 6": ["Thời gian xử lý: 10 ngày làm việc, tính từ khi có thông báo nộp lưu."],
        "Điều 7": [f"- {code}: {name}" for code, name in truth.forms],
        "Điều 8": [records_table(paper, truth, "STT", "Tên hồ sơ", "Nơi lưu", "Thời hạn")],
    }
    sections(paper, truth, "giao nộp tài liệu", by_look(paper), parts)
    receivers(paper, "- Các phòng, trung tâm thuộc phường;")
    return paper.content


COVERS = (
    Layout("cover table", _cover_table, DISABILITY),
    Layout("plain cover and articles", _plain_cover, ARCHIVING),
)
