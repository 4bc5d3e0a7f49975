"""Agencies that put much into one place: a section in one table, values beside headings."""

from tests.documents.word.layouts.body import (
    by_look,
    forms_table,
    records_table,
    sections,
    signatures,
    step_rows,
    usual,
)
from tests.documents.word.layouts.marks import page_of
from tests.documents.word.layouts.paper import LEFT, Bold, Italic, Paper
from tests.documents.word.layouts.truth import Layout, Truth, steps

MARRIAGE = Truth(
    code="HC-14",
    title="QUY TRÌNH CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
    issue="03",
    issued_on="2026-02-05",
    agency="ỦY BAN NHÂN DÂN PHƯỜNG BẾN TRÚC",
    author="Uông Thị Thanh Nga",
    reviewer="Khuất Duy Hiển",
    approver="Nghiêm Xuân Trường",
    amendments=(("2024-05-20", "Sửa mẫu tờ khai"),),
    clauses=(
        ("1", "MỤC ĐÍCH"),
        ("2", "PHẠM VI"),
        ("3", "TÀI LIỆU VIỆN DẪN"),
        ("4", "ĐỊNH NGHĨA/VIẾT TẮT"),
        ("5", "NỘI DUNG QUY TRÌNH"),
        ("5.1", "Cơ sở pháp lý"),
        ("5.2", "Thành phần hồ sơ"),
        ("5.3", "Số lượng hồ sơ"),
        ("5.4", "Thời gian xử lý"),
        ("5.5", "Nơi tiếp nhận và trả kết quả"),
        ("5.6", "Lệ phí"),
        ("5.7", "Quy trình xử lý công việc"),
        ("6", "BIỂU MẪU"),
        ("7", "HỒ SƠ CẦN LƯU"),
    ),
    steps=steps(
        ("B1", "Nộp hồ sơ theo mục 5.2", "Cá nhân", "Giờ hành chính", None, "Theo mục 5.2"),
        ("B2", "Tiếp nhận, vào sổ theo dõi", "Bộ phận TN&TKQ", "½ ngày", 4.0, "HC-14-BM-01"),
        (
            "B3",
            "Xác minh tình trạng hôn nhân\nNếu cần, gửi văn bản đến nơi cư trú cũ",
            "Công chức tư pháp",
            "1,5 ngày",
            12.0,
            "Công văn xác minh",
        ),
        ("B4", "Trình ký", "Công chức tư pháp", "½ ngày", 4.0, "Dự thảo giấy xác nhận"),
        ("B5", "Ký giấy xác nhận", "Phó Chủ tịch", "", None, "Giấy xác nhận"),
        ("B6", "Đóng dấu, trả kết quả", "Bộ phận TN&TKQ", "04 giờ", 4.0, "HC-14-BM-02"),
    ),
    stated_hours=24.0,
    forms=(
        ("HC-14-BM-01", "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân"),
        ("HC-14-BM-02", "Sổ theo dõi hồ sơ"),
    ),
    records=(
        ("Tờ khai", "Bộ phận Tư pháp", "5 năm"),
        ("Giấy xác nhận (bản lưu)", "Bộ phận Tư pháp", "5 năm"),
        ("Sổ theo dõi hồ sơ", "Bộ phận TN&TKQ", "10 năm"),
    ),
    laws=("60/2014/QH13", "123/2015/NĐ-CP", "1872/QĐ-BTP"),
)


def _one_table() -> bytes:
    """Section 5 is one table: its parts, the papers to hand in, and the steps."""
    paper, truth = Paper(), MARRIAGE
    header = paper.header()
    right = [Bold("HC-14"), "Lần ban hành: 03", "Ngày: 05/02/2026"]
    agency, title = Bold("ỦY BAN NHÂN DÂN\nPHƯỜNG BẾN TRÚC"), Bold(truth.title)
    paper.table([[agency, title, ["Mã hiệu:", *right, ("Trang: ", *page_of("6"))]]], into=header)
    paper.p(into=header)
    paper.table(
        [
            ["Vai trò", "Họ tên", "Chữ ký", "Chức vụ"],
            ["Soạn thảo", truth.author, "", "Công chức Tư pháp - Hộ tịch"],
            ["Xem xét", truth.reviewer, "", "Chánh Văn phòng"],
            ["Phê duyệt", truth.approver, "", "Chủ tịch UBND phường"],
        ]
    )
    paper.p(Bold("SỬA ĐỔI TÀI LIỆU"), centred=True)
    head = ["STT", "Ngày", "Vị trí", "Nội dung sửa đổi", "Lần sửa đổi", "Ghi chú"]
    filled = ["1", "20/5/2024", "Mục 6", truth.amendments[0][1], "02/01", ""]
    paper.table([head, filled, *[[""] * 6] * 2])
    parts = {
        "3": ["TCVN ISO 9001:2015; các văn bản tại mục 5.1."],
        "5": [lambda: paper.table(_fifth(truth))],
        "6": [forms_table(paper, truth)],
        "7": [records_table(paper, truth)],
    }
    top = [clause for clause in truth.clauses if "." not in clause[0]]
    by_itself = Truth(clauses=tuple(top))
    sections(paper, by_itself, "xác nhận hôn nhân", by_look(paper, "{}.\u00a0{}"), parts)
    return paper.content


def _fifth(truth: Truth) -> list:
    papers = usual("thành phần hồ sơ", "")
    laws = [
        "- Luật Hộ tịch số 60/2014/QH13;",
        "- Nghị định số 123/2015/NĐ-CP;",
        "- Quyết định số 1872/QĐ-BTP công bố thủ tục hành chính.",
    ]
    inside = {
        "5.1": [["", laws, LEFT, LEFT, LEFT]],
        "5.2": [
            ["", Bold("Giấy tờ"), LEFT, Bold("Bản chính"), Bold("Bản sao")],
            ["", papers[0], LEFT, "x", ""],
            ["", papers[2], LEFT, "", "x"],
        ],
        "5.4": [["", "03 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ", LEFT, LEFT, LEFT]],
        "5.7": step_rows(
            truth,
            ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"),
            who_up={"B4"},
            time_up={"B5"},
        ),
    }
    rows = []
    for number, words in truth.clauses:
        if "." in number:
            rows.append([Bold(number), Bold(words), LEFT, LEFT, LEFT])
            said = ["", "\n".join(usual(words, "")), LEFT, LEFT, LEFT]
            rows += inside.get(number, [said])
    return rows


GRANT = Truth(
    code="QT-VX-15",
    title="Hỗ trợ chi phí mai táng",
    issue="01",
    amendment="03",
    issued_on="2023-09-11",
    effective_on="2023-10-01",
    agency="UBND XÃ ĐỒNG RIỀNG",
    unit="Phòng Văn hóa - Xã hội",
    author="Mạc Đình Quý",
    reviewer="Triệu Thị Hiền",
    approver="Âu Văn Nhã",
    amendments=(
        ("2024-03-04", "Bổ sung đối tượng hưởng trợ cấp hưu trí xã hội"),
        ("2025-07-01", "Đổi tên đơn vị, bỏ bước chuyển hồ sơ lên huyện"),
        ("2026-01-09", "Cập nhật mức hỗ trợ theo Nghị định số 76/2024/NĐ-CP"),
    ),
    clauses=(
        ("1", "Mục đích"),
        ("2", "Phạm vi"),
        ("3", "Tài liệu viện dẫn"),
        ("4", "Định nghĩa"),
        ("5", "Nội dung"),
        ("5.1", "Thành phần hồ sơ"),
        ("5.2", "Số lượng hồ sơ"),
        ("5.3", "Lệ phí"),
        ("5.4", "Thời gian xử lý"),
        ("5.5", "Các bước xử lý"),
        ("6", "Biểu mẫu"),
        ("7", "Hồ sơ lưu"),
    ),
    steps=steps(
        ("01", "Nhận hồ sơ", "Một cửa", "Ngay sau khi nhận", None, "Giấy hẹn"),
        ("02", "Xem xét, trình Chủ tịch", "Phòng VHXH", "02 ngày làm việc", 16.0, "Tờ trình"),
        ("03", "Ký quyết định", "Chủ tịch UBND xã", "01 ngày làm việc", 8.0, "Quyết định"),
        ("04", "Chi trả cho gia đình", "Kế toán", "02 ngày làm việc", 16.0, "Phiếu chi"),
    ),
    stated_hours=40.0,
    forms=(("BM-VX-15.01", "Tờ khai đề nghị hỗ trợ chi phí mai táng"),),
    records=(("Hồ sơ hỗ trợ", "Phòng VHXH", "10 năm"), ("Phiếu chi", "Kế toán", "10 năm")),
    laws=("20/2021/NĐ-CP", "76/2024/NĐ-CP"),
)


def _many_amendments() -> bytes:
    """Amended three times, each told with its own date; values stand beside headings."""
    paper, truth = Paper(), GRANT
    paper.lines(Bold(truth.agency), Italic("Tận tụy - Minh bạch - Đúng hẹn"), centred=True)
    paper.table(
        [
            [Bold("QUY TRÌNH"), LEFT, LEFT, LEFT],
            ["Tên quy trình:", truth.title, LEFT, LEFT],
            ["Mã QT:", "QT-VX-15", "Đơn vị soạn thảo:", truth.unit],
            ["Lần BH:", "01", "Sửa đổi lần:", "03"],
            ["Ngày BH:", "11.9.2023", "Hiệu lực từ:", "01.10.2023"],
        ]
    )
    paper.p()
    head = ("STT", "Ngày", "Vị trí", "Nội dung sửa đổi", "Lần sửa đổi", "Ghi chú")
    told = [change for _, change in truth.amendments]
    paper.table(
        [
            head,
            ["1", "04/3/2024", "Mục 2", told[0], "01", ""],
            ["2", "01/7/2025", "Mục 5.5", told[1], "02", "Mô hình mới"],
            ["3", "09/01/2026", "Mục 3", told[2], "03", ""],
            *[["", "", "", "", "", ""]] * 2,
        ]
    )
    paper.new_page()
    paper.p(("QT-VX-15", "\t\t", *page_of("4")), into=paper.footer())
    beside = {
        "5.2": "01 bộ",
        "5.3": "Không",
        "5.4": "05 ngày làm việc kể từ ngày nhận đủ hồ sơ",
    }
    typed = by_look(paper)

    def heading(number: str, words: str) -> None:
        if number in beside:
            paper.p((Bold(f"{number}. {words}:"), f" {beside[number]}."))
        else:
            typed(number, words)

    rows = step_rows(truth, ("Bước", "Nội dung", "Người thực hiện", "Thời gian", "Kết quả"))
    parts = {
        "3": [
            "- Nghị định số 20/2021/NĐ-CP quy định chính sách trợ giúp xã hội (sau đây gọi là "
            "Nghị định số 20/2021/NĐ-CP);",
            "- Nghị định số 76/2024/NĐ-CP sửa đổi, bổ sung Nghị định số 20/2021/NĐ-CP.",
        ],
        **dict.fromkeys(beside, ()),
        "5.5": [lambda: paper.table(rows)],
        "6": [forms_table(paper, truth, "STT", "Ký hiệu", "Tên biểu mẫu")],
        "7": [records_table(paper, truth, "STT", "Hồ sơ", "Nơi lưu", "Thời gian lưu")],
    }
    sections(paper, truth, "hỗ trợ chi phí mai táng", heading, parts)
    signatures(
        paper,
        ("Người biên soạn", truth.author),
        ("Người xem xét", truth.reviewer),
        ("Người phê duyệt", "CHỦ TỊCH", truth.approver),
    )
    return paper.content


DENSE = (
    Layout("section five in one table", _one_table, MARRIAGE),
    Layout("many amendments", _many_amendments, GRANT),
)
