"""Agencies that print a procedure's identity at the head of every page."""

from tests.documents.word.layouts.body import (
    amendments_table,
    by_look,
    distribution,
    forms_table,
    nation,
    records_table,
    responsibility,
    sections,
    step_rows,
)
from tests.documents.word.layouts.marks import page_of
from tests.documents.word.layouts.paper import LEFT, UP, Bold, Italic, Paper
from tests.documents.word.layouts.truth import Layout, Truth, steps

CERTIFYING = Truth(
    code="QT.TP.01",
    title="QUY TRÌNH CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH",
    issue="02",
    issued_on="2026-02-05",
    agency="ỦY BAN NHÂN DÂN PHƯỜNG TÂN LỘC",
    author="Đỗ Thị Hải Yến",
    reviewer="Lương Quốc Thái",
    approver="Bùi Đăng Khoa",
    amendments=(
        ("2025-08-12", "Bỏ bước trình Trưởng phòng; giảm thời gian từ 05 ngày xuống 03 ngày"),
    ),
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
        ("1", "Nộp hồ sơ", "Tổ chức, cá nhân", "Giờ hành chính", None, "Thành phần hồ sơ"),
        (
            "2",
            "Tiếp nhận hồ sơ, đối chiếu bản sao với bản chính, ghi sổ",
            "Công chức một cửa",
            "04 giờ",
            4.0,
            "BM.TP.01.01\nBM.TP.01.02",
        ),
        ("3", "Kiểm tra và soạn lời chứng", "Công chức tư pháp", "01 ngày", 8.0, "Lời chứng"),
        ("4", "Ký chứng thực", "Phó Chủ tịch UBND", "01 ngày", 8.0, "Bản sao đã ký"),
        ("5", "Đóng dấu, trả kết quả", "Công chức một cửa", "04 giờ", 4.0, "BM.TP.01.03"),
    ),
    stated_hours=24.0,
    forms=(
        ("BM.TP.01.01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
        ("BM.TP.01.02", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        ("BM.TP.01.03", "Sổ chứng thực bản sao từ bản chính"),
    ),
    records=(
        ("Bản sao đã chứng thực (01 bản)", "Bộ phận Tư pháp", "02 năm"),
        ("Sổ chứng thực", "Bộ phận Tư pháp", "Vĩnh viễn"),
    ),
    laws=("23/2015/NĐ-CP", "01/2020/TT-BTP", "118/2025/NĐ-CP"),
)


def _header_table() -> bytes:
    paper, truth = Paper(), CERTIFYING
    identity = [
        "Mã hiệu: QT.TP.01",
        "Ngày ban hành: 05/02/2026",
        "Lần ban hành: 02",
        ("Trang: ", *page_of("6")),
    ]
    agency, title = Bold("ỦY BAN NHÂN DÂN\nPHƯỜNG TÂN LỘC"), Bold(truth.title)
    header = paper.header()
    paper.table([[agency, title, identity]], into=header)
    paper.p(into=header)
    paper.footer().add_paragraph("Tài liệu nội bộ - Không sao chép khi chưa được phép")
    responsibility(
        paper,
        truth,
        ("Soạn thảo", "Xem xét", "Phê duyệt"),
        ("Công chức Tư pháp - Hộ tịch", "Phó Chủ tịch UBND", "Chủ tịch UBND"),
    )
    paper.new_page()
    change = truth.amendments[0][1]
    amendments_table(paper, ["Rà soát thủ tục", "Trang 4/Mục 5.7", change, "01/02", "12/08/2025"])
    distribution(paper, "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công")
    paper.new_page()
    laws = [
        "- Nghị định số 23/2015/NĐ-CP ngày 16/02/2015 của Chính phủ về chứng thực;",
        "- Thông tư số 01/2020/TT-BTP của Bộ Tư pháp hướng dẫn Nghị định số 23/2015/NĐ-CP;",
        "- Nghị định số 118/2025/NĐ-CP về cơ chế một cửa, một cửa liên thông.",
    ]
    head = ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả")
    parts = {
        "3": ["- TCVN ISO 9001:2015, Sổ tay chất lượng của phường", "- Các văn bản nêu ở mục 5.1"],
        "5": [],
        "5.1": laws,
        "5.4": ["03 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ"],
        "5.7": [lambda: paper.table(step_rows(truth, head))],
        "6": [forms_table(paper, truth)],
        "7": [records_table(paper, truth), "Hết hạn lưu, hồ sơ được chuyển vào lưu trữ cơ quan."],
    }
    sections(paper, truth, "chứng thực bản sao", by_look(paper), parts)
    return paper.content


RECEIVING = Truth(
    code="QT-TCD/02",
    title="QUY TRÌNH TIẾP CÔNG DÂN VÀ XỬ LÝ ĐƠN",
    issue="3",
    amendment="1",
    effective_on="2026-03-16",
    agency="ỦY BAN NHÂN DÂN XÃ CẨM THỦY",
    unit="Văn phòng HĐND và UBND",
    author="Vi Văn Thắng",
    reviewer="Hà Thị Mai",
    approver="Phạm Bá Tùng",
    clauses=(
        ("I", "MỤC ĐÍCH"),
        ("II", "PHẠM VI ÁP DỤNG"),
        ("III", "TÀI LIỆU VIỆN DẪN"),
        ("IV", "ĐỊNH NGHĨA VÀ CHỮ VIẾT TẮT"),
        ("V", "NỘI DUNG"),
        ("VI", "BIỂU MẪU KÈM THEO"),
        ("VII", "HỒ SƠ LƯU"),
    ),
    steps=steps(
        (
            "1",
            "Đón tiếp, xác định nhân thân của công dân",
            "Công chức tiếp dân",
            "15 phút",
            0.25,
            "",
        ),
        (
            "2",
            "Nghe, ghi chép nội dung trình bày",
            "Công chức tiếp dân",
            "01 giờ 45 phút",
            1.75,
            "BM-TCD/02-01",
        ),
        ("3", "Phân loại, đề xuất xử lý đơn", "Văn phòng", "06 giờ", 6.0, "BM-TCD/02-02"),
        ("4", "Phê duyệt đề xuất", "Lãnh đạo UBND", "02 ngày làm việc", 16.0, "BM-TCD/02-02"),
        ("5", "Chuyển đơn, trả lời công dân", "Văn phòng", "07 ngày làm việc", 56.0, "Công văn"),
    ),
    stated_hours=80.0,
    forms=(("BM-TCD/02-01", "Sổ tiếp công dân"), ("BM-TCD/02-02", "Phiếu đề xuất xử lý đơn")),
    records=(
        ("Sổ tiếp công dân", "Văn phòng", "10 năm"),
        ("Đơn và phiếu đề xuất", "Văn phòng", "5 năm"),
    ),
    laws=("42/2013/QH13", "64/2014/NĐ-CP", "05/2021/TT-TTCP"),
)


def _other_first_page() -> bytes:
    """The first page carries the nation's name; the code stands on the pages behind it."""
    paper, truth = Paper(), RECEIVING
    first = paper.header(first=True)
    paper.p(Italic("Xã Cẩm Thủy - Đoàn kết, kỷ cương, vì dân"), into=first)
    header = paper.header()
    paper.table(
        [
            [Bold(truth.agency), Bold(truth.title), LEFT, LEFT, LEFT],
            [UP, "Mã số", "Lần ban hành", "Lần sửa đổi", "Ngày hiệu lực"],
            [UP, "QT-TCD/02", "3", "1", "16/3/2026"],
        ],
        into=header,
    )
    paper.p(into=header)
    for page in (paper.footer(first=True), paper.footer()):
        paper.p(("Trang ", *page_of("7")), into=page, centred=True)
    nation(paper, "TỈNH LAM GIANG", truth.agency)
    paper.lines("", Bold(truth.title), "", centred=True)
    paper.p("Bộ phận soạn thảo: Văn phòng HĐND và UBND")
    paper.table(
        [
            [Bold("NGƯỜI VIẾT"), Bold("NGƯỜI KIỂM TRA"), Bold("NGƯỜI DUYỆT")],
            ["Họ và tên: Vi Văn Thắng", "Họ và tên: Hà Thị Mai", "Họ và tên: Phạm Bá Tùng"],
            ["Chức vụ: Chuyên viên", "Chức vụ: Chánh Văn phòng", "Chức vụ: Chủ tịch UBND xã"],
            ["Chữ ký:\n\n", "Chữ ký:\n\n", "Chữ ký:\n\n"],
        ]
    )
    paper.new_page()
    head = ("STT", "Nội dung công việc", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả")
    parts = {
        "III": [
            "- Luật Tiếp công dân số 42/2013/QH13;",
            "- Nghị định số 64/2014/NĐ-CP quy định chi tiết Luật Tiếp công dân;",
            "- Thông tư số 05/2021/TT-TTCP về quy trình xử lý đơn.",
        ],
        "V": [
            "Thời gian xử lý: 10 ngày làm việc kể từ ngày nhận đơn.",
            lambda: paper.table(step_rows(truth, head, who_up={"2"}, total="10 ngày làm việc")),
            Italic("Ghi chú: đơn khiếu nại đông người thực hiện theo hướng dẫn riêng."),
        ],
        "VI": [forms_table(paper, truth, "STT", "Ký hiệu", "Tên biểu mẫu")],
        "VII": [records_table(paper, truth, "STT", "Tên hồ sơ", "Nơi lưu trữ", "Thời hạn lưu")],
    }
    sections(paper, truth, "tiếp công dân", by_look(paper), parts)
    return paper.content


RUNNING = (
    Layout("header table", _header_table, CERTIFYING),
    Layout("first page without a code", _other_first_page, RECEIVING),
)
