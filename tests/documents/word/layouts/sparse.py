"""Papers that say little of themselves: a blank template, a text without a head, a footer only."""

from tests.documents.word.layouts.body import (
    amendments_table,
    by_look,
    forms_table,
    receivers,
    records_table,
    sections,
    signatures,
    step_rows,
)
from tests.documents.word.layouts.marks import page_of
from tests.documents.word.layouts.paper import Bold, Italic, Paper
from tests.documents.word.layouts.truth import UNFILLED, Layout, Truth, numbered, steps

SEVEN = ("MỤC ĐÍCH", "PHẠM VI", "TÀI LIỆU VIỆN DẪN", "ĐỊNH NGHĨA", "NỘI DUNG", "BIỂU MẪU", "HỒ SƠ")
HEAD = ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả")

TEMPLATE = Truth(
    code=UNFILLED,
    title=UNFILLED,
    issue=UNFILLED,
    amendment=UNFILLED,
    issued_on=UNFILLED,
    agency=UNFILLED,
    unit=UNFILLED,
    author=UNFILLED,
    reviewer=UNFILLED,
    approver=UNFILLED,
    clauses=numbered("{}", *SEVEN),
)


def _unfilled() -> bytes:
    paper = Paper()
    identity = [
        "Mã hiệu: QT-XX",
        "Ngày ban hành: …/…/20…",
        "Lần ban hành: ……",
        "Lần sửa đổi: ......",
        ("Trang: ", *page_of("3")),
    ]
    agency, title = Bold("ỦY BAN NHÂN DÂN\nXÃ/PHƯỜNG ………"), Bold("QUY TRÌNH\n……………………")
    header = paper.header()
    paper.table([[agency, title, identity]], into=header)
    paper.p(into=header)
    paper.p("Đơn vị soạn thảo: ……………………………")
    paper.table(
        [
            [Bold("Trách nhiệm"), Bold("Soạn thảo"), Bold("Xem xét"), Bold("Phê duyệt")],
            ["Họ tên", "", "", ""],
            ["Chữ ký", "", "", ""],
            ["Chức vụ", "", "", ""],
        ]
    )
    amendments_table(paper, empty=4)
    blank = [["1", "", "", "", ""], ["2", "", "", "", ""], ["…", "", "", "", ""]]
    none = [["1", "", ""], ["2", "", ""]]
    parts = {
        "1": [Italic("(Nêu lý do ban hành quy trình)")],
        "2": [Italic("(Nêu đối tượng, đơn vị áp dụng)")],
        "3": ["- Luật ……………… số …/20…/QH…;", "- Nghị định số …/20…/NĐ-CP."],
        "4": ["- …………: …………"],
        "5": [
            "Thời gian xử lý: …… ngày làm việc",
            lambda: paper.table([[Bold(name) for name in HEAD], *blank]),
        ],
        "6": [lambda: paper.table([["TT", "Mã hiệu", "Tên biểu mẫu"], *none])],
        "7": [
            lambda: paper.table(
                [["TT", "Hồ sơ lưu", "Nơi lưu", "Thời gian lưu"], ["1", "", "", ""]]
            )
        ],
    }
    sections(paper, TEMPLATE, "", by_look(paper), parts)
    return paper.content


PETS = Truth(
    title="Quy trình quản lý chó, mèo nuôi trên địa bàn",
    clauses=(
        ("I", "MỤC ĐÍCH"),
        ("II", "PHẠM VI"),
        ("III", "TÀI LIỆU VIỆN DẪN"),
        ("IV", "NỘI DUNG"),
        ("IV.1", "Thời gian xử lý"),
        ("IV.2", "Trình tự thực hiện"),
        ("V", "HỒ SƠ"),
    ),
    steps=steps(
        ("1", "Chủ nuôi kê khai", "Chủ nuôi", "", None, "Phiếu kê khai"),
        ("2", "Lập sổ quản lý", "Nhân viên thú y", "02 ngày", 16.0, "Sổ quản lý"),
        ("3", "Tổ chức tiêm phòng", "Nhân viên thú y", "07 ngày", 56.0, "Giấy chứng nhận"),
    ),
    stated_hours=72.0,
    records=(("Sổ quản lý chó, mèo nuôi", "", "03 năm"),),
    laws=("79/2015/QH13", "07/2016/TT-BNNPTNT"),
)


def _no_head() -> bytes:
    paper, truth = Paper(), PETS
    paper.p(Bold(truth.title), centred=True)
    parts = {
        "III": [
            "Luật Thú y số 79/2015/QH13; Thông tư số 07/2016/TT-BNNPTNT về phòng, chống bệnh "
            "động vật trên cạn.",
        ],
        "IV": [],
        "IV.1": ["09 ngày làm việc"],
        "IV.2": [lambda: paper.table(step_rows(truth, HEAD))],
        "V": [
            lambda: paper.table(
                [["STT", "Tên hồ sơ", "Thời gian lưu"], ["1", truth.records[0][0], "03 năm"]]
            )
        ],
    }
    sections(paper, truth, "quản lý chó, mèo nuôi", by_look(paper), parts)
    return paper.content


FEEDBACK = Truth(
    code="QT-HCC-11",
    title="QUY TRÌNH LẤY Ý KIẾN SỰ HÀI LÒNG CỦA NGƯỜI DÂN",
    issue="2",
    issued_on="2026-03-10",
    effective_on="2026-03-15",
    agency="TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG PHƯỜNG AN MỸ",
    author="Lưu Khánh Vân",
    reviewer="",
    approver="Đàm Quang Huy",
    clauses=numbered("{}", "Mục đích", "Phạm vi", "Căn cứ", "Nội dung", "Biểu mẫu", "Lưu hồ sơ"),
    steps=steps(
        ("B1", "Phát phiếu, gửi liên kết", "Nhân viên quầy", "Hằng ngày", None, "BM-HCC-11.01"),
        ("B2", "Tổng hợp kết quả", "Tổ tổng hợp", "2 ngày làm việc", 16.0, "BM-HCC-11.02"),
        (
            "B3",
            "Báo cáo, đề xuất cải tiến",
            "Giám đốc Trung tâm",
            "8 giờ làm việc",
            8.0,
            "Báo cáo",
        ),
    ),
    stated_hours=24.0,
    forms=(("BM-HCC-11.01", "Phiếu lấy ý kiến"), ("BM-HCC-11.02", "Bảng tổng hợp")),
    records=(("Phiếu lấy ý kiến, bảng tổng hợp", "Tổ tổng hợp", "02 năm"),),
    laws=("766/QĐ-TTg", "118/2025/NĐ-CP"),
)


def _footer_only() -> bytes:
    """The identity stands at the foot of the page; nobody looked the paper through."""
    paper, truth = Paper(), FEEDBACK
    footer = paper.footer()
    paper.p("Mã QT: QT-HCC-11\tBan hành lần: 2\tNgày BH: 10/3/2026", into=footer)
    paper.p(("Có hiệu lực từ: 15/3/2026\t\tTrang ", *page_of("3")), into=footer)
    paper.lines("UBND PHƯỜNG AN MỸ", Bold(truth.agency), "", Bold(truth.title), centred=True)
    ordered = Italic("(Ban hành kèm theo Quyết định số 45/QĐ-UBND ngày 10 tháng 3 năm 2026)")
    paper.p(ordered, centred=True)
    parts = {
        "3": [
            "- Quyết định số 766/QĐ-TTg về Bộ chỉ số phục vụ người dân, doanh nghiệp;",
            "- Nghị định số 118/2025/NĐ-CP.",
        ],
        "4": [
            "Thời gian xử lý: 03 ngày làm việc, sau khi hết tháng.",
            lambda: paper.table(step_rows(truth, ("Bước", *HEAD[1:]))),
        ],
        "5": [forms_table(paper, truth)],
        "6": [records_table(paper, truth)],
    }
    sections(paper, truth, "lấy ý kiến người dân", by_look(paper, "{} - {}"), parts)
    receivers(paper)
    signatures(
        paper,
        ("NGƯỜI LẬP", truth.author),
        ("NGƯỜI DUYỆT", "GIÁM ĐỐC", truth.approver),
        hint="(Ký, ghi rõ họ tên)",
    )
    return paper.content


SPARSE = (
    Layout("unfilled template", _unfilled, TEMPLATE),
    Layout("title and sections only", _no_head, PETS),
    Layout("footer only", _footer_only, FEEDBACK),
)
