"""Paper copies are numbered, handed out, and collected once their edition has ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from qms.documents.copies.models import PaperCopy
from qms.documents.copies.operations import Handing, collect, hand_out
from qms.documents.copies.queries import of_document, recalls, tally
from qms.documents.models import Edition
from qms.kernel import clock
from qms.kernel.awaiting import awaiting
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from tests.town import actor, an_edition, move, unit_id


@pytest.fixture(autouse=True)
def _inside(app: Flask) -> object:
    """Every test here works inside the application, where pages have addresses."""
    with app.test_request_context():
        yield


def handed(edition: Edition, unit: str = "KT", count: int = 1, holder: str = "") -> list[PaperCopy]:
    to = Handing(unit_id(unit), holder, count, clock.today())
    return hand_out(edition, to, edition.serial, by=actor("lan"))


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    db.session.rollback()
    return " ".join(str(reason) for reason in refused.value.reasons)


def to_collect(login: str) -> list[tuple[str, list[str]]]:
    return [(r.unit.code, [str(c) for c in r.copies]) for r in recalls(actor(login))]


def test_copies_of_an_edition_are_counted_on() -> None:
    edition = an_edition("in force")
    handed(edition, count=2)
    [third] = handed(edition, "VP", holder="bàn số 2")
    assert (third.number, str(third)) == (3, "QT-01/VP (01/00) 03")


def test_when_an_edition_ends_its_copies_are_to_be_collected_by_unit() -> None:
    old, other = an_edition("in force"), an_edition("in force", "QT-02/VP")
    handed(old, count=2)
    handed(old, "VP")
    handed(other)
    assert to_collect("lan") == []
    an_edition("in force")
    move(other, "withdrawn")
    first, second = "QT-01/VP (01/00) 01", "QT-01/VP (01/00) 02"
    assert to_collect("lan") == [
        ("KT", [first, second, "QT-02/VP (01/00) 01"]),
        ("VP", ["QT-01/VP (01/00) 03"]),
    ]
    assert to_collect("binh") == [("KT", [first, second, "QT-02/VP (01/00) 01"])]
    assert to_collect("linh") == to_collect("son") == []
    for login, units in (("lan", 2), ("binh", 1), ("linh", 0)):
        found = [tasks for heading, tasks in awaiting(actor(login)) if "thu hồi" in str(heading)]
        assert sum(map(len, found)) == units


def test_what_came_back_is_ticked_off_and_what_will_not_says_why() -> None:
    old = an_edition("in force")
    first, second, third = handed(old, count=3)
    an_edition("in force")
    collect([first], clock.today(), by=actor("lan"))
    collect([second], clock.today(), by=actor("lan"), missing_because="thất lạc")
    assert to_collect("lan") == [("KT", [str(third)])]
    assert (tally(actor("lan"), old).out, tally(actor("lan"), old).back) == (1, 2)
    assert "đã được ghi thu hồi" in refusal(
        lambda: collect([first, third], clock.today(), by=actor("lan"))
    )
    assert third.collected_on is None


@pytest.mark.parametrize("login", ["binh", "hung", "linh", "tam", "son"])
def test_only_the_officer_hands_out_and_collects(login: str) -> None:
    edition = an_edition("in force")
    copies, to = handed(edition), Handing(unit_id("KT"), "", 1, clock.today())
    assert "Chỉ thư ký ISO" in refusal(lambda: hand_out(edition, to, 1, by=actor(login)))
    assert "Chỉ thư ký ISO" in refusal(lambda: collect(copies, clock.today(), by=actor(login)))


def test_days_are_in_order_and_the_edition_is_the_one_in_force() -> None:
    edition, today = an_edition("in force"), clock.today()
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
    for count, day, said in (
        (1, tomorrow, "sau hôm nay"),
        (1, yesterday, "không giao bản giấy trước ngày đó"),
        (0, today, "từ 1 đến 50"),
        (51, today, "từ 1 đến 50"),
    ):
        to = Handing(unit_id("KT"), "", count, day)
        assert said in refusal(lambda to=to: hand_out(edition, to, 1, by=actor("lan")))
    to = Handing(unit_id("KT"), "", 1, today)
    assert "đang có hiệu lực" in refusal(lambda: hand_out(edition, to, 7, by=actor("lan")))
    draft = an_edition("draft", "QT-05/VP")
    assert "đang có hiệu lực" in refusal(lambda: hand_out(draft, to, 1, by=actor("lan")))
    copies = handed(edition)
    assert "sau hôm nay" in refusal(lambda: collect(copies, tomorrow, by=actor("lan")))
    assert "không thu hồi trước" in refusal(lambda: collect(copies, yesterday, by=actor("lan")))
    assert "ít nhất một" in refusal(lambda: collect([], today, by=actor("lan")))


def test_a_head_sees_the_copies_of_the_unit() -> None:
    edition = an_edition("in force")
    handed(edition, "KT")
    handed(edition, "VP")
    seen = {who: len(of_document(actor(who), edition.document)) for who in ("lan", "binh", "linh")}
    assert seen == {"lan": 2, "binh": 1, "linh": 0}
