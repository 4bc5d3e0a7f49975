"""People are told once, of what was kept, and see it on their own pages only."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import operation
from qms.notices import kinds, operations, queries, wording
from qms.notices.kinds import Wish
from qms.notices.queries import PAGE
from qms.organisation.operations import disable, set_mail
from tests.counting import statements
from tests.town import actor, person
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HELLO = Sentence("Chào %(name)s.", name="<b>Linh</b> 100%")


@pytest.fixture(autouse=True)
def _kinds(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_KINDS", {})
    kinds.register("greeting", Sentence("Lời chào"))
    kinds.register("alarm", Sentence("Báo động"), Wish.AT_ONCE)


@operation
def greet(*logins: str, once: str = "1", fail: bool = False, url: str = "/documents") -> None:
    operations.notify([person(x).id for x in logins], "greeting", HELLO, url, once=once)
    if fail:
        raise Refused(Sentence("thôi"))


def told(login: str) -> list[str]:
    return [str(notice.said) for notice in queries.found(actor(login), 1).notices]


def test_people_are_told_once_however_often_it_is_said(inside: Flask) -> None:
    greet("linh", "binh")
    greet("linh", "khoa")
    greet("linh", once="2")
    assert len(told("linh")) == 2
    assert len(told("binh")) == len(told("khoa")) == 1
    assert told("lan") == []


def test_nobody_is_told_of_what_was_not_kept(inside: Flask) -> None:
    with pytest.raises(Refused):
        greet("linh", fail=True)
    assert told("linh") == []


def test_whoever_was_shut_out_is_told_nothing(inside: Flask) -> None:
    disable(person("binh"), by=actor("son"), reason="nghỉ việc")
    greet("linh", "binh")
    assert told("binh") == []


def test_a_kind_that_nobody_named_is_refused(inside: Flask) -> None:
    with pytest.raises(LookupError, match="no notice is of the kind"):
        operation(operations.notify)([1], "unknown", HELLO, "/", once="1")


def test_a_notice_is_its_persons_alone(app: Flask, visit: Visit) -> None:
    with app.app_context():
        greet("linh")
    assert visit("binh").send("/notices/1/reading").status_code == 404
    assert "Chào" not in visit("son").get("/notices").text


def test_the_bell_counts_and_the_list_says_it_safely(app: Flask, visit: Visit) -> None:
    with app.app_context():
        greet("linh")
        greet("linh", once="2")
    linh = visit("linh")
    assert re.search(r'bell-count">2<', linh.get("/").text)
    page = linh.get("/notices").text
    assert "2 thông báo chưa xem" in page
    assert "Chào &lt;b&gt;Linh&lt;/b&gt; 100%." in page
    assert "bell-count" not in visit("binh").get("/").text


def test_who_opens_a_notice_is_led_there_and_it_counts_as_seen(app: Flask, visit: Visit) -> None:
    with app.app_context():
        greet("linh", url="/documents?text=a")
    linh = visit("linh")
    assert linh.send("/notices/1/reading").location == "/documents?text=a"
    assert "bell-count" not in linh.get("/").text
    assert 'href="/documents?text=a"' in linh.get("/notices").text


def test_what_was_seen_once_keeps_the_moment_of_the_first_look(inside: Flask) -> None:
    greet("linh")
    linh, moments = actor("linh"), []
    for hours in (1, 2, 3):
        [notice] = queries.found(linh, 1).notices
        with clock.showing(notice.made_at + timedelta(hours=hours)):
            operations.mark_read(notice, by=linh)
            operations.mark_all_read(notice.id, by=linh)
        db.session.expire_all()
        moments.append(notice.read_at)
    assert moments == [notice.made_at + timedelta(hours=1)] * 3


def test_looking_at_a_page_changes_nothing(app: Flask, visit: Visit) -> None:
    with app.app_context():
        greet("linh")
    linh = visit("linh")
    linh.get("/notices")
    assert "bell-count" in linh.get("/notices").text


def test_all_that_was_shown_is_seen_but_not_what_came_meanwhile(app: Flask, visit: Visit) -> None:
    with app.app_context():
        greet("linh", "binh")
    linh = visit("linh")
    newest = re.search(r'name="newest" value="(\d+)"', linh.get("/notices").text)
    assert newest
    with app.app_context():
        greet("linh", once="2")
    assert linh.send("/notices/reading", newest=newest[1]).location == "/notices"
    with app.app_context():
        assert queries.unread(actor("linh")) == 1
        assert queries.unread(actor("binh")) == 1
    assert linh.send("/notices/reading", newest="x").status_code == 302


def test_many_notices_are_on_pages_and_ask_the_database_no_more(app: Flask, visit: Visit) -> None:
    linh = visit("linh")
    with app.app_context():
        greet("linh")
    linh.get("/notices")
    with statements(app) as few:
        linh.get("/notices")
    with app.app_context():
        for number in range(PAGE + 5):
            greet("linh", once=f"n{number}")
    with statements(app) as many:
        assert "Trang 1 trong 2" in linh.get("/notices").text
    assert len(many) == len(few)
    assert linh.get("/notices?page=2").text.count("task-new") == 6
    assert linh.get("/notices?page=khac").status_code == 200


def test_each_chooses_what_comes_by_mail_and_where(app: Flask, visit: Visit) -> None:
    linh = visit("linh")
    page = linh.get("/notices/settings").text
    assert re.search(r'name="wish-alarm"\s+value="at once"\s+checked', page)
    assert re.search(r'name="wish-greeting"\s+value="digest"\s+checked', page)
    sent = {"mail": " linh.tk@tanhoa.gov.vn ", "wish-alarm": "never", "wish-greeting": "lạ"}
    assert linh.send("/notices/settings", **sent).location == "/notices/settings"
    with app.app_context():
        assert person("linh").mail == "linh.tk@tanhoa.gov.vn"
        assert queries.wishes_of(actor("linh")) == {"alarm": "never", "greeting": "digest"}
        assert queries.wishes_of(actor("binh"))["alarm"] == "at once"
    linh.send("/notices/settings", mail="", **{"wish-alarm": "digest"})
    with app.app_context():
        assert person("linh").mail is None
        assert queries.wishes_of(actor("linh"))["alarm"] == "digest"


@pytest.mark.parametrize(
    "mail", ["linh", "a@b", "a@b.vn, c@d.vn", "a b@c.vn", "é@c.vn", "a@c.vn\nBcc: d@e.vn"]
)
def test_an_odd_address_is_refused_and_the_choices_are_kept(
    app: Flask, visit: Visit, mail: str
) -> None:
    answer = visit("linh").send("/notices/settings", mail=mail, **{"wish-alarm": "never"})
    assert answer.status_code == 409
    assert "Địa chỉ thư chưa đúng" in answer.text
    assert re.search(r'name="wish-alarm"\s+value="never"\s+checked', answer.text)
    with app.app_context():
        assert person("linh").mail is None


def test_the_administrator_sets_an_address_too_and_nobody_else(app: Flask, visit: Visit) -> None:
    with app.app_context():
        number = person("linh").id
    path, son = f"/people/{number}/mail", visit("son")
    assert son.send(path, mail="linh@tanhoa.gov.vn").location == f"/people/{number}"
    assert "linh@tanhoa.gov.vn" in son.get(f"/people/{number}").text
    assert "Đặt địa chỉ thư" in son.get("/trail").text
    assert son.send(path, mail="linh@").status_code == 409
    assert son.send(path, mail="x" * 300).status_code == 422
    assert visit("lan").send(path, mail="").status_code == 403
    with app.app_context(), pytest.raises(Refused, match="Chỉ chính người đó"):
        set_mail(person("linh"), "", by=actor("lan"))


VALUES = st.recursive(
    st.text(max_size=20) | st.integers() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.builds(lambda text, value: Sentence(text + "%(v)s", v=value), st.just("a "), inner)
    ),
    max_leaves=6,
)


@given(VALUES)
def test_a_sentence_is_kept_with_whatever_fills_it(value: object) -> None:
    sentence = Sentence("Chào %(value)s", value=value)
    assert str(wording.told(wording.kept(sentence))) == str(sentence)
