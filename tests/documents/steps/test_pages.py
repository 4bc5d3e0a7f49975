"""The steps stand as lanes below their table; who makes or signs the text is told of their sum."""

from collections.abc import Callable

from flask import Flask

from tests.documents.word.layouts import LAYOUTS
from tests.documents.word.parts import p, table
from tests.documents.word.parts import word_file as raw
from tests.town import an_edition, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
DIFFERING, FITTING = "plain cover and articles", "header table"
PAGE, SIGNING = "/documents/QT-01-VP/editions/1", "/documents/QT-01-VP/editions/1/signing"


def given(app: Flask, state: str, layout: str) -> None:
    with app.app_context():
        an_edition(state, "QT-01/VP", text=LAYOUTS[layout].build())


def test_the_lanes_stand_on_the_page_and_where_one_signs(app: Flask, visit: Visit) -> None:
    given(app, "in review", FITTING)
    for page in (visit("thao").get(PAGE).text, visit("tuan").get(SIGNING).text):
        assert page.count('class="drawing-picture"') == 1
        assert "Công chức một cửa" in page
        assert "cộng lại là 24 giờ làm việc" in page
        assert "không khớp" not in page


def test_steps_that_do_not_add_up_are_told_to_who_makes_and_signs(app: Flask, visit: Visit) -> None:
    given(app, "in review", DIFFERING)
    for page in (visit("thao").get(PAGE).text, visit("tuan").get(SIGNING).text):
        assert "Thời gian các bước không khớp" in page
        assert "ghi 80 giờ làm việc, nhưng các bước cộng lại là 76 giờ" in page
    thao = visit("thao")
    thao.send("/language", language="en")
    assert "states 80 working hours, but the steps add up to 76 hours" in thao.get(PAGE).text


def test_what_can_no_longer_be_corrected_is_not_complained_of(app: Flask, visit: Visit) -> None:
    given(app, "in force", DIFFERING)
    page = visit("lan").get(PAGE).text
    assert page.count('class="drawing-picture"') == 1
    assert "không khớp" not in page


def test_a_text_without_steps_has_no_picture(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in review", "QT-01/VP", text=word_file("# 1. Mục đích", "a"))
    assert "drawing-picture" not in visit("thao").get(PAGE).text


def test_what_the_steps_say_is_shown_as_typed(app: Flask, visit: Visit) -> None:
    head = "TT | Trình tự | Trách nhiệm | Thời gian"
    with app.app_context():
        rows = [head.split(" | "), ["1", "<b>Nhận</b> & ghi", '"Một" <cửa>', "0,5 ngày"]]
        body = p("5. NỘI DUNG", bold=True) + table(*rows)
        an_edition("in review", "QT-01/VP", text=raw(body))
    page = visit("thao").get(PAGE).text
    assert "&lt;b&gt;Nhận&lt;/b&gt; &amp; ghi" in page
    assert "<b>Nhận" not in page
    assert "cộng lại là 4 giờ" in page
