"""Nonconformities are found by search, by whom they may be seen and by nobody else."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from qms.kernel.database import db
from qms.nonconformities import queries
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.indexing import every_key, eyes_of, eyes_on, passages_of
from qms.nonconformities.models import Nonconformity
from qms.search.finder import Wanted, finder
from tests.nonconformities.cases import (
    STATES,
    a_report,
    accepted,
    acted,
    an_action,
    analysed,
    approved,
    corrected,
    done,
    judged,
    one_in,
    proposed,
    verified,
)
from tests.town import CAST, actor, person
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]


def one_of_each() -> None:
    """In each state, of other people, confidential or not, with owners from elsewhere."""
    for state in STATES:
        one_in(state)
    accepted(a_report("thao"))
    hidden = [accepted(a_report(who), confidential=True) for who in ("linh", "thao", "khoa")]
    found = analysed(corrected(hidden[1]))
    an_action(found, owner_id=person("tuan").id)
    approved(proposed(found))
    an_action(analysed(corrected(hidden[2])), owner_id=person("minh").id)
    an_action(owner_id=person("nga").id)
    accepted(a_report("dung"), confidential=True, handler_id=person("tam").id)


def test_search_and_scope_agree_for_everybody_in_every_state(inside: Flask) -> None:
    one_of_each()
    whole = db.session.scalars(select(Nonconformity)).all()
    hidden = {one.id for one in whole if one.confidential}
    for login in CAST:
        by = actor(login)
        seen = {one.id for one in db.session.scalars(queries.visible_to(by))}
        marked = {one.id for one in whole if eyes_on(one) & eyes_of(by)}
        assert marked == seen, login
        found = finder().ask(by, Wanted("đăng ký khai sinh"), limit=100)
        assert {int(g.key.partition(":")[2]) for g in found.groups} == seen, login
        assert found.total == len(seen)
        ids = {a.nonconformity.id for a in db.session.scalars(actions.visible_to(by))}
        assert ids <= seen
        answer = finder().ask(by, Wanted("bảng phân công người làm thay"), limit=100)
        assert {int(g.key.partition(":")[2]) for g in answer.groups} >= ids
        assert {int(g.key.partition(":")[2]) for g in answer.groups} <= seen
        if login in ("lan", "hanh"):
            assert hidden <= seen
    auditor = {one.id for one in db.session.scalars(queries.visible_to(actor("minh")))}
    assert len(auditor & hidden) == 1


def test_everything_there_is_can_be_indexed_and_is_indexed_by_the_verbs(inside: Flask) -> None:
    one_of_each()
    keys = list(every_key())
    assert len(keys) == db.session.query(Nonconformity).count()
    assert all(passages_of(key) for key in keys)
    assert passages_of("999") == []
    assert finder().indexer.check() == []


def test_each_verb_tells_the_index(inside: Flask) -> None:
    found = analysed()
    first, second = an_action(found), an_action(found, owner_id=person("linh").id)
    assert finder().indexer.check() == []
    approved(proposed(found))
    acted(first)
    assert finder().indexer.check() == []
    verified(done(first)), verified(done(second, by="linh"))
    assert finder().indexer.check() == []
    judged(found, result="failed")
    assert finder().indexer.check() == []


def test_who_reported_is_no_part_of_what_is_searched(inside: Flask) -> None:
    found = a_report(hides_reporter=True)
    said = " ".join(f"{p.title} {p.heading} {p.text} {p.code}" for p in passages_of(str(found.id)))
    assert "Linh" not in said


def test_a_nonconformity_is_found_by_its_words_number_and_correction(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        found = corrected(accepted(title="Trả hồ sơ khai sinh trễ hẹn"))
        number = found.number
    linh, thao = visit("linh"), visit("thao")
    for words in ("khai sinh tre hen", "giấy hẹn", number, "xin lỗi người dân"):
        page = linh.get("/search", q=words).text
        assert 'href="/nonconformities/1"' in page, words
        assert "/nonconformities/1" not in thao.get("/search", q=words).text
    assert "/nonconformities/1" in linh.get("/search", q="khai sinh", kind="nonconformity").text
    assert "/nonconformities/1" not in linh.get("/search", q="khai sinh", kind="procedure").text
    assert "/nonconformities/1" in linh.get("/search", q="khai sinh", indicator="3.1").text
    assert "/nonconformities/1" not in linh.get("/search", q="khai sinh", unit="VP").text


def test_cause_action_and_check_are_found_where_they_stand(app: Flask, visit: Visit) -> None:
    with app.app_context():
        found = analysed()
        an_action(found, indicators=frozenset({"1.5"}), text="Mua máy quét dự phòng")
        action = an_action(found, text="Lập lịch trực")
        approved(proposed(found))
        verified(done(found.plan[0])), verified(done(acted(action)))
        judged(found)
    linh, thao = visit("linh"), visit("thao")
    places = {
        "cán bộ hộ tịch nghỉ ốm": "/nonconformities/1#cause-1",
        "quầy chứng thực": "/nonconformities/1#cause-1",
        "máy quét dự phòng": "/nonconformities/1/actions/1",
        "lịch trực": "/nonconformities/1/actions/2",
        "đã dự thảo": "/nonconformities/1/actions/2",
        "120 hồ sơ trong ba tháng": "/nonconformities/1#effect-1",
    }
    for words, place in places.items():
        assert f'href="{place}"' in linh.get("/search", q=words).text, words
        assert place not in thao.get("/search", q=words).text
        assert linh.get(place).status_code == 200
    of_action = linh.get("/search", q="máy quét", indicator="1.5").text
    assert 'href="/nonconformities/1/actions/1"' in of_action


def test_counts_hold_only_what_one_may_see(app: Flask, visit: Visit) -> None:
    with app.app_context():
        for _one in range(3):
            a_report("khoa")
        a_report("linh")
        asked = Wanted("giấy hẹn")
        assert finder().ask(actor("linh"), asked).total == 1
        assert finder().ask(actor("khoa"), asked).total == 3
        assert finder().ask(actor("minh"), asked).total == 4
        assert finder().ask(actor("thao"), asked).total == 0
