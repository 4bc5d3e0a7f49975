"""Setting how a kind is numbered and reviewed: by whom, with what effect, and what is suggested."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.documents import drafting, filing
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.kinds import queries
from qms.documents.kinds.operations import KindRule, set_kind
from qms.documents.models import Document
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from tests.counting import statements
from tests.documents.test_pages import upload
from tests.town import a_draft, actor, an_edition, unit_id, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
RULE = KindRule("QT-{number:02}/{unit}", 12)
HERE = "/documents/kinds/procedure"


def test_the_officer_sets_a_rule_and_the_trail_tells_it(inside: Flask) -> None:
    setting = set_kind("procedure", RULE, 0, by=actor("lan"), reason="theo quy chế văn thư")
    assert (setting.pattern, setting.review_months) == RULE.parts
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line is not None
    assert (line.verb, line.reason) == ("set kind", "theo quy chế văn thư")
    assert line.changes["pattern"] == [None, RULE.pattern]


@pytest.mark.parametrize("login", ["thao", "hanh", "tam", "son"])
def test_nobody_else_sets_a_rule(inside: Flask, login: str) -> None:
    with pytest.raises(Refused):
        set_kind("procedure", RULE, 0, by=actor(login), reason="thử")
    assert queries.setting("procedure") is None


def test_a_rule_is_refused_with_every_reason_at_once(inside: Flask) -> None:
    with pytest.raises(Refused) as refused:
        set_kind("procedure", KindRule("QT", 12), 3, by=actor("lan"), reason=" ")
    assert OVERTAKEN in refused.value.reasons
    assert len(refused.value.reasons) == 3


def test_saving_what_stands_already_is_refused(inside: Flask) -> None:
    set_kind("procedure", RULE, 0, by=actor("lan"), reason="lần đầu")
    with pytest.raises(Refused, match="đang dùng rồi"):
        set_kind("procedure", RULE, 1, by=actor("lan"), reason="lần nữa")


def test_the_effect_counts_what_does_not_follow_and_tells_what_comes_next(inside: Flask) -> None:
    for code in ("QT-01/VP", "QT-03/VP", "QT.HT.09"):
        a_draft(code)
    effect = queries.effect("procedure", RULE.pattern, 0, "VP", actor("lan"))
    assert effect.documents == 3
    assert [given.code for given in effect.strangers] == ["QT.HT.09"]
    assert effect.next_codes == ["QT-04/VP", "QT-05/VP", "QT-06/VP"]
    assert queries.effect("procedure", "", 0, "VP", actor("lan")).strangers == []


def test_a_code_is_never_suggested_twice_even_if_its_draft_was_given_up(inside: Flask) -> None:
    an_edition("draft", "QT-01/VP")
    set_kind("procedure", RULE, 0, by=actor("lan"), reason="lần đầu")
    assert queries.next_codes("VP") == {"procedure": "QT-02/VP"}
    assert queries.next_codes("KT") == {"procedure": "QT-01/KT"}


def test_two_who_take_the_same_suggestion_at_once_get_one_document(app: Flask) -> None:
    with app.app_context():
        file = filing.take_in(word_file(), "a.docx")
        about = DocumentFacts("QT-01/VP", "procedure", unit_id())
        people = [actor("thao"), actor("khoa")]
    together, refusals = threading.Barrier(2), []

    def begin(place: int) -> None:
        with app.app_context():
            together.wait()
            facts = EditionFacts(f"Bản {place}", 1, 0)
            try:
                drafting.start_document(about, facts, file, by=people[place])
            except Refused as refused:
                refusals.append(refused)

    threads = [threading.Thread(target=begin, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert db.session.query(Document).count() == 1
    [refused] = refusals
    assert "đã có" in str(refused.reasons[0])


def test_a_rule_is_looked_at_before_it_is_saved(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft("QT-01/VP")
        a_draft("QT.HT.09")
    lan = visit("lan")
    asked = {"pattern": RULE.pattern, "review_months": "12"}
    page = lan.get(HERE, **asked)
    assert page.status_code == 200
    assert "QT-02/VP" in page.text
    assert "QT.HT.09" in page.text
    assert lan.send(HERE, **asked, seen="0", reason="lần đầu").status_code == 302
    assert RULE.pattern in lan.get("/documents/kinds").text
    assert "Đặt quy tắc" in lan.get("/trail").text


def test_a_rule_that_cannot_be_read_says_why_and_saves_nothing(visit: Visit) -> None:
    lan = visit("lan")
    page = lan.get(HERE, pattern="QT-{nummer}", review_months="mười")
    assert page.status_code == 422
    assert "ngoặc nhọn" in page.text
    assert "từ 0 đến 120" in page.text
    answer = lan.send(HERE, pattern="QT", review_months="12", seen="0", reason="x")
    assert answer.status_code == 422
    assert "viết tự do" in lan.get("/documents/kinds").text


def test_two_officers_at_once_lose_nothing(visit: Visit) -> None:
    lan = visit("lan")
    asked = {"pattern": RULE.pattern, "review_months": "12", "seen": "0"}
    assert lan.send(HERE, **asked, reason="một").status_code == 302
    answer = lan.send(HERE, **(asked | {"review_months": "24"}), reason="lý do của người sau")
    assert answer.status_code == 409
    assert "lý do của người sau" in answer.text
    assert "Có người vừa thay đổi" in answer.text


def test_the_rule_in_use_is_shown_as_it_stands(app: Flask, visit: Visit) -> None:
    lan = visit("lan")
    assert lan.get(HERE).status_code == 200
    with app.app_context():
        set_kind("procedure", RULE, 0, by=actor("lan"), reason="lần đầu")
    page = lan.get(HERE)
    assert page.status_code == 200
    assert f'value="{RULE.pattern}"' in page.text
    assert "Lưu quy tắc này" not in page.text


def test_a_kind_that_is_none_is_not_found(visit: Visit) -> None:
    assert visit("lan").get("/documents/kinds/poem").status_code == 404


def test_a_file_without_a_code_is_offered_the_next_one(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft("QT-01/VP")
        set_kind("procedure", RULE, 0, by=actor("lan"), reason="lần đầu")
    thao = visit("thao")
    place = upload(thao, word_file()).location or ""
    page = thao.get(place)
    assert "Mã tiếp theo" in page.text
    assert "code=QT-02/VP" in page.text
    filled = thao.get(f"{place}&code=QT-02/VP&kind=procedure")
    assert 'value="QT-02/VP"' in filled.text
    assert "Mã tiếp theo" not in filled.text


@pytest.mark.parametrize(
    "path", ["/documents/kinds", f"{HERE}?pattern=QT-{{number}}&review_months=6"]
)
def test_a_page_of_kinds_costs_the_same_for_few_and_many(
    app: Flask, visit: Visit, path: str
) -> None:
    lan, counts = visit("lan"), []
    lan.get(path)
    for ten in range(2):
        with app.app_context():
            for one in range(4):
                an_edition("in force", f"QT-{ten}{one}/VP")
        with statements(app) as sent:
            assert lan.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 12
