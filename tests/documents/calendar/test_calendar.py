"""The year on one page: what stands in it, for whom, with how many queries."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from qms.documents.calendar import queries
from qms.documents.effects.operations import Request, ask_owners
from qms.documents.external.operations import take_back
from qms.documents.kinds.operations import KindRule, set_kind
from qms.documents.kinds.queries import due_days
from qms.kernel import clock
from qms.organisation.calendar.models import Sort
from qms.organisation.calendar.operations import NewPeriod, add_period
from tests.counting import statements
from tests.documents.decisions.builders import approved, prepared, signed
from tests.laws import a_law, citing, happens
from tests.town import actor, an_edition, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
TODAY = clock.today()
NEXT = TODAY.year + 1


@pytest.fixture
def busy(app: Flask) -> Flask:
    """The ward with something of every sort in this year and the next."""
    with app.app_context():
        rule = KindRule("", 12)
        set_kind("procedure", rule, 0, by=actor("lan"), reason="mỗi năm một lần")
        citing()
        law = a_law(until=date(NEXT, 3, 31), unit_id=unit_id("KT"))
        a_law("9/2026/NĐ-CP", signed_on=None, in_force_from=date(NEXT, 4, 1))
        happens(a_law("2/2020/NĐ-CP", signed_on=None, in_force_from=None), day=date(NEXT, 5, 1))
        happens(law, "amended", by=a_law("3/2026/NĐ-CP", signed_on=None, in_force_from=None))
        ask_owners(law, Request(date(NEXT, 6, 1), ""), by=actor("lan"))
    return app


def titles(page: str, month: int) -> str:
    """What stands in a month of the page."""
    return page.partition(f'id="m{month}"')[2].partition("<h2")[0]


def test_the_year_shows_each_sort_in_its_month(busy: Flask, visit: Visit) -> None:
    page = visit("thao").get("/calendar", year=NEXT).text
    assert "QT-01/VP" in titles(page, TODAY.month)
    assert "30/2020/NĐ-CP" in titles(page, 4)
    assert "01/04" in titles(page, 4)
    assert "9/2026/NĐ-CP" in titles(page, 4)
    assert "2/2020/NĐ-CP" in titles(page, 5)
    assert "QT-01/VP xét lại theo 30/2020/NĐ-CP" in titles(page, 6)


def test_a_law_stands_once_on_the_first_day_on_which_it_is_no_longer_in_force(
    app: Flask, visit: Visit
) -> None:
    new_year, eve = date(NEXT, 1, 1), date(NEXT, 12, 31)
    with app.app_context():
        a_law("1/2020/NĐ-CP", until=new_year - timedelta(days=1))
        a_law("2/2020/NĐ-CP", until=eve)
        happens(a_law("3/2020/NĐ-CP", until=eve), day=date(NEXT, 5, 1))
        happens(a_law("4/2020/NĐ-CP", until=date(NEXT, 6, 30)), day=date(NEXT - 1, 5, 1))
        mistaken = happens(a_law("5/2020/NĐ-CP"), day=date(NEXT, 5, 1))
        take_back(mistaken, by=actor("lan"), reason="nhầm")
        happens(a_law("6/2020/NĐ-CP"), "partly lapsed", day=date(NEXT, 5, 1))
    page = visit("lan").get("/calendar", year=NEXT, sort="laws ending").text
    stands = {month: re.findall(r"\d/2020/NĐ-CP", titles(page, month)) for month in range(1, 13)}
    assert {m: found for m, found in stands.items() if found} == {
        1: ["1/2020/NĐ-CP"],
        5: ["3/2020/NĐ-CP"],
    }
    later = visit("lan").get("/calendar", year=NEXT + 1, sort="laws ending").text
    assert re.findall(r"\d/2020/NĐ-CP", later) == ["2/2020/NĐ-CP"]


def test_it_is_narrowed_by_unit_and_sort(busy: Flask, visit: Visit) -> None:
    thao = visit("thao")
    with busy.app_context():
        economy = unit_id("KT")
    page = thao.get("/calendar", year=NEXT, unit=economy).text
    assert "30/2020/NĐ-CP" in titles(page, 4)
    assert "QT-01/VP" not in titles(page, TODAY.month)
    page = thao.get("/calendar", year=NEXT, sort="reviews").text
    assert "QT-01/VP" in titles(page, TODAY.month)
    assert "30/2020/NĐ-CP" not in titles(page, 4)


def test_nobody_sees_in_it_what_they_may_not_see(busy: Flask, visit: Visit) -> None:
    for login in ("linh", "binh", "khoa"):
        assert "QT-01/VP xét lại" not in visit(login).get("/calendar", year=NEXT).text
    page = visit("linh").get("/calendar", year=NEXT, unit=1).text
    assert "QT-01/VP" not in page
    page = visit("linh").get("/calendar", year=NEXT).text
    assert "QT-01/VP" in titles(page, TODAY.month)
    page = visit("son").get("/calendar", year=NEXT).text
    assert "QT-01/VP" not in page
    assert "30/2020/NĐ-CP" not in page


@pytest.mark.parametrize("year", ["", "x", "0", "9" * 30])
def test_what_cannot_be_read_is_this_year(busy: Flask, visit: Visit, year: str) -> None:
    assert f"Lịch năm {TODAY.year}" in visit("linh").get("/calendar", year=year).text


def test_a_year_out_of_all_reason_is_not_there(busy: Flask, visit: Visit) -> None:
    assert visit("linh").get("/calendar", year="1066").status_code == 404


def test_what_should_have_been_done_is_marked(app: Flask) -> None:
    with app.app_context():
        set_kind("procedure", KindRule("", 1), 0, by=actor("lan"), reason="hằng tháng")
        with clock.showing(clock.now() - timedelta(days=90)):
            an_edition()
        with app.test_request_context():
            months = queries.year(actor("lan"), TODAY.year) + queries.year(
                actor("lan"), TODAY.year - 1
            )
        late = [row for month in months for row in month.rows if row.entry.late]
        assert [str(row.sort) for row in late] == ["Hạn xem xét lại"]


def test_an_edition_that_waits_for_its_day_stands_on_it(app: Flask, visit: Visit) -> None:
    with app.app_context():
        signed(prepared(approved("QT-08"), effective_on=date(NEXT, 2, 1)))
    assert "QT-08 (01/00)" in titles(visit("lan").get("/calendar", year=NEXT).text, 2)
    assert "QT-08" not in visit("linh").get("/calendar", year=NEXT).text


def test_holidays_stand_in_it(app: Flask, visit: Visit) -> None:
    first, last = date(NEXT + 1, 8, 1), date(NEXT + 1, 8, 6)
    with app.app_context():
        holiday = NewPeriod(first, last, "Ngày hội của phường", Sort.HOLIDAY)
        add_period(holiday, by=actor("lan"), reason="theo thông báo")
    page = visit("linh").get("/calendar", year=NEXT + 1).text
    assert "Ngày hội của phường" in titles(page, 8)


def test_it_asks_the_database_as_often_for_many_as_for_few(busy: Flask, visit: Visit) -> None:
    lan, counts = visit("lan"), []
    for codes in (("QT-11",), ("QT-12", "QT-13")):
        with busy.app_context():
            for code in codes:
                citing(code)
                happens(a_law(f"{code}/2021", signed_on=None, in_force_from=None))
        lan.get("/calendar", year=NEXT)
        with statements(busy) as sent:
            lan.get("/calendar", year=NEXT)
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_a_month_with_very_many_reviews_says_how_many_more_and_shows_them_by_itself(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        set_kind("procedure", KindRule("", 12), 0, by=actor("lan"), reason="mỗi năm một lần")
        for number in range(1, 5):
            an_edition("in force", f"QT-{number}/VP")
    monkeypatch.setattr(queries, "MOST", 2)
    lan = visit("lan")
    shown = titles(lan.get("/calendar", year=NEXT).text, TODAY.month)
    assert [f"QT-{n}/VP" in shown for n in range(1, 5)] == [True, True, False, False]
    assert "và 2 tài liệu khác đến hạn trong tháng" in shown
    assert f"/calendar?year={NEXT}&amp;month={TODAY.month}&amp;sort=reviews" in shown
    page = lan.get("/calendar", year=NEXT, month=TODAY.month, sort="reviews").text
    assert all(f"QT-{n}/VP" in titles(page, TODAY.month) for n in range(1, 5))
    assert page.count("<h2 id=") == 1
    other = lan.get("/calendar", year=NEXT, month=TODAY.month % 12 + 1, sort="reviews").text
    assert "QT-1/VP" not in other


@pytest.mark.parametrize("asked", [{"month": "13"}, {"year": "1"}, {"month": "999999"}])
def test_there_is_no_such_month_or_year(visit: Visit, asked: dict[str, str]) -> None:
    assert visit("lan").get("/calendar", **asked).status_code == 404


def test_what_is_read_for_some_days_leaves_out_nothing_that_is_due_on_them(inside: Flask) -> None:
    months = {"procedure": 1, "form": 13}
    for ago in (0, 27, 28, 29, 30, 31, 32, 62, 390, 397, 400, 430):
        with clock.showing(clock.now() - timedelta(days=ago)):
            an_edition("in force", f"QT-{ago}/VP")
            an_edition("in force", f"BM-{ago}")
    for on in range(-60, 440, 7):
        first = TODAY + timedelta(days=on)
        last = first + timedelta(days=6)
        every = due_days(actor("lan"), months)
        some = due_days(actor("lan"), months, within=(first, last))
        assert some.items() <= every.items()
        wanted = {n for n, (_kind, day) in every.items() if first <= day <= last}
        assert wanted <= some.keys()
