"""The register: whose rows, in which order, with which gaps, and what it costs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from qms.documents.kinds.operations import KindRule, set_kind
from qms.documents.queries import Wanted
from qms.documents.register import gaps, queries
from qms.documents.register.asked import Asked, Only, asked_from
from qms.documents.register.columns import COLUMNS, USUAL
from qms.kernel import clock
from tests.counting import statements
from tests.documents.requests.asking import a_request
from tests.town import a_draft, actor, an_edition, move, read_by, to_be_read
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]


def codes(login: str, asked: Asked | None = None) -> list[str]:
    register = queries.page_of(actor(login), asked or Asked())
    return [entry.edition.document.code for entry in register.entries]


def test_rows_stand_in_vietnamese_order(inside: Flask) -> None:
    titles = {"QT-10/VP": "Đất đai", "QT-2/VP": "Dân số", "QT-1/KT": "Ăn uống", "QT-3/VP": "Xã hội"}
    for code, title in titles.items():
        an_edition("in force", code, title=title)
    assert codes("linh") == ["QT-1/KT", "QT-2/VP", "QT-3/VP", "QT-10/VP"]
    by_title = ["QT-1/KT", "QT-2/VP", "QT-10/VP", "QT-3/VP"]
    assert codes("linh", Asked(sort="title")) == by_title
    assert codes("linh", Asked(sort="-title")) == by_title[::-1]


@pytest.mark.parametrize("key", [key for key, column in COLUMNS.items() if column.order])
@pytest.mark.parametrize("sign", ["", "-"])
def test_every_order_shows_every_row_and_what_is_empty_comes_last(
    inside: Flask, key: str, sign: str
) -> None:
    an_edition("in review", "QT-01/VP")
    an_edition("in force", "QT-02/VP")
    a_draft("QT-03/VP")
    found = codes("lan", Asked(sort=f"{sign}{key}"))
    assert sorted(found) == ["QT-01/VP", "QT-02/VP", "QT-03/VP"]
    if key == "since":
        assert found[0] == "QT-02/VP"
    if key == "in_review":
        assert found[0] == "QT-01/VP"


def test_rows_that_a_person_may_not_see_do_not_exist(inside: Flask) -> None:
    an_edition("in force", "QT-01/VP")
    a_draft("QT-02/VP", by="thao")
    assert codes("lan") == ["QT-01/VP", "QT-02/VP"]
    assert codes("thao") == ["QT-01/VP", "QT-02/VP"]
    assert codes("khoa") == ["QT-01/VP"]
    assert codes("son") == []


def test_days_in_review_are_told_only_to_whom_the_open_edition_is_shown(inside: Flask) -> None:
    monday = datetime(2026, 3, 2, 3, tzinfo=UTC)
    with clock.showing(monday):
        an_edition("in force")
        an_edition("in review")

    def days(login: str) -> int | None:
        [entry] = queries.page_of(actor(login), Asked(columns=("code", "in_review"))).entries
        assert entry.edition.state == "in force"
        return entry.in_review

    with clock.showing(monday + timedelta(days=9)):
        assert days("lan") == 7  # working days: a week-end lies between
        assert days("tuan") == 7
        assert days("linh") is None
        assert codes("lan", Asked(only=Only(waits="5"))) == ["QT-01/VP"]
        assert codes("lan", Asked(only=Only(waits="10"))) == []
        assert codes("linh", Asked(only=Only(waits="0"))) == []


def test_what_is_due_soon_is_filtered_with_what_is_late(inside: Flask) -> None:
    for number, days in ((1, 400), (2, 350), (3, 10)):
        with clock.showing(clock.days_ago(days)):
            an_edition("in force", f"QT-0{number}/VP")
    set_kind("procedure", KindRule("", 12), 0, by=actor("lan"), reason="hằng năm")
    assert codes("lan", Asked(only=Only(due="soon"))) == ["QT-01/VP", "QT-02/VP"]
    assert codes("lan", Asked(only=Only(due="1"))) == ["QT-01/VP"]


def test_who_has_not_read_is_counted_for_those_who_follow(inside: Flask) -> None:
    read_by(to_be_read(an_edition("in force", "QT-01/VP")), "linh")
    read_by(to_be_read(an_edition("in force", "QT-02/VP"), ("VP", "verifier")), "nga")
    an_edition("in force", "QT-03/VP")
    asked = Asked(columns=("code", "unread"), sort="-unread")

    def unread(login: str) -> list[int | None]:
        return [entry.unread for entry in queries.page_of(actor(login), asked).entries]

    assert unread("lan") == [4, 0, None]
    assert unread("binh") == [4, None, None]
    assert unread("linh") == [None, None, None]
    assert codes("lan", Asked(only=Only(unread=True))) == ["QT-01/VP"]


def test_open_requests_are_counted_as_far_as_one_sees_them(inside: Flask) -> None:
    edition = an_edition("in force", "QT-01/VP")
    an_edition("in force", "QT-02/VP")
    a_request(edition)
    a_request(edition, by="nga")
    asked = Asked(columns=("code", "requests"), sort="-requests")
    assert [e.requests for e in queries.page_of(actor("lan"), asked).entries] == [2, None]
    assert [e.requests for e in queries.page_of(actor("linh"), asked).entries] == [1, None]
    assert codes("nga", Asked(only=Only(requests=True))) == ["QT-01/VP"]
    assert codes("khoa", Asked(only=Only(requests=True))) == []


def test_overdue_reviews_are_marked_and_filtered(inside: Flask) -> None:
    with clock.showing(clock.days_ago(400)):
        an_edition("in force", "QT-01/VP")
    an_edition("in force", "QT-02/VP")
    set_kind("procedure", KindRule("", 12), 0, by=actor("lan"), reason="hằng năm")
    assert codes("lan", Asked(only=Only(due="1"))) == ["QT-01/VP"]
    first, second = queries.page_of(actor("lan"), Asked(sort="due")).entries
    assert first.due is not None
    assert second.due is not None
    assert first.due < clock.today() < second.due


def test_filters_narrow_the_register(inside: Flask) -> None:
    an_edition("in force", "QT-01/VP", title="Lưu trữ")
    a_draft("QT-02/VP", title="Tiếp dân")
    assert codes("lan", Asked(Wanted(text="tiếp"))) == ["QT-02/VP"]
    assert codes("lan", Asked(Wanted(state="in force"))) == ["QT-01/VP"]
    assert codes("lan", Asked(Wanted(kind="manual"))) == []


@pytest.mark.parametrize(
    "asked",
    [
        Asked(),
        Asked(
            Wanted(text="lưu trữ & kho", kind="manual", unit=2, state="in force"),
            only=Only(due="1"),
        ),
        Asked(Wanted(indicator="3.10"), columns=("code", "due"), sort="-title"),
    ],
)
def test_what_is_asked_survives_its_address(asked: Asked) -> None:
    assert asked_from(MultiDict(parse_qsl(asked.query))) == asked


@pytest.mark.parametrize(
    "sent", [{"sort": "password"}, {"sort": "place"}, {"columns": "secret"}, {"sort": "--code"}]
)
def test_what_cannot_be_read_is_left_out(sent: dict[str, str]) -> None:
    asked = asked_from(MultiDict(sent))
    assert asked.sort == "code"
    assert asked.columns == USUAL


def test_every_gap_has_its_reason(inside: Flask) -> None:
    lan = actor("lan")
    set_kind("procedure", KindRule("QT-{number:02}/{unit}", 0), 0, by=lan, reason="lần đầu")
    an_edition("in force", "QT-02/VP")
    move(a_draft("QT-05/VP"), "discarded")
    move(an_edition("in force", "QT-06/VP"), "withdrawn")
    a_draft("QT-09/VP")
    today = f"{clock.today():%d/%m/%Y}"
    assert [(gap.numbers, str(gap.why)) for gap in gaps.explained()] == [
        ("01", "chưa dùng"),
        ("03–04", "chưa dùng"),
        ("05", "mã của bản thảo đã bỏ"),
        ("06", f"tài liệu đã bãi bỏ từ {today}"),
        ("07–08", "chưa dùng"),
    ]
    assert {(gap.kind, gap.like) for gap in gaps.explained("procedure")} == {
        ("procedure", "QT-09/VP")
    }
    assert gaps.explained("manual") == []


def test_gaps_are_not_told_to_those_who_may_not_see_every_document(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        rule = KindRule("QT-{number:02}/{unit}", 0)
        set_kind("procedure", rule, 0, by=actor("lan"), reason="lần đầu")
        an_edition("in force", "QT-03/VP")
    said = "Số không có trong danh mục"
    assert said in visit("tam").get("/documents/register").text
    assert said not in visit("linh").get("/documents/register").text


def test_only_the_columns_asked_for_are_shown(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force")
    lan = visit("lan")
    page = lan.get("/documents/register?columns=title&columns=approver").text
    table = page[page.index("<table") : page.index("</table>")]
    assert "Phạm Quốc Hùng" in table
    assert "Mã hiệu" not in table
    assert "/documents/QT-01-VP/editions/1" in table


def test_a_view_without_a_name_keeps_what_was_asked(visit: Visit) -> None:
    answer = visit("lan").send("/documents/register/views", name=" ", query="text=kho&columns=code")
    assert answer.status_code == 422
    assert 'value="kho"' in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/documents/register",
        "/documents/register?" + "&".join(f"columns={key}" for key in COLUMNS),
        "/documents/register.xlsx",
        "/documents/register.docx",
    ],
)
def test_the_register_costs_the_same_for_few_and_many(app: Flask, visit: Visit, path: str) -> None:
    lan, counts = visit("lan"), []
    with app.app_context():
        rule = KindRule("QT-{number:02}/{unit}", 12)
        set_kind("procedure", rule, 0, by=actor("lan"), reason="lần đầu")
    lan.get(path)
    for ten in range(2):
        with app.app_context():
            for one in range(4):
                an_edition("in force", f"QT-{ten}{one}/VP")
        with statements(app) as sent:
            assert lan.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 34
