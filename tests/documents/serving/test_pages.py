"""The pages of indicators, and of saying which a document serves."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from qms.documents.models import Document
from qms.documents.serving.operations import name_indicators
from qms.kernel.database import db
from tests.counting import statements
from tests.town import actor, an_edition
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP/indicators"


def prepare(app: Flask, state: str, *numbers: str, code: str = "QT-01/VP") -> None:
    """A document in a state that serves ``numbers``."""
    with app.app_context():
        document = an_edition(state, code).document
        name_indicators(document, frozenset(numbers), frozenset(), actor("lan"))


def kept(app: Flask) -> set[str]:
    with app.app_context():
        return set(db.session.query(Document).one().indicators)


def ticked(page: str) -> list[str]:
    """The indicators that a form shows as chosen."""
    boxes = re.findall(r'name="indicators"\s+value="([\d.]+)"\s*(checked)?', page)
    assert len(boxes) == 39
    return [number for number, mark in boxes if mark]


def shown(page: str) -> str:
    """What the form says was kept when it was made."""
    [field] = re.findall(r"<input[^>]*name=\"shown\"[^>]*>", page)
    found = re.search(r'value="([^"]*)"', field)
    return found.group(1) if found else ""


def test_the_catalogue_shows_all_indicators_and_how_many_documents_serve_each(
    app: Flask, visit: Visit
) -> None:
    prepare(app, "in force", "3.1", "1.10")
    prepare(app, "draft", "3.1", code="QT-02/VP")
    page = visit("linh").get("/indicators").text
    rows = re.findall(r'href="/indicators/([\d.]+)">.*?<td class="number"[^>]*>(\d+)', page, re.S)
    assert len(rows) == 39
    assert {number for number, count in rows if count != "0"} == {"3.1", "1.10"}
    assert ("3.1", "1") in rows
    for category in range(1, 5):
        assert f'id="category-{category}"' in page


def test_an_indicator_shows_its_goals_and_the_documents_that_serve_it(
    app: Flask, visit: Visit
) -> None:
    prepare(app, "in force", "3.1")
    prepare(app, "draft", "3.1", code="QT-02/VP")
    page = visit("linh").get("/indicators/3.1").text
    assert "Dịch vụ công có chất lượng" in page
    assert "11. Đô thị và cộng đồng bền vững" in page
    assert "/documents/QT-01-VP" in page
    assert "QT-02" not in page
    assert "QT-02" in visit("lan").get("/indicators/3.1").text
    assert "Bạn chưa thấy tài liệu nào" in visit("linh").get("/indicators/3.2").text


@pytest.mark.parametrize("number", ["1.11", "0.1", "5.1", "3", "3.1.1", "x", "3.1 ", "٣.١"])
def test_an_indicator_that_is_none_is_not_found(visit: Visit, number: str) -> None:
    assert visit("lan").get(f"/indicators/{number}").status_code == 404


def test_names_are_said_in_the_language_of_the_reader(app: Flask, visit: Visit) -> None:
    prepare(app, "in force", "3.1")
    linh = visit("linh")
    linh.send("/language", language="en")
    assert "3.1 Public services" in linh.get("/indicators").text
    assert "Inclusive social development" in linh.get("/indicators/3.1").text
    assert "3.1 Public services" in linh.get("/documents/QT-01-VP").text


def test_the_page_of_a_document_leads_to_its_indicators(app: Flask, visit: Visit) -> None:
    prepare(app, "in force", "3.10", "3.2")
    page = visit("linh").get("/documents/QT-01-VP").text
    links = re.findall(r'href="/indicators/([\d.]+)"', page)
    assert links == ["3.2", "3.10"]
    assert HERE not in page
    assert HERE in visit("lan").get("/documents/QT-01-VP").text


def test_a_reader_sees_no_empty_card(app: Flask, visit: Visit) -> None:
    prepare(app, "in force")
    assert "Chỉ số phục vụ" not in visit("linh").get("/documents/QT-01-VP").text
    assert "Chưa chọn chỉ số nào" in visit("lan").get("/documents/QT-01-VP").text


def test_indicators_are_ticked_and_kept(app: Flask, visit: Visit) -> None:
    prepare(app, "in force", "1.1")
    lan = visit("lan")
    page = lan.get(HERE).text
    assert (ticked(page), shown(page)) == (["1.1"], "1.1")
    answer = lan.send(HERE, shown="1.1", indicators=["3.1", "4.2"])
    assert (answer.status_code, answer.location) == (302, "/documents/QT-01-VP")
    assert kept(app) == {"3.1", "4.2"}
    assert "Đã lưu các chỉ số" in lan.get("/documents/QT-01-VP").text


def test_all_ticks_may_be_taken_away(app: Flask, visit: Visit) -> None:
    prepare(app, "in force", "1.1")
    assert visit("lan").send(HERE, shown="1.1").status_code == 302
    assert kept(app) == set()


def test_a_change_meanwhile_answers_409_and_keeps_the_ticks(app: Flask, visit: Visit) -> None:
    prepare(app, "draft")
    thao, lan = visit("thao"), visit("lan")
    assert thao.send(HERE, shown="", indicators=["3.1"]).status_code == 302
    answer = lan.send(HERE, shown="", indicators=["4.2"], reason="theo kế hoạch")
    assert answer.status_code == 409
    assert "Có người vừa thay đổi" in answer.text
    assert "theo kế hoạch" in answer.text
    assert (ticked(answer.text), shown(answer.text)) == (["4.2"], "3.1")
    assert kept(app) == {"3.1"}
    again = lan.send(HERE, shown=shown(answer.text), indicators=["3.1", "4.2"])
    assert again.status_code == 302
    assert kept(app) == {"3.1", "4.2"}


def test_a_remark_too_long_is_objected_to_and_nothing_is_lost(app: Flask, visit: Visit) -> None:
    prepare(app, "in force", "1.1")
    answer = visit("lan").send(HERE, shown="1.1", indicators=["3.1"], reason="a" * 1001)
    assert answer.status_code == 422
    assert "Nội dung dài quá" in answer.text
    assert (ticked(answer.text), shown(answer.text)) == (["3.1"], "1.1")
    assert kept(app) == {"1.1"}


@pytest.mark.parametrize("numbers", [["9.9"], ["3.1", "<b>"], ["x" * 5000], ["3.1\x00"]])
def test_odd_numbers_are_refused(app: Flask, visit: Visit, numbers: list[str]) -> None:
    prepare(app, "in force")
    answer = visit("lan").send(HERE, shown="", indicators=numbers)
    assert answer.status_code == 409
    assert "không nằm trong bảng 39 chỉ số" in answer.text
    assert "<b>" not in answer.text
    assert kept(app) == set()


def test_the_form_sent_twice_is_one_effect(app: Flask, visit: Visit) -> None:
    prepare(app, "in force")
    lan = visit("lan")
    answers = [lan.send(HERE, once="one", shown="", indicators=["3.1"]) for _ in range(3)]
    assert [(a.status_code, a.location) for a in answers] == [(302, "/documents/QT-01-VP")] * 3
    assert kept(app) == {"3.1"}


def test_lists_are_narrowed_by_indicator(app: Flask, visit: Visit) -> None:
    prepare(app, "in force", "3.1")
    prepare(app, "in force", "4.2", code="QT-02/VP")
    linh = visit("linh")
    page = linh.get("/documents", indicator="3.1").text
    assert "QT-01/VP" in page
    assert "QT-02/VP" not in page
    found = linh.get("/search", q="lưu trữ", indicator="4.2").text
    assert "QT-02/VP" in found
    assert "QT-01/VP" not in found


@pytest.mark.parametrize("path", ["/indicators", "/indicators/3.1", HERE, "/documents/QT-01-VP"])
def test_a_page_costs_the_same_number_of_queries_for_few_and_many(
    app: Flask, visit: Visit, path: str
) -> None:
    lan, counts = visit("lan"), []
    prepare(app, "in force", "3.1", "4.1")
    lan.get(path)
    for ten in range(2):
        for one in range(4):
            prepare(
                app, "in force", "3.1", f"1.{ten + 1}", f"4.{one + 1}", code=f"QT-{ten}{one}/KT"
            )
        with statements(app) as sent:
            assert lan.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 48
