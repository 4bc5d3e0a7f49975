"""The pages of paper copies: handing out, the list to collect, the minutes."""

from collections.abc import Callable
from io import BytesIO

from docx import Document
from flask import Flask

from qms.kernel import clock
from tests.counting import statements
from tests.documents.copies.test_verbs import handed
from tests.town import an_edition, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
PLACE = "/documents/QT-01-VP/copies"


def test_copies_go_out_are_recalled_and_ticked_off(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force")
        economy = str(unit_id("KT"))
    lan, binh = visit("lan"), visit("binh")
    assert "Chưa giao bản giấy nào" in lan.get("/documents/QT-01-VP").text
    today = f"{clock.today():%d/%m/%Y}"
    fields = {"unit": economy, "count": "2", "given_on": today, "holder": "bàn số 2"}
    assert lan.send(PLACE, serial="1", **fields).status_code == 302
    assert "bàn số 2" in binh.get(PLACE).text
    stale = lan.send(PLACE, serial="9", **fields)
    assert (stale.status_code, "bàn số 2" in stale.text) == (409, True)
    for wrong in ({"count": "x"}, {"count": "99"}, {"given_on": "1"}, {"unit": "999"}):
        assert lan.send(PLACE, serial="1", **(fields | wrong)).status_code == 422
    assert "Không còn bản giấy" in lan.get("/recalls").text
    with app.app_context():
        an_edition("in force")
    assert "Bản giấy cần thu hồi" in lan.get("/").text
    assert "Bản giấy cần thu hồi" in binh.get("/").text
    assert "bản số 02" in binh.get("/recalls").text
    day = {"collected_on": today}
    assert lan.send("/recalls", copies=["1"], collected_on="x").status_code == 422
    assert lan.send("/recalls", **day).status_code == 409
    assert lan.send("/recalls", copies=["1"], **day).status_code == 302
    assert lan.send("/recalls", copies=["1"], **day).status_code == 409
    gone = lan.send("/recalls", copies=["2"], missing_because="thất lạc", **day)
    assert gone.status_code == 302
    assert "thất lạc" in lan.get(PLACE).text
    assert "Không còn bản giấy" in lan.get("/recalls").text


def test_the_minutes_list_what_a_unit_still_has(app: Flask, visit: Visit) -> None:
    with app.app_context():
        handed(an_edition("in force"), "KT", 2, "bàn số 2")
        an_edition("in force")
        economy, office = unit_id("KT"), unit_id("VP")
    for login in ("lan", "binh"):
        answer = visit(login).get(f"/recalls/{economy}/minutes.docx")
        file = Document(BytesIO(answer.data))
        cells = [c.text for t in file.tables for row in t.rows for c in row.cells]
        text = "\n".join([p.text for p in file.paragraphs] + cells)
        for words in ("BIÊN BẢN", "BM.HT.01.02", "Phòng Kinh tế", "QT-01/VP", "bàn số 2", "02"):
            assert words in text
    assert visit("binh").get(f"/recalls/{office}/minutes.docx").status_code == 404
    assert visit("lan").get("/recalls/999/minutes.docx").status_code == 404
    assert visit("linh").get(f"/recalls/{economy}/minutes.docx").status_code == 403


def test_a_long_list_asks_no_more_of_the_database(app: Flask, visit: Visit) -> None:
    lan = visit("lan")
    counts: dict[str, list[int]] = {"/recalls": [], PLACE: [], "/": []}
    lan.get("/recalls")
    for _time in range(2):
        with app.app_context():
            for place in ("KT", "VP"):
                handed(an_edition("in force"), place, 6)
            an_edition("in force")
        for path, found in counts.items():
            with statements(app) as sent:
                assert lan.get(path).status_code == 200
            found.append(len(sent))
    assert all(len(set(found)) == 1 for found in counts.values()), counts
