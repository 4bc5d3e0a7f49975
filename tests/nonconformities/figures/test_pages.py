"""The page of figures, as a browser without scripts meets it."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import text

from qms.kernel.database import db
from tests.counting import statements
from tests.nonconformities.cases import (
    Cited,
    a_report,
    accepted,
    analysed,
    approved,
    closed,
    corrected,
    one_in,
    today,
)
from tests.town import an_edition, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
REGISTER = "/nonconformities"
HERE = f"{REGISTER}/figures"
ROW = re.compile(
    r'<th scope="row"><a href="([^"]+)">(.+?)</a></th>\s*<td class="number">(\d+)</td>'
)


class Drawings(HTMLParser):
    """The drawings of a page: what each says it is, and what it is described by."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert "style" not in given
        if tag == "svg" and given.get("role") == "img" and "aria-label" not in given:
            self.found.append(given)
        if tag in ("title", "desc") and "id" in given:
            self.inside.append(str(given["id"]))


@pytest.fixture
def many(app: Flask) -> None:
    """Enough to speak of shares: nine, in several states."""
    with app.app_context():
        edition = an_edition("in force")
        held = frozenset({Cited(edition_id=edition.id)})
        for _one in range(3):
            analysed()
        for _one in range(2):
            accepted(criteria=held, unit_id=unit_id("VP"), indicators=frozenset({"1.1", "2.2"}))
        closed(), approved(), one_in("acting"), one_in("implemented"), one_in("declined")


def linked(page: str) -> list[tuple[str, int]]:
    return [(where.replace("&amp;", "&"), int(count)) for where, _label, count in ROW.findall(page)]


def test_each_bar_leads_to_the_rows_that_it_counts(visit: Visit, many: None) -> None:
    lan = visit("lan")
    page = lan.get(HERE).text
    rows = linked(page)
    assert len(rows) > 10
    for where, count in rows:
        told = re.search(r'<p class="quiet">(\d+) phiếu</p>', lan.get(where).text)
        assert told, where
        assert int(told[1]) == count, where
    pressed = re.findall(r'<a href="([^"]+)" tabindex="-1">', page)
    assert {where.replace("&amp;", "&") for where in pressed} <= {where for where, _n in rows}


def test_every_drawing_says_what_it_is_and_stands_beside_its_table(
    visit: Visit, many: None
) -> None:
    page = visit("lan").get(HERE).text
    drawn = Drawings()
    drawn.feed(page)
    assert len(drawn.found) >= 7
    for one in drawn.found:
        assert set(str(one["aria-labelledby"]).split()) <= set(drawn.inside)
    assert page.count('<table class="table table-figures">') >= len(drawn.found)
    assert "<script" not in page.partition("<main")[2].partition("</main")[0]
    assert "Số liệu chỉ gồm những phiếu bạn được xem" in page


def test_everybody_sees_the_figures_of_what_they_may_see(visit: Visit, many: None) -> None:
    seen = {}
    for login in ("lan", "khoa", "thao", "son"):
        page = visit(login).get(HERE).text
        told = re.search(r"(\d+) phiếu đã có số được phát hiện", page)
        seen[login] = int(told[1]) if told else 0
    assert seen == {"lan": 9, "khoa": 7, "thao": 2, "son": 0}


def test_of_little_it_says_so_and_tells_no_shares(app: Flask, visit: Visit) -> None:
    with app.app_context():
        analysed(corrected(accepted()))
    lan = visit("lan")
    page = lan.get(HERE).text
    assert "Không đủ số liệu: mới có 1, cần ít nhất 5" in page
    assert page.count('<title id="figure-') == 1  # what is open is counted, not shared out
    assert ">100<" not in page
    assert "Không có phiếu nào trong thời gian này" in visit("son").get(HERE).text
    assert "Không đủ số liệu" in lan.get(HERE, year="2001").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"since": "31/02/2026", "until": "01/03/2026"}, "Ngày chưa đúng"),
        ({"since": "01/03/2026", "until": "01/02/2026"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"since": "01/03/2026"}, "Cần điền mục này."),
        ({"until": "01/03/2026"}, "Cần điền mục này."),
        ({"since": "01/01/2001", "until": "01/03/2026"}, "không quá mười năm"),
        ({"since": "01/01/0001", "until": "02/01/0001"}, "không quá mười năm"),
        ({"since": "01/01/9999", "until": "31/12/9999"}, "không quá mười năm"),
        ({"unit": "999"}, "Hãy chọn một mục trong danh sách."),
        ({"unit": "x"}, "Hãy chọn một mục trong danh sách."),
    ],
)
def test_what_is_asked_wrongly_is_said_and_stays(
    visit: Visit, asked: dict[str, str], said: str
) -> None:
    lan = visit("lan")
    for path in (HERE, f"{HERE}.xlsx"):
        answer = lan.get(path, **asked)
        assert answer.status_code == 422
        assert said in answer.text
        for typed in asked.values():
            assert typed in ("999", "x") or f'value="{typed}"' in answer.text


@pytest.mark.parametrize("year", ["x", "0", "1999", "2100", "9" * 30, "-1"])
def test_a_year_that_is_none_is_not_found(visit: Visit, year: str) -> None:
    assert visit("lan").get(HERE, year=year).status_code == 404


def test_a_day_is_read_as_it_is_written(visit: Visit, many: None) -> None:
    lan, day = visit("lan"), today()
    for since in (f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"):
        page = lan.get(HERE, since=since, until=since, unit=str(2)).text
        assert f"Từ {day:%d/%m/%Y} đến hết {day:%d/%m/%Y}, đơn vị" in page


def test_all_tables_are_handed_out_whole(app: Flask, visit: Visit, many: None) -> None:
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE unit SET name = '=1+1' WHERE code = 'VP'"))
    book = load_workbook(BytesIO(visit("lan").get(f"{HERE}.xlsx").data))
    assert len(book.sheetnames) == 11
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.value for cell in cells} >= {"Con người", "Phòng Kinh tế", "=1+1"}
    assert all(cell.data_type != "f" for cell in cells)
    said = {str(cell.value) for cell in cells}
    assert any("Chỉ gồm những phiếu người lập được xem" in words for words in said)
    english = visit("lan")
    english.send("/language", language="en")
    assert "People" in str(english.get(HERE).text)


def test_the_page_costs_the_same_for_few_and_many(app: Flask, visit: Visit) -> None:
    lan, khoa, costs = visit("lan"), visit("khoa"), []
    paths = (HERE, f"{HERE}.xlsx", f"{REGISTER}/register.xlsx", f"{REGISTER}?repeats=any")
    with app.app_context():
        analysed(), closed()
    for visitor in (lan, khoa):
        for path in paths:
            visitor.get(path)
    for more in range(2):
        with app.app_context():
            for _one in range(5 * more):
                closed(), approved()
                a_report("khoa")
                accepted(
                    unit_id=unit_id("VP"), criteria=frozenset({Cited(clause_key="9001:2015/7.5")})
                )
        costs.append([_cost(app, visitor, path) for visitor in (lan, khoa) for path in paths])
    assert costs[0] == costs[1]


def _cost(app: Flask, visitor: Visitor, path: str) -> int:
    with statements(app) as asked:
        assert visitor.get(path).status_code == 200
    return len(asked)
