"""Agencies whose procedure's identity stands in boxes, in tables within tables, in merged cells."""

from tests.documents.word.layouts.body import (
    amendments_table,
    by_look,
    by_style,
    forms_table,
    records_table,
    responsibility,
    sections,
    signatures,
    step_rows,
)
from tests.documents.word.layouts.marks import page_of, text_box
from tests.documents.word.layouts.paper import LEFT, UP, Bold, Paper
from tests.documents.word.layouts.truth import Layout, Truth, numbered, steps

TRADING = Truth(
    code="QT-KT-12",
    title="QUY TRÌNH ĐĂNG KÝ HỘ KINH DOANH",
    issue="04",
    amendment="02",
    issued_on="2026-02-05",
    agency="UBND PHƯỜNG HÒA BẮC",
    unit="Phòng Kinh tế, Hạ tầng và Đô thị",
    author="Châu Ngọc Ánh",
    reviewer="Đinh Tiến Dũng",
    approver="Võ Thành Long",
    clauses=numbered(
        "{}",
        "Mục đích",
        "Phạm vi",
        "Tài liệu viện dẫn",
        "Định nghĩa",
        "Nội dung",
        "Biểu mẫu",
        "Hồ sơ lưu",
    ),
    steps=steps(
        (
            "1",
            "Tiếp nhận hồ sơ trực tuyến hoặc trực tiếp",
            "TTPVHCC",
            "Ngay sau khi nhận",
            None,
            "BM-KT-12.01",
        ),
        ("2", "Chuyển hồ sơ về phòng chuyên môn", "TTPVHCC", "02 giờ làm việc", 2.0, ""),
        (
            "3",
            "Thẩm định, tra cứu tên hộ kinh doanh",
            "Phòng KTHTĐT",
            "1,5 ngày làm việc",
            12.0,
            "BM-KT-12.02",
        ),
        ("4", "Ký giấy chứng nhận", "Lãnh đạo phòng", "01 ngày làm việc", 8.0, "Giấy chứng nhận"),
        ("5", "Trả kết quả, thu lệ phí", "TTPVHCC", "02 giờ làm việc", 2.0, "Biên lai"),
    ),
    stated_hours=24.0,
    forms=(
        ("BM-KT-12.01", "Giấy đề nghị đăng ký hộ kinh doanh"),
        ("BM-KT-12.02", "Phiếu thẩm định"),
    ),
    records=(("Hồ sơ đăng ký hộ kinh doanh", "Phòng KTHTĐT", "Theo thời gian hoạt động của hộ"),),
    laws=("168/2025/NĐ-CP", "68/2025/TT-BTC"),
)


def _text_boxes() -> bytes:
    paper, truth = Paper(), TRADING
    paper.p((text_box("Ký hiệu: QT-KT-12", "Phiên bản: 04", "Soát xét: 02"),))
    paper.p((text_box("UBND PHƯỜNG HÒA BẮC"),), centred=True)
    paper.lines("", Bold(truth.title), "", centred=True)
    paper.p((text_box("Ngày ban hành: 05/02/2026", "Phòng ban: " + truth.unit),))
    paper.new_page()
    paper.p(("Trang ", *page_of("5")), into=paper.footer())
    head = ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả")
    parts = {
        "3": [
            "- Nghị định số 168/2025/NĐ-CP về đăng ký doanh nghiệp;",
            "- Thông tư số 68/2025/TT-BTC ban hành biểu mẫu dùng trong đăng ký hộ kinh doanh;",
            "- Quy trình kiểm soát tài liệu (mã hiệu QT-ISO-01).",
        ],
        "5": [
            "Thời gian xử lý: 03 ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ.",
            lambda: paper.table(step_rows(truth, head, who_up={"2"})),
        ],
        "6": [forms_table(paper, truth)],
        "7": [records_table(paper, truth)],
    }
    sections(paper, truth, "đăng ký hộ kinh doanh", by_style(paper), parts)
    signatures(
        paper,
        ("NGƯỜI SOẠN THẢO", truth.author),
        ("NGƯỜI KIỂM TRA", "TRƯỞNG PHÒNG", truth.reviewer),
        ("NGƯỜI PHÊ DUYỆT", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", truth.approver),
    )
    return paper.content


BUILDING = Truth(
    code="QT.XD.03",
    title="CẤP GIẤY PHÉP XÂY DỰNG NHÀ Ở RIÊNG LẺ",
    issue="02",
    amendment="01",
    issued_on="2026-02-05",
    agency="UBND XÃ LONG TÂN",
    author="Kiều Văn Hậu",
    reviewer="Thái Thị Bích Loan",
    approver="Dương Hữu Phước",
    amendments=(
        ("2025-07-15", "Thay thẩm quyền cấp huyện bằng cấp xã"),
        ("2026-02-05", "Rút thời gian thẩm định còn 08 ngày làm việc"),
    ),
    clauses=numbered(
        "{}",
        "MỤC ĐÍCH",
        "PHẠM VI",
        "TÀI LIỆU VIỆN DẪN",
        "ĐỊNH NGHĨA, VIẾT TẮT",
        "NỘI DUNG QUY TRÌNH",
        "BIỂU MẪU",
        "HỒ SƠ",
    ),
    steps=steps(
        ("1", "Tiếp nhận hồ sơ", "Bộ phận Một cửa", "0,5 ngày", 4.0, "BM.XD.03.01"),
        ("2", "Kiểm tra thực địa", "Phòng Kinh tế", "3 ngày", 24.0, "Biên bản kiểm tra"),
        ("3", "Thẩm định, lấy ý kiến", "Phòng Kinh tế", "8 ngày", 64.0, "BM.XD.03.02"),
        ("4", "Ký giấy phép", "Lãnh đạo UBND xã", "3 ngày", 24.0, "Giấy phép xây dựng"),
        ("5", "Trả kết quả", "Bộ phận Một cửa", "0,5 ngày", 4.0, ""),
    ),
    stated_hours=120.0,
    forms=(
        ("BM.XD.03.01", "Đơn đề nghị cấp giấy phép xây dựng"),
        ("BM.XD.03.02", "Phiếu lấy ý kiến"),
    ),
    records=(
        ("Hồ sơ cấp phép", "Phòng Kinh tế", "Theo tuổi thọ công trình"),
        ("Bản vẽ đã đóng dấu", "Phòng Kinh tế", "Theo tuổi thọ công trình"),
    ),
    laws=("50/2014/QH13", "62/2020/QH14", "175/2024/NĐ-CP"),
)


def _table_within_table() -> bytes:
    paper, truth = Paper(), BUILDING

    def identity(cell):
        paper.table(
            [
                ["Số hiệu:", "QT.XD.03"],
                ["Lần ban hành/Lần sửa đổi:", "02/01"],
                ["Ngày ban hành:", "05-02-2026"],
                ["Trang:", page_of("8")],
            ],
            into=cell,
        )

    header = paper.header()
    cells = ["(Logo)", [Bold("UBND XÃ LONG TÂN"), "", Bold(truth.title)], [identity]]
    paper.table([cells], into=header)
    paper.p(into=header)
    responsibility(
        paper,
        truth,
        ("Người viết", "Thẩm tra", "Phê duyệt"),
        ("Chuyên viên Phòng Kinh tế", "Trưởng Phòng Kinh tế", "Chủ tịch UBND xã"),
    )
    paper.p()
    amendments_table(
        paper,
        ["Mô hình hai cấp", "Toàn bộ", truth.amendments[0][1], "02/00", "15-07-2025"],
        ["Cải cách thủ tục", "Trang 5", truth.amendments[1][1], "02/01", "05-02-2026"],
        empty=2,
    )
    paper.new_page()
    head = ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/ Kết quả")
    parts = {
        "3": [
            "Luật Xây dựng số 50/2014/QH13, được sửa đổi theo Luật số 62/2020/QH14.",
            "Nghị định 175/2024/NĐ-CP quy định chi tiết về quản lý hoạt động xây dựng.",
        ],
        "5": [
            "Thời gian xử lý: 15 ngày",
            lambda: paper.table(step_rows(truth, head, who_up={"3"}, total="15 ngày")),
        ],
        "6": [forms_table(paper, truth)],
        "7": [records_table(paper, truth)],
    }
    sections(paper, truth, "cấp giấy phép xây dựng", by_look(paper, "{}/ {}"), parts)
    return paper.content


TREES = Truth(
    code="HD-ĐT-05",
    title="HƯỚNG DẪN CẤP PHÉP CHẶT HẠ, DỊCH CHUYỂN CÂY XANH",
    issue="1",
    amendment="0",
    effective_on="2026-02-20",
    agency="ỦY BAN NHÂN DÂN PHƯỜNG THẠCH BÀN",
    unit="Phòng Kinh tế, Hạ tầng và Đô thị",
    author="Quách Hoài Nam",
    reviewer="La Thị Kim Oanh",
    approver="Tống Phước Hưng",
    clauses=numbered("{}", "Mục đích", "Phạm vi", "Viện dẫn", "Định nghĩa", "Nội dung", "Hồ sơ"),
    steps=steps(
        ("1", "Nhận đơn và ảnh chụp cây", "Công chức một cửa", "04h", 4.0, "Đơn đề nghị"),
        ("2", "Khảo sát hiện trường", "Phòng KTHTĐT", "05 ngày làm việc", 40.0, "Biên bản"),
        ("3", "Dự thảo giấy phép", "Phòng KTHTĐT", "", None, "Dự thảo"),
        ("4", "Ký, đóng dấu", "Lãnh đạo UBND", "01 ngày làm việc", 8.0, "Giấy phép"),
        ("5", "Giao giấy phép", "Công chức một cửa", "04h", 4.0, "Sổ giao nhận"),
    ),
    stated_hours=56.0,
    forms=(),
    records=(("Đơn, biên bản, giấy phép", "Phòng KTHTĐT", "5 năm"),),
    laws=("64/2010/NĐ-CP", "258/2025/NĐ-CP"),
)


def _merged_cells() -> bytes:
    paper, truth = Paper(), TREES
    right = [["Mã tài liệu", "HD-ĐT-05"], ["Phiên bản", "1"], ["Sửa đổi lần", "0"]]
    right += [["Hiệu lực từ", "20/02/2026"], ["Trang", page_of("3")]]
    name, agency = Bold(truth.title), Bold(truth.agency)
    header = paper.header()
    rows = [["", agency, LEFT, *right[0]], [UP, name, LEFT, *right[1]]]
    rows += [[UP, UP, LEFT, *pair] for pair in right[2:]]
    paper.table(rows, into=header)
    paper.p(into=header)
    paper.table(
        [
            ["Đơn vị soạn thảo", truth.unit, LEFT, LEFT],
            [Bold("Chức danh"), Bold("Biên soạn"), Bold("Soát xét"), Bold("Phê duyệt")],
            ["Họ tên", truth.author, truth.reviewer, truth.approver],
            ["Ngày", "09/02/2026", "11/02/2026", "13/02/2026"],
            ["Chữ ký", "", "", ""],
        ]
    )
    head = ("STT", "Công việc", "Người thực hiện", "Thời gian", "Kết quả")
    parts = {
        "3": [
            "Nghị định số 64/2010/NĐ-CP về quản lý cây xanh đô thị;",
            "Nghị định số 258/2025/NĐ-CP về quản lý cây xanh, công viên.",
        ],
        "5": [
            lambda: paper.table(step_rows(truth, head, who_up={"3"}, time_up={"3"})),
            "Thời gian xử lý: tối đa 07 ngày làm việc.",
        ],
        "6": [records_table(paper, truth, "STT", "Hồ sơ lưu", "Nơi lưu", "Thời gian")],
    }
    sections(paper, truth, "cấp phép chặt hạ cây xanh", by_look(paper, "{}) {}"), parts)
    return paper.content


BOXES = (
    Layout("text boxes", _text_boxes, TRADING),
    Layout("table within the header table", _table_within_table, BUILDING),
    Layout("merged cells", _merged_cells, TREES),
)
