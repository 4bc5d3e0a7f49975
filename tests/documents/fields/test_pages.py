"""The pages of own fields, and where what was said in them is shown."""

import re
from collections.abc import Callable
from io import BytesIO

from flask import Flask
from openpyxl import load_workbook

from tests.counting import statements
from tests.documents.fields.own import LEVELS, a_field, fill
from tests.documents.test_pages import upload
from tests.town import a_draft, an_edition, unit_id, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
OF_KIND = "/documents/kinds/procedure/fields"


def test_a_field_is_looked_at_with_its_effect_before_it_is_saved(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", "QT-01/VP")
        a_draft("QT-02/VP")
    lan = visit("lan")
    assert "Chưa có mục thông tin riêng nào" in lan.get(OF_KIND).text
    asked = {"label_vi": "Lĩnh vực", "sort": "text", "needed": "y", "position": "1"}
    page = lan.get(f"{OF_KIND}/new", **asked).text
    assert "2 tài liệu chưa có thông tin này" in page
    assert "phải điền" in page
    odd = lan.get(f"{OF_KIND}/new", label_vi="", sort="poem", position="x")
    assert (odd.status_code, "Not a valid" in odd.text) == (422, False)
    assert "Cần một số từ 1 đến 99." in odd.text
    assert lan.send(OF_KIND, **asked, reason=" ").status_code == 422
    assert lan.send(OF_KIND, **asked, reason="cần biết").location == OF_KIND
    assert lan.send(OF_KIND, **asked, reason="cần biết").status_code == 409
    place = f"{OF_KIND}/1"
    assert "Lĩnh vực" in lan.get(place).text
    changed = asked | {"label_vi": "Ngành", "seen": "1", "reason": "gọi đúng tên"}
    assert lan.send(place, **changed).status_code == 302
    stale = lan.send(place, **(changed | {"label_vi": "Ngành nghề"}))
    assert (stale.status_code, "gọi đúng tên" in stale.text) == (409, True)
    assert lan.send(f"{place}/retirement", seen="2", reason="").status_code == 422
    assert lan.send(f"{place}/retirement", seen="2", reason="thôi").status_code == 302
    assert "thôi dùng từ" in lan.get(OF_KIND).text
    assert lan.get("/documents/kinds/poem/fields").status_code == 404
    assert lan.get("/documents/kinds/manual/fields/1").status_code == 404


def draft_fields(place: str, code: str = "QT-09/VP") -> dict[str, str]:
    number = place.rpartition("upload=")[2]
    return {
        "upload": number,
        "code": code,
        "title": "Tiếp công dân",
        "kind": "procedure",
        "unit": str(unit_id()),
        "issue": "1",
        "amendment": "0",
        "change_note": "viết lần đầu",
        "reviewer": "0",
        "approver": "0",
    }


def test_a_new_document_is_asked_for_what_is_needed_and_keeps_what_was_typed(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        own = [f"own-{a_field(needed=True).id}", f"own-{a_field('Từ ngày', 'day').id}"]
    thao = visit("thao")
    place = upload(thao, word_file()).location or ""
    assert "Lĩnh vực" in thao.get(place).text
    with app.app_context():
        fields = draft_fields(place)
    answer = thao.send("/documents", **fields, **{own[0]: "", own[1]: "hôm nay"})
    assert answer.status_code == 422
    for words in ("Cần điền mục này.", "Ngày chưa đúng", 'value="hôm nay"', "viết lần đầu"):
        assert words in answer.text
    assert thao.send("/documents", **(fields | {"kind": "manual"})).status_code == 302
    filled = {own[0]: "Hộ tịch", own[1]: "05/02/2026"}
    place = upload(thao, word_file("khác")).location or ""
    with app.app_context():
        fields = draft_fields(place, "QT-10/VP")
    assert thao.send("/documents", **fields, **filled).status_code == 302
    page = thao.get("/documents/QT-10-VP").text
    assert "Hộ tịch" in page
    assert "05/02/2026" in page


def test_a_draft_and_the_next_edition_carry_the_fields(app: Flask, visit: Visit) -> None:
    with app.app_context():
        field = f"own-{a_field().id}"
        fill(a_draft().document, **{"Lĩnh vực": "Hộ tịch"})
    thao, place = visit("thao"), "/documents/QT-01-VP/editions/1/draft"
    page = thao.get(place).text
    assert 'value="Hộ tịch"' in page

    def shown_on(page: str, name: str) -> str:
        found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
        assert found, name
        return found.group(1).replace("&#34;", '"')

    with app.app_context():
        fields = draft_fields("", "QT-01/VP") | {"seen": shown_on(page, "seen")}
    sent = fields | {"own_shown": shown_on(page, "own_shown"), field: "Đất đai"}
    assert thao.send(place, **sent).status_code == 302
    assert "Đất đai" in thao.get("/documents/QT-01-VP").text
    stale = thao.send(place, **(sent | {field: "Xây dựng"}))
    assert (stale.status_code, "Xây dựng" in stale.text) == (409, True)


def test_the_officer_fills_in_what_a_document_lacks(app: Flask, visit: Visit) -> None:
    with app.app_context():
        field = f"own-{a_field(needed=True).id}"
        an_edition()
    lan, place = visit("lan"), "/documents/QT-01-VP/fields"
    assert "Ghi thông tin" in lan.get("/documents/QT-01-VP").text
    assert lan.get(place).status_code == 200
    assert lan.send(place, **{field: ""}).status_code == 422
    assert lan.send(place, **{field: "Hộ tịch"}).status_code == 302
    shown = '["procedure", {}]'
    stale = lan.send(place, **{field: "Đất đai", "own_shown": shown})
    assert (stale.status_code, 'value="Đất đai"' in stale.text) == (409, True)
    for odd in ("x", "[1]", '["procedure", {"a": 1}]', '["procedure", 5]'):
        assert lan.send(place, **{field: "Hộ tịch", "own_shown": odd}).status_code == 302
    assert visit("linh").get(place).status_code == 409
    assert "Hộ tịch" in visit("linh").get("/documents/QT-01-VP").text


def test_the_register_shows_orders_and_filters_by_them(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = f"own{a_field('Số ngày giải quyết', 'number').id}"
        level = f"own{a_field('Mức độ', 'choice', choices=LEVELS).id}"
        for code, days in (("QT-01/VP", "12"), ("QT-02/VP", "2,5"), ("QT-03/VP", "")):
            document = an_edition("in force", code).document
            fill(document, **{"Số ngày giải quyết": days, "Mức độ": LEVELS[0] if days else ""})
    linh, here = visit("linh"), "/documents/register"
    asked = {"columns": ["code", number, level], "sort": f"-{number}"}
    page = linh.get(here, **asked).text
    table = page[page.index("<table") : page.index("</table>")]
    assert table.index("QT-01/VP") < table.index("QT-02/VP") < table.index("QT-03/VP")
    assert "2,5" in table
    page = linh.get(here, **(asked | {"kind": "procedure", level: LEVELS[0], number: "2,5"})).text
    table = page[page.index("<table") : page.index("</table>")]
    assert "QT-02/VP" in table
    assert "QT-01/VP" not in table
    sheet = linh.get(f"{here}.xlsx", **(asked | {level: LEVELS[0]}))
    rows = list(load_workbook(BytesIO(sheet.data)).worksheets[0].values)
    head = next(place for place, row in enumerate(rows) if row[0] == "Mã hiệu")
    assert rows[head] == ("Mã hiệu", "Số ngày giải quyết", "Mức độ")
    assert [row[:2] for row in rows[head + 1 :]] == [("QT-01/VP", 12), ("QT-02/VP", "2,5")]
    assert any("Mức độ: Toàn trình" in str(row[0]) for row in rows[:head])
    assert linh.get(f"{here}.docx", **asked).status_code == 200


def test_pages_cost_the_same_for_few_and_many(app: Flask, visit: Visit) -> None:
    lan, counts = visit("lan"), []
    with app.app_context():
        columns = [f"own{a_field('Lĩnh vực').id}", f"own{a_field('Ngày', 'day').id}", "code"]
    paths = ("/documents/QT-01-VP", OF_KIND, "/documents/QT-01-VP/fields")
    lan.get("/account")
    for many in (1, 4):
        with app.app_context():
            for number in range(many):
                code = "QT-01/VP" if many == 1 else f"QT-1{number}/VP"
                document = an_edition("in force", code).document
                fill(document, **{"Lĩnh vực": "Hộ tịch", "Ngày": "05/02/2026"})
        with statements(app) as sent:
            for path in paths:
                assert lan.get(path).status_code == 200
            assert lan.get("/documents/register", columns=columns).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
