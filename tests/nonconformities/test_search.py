"""Nonconformities are found by search, by whom they may be seen and by nobody else."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from qms.kernel.database import db
from qms.nonconformities import queries
from qms.nonconformities.indexing import every_key, eyes_of, eyes_on, passages_of
from qms.nonconformities.models import Nonconformity
from qms.search.finder import Wanted, finder
from tests.nonconformities.cases import STATES, a_report, accepted, corrected, one_in
from tests.town import CAST, actor
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]


@pytest.mark.parametrize("login", CAST)
def test_the_marks_say_the_same_as_the_scope(inside: Flask, login: str) -> None:
    for state in STATES:
        one_in(state)
    accepted(a_report("thao"))
    seen = {one.id for one in db.session.scalars(queries.visible_to(actor(login)))}
    for found in db.session.scalars(select(Nonconformity)):
        assert bool(eyes_on(found) & eyes_of(actor(login))) == (found.id in seen)


def test_everything_there_is_can_be_indexed(inside: Flask) -> None:
    for state in STATES:
        one_in(state)
    keys = list(every_key())
    assert len(keys) == db.session.query(Nonconformity).count()
    assert all(passages_of(key) for key in keys)
    assert passages_of("999") == []
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
