"""The pages of effects, as a browser without scripts meets them."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.counting import statements
from tests.laws import a_law, citing, happens
from tests.town import an_edition
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/effects/1"


@pytest.fixture
def touched(app: Flask) -> Flask:
    """The ward with a procedure that cites a decree which has lapsed."""
    with app.app_context():
        citing()
        happens(a_law())
    return app


def test_the_author_sees_the_clauses_and_answers_with_a_reason(
    touched: Flask, visit: Visit
) -> None:
    thao = visit("thao")
    assert HERE in thao.get("/").text
    assert HERE in thao.get("/documents/QT-01-VP").text
    page = thao.get(HERE).text
    assert "khoản 2 Điều 8" in page
    assert "điều 8" in page
    answer = thao.send(f"{HERE}/no-effect", seen=1, reason="")
    assert answer.status_code == 422
    assert "Cần điền" in answer.text
    answer = thao.send(f"{HERE}/no-effect", seen=1, reason="chỉ nhắc tên văn bản")
    assert (answer.status_code, answer.location) == (302, HERE)
    page = visit("lan").get("/external/30-2020-ND-CP").text
    assert "1 trong 1 tài liệu đã xong" in page
    assert "chỉ nhắc tên văn bản" in page
    assert "Đặng Thu Thảo" in page
    assert HERE not in thao.get("/").text


def test_a_stale_answer_keeps_what_was_typed(touched: Flask, visit: Visit) -> None:
    thao = visit("thao")
    assert thao.send(f"{HERE}/revision", seen=1).status_code == 302
    assert "Lập phiên bản mới" in thao.get(HERE).text
    answer = thao.send(f"{HERE}/no-effect", seen=1, reason="lý do viết dài")
    assert answer.status_code == 409
    assert "lý do viết dài" in answer.text
    assert thao.send(f"{HERE}/revision", seen=1).status_code == 409


def test_the_officer_asks_all_owners_and_one_again(touched: Flask, visit: Visit) -> None:
    lan, thao = visit("lan"), visit("thao")
    there = "/external/30-2020-ND-CP/request"
    assert "QT-01/VP" in lan.get(there).text
    assert lan.send(there, due="32/01/2030", note="").status_code == 422
    answer = lan.send(there, due="01/02/2020", note="xem mục 5")
    assert answer.status_code == 409
    assert "xem mục 5" in answer.text
    assert lan.send(there, due="01/02/2099", note="xem mục 5").status_code == 302
    page = thao.get(HERE).text
    assert "xem mục 5" in page
    assert "01/02/2099" in page
    thao.send(f"{HERE}/no-effect", seen=2, reason="không đổi")
    assert lan.send(there, due="", note="").status_code == 409
    assert lan.send(f"{HERE}/renewal", seen=3, reason="").status_code == 422
    assert lan.send(f"{HERE}/renewal", seen=3, reason="mục 5 có đổi").status_code == 302
    assert "mục 5 có đổi" in thao.get(HERE).text


def test_who_does_not_own_the_document_finds_no_effect(touched: Flask, visit: Visit) -> None:
    for login in ("linh", "khoa", "binh", "tuan"):
        assert visit(login).get(HERE).status_code == 404
        assert "QT-01/VP" not in visit(login).get("/effects").text
    assert visit("tam").get(HERE).status_code == 200
    assert visit("linh").get("/effects/999").status_code == 404
    assert "hết hiệu lực" in visit("linh").get("/documents/QT-01-VP").text


def test_pages_ask_the_database_as_often_for_many_as_for_few(app: Flask, visit: Visit) -> None:
    with app.app_context():
        law = a_law()
        citing("QT-11")
        happens(law)
    lan, thao, counts = visit("lan"), visit("thao"), []
    pages = [(lan, "/effects"), (lan, "/external/30-2020-ND-CP"), (lan, "/"), (thao, "/")]
    for code in ("QT-12", "QT-13"):
        with app.app_context():
            citing(code)
            an_edition("in force", f"{code}-A")
        told = []
        for visitor, path in pages:
            visitor.get(path)
            with statements(app) as sent:
                visitor.get(path)
            told.append(len(sent))
        counts.append(told)
    assert counts[0] == counts[1]
