"""The pages of external documents, as a browser without scripts meets them."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from docx import Document as WordDocument
from flask import Flask
from openpyxl import load_workbook

from tests.counting import statements
from tests.laws import a_law, citing, happens
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/external/30-2020-ND-CP"
ENTRY = {
    "kind": "decree",
    "number": "30/2020/NĐ-CP",
    "name": "Nghị định về công tác văn thư",
    "signed_on": "05/03/2020",
    "unit": "0",
    "follower": "0",
}


@pytest.fixture
def kept(app: Flask) -> Flask:
    """The ward with two decrees, one of them cited."""
    with app.app_context():
        citing()
        a_law()
        a_law("9/2026/NĐ-CP", name="Nghị định mới", signed_on=date(2026, 1, 5), in_force_from=None)
    return app


def test_everybody_who_reads_sees_a_law_and_who_cites_it(kept: Flask, visit: Visit) -> None:
    page = visit("linh").get(HERE).text
    assert "Nghị định về công tác văn thư" in page
    assert "/documents/QT-01-VP/editions/1#" in page
    assert "Ghi thay đổi hiệu lực" not in page
    assert visit("linh").get("/external/30%20.2020%20nđ-cp").status_code == 200
    assert visit("linh").get("/external/1-1-X").status_code == 404
    assert visit("son").get(HERE).status_code == 404


def test_what_is_cited_and_missing_is_entered_in_two_clicks(app: Flask, visit: Visit) -> None:
    with app.app_context():
        citing()
    lan = visit("lan")
    page = lan.get("/external/unlisted").text
    [add] = re.findall(r'href="(/external/new\?key=[^"]+)"', page)
    form = lan.get(add).text
    for read in ("30/2020/NĐ-CP", "Nghị định về công tác văn thư", "05/03/2020", "Chính phủ"):
        assert f'value="{read}"' in form
    answer = lan.send("/external", **ENTRY, key="30-2020-ND-CP")
    assert (answer.status_code, answer.location) == (302, HERE)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"number": ""}, "Cần điền"),
        ({"number": "không"}, "chữ số"),
        ({"link": "javascript:alert(1)"}, "http://"),
        ({"in_force_from": "01/01/2019"}, "trước ngày ký"),
        ({"in_force_from": "01/01/2021", "until": "01/01/2020"}, "từ ngày có hiệu lực"),
        ({"kind": "letter"}, "trong danh sách"),
        ({"signed_on": "32/01/2020"}, "Ngày chưa đúng"),
    ],
)
def test_a_faulty_entry_is_told_and_kept(
    app: Flask, visit: Visit, fields: dict[str, str], words: str
) -> None:
    answer = visit("lan").send("/external", **{**ENTRY, "kept_at": "Tủ số 4", **fields})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Tủ số 4" in answer.text


def test_a_number_that_is_there_already_is_refused_and_what_was_typed_kept(
    kept: Flask, visit: Visit
) -> None:
    answer = visit("lan").send("/external", **ENTRY, kept_at="Tủ số 4")
    assert answer.status_code == 409
    assert "Tủ số 4" in answer.text


def test_a_stale_correction_is_refused_and_what_was_typed_kept(kept: Flask, visit: Visit) -> None:
    lan = visit("lan")
    assert lan.send(f"{HERE}/correction", **ENTRY, seen=1, kept_at="Kho").status_code == 302
    answer = lan.send(f"{HERE}/correction", **ENTRY, seen=1, kept_at="Tủ số 4")
    assert answer.status_code == 409
    assert "Tủ số 4" in answer.text


def test_an_act_shows_what_it_touches_before_it_is_saved(kept: Flask, visit: Visit) -> None:
    lan = visit("lan")
    page = lan.get(f"{HERE}/acts").text
    assert "1 phiên bản viện dẫn" in page
    newer = re.search(r'value="(\d+)"\s*>9/2026', page)
    assert newer
    said = {"kind": "replaced", "day": "01/02/2026", "reason": "Điều 38"}
    answer = lan.send(f"{HERE}/acts", **said, by="0")
    assert answer.status_code == 409
    assert "Điều 38" in answer.text
    assert lan.send(f"{HERE}/acts", **said, by=newer[1]).location == HERE
    page = visit("linh").get("/documents/QT-01-VP").text
    assert "viện dẫn văn bản không còn hiệu lực" in page
    assert "hết hiệu lực" in page
    assert "9/2026/NĐ-CP" in lan.get(HERE).text
    assert "30/2020/NĐ-CP" in lan.get("/external/9-2026-ND-CP").text


def test_what_was_declared_by_mistake_is_taken_back(kept: Flask, visit: Visit) -> None:
    with kept.app_context():
        act = happens(a_law("1/2021/NĐ-CP", signed_on=None, in_force_from=None)).id
    lan = visit("lan")
    there = f"/external/1-2021-ND-CP/acts/{act}/revocation"
    assert lan.send(there, reason="").status_code == 422
    assert lan.send(f"{HERE}/acts/{act}/revocation", reason="x").status_code == 404
    assert lan.send(there, reason="ghi nhầm số").status_code == 302
    assert "ghi nhầm số" in lan.get("/external/1-2021-ND-CP").text
    assert lan.send(there, reason="lại").status_code == 409


def test_the_register_is_filtered_ordered_and_handed_out_as_seen(kept: Flask, visit: Visit) -> None:
    linh = visit("linh")
    page = linh.get("/external", text="cong tac van thu").text
    assert "30/2020/NĐ-CP" in page
    assert "9/2026/NĐ-CP" not in page
    assert "30/2020/NĐ-CP" in linh.get("/external", text="30/2020").text
    assert "Không có văn bản nào" in linh.get("/external", standing="lapsed").text
    page = linh.get("/external", sort="-number").text
    assert page.index("30/2020") < page.index("9/2026")
    asked = {"columns": ["number", "name", "cited"], "sort": "number"}
    sheet = load_workbook(BytesIO(linh.get("/external.xlsx", **asked).data)).active
    assert sheet is not None
    rows = [[cell for cell in row if cell is not None] for row in sheet.values]
    assert rows[-3:] == [
        ["Số, ký hiệu", "Tên văn bản", "Số tài liệu viện dẫn"],
        ["9/2026/NĐ-CP", "Nghị định mới", 0],
        ["30/2020/NĐ-CP", "Nghị định về công tác văn thư", 1],
    ]
    paper = WordDocument(BytesIO(linh.get("/external.docx", **asked).data))
    assert [cell.text for cell in paper.tables[0].rows[1].cells][:1] == ["9/2026/NĐ-CP"]


@pytest.mark.parametrize(
    "words", ["30/2020/NĐ-CP", "NĐ 30/2020", "30 / 2020 nđ–cp", "30-2020-nd-cp"]
)
def test_a_number_leads_to_its_law(kept: Flask, visit: Visit, words: str) -> None:
    linh = visit("linh")
    answer = linh.get("/search", q=words)
    assert answer.status_code == 302
    assert answer.location.startswith(HERE)
    assert "Bạn tìm" in linh.get(answer.location).text
    assert "QT-01/VP" in linh.get("/search", q="30/2020/NĐ-CP", all="1").text


def test_a_law_is_found_by_its_name(kept: Flask, visit: Visit) -> None:
    assert HERE in visit("linh").get("/search", q="nghi dinh ve cong tac van thu").text
    assert HERE not in visit("son").get("/search", q="cong tac van thu").text


def test_lists_ask_the_database_as_often_for_many_as_for_few(kept: Flask, visit: Visit) -> None:
    linh, counts = visit("linh"), []
    for start in (100, 110):
        with kept.app_context():
            for number in range(start, start + 5):
                law = a_law(f"{number}/2021/NĐ-CP", signed_on=None, in_force_from=None)
                happens(law)
        paths = ("/external", HERE, "/documents/QT-01-VP", "/search?q=van+thu")
        for path in paths:
            linh.get(path)
        told = []
        for path in paths:
            with statements(kept) as sent:
                linh.get(path)
            told.append(len(sent))
        counts.append(told)
    assert counts[0] == counts[1]
