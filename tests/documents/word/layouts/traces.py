"""Files with the traces of Word's own doings: controls, tracked changes, letters apart."""

from typing import Any

from docx.oxml.ns import qn

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
from tests.documents.word.layouts.marks import (
    control,
    decomposed,
    deleted,
    inserted,
    numbering,
    page_of,
    spelling,
)
from tests.documents.word.layouts.paper import Bold, Paper
from tests.documents.word.layouts.truth import Layout, Truth, numbered, steps

SEVEN = ("Mục đích", "Phạm vi", "Tài liệu viện dẫn", "Định nghĩa", "Nội dung", "Biểu mẫu", "Hồ sơ")
HEAD = ("TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả")

RELIEF = Truth(
    code="QT-BTXH-09",
    title="QUY TRÌNH HỖ TRỢ KHẨN CẤP",
    issue="01",
    amendment="00",
    issued_on="2026-02-05",
    effective_on="2026-02-15",
    agency="ỦY BAN NHÂN DÂN PHƯỜNG VĨNH AN",
    unit="Phòng Văn hóa - Xã hội",
    author="Ngô Gia Linh",
    reviewer="Phan Thị Cẩm Tú",
    approver="Đoàn Anh Kiệt",
    clauses=numbered("{}", *SEVEN),
    steps=steps(
        ("1", "Rà soát, lập danh sách", "Tổ dân phố", "04 giờ", 4.0, "BM-BTXH-09.01"),
        ("2", "Xác minh, tổng hợp", "Phòng Văn hóa - Xã hội", "1/2 ngày", 4.0, "Danh sách"),
        ("3", "Quyết định hỗ trợ", "Chủ tịch UBND phường", "01 ngày", 8.0, "Quyết định"),
    ),
    stated_hours=16.0,
    forms=(("BM-BTXH-09.01", "Danh sách hộ cần hỗ trợ khẩn cấp"),),
    records=(("Danh sách và quyết định", "Phòng Văn hóa - Xã hội", "10 năm"),),
    laws=("20/2021/NĐ-CP", "76/2024/NĐ-CP"),
)


def _controls() -> bytes:
    """Every value stands in a control; one control holds a whole cell, one a heading."""
    paper, truth = Paper(), RELIEF
    identity = [
        ("Mã tài liệu: ", control("QT-BTXH-09", "Mã")),
        ("Phiên bản: ", control("01", "Phiên bản"), "; Lần sửa đổi: ", control("00", "Sửa đổi")),
        ("Ngày ban hành: ", control("05/02/2026", "Ngày", kind="date")),
        ("Ngày hiệu lực: ", control("15/02/2026", "Hiệu lực", kind="date")),
    ]
    header = paper.header()
    title = (control(truth.title, "Tên tài liệu"),)
    table = paper.table([[Bold(truth.agency), title, identity]], into=header)
    wrapped(table.cell(0, 0)._tc)
    paper.p(into=header)
    paper.p(("Đơn vị soạn thảo: ", control(truth.unit, "Đơn vị")))
    people = [(control(name, "Họ tên"),) for name in (truth.author, truth.reviewer)]
    paper.table(
        [
            ["Soạn thảo", "Kiểm tra", "Phê duyệt"],
            [*people, (control(truth.approver, "Người duyệt"),)],
            ["Chuyên viên", "Trưởng phòng", "Chủ tịch UBND"],
        ]
    )
    parts = {
        "3": [
            "- Nghị định số 20/2021/NĐ-CP về trợ giúp xã hội;",
            "- Nghị định số 76/2024/NĐ-CP sửa đổi Nghị định số 20/2021/NĐ-CP.",
        ],
        "5": [
            ("Thời gian xử lý: ", control("02 ngày làm việc", "Thời hạn")),
            lambda: paper.table(step_rows(truth, HEAD)),
        ],
        "6": [forms_table(paper, truth)],
        "7": [records_table(paper, truth)],
    }
    heading = by_style(paper, ("decimal", "%1."))
    sections(paper, truth, "hỗ trợ khẩn cấp", heading, parts)
    first = next(x for x in paper.doc.element.body if "Mục đích" in "".join(x.itertext()))
    wrapped(first)
    return paper.content


def wrapped(inner: Any) -> None:
    """Put a control around a block."""
    around = inner.makeelement(qn("w:sdt"), {})
    within = around.makeelement(qn("w:sdtContent"), {})
    inner.addprevious(around)
    around.append(within)
    within.append(inner)


BIRTHS = Truth(
    code="QT.HT.10",
    title="ĐĂNG KÝ KHAI SINH",
    issue="02",
    issued_on="2026-02-05",
    agency="UBND XÃ TRÀ LÂM",
    author="Đặng Thị Như Ý",
    reviewer="Huỳnh Tấn Lực",
    approver="Cao Văn Tài",
    clauses=numbered("{}", *SEVEN),
    steps=steps(
        ("1", "Tiếp nhận hồ sơ", "Công chức một cửa", "02 giờ", 2.0, "Giấy tiếp nhận"),
        ("2", "Kiểm tra, ghi Sổ đăng ký khai sinh", "Công chức hộ tịch", "04 giờ", 4.0, "Sổ"),
        ("3", "Ký Giấy khai sinh", "Lãnh đạo UBND xã", "02 giờ", 2.0, "Giấy khai sinh"),
    ),
    stated_hours=8.0,
    forms=(("BM.HT.10.01", "Tờ khai đăng ký khai sinh"),),
    records=(("Tờ khai và giấy tờ kèm theo", "Bộ phận Hộ tịch", "05 năm"),),
    laws=("60/2014/QH13", "123/2015/NĐ-CP", "04/2020/TT-BTP"),
)


def _tracked() -> bytes:
    """The revision is still being marked: what was struck out is there, and no longer counts."""
    paper, truth = Paper(), BIRTHS
    identity = [
        ("Mã hiệu: ", deleted("QT.TP.07"), inserted("QT.HT.10")),
        ("Lần ban hành: 0", deleted("1"), inserted("2")),
        ("Ngày ban hành: ", deleted("10/7/2025"), inserted("05/02/2026")),
        ("Trang ", *page_of("4")),
    ]
    header = paper.header()
    paper.table([[Bold(truth.agency), Bold(truth.title), identity]], into=header)
    paper.p(into=header)
    approver = (deleted("Lê Văn Tám"), inserted(truth.approver))
    paper.table(
        [
            ["", "Soạn thảo", "Xem xét", "Phê duyệt"],
            ["Họ tên", truth.author, truth.reviewer, approver],
            ["Chức vụ", "Công chức", "Phó Chủ tịch", "Chủ tịch"],
        ]
    )
    rows = step_rows(truth, HEAD)
    rows[1][3] = ("0", deleted("4"), inserted("2"), " giờ")
    parts = {
        "3": [
            "- Luật Hộ tịch số 60/2014/QH13;",
            ("- Nghị định số ", deleted("158/2005/NĐ-CP"), inserted("123/2015/NĐ-CP"), ";"),
            "- Thông tư số 04/2020/TT-BTP.",
        ],
        "5": ["Thời hạn giải quyết: 01 ngày làm việc.", lambda: paper.table(rows)],
        "6": [forms_table(paper, truth)],
        "7": [records_table(paper, truth)],
    }
    sections(paper, truth, "đăng ký khai sinh", by_look(paper), parts)
    return paper.content


MILITIA = Truth(
    code="QT-QS-06",
    title="QUY TRÌNH ĐĂNG KÝ NGHĨA VỤ QUÂN SỰ LẦN ĐẦU",
    issue="05",
    amendment="02",
    issued_on="2026-02-05",
    agency="ỦY BAN NHÂN DÂN PHƯỜNG KỲ PHÚ",
    author="Hồ Sỹ Lượng",
    reviewer="Nguyễn Thị Tố Uyên",
    approver="Trần Đức Thịnh",
    amendments=(("2026-02-05", "Bổ sung hình thức đăng ký trực tuyến"),),
    clauses=numbered("{}", *SEVEN),
    steps=steps(
        ("1", "Gọi công dân đến đăng ký", "Ban Chỉ huy quân sự", "10 ngày", 80.0, "Lệnh gọi"),
        ("2", "Ghi phiếu tự khai", "Ban Chỉ huy quân sự", "Theo lịch hẹn", None, "BM-QS-06.01"),
        ("3", "Cấp giấy chứng nhận", "Chỉ huy trưởng", "01 ngày", 8.0, "Giấy chứng nhận"),
    ),
    stated_hours=80.0,
    forms=(("BM-QS-06.01", "Phiếu tự khai sức khỏe"), ("BM-QS-06.02", "Sổ đăng ký")),
    records=(("Phiếu tự khai", "Ban Chỉ huy quân sự", "Đến hết tuổi nhập ngũ"),),
    laws=("78/2015/QH13", "13/2016/NĐ-CP"),
)


def _letters_apart() -> bytes:
    """Letters and marks stored apart; the stated time is shorter than the steps together."""
    paper, truth = Paper(), MILITIA
    identity = "Mã số: QT-QS-06\nLần BH: 05\nSửa đổi lần: 02\nNgày BH: 05/02/2026"
    header = paper.header()
    paper.table([[Bold(truth.agency), Bold(truth.title), identity]], into=header)
    paper.p(into=header)
    amendments_table(
        paper, ["Phần mềm mới", "Mục 5", truth.amendments[0][1], "05/02", "05/02/2026"], empty=1
    )
    made = numbering(paper, ("decimal", "%1.", ""))
    head = ("TT", "Nội dung", "Trách nhiệm", "Thời gian", "Biểu mẫu")
    rows = step_rows(truth, head, who_up={"2"}, counted=made)
    parts = {
        "3": [
            "Luật Nghĩa vụ quân sự số 78/2015/QH13;",
            "Nghị định số 13/2016/NĐ-CP về đăng ký nghĩa vụ quân sự.",
        ],
        "5": ["Thời gian xử lý: 10 ngày làm việc", lambda: paper.table(rows)],
        "6": [forms_table(paper, truth)],
        "7": [records_table(paper, truth)],
    }
    sections(paper, truth, "đăng ký nghĩa vụ quân sự", by_look(paper), parts)
    signatures(
        paper,
        ("BIÊN SOẠN", truth.author),
        ("SOÁT XÉT", truth.reviewer),
        ("DUYỆT", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", truth.approver),
    )
    return decomposed(paper.content)


CULTURE = Truth(
    code="QT -VHXH – 04",
    title="QUY TRÌNH XÉT TẶNG DANH HIỆU GIA ĐÌNH VĂN HÓA",
    issue="02",
    amendment="01",
    issued_on="2026-02-05",
    agency="ỦY BAN NHÂN DÂN XÃ MƯỜNG KHAO",
    author="Lò Thị Inh",
    reviewer="Cầm Văn Panh",
    approver="Quàng Thị Hoa",
    clauses=numbered("{}", *SEVEN),
    steps=steps(
        ("1", "Hộ gia đình đăng ký", "Hộ gia đình", "Trước 30/01 hằng năm", None, "Bản đăng ký"),
        ("2", "Họp bình xét ở bản", "Trưởng bản", "05 ngày", 40.0, "Biên bản họp"),
        ("3", "Thẩm tra, trình ký", "Công chức văn hóa", "04 ngày", 32.0, "Tờ trình"),
        ("4", "Ký quyết định", "Chủ tịch UBND xã", "01 ngày", 8.0, "Quyết định"),
    ),
    stated_hours=80.0,
    forms=(("BM -VHXH – 04.01", "Bản đăng ký thi đua"),),
    records=(("Hồ sơ xét tặng", "Phòng Văn hóa - Xã hội", "10 năm"),),
    laws=("06/2022/QH15", "86/2023/NĐ-CP"),
)


def _broken_runs() -> bytes:
    """Word has cut the texts into pieces; one paragraph with line ends holds the identity."""
    paper, truth = Paper(), CULTURE
    identity = (
        Bold("Mã h"),
        spelling("Start"),
        Bold("iệu: "),
        *("QT", " -VH", spelling("End"), "XH – 0", "4\vLần ban", " hành: 0", "2\v"),
        *("Lần sửa", " đổi: 01\vNgày ban hành: 0", "5/0", "2/2", "026\vTrang: ", *page_of("3")),
    )
    agency = (Bold("ỦY BAN NHÂN "), Bold("DÂN\vXÃ MƯỜNG "), Bold("KHAO"))
    title = (Bold("QUY TRÌNH\vXÉT TẶNG DANH "), Bold("HIỆU\vGIA ĐÌNH VĂN HÓA"))
    header = paper.header()
    paper.table([[agency, title, identity]], into=header)
    paper.p(into=header)
    posts = ("Công chức", "Phó Chủ tịch", "Chủ tịch")
    responsibility(paper, truth, ("SOẠN THẢO", "SOÁT XÉT", "PHÊ DUYỆT"), posts)
    rows = step_rows(truth, HEAD)
    rows[2][3] = ("0", "5 ", spelling("Start"), "ng", spelling("End"), "ày")
    parts = {
        "3": [
            ("- Luật Thi đua, khen thưởng số 06/20", "22/QH15;"),
            ("- Nghị định số 86/2023/N", "Đ-CP về khung tiêu chuẩn danh hiệu."),
        ],
        "5": [("Thời gian xử lý: 1", "0 ngày", " làm việc"), lambda: paper.table(rows)],
        "6": [forms_table(paper, truth)],
        "7": [records_table(paper, truth)],
    }
    sections(paper, truth, "xét tặng danh hiệu", by_look(paper, "{}.\t{}"), parts)
    return paper.content


TRACES = (
    Layout("content controls", _controls, RELIEF),
    Layout("tracked changes in the header", _tracked, BIRTHS),
    Layout("letters apart", _letters_apart, MILITIA),
    Layout("broken runs", _broken_runs, CULTURE),
)
