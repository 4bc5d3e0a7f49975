"""The form of a nonconformity as a Word file: at every stage, for whom it is printed."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from flask import Flask

from qms.audit_trail.queries import history_of
from qms.kernel import clock
from qms.nonconformities.actions import extending, planning
from qms.nonconformities.causes import operations as causes
from qms.nonconformities.effectiveness import operations as effectiveness
from qms.nonconformities.papers.word.sheet import DOTS
from tests.nonconformities import cases
from tests.nonconformities.cases import STATES, one_in, today
from tests.nonconformities.papers.letters import words
from tests.town import actor, an_edition
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
REPORTS = ("reported", "declined", "merged", "withdrawn")
SECTIONS = (
    "4. Khắc phục ngay",
    "5. Nguyên nhân",
    "6. Kế hoạch hành động",
    "7. Thực hiện và kiểm tra việc thực hiện",
    "8. Kiểm tra kết quả",
    "9. Đóng phiếu",
)
REACHED = {
    "accepted": 0,
    "corrected": 1,
    "analysed": 2,
    "proposed": 3,
    "approved": 4,
    "acting": 4,
    "implemented": 4,
    "effective": 5,
    "closed": 6,
}
"""How many of the sections hold something."""


def printed(visit: Visit, number: int, login: str = "lan") -> bytes:
    answer = visit(login).get(f"/nonconformities/{number}/form.docx")
    assert answer.status_code == 200
    return answer.data


@pytest.mark.parametrize("state", STATES)
def test_it_opens_at_every_stage_and_says_how_far_it_is(
    app: Flask, visit: Visit, state: str
) -> None:
    with app.app_context():
        found = one_in(state)
        number, called = found.id, found.number
        last = history_of([found])[-1]
        trail = f"số {last.id}, mã nối {last.digest[:8]}"
    content = printed(visit, number)
    said = words(content)
    assert "None" not in said
    assert "%(" not in said
    assert cases.LATE in said
    assert content == printed(visit, number), "the same bytes"
    assert f"Dòng nhật ký cuối {trail}" in said
    assert said.count("Chưa có.") == (
        state == "reported" if state in REPORTS else len(SECTIONS) - REACHED[state]
    )
    if state in REPORTS:
        assert "BÁO CÁO SỰ KHÔNG PHÙ HỢP" in said
        assert ("HĐKP" in said) == (state == "merged"), "the number of the one it joined"
        assert not any(section in said for section in SECTIONS)
    else:
        assert "PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC" in said
        assert f"Số: {called}" in said
        assert all(section in said for section in SECTIONS)
        assert "BM.HT.04.01 Trang" in said


def test_what_ended_without_a_number_says_why(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = one_in("declined").id
    said = words(printed(visit, number))
    assert "Trả lời: đúng hẹn" in said
    assert "NGƯỜI TRẢ LỜI (Ký, ghi rõ họ tên) Đã xác nhận trên phần mềm" in said


def test_a_closed_one_tells_its_whole_story(app: Flask, visit: Visit) -> None:
    with app.app_context():
        found = cases.closed(cases.judged(files=[cases.a_file()]))
        number, day = found.id, found.treatments[0].checks[0].checked_on
    said = words(printed(visit, number, "minh"))
    for told in (
        "Đơn vị lập phiếu Văn phòng",
        "Đơn vị nhận phiếu Phòng Kinh tế",
        "ISO 9001:2015, 8.7",
        "3.1 ",
        "Xử lý hậu quả: Đã xin lỗi người dân",
        "Thuộc nhóm: Con người",
        "Quầy chứng thực cũng chỉ có một người.",
        "Khắc phục nguyên nhân",
        "sau 3 tháng",
        "Đã kiểm tra đạt",
        "Bằng chứng: phieu-hen.pdf",
        f"{day:%d/%m/%Y}, Châu Tuệ Minh",
        "120 hồ sơ trong ba tháng, không trễ",
        "Tệp kèm theo phieu-hen.pdf",
    ):
        assert told in said
    for role, name in (
        ("NGƯỜI LẬP PHIẾU", "Nguyễn Thị Lan"),
        ("NGƯỜI KHẮC PHỤC", "Hoàng Văn Bình"),
        ("NGƯỜI PHÂN TÍCH", "Hoàng Văn Bình"),
        ("NGƯỜI LẬP KẾ HOẠCH", "Hoàng Văn Bình"),
        ("NGƯỜI KIỂM TRA THỰC HIỆN", "Nguyễn Thị Lan"),
        ("NGƯỜI KIỂM TRA KẾT QUẢ", "Châu Tuệ Minh"),
        ("ĐẠI DIỆN LÃNH ĐẠO VỀ CHẤT LƯỢNG", "Lê Mỹ Hạnh"),
    ):
        assert name in said.partition(f"{role} (Ký")[2][:120], role
    assert said.count(DOTS) == 1, "only the unit that receives it signs by hand"


def test_what_is_to_come_leaves_room_to_sign(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = cases.accepted().id
    assert words(printed(visit, number)).count(DOTS) == 8


def test_a_hidden_name_stays_hidden_on_paper(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = cases.accepted(cases.a_report(hides_reporter=True)).id
        report = cases.a_report(hides_reporter=True).id
    for login, known in (("khoa", False), ("minh", False), ("lan", True), ("linh", True)):
        said = words(printed(visit, number, login))
        assert ("Tạ Khánh Linh" in said) == known, login
        assert ("(không nêu tên)" in said) != known, login
    assert "Tạ Khánh Linh" not in words(printed(visit, report, "minh"))


def test_what_people_typed_stands_as_it_is(app: Flask, visit: Visit) -> None:
    typed = "Sai ở **mục 2** và *3*: 2 * 3 < 7 & “ngoặc”\nDòng hai"
    with app.app_context():
        number = cases.accepted(cases.a_report(text=typed)).id
    assert "Sai ở **mục 2** và *3*: 2 * 3 < 7 & “ngoặc” Dòng hai" in words(printed(visit, number))


def test_every_round_stands_whole_with_what_reopened_it(app: Flask, visit: Visit) -> None:
    with app.app_context():
        found = cases.judged(result="failed")
        with clock.showing(found.treatments[0].checks[0].said_at + timedelta(days=1)):
            again = cases.a_finding(conclusion="Không ai soát hạn trả mỗi sáng.")
            causes.find_cause(found, again, found.version, by=actor("binh"))
            cases.an_action(found, text="Giao tổ trưởng soát hạn trả mỗi sáng")
            cases.implemented(cases.approved(cases.proposed(found)))
        cases.closed(cases.judged(found))
        ended = found.ended_at
        assert ended
        with clock.showing(ended + timedelta(days=1)):
            effectiveness.reopen(found, found.version, by=actor("lan"), reason="Lại trễ ba hồ sơ")
        number = found.id
    content = printed(visit, number)
    said = words(content)
    first, second, third = (f"LẦN XỬ LÝ {place}" for place in (1, 2, 3))
    rounds = said.partition(first)[2]
    of_first, rest = rounds.split(second)
    of_second, of_third = rest.split(third)
    assert "Ban hành bảng phân công" in of_first
    assert "Chưa có kết quả, phải tìm lại nguyên nhân" in of_first
    assert "phiếu chuyển sang lần xử lý 2" in of_first
    assert "Lý do mở lại: 120 hồ sơ" in of_second
    assert "Không ai soát hạn trả mỗi sáng." in of_second
    assert "Giao tổ trưởng" in of_second
    assert "Đã đóng lúc" in of_second
    assert "Lê Mỹ Hạnh" in of_second.partition("9. Đóng phiếu")[2]
    assert "Lý do mở lại: Lại trễ ba hồ sơ" in of_third
    assert of_third.count("Chưa có.") == 5
    assert "PHỤ LỤC. Biểu đồ xương cá, lần xử lý 1" in of_third
    assert "PHỤ LỤC. Biểu đồ xương cá, lần xử lý 2" in of_third
    pages = docx.Document(BytesIO(content)).sections
    assert [page.page_width > page.page_height for page in pages][-3:] == [False, True, True]


def test_more_time_a_dropped_action_and_a_document_to_revise_are_told(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        edition = an_edition("in force")
        found = cases.analysed()
        place = {"about": edition, "anchor": edition.clauses[0].anchor}
        cases.an_action(found, text="Sửa quy trình", **place)
        gone = cases.an_action(found, text="Mua máy quét", kind="preventive", risk="Máy hỏng")
        planning.drop_action(gone, gone.version, by=actor("binh"), reason="đã có máy")
        cases.approved(cases.proposed(found))
        action = found.plan[0]
        until = today() + timedelta(days=40)
        extending.ask_extension(action, until, action.version, actor("khoa"), "chờ thẩm định")
        number, request = found.id, action.request.number
    said = words(printed(visit, number))
    assert f"QT-01/VP 1 Mục đích Phiếu {request}" in said
    assert "Rủi ro: Máy hỏng" in said
    assert "Đã bỏ khỏi kế hoạch Lý do bỏ: đã có máy" in said
    assert f"{until:%d/%m/%Y} chờ thẩm định" in said
    assert "Chờ trả lời" in said


def test_blocks_to_sign_stay_in_one_piece_below_what_they_sign(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = cases.accepted().id
    document = docx.Document(BytesIO(printed(visit, number)))
    signed = [t for t in document.tables if "(Ký, ghi rõ họ tên)" in t.cell(0, 0).text]
    assert len(signed) == 7
    for table in signed:
        assert table.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
        above = table._tbl.getprevious()
        assert above.find(f".//{qn('w:keepNext')}") is not None


def test_who_may_not_see_it_may_not_print_it(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = cases.accepted().id
    assert visit("thao").get(f"/nonconformities/{number}/form.docx").status_code == 404
    assert visit("lan").get("/nonconformities/999/form.docx").status_code == 404


def test_the_paper_is_vietnamese_for_a_reader_of_english_too(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = cases.closed().id
    lan = visit("lan")
    before = lan.get(f"/nonconformities/{number}/form.docx").data
    lan.send("/language", language="en")
    assert lan.get(f"/nonconformities/{number}/form.docx").data == before
