"""The list and the receipts on a real database, with their traces."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.audit_trail.vocabulary import Reader
from qms.documents.distribution import overview, progress, queries
from qms.documents.distribution.lifecycle import (
    EVERYBODY,
    NOT_ASKED,
    NOT_IN_FORCE,
    READ_BEFORE,
)
from qms.documents.distribution.models import Acknowledgement
from qms.documents.distribution.operations import Listed, acknowledge, set_distribution
from qms.documents.models import Edition
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from qms.organisation import unit_operations
from qms.organisation.operations import NewPerson, add_person, appoint, disable, end_appointment
from tests.town import actor, an_edition, belonging, move, person, read_by, to_be_read, unit_id

KT = ["binh", "khoa", "linh", "phuc", "quang"]
"""All of the economy unit; none of them made the edition of ``an_edition``."""


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def refusal(act: Callable[[], object]) -> list[str]:
    """The sentences with which ``act`` is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return [reason.text for reason in refused.value.reasons]


def asked(edition: Edition, by: str = "lan") -> dict[str, bool]:
    """Who is to read ``edition``, as ``by`` may know, and whether they have."""
    names = {person(login).name: login for login in (*KT, *EVERYONE_ELSE)}
    lines = [x for group in progress.by_unit(edition, actor(by)) for x in group.lines]
    return {names.get(line.name, line.name): line.read_at is not None for line in lines}


EVERYONE_ELSE = ("hanh", "lan", "thao", "tuan", "hung", "dong", "minh", "tam", "nga", "dung", "son")


def awaiting(login: str) -> Sequence[str]:
    """The codes of what a person is to read, in the order shown."""
    places = queries.own_places(actor(login), queries.parents())
    return [e.document.code for e in queries.to_read(actor(login), places)]


def test_the_people_of_a_unit_on_the_list_are_asked_and_no_others() -> None:
    edition = to_be_read(an_edition())
    assert sorted(asked(edition)) == KT
    assert all(awaiting(login) == ["QT-01/VP"] for login in KT)
    assert not any(awaiting(login) for login in EVERYONE_ELSE)


def test_a_role_on_the_list_asks_only_its_holders() -> None:
    edition = to_be_read(an_edition(), ("UBND", "unit_head"), ("VP", "verifier"))
    assert sorted(asked(edition)) == ["binh", "nga"]


def test_the_whole_agency_leaves_out_the_makers_the_administrator_and_the_inspector() -> None:
    edition = to_be_read(an_edition(), ("UBND", EVERYBODY))
    makers = {"thao", "tuan", "hung"}
    assert set(asked(edition)) == {*KT, *EVERYONE_ELSE} - makers - {"son", "tam"}
    assert not any(awaiting(login) for login in (*makers, "son", "tam"))


def test_a_receipt_is_kept_with_its_line_and_the_document_asks_no_more() -> None:
    edition = to_be_read(an_edition())
    receipt = acknowledge(edition, 1, by=actor("linh"))
    assert (receipt.edition_id, receipt.person_id) == (edition.id, person("linh").id)
    assert awaiting("linh") == []
    assert asked(edition) == {login: login == "linh" for login in KT}
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line is not None
    assert (line.actor_name, line.verb, line.subject_label) == (
        "Tạ Khánh Linh",
        "acknowledge",
        "QT-01/VP (01/00)",
    )
    assert whole_chain().whole


def test_the_list_is_told_on_the_line_of_its_document() -> None:
    edition = an_edition()
    to_be_read(edition)
    to_be_read(edition, ("VP", "staff"))
    wanted = select(TrailLine).where(TrailLine.verb == "set distribution").order_by(TrailLine.id)
    first, second = db.session.scalars(wanted).all()
    assert (first.subject_kind, first.subject_label) == ("document", "QT-01/VP Lưu trữ hồ sơ")
    told = [tuple(map(str, row)) for row in Reader([second]).told(second)]
    assert ("Đơn vị phải đọc", "Phòng Kinh tế", "") in told
    assert ("Đơn vị phải đọc", "", "Văn phòng HĐND và UBND") in told
    assert ("Những người phải đọc", "Mọi người", "") in told


def test_saving_the_same_list_leaves_no_line() -> None:
    edition = to_be_read(an_edition())
    to_be_read(edition)
    lines = db.session.scalars(select(TrailLine).where(TrailLine.verb == "set distribution")).all()
    assert len(lines) == 1


def test_a_new_edition_asks_again_and_the_old_receipts_stay() -> None:
    old = read_by(to_be_read(an_edition()), "linh", "binh")
    new = an_edition()
    assert asked(new) == dict.fromkeys(KT, False)
    assert awaiting("linh") == ["QT-01/VP"]
    names = [line.name for line in progress.of_the_past(old, actor("tam"))]
    assert names == ["Tạ Khánh Linh", "Hoàng Văn Bình"]


def test_newcomers_get_what_is_theirs_and_those_who_left_drop_out() -> None:
    edition, keeper = to_be_read(an_edition()), actor("son")
    assert awaiting("nga") == []
    today = clock.today()
    appoint(person("nga"), Role.STAFF, unit_id("KT"), today, None, by=keeper, reason="điều động")
    assert awaiting("nga") == ["QT-01/VP"]
    disable(person("phuc"), by=keeper, reason="nghỉ hưu")
    for held in person("khoa").appointments:
        end_appointment(held, by=keeper, reason="chuyển công tác")
    assert sorted(asked(edition)) == ["binh", "linh", "nga", "quang"]


def test_a_unit_takes_in_the_units_below_it() -> None:
    edition, keeper = to_be_read(an_edition()), actor("son")
    above = person("linh").unit
    team = unit_operations.add_unit("TO", "Tổ đô thị", above, date(2024, 2, 1), by=keeper)
    new, _link = add_person(NewPerson("ha", "Lý Thu Hà", "Công chức", team.id), by=keeper)
    appoint(new, Role.STAFF, None, date(2024, 2, 1), None, by=keeper, reason="13/QĐ-UBND")
    assert awaiting("ha") == ["QT-01/VP"]
    assert "Lý Thu Hà" in asked(edition)
    assert "Lý Thu Hà" in asked(edition, by="binh")


def test_only_what_is_in_force_awaits_and_the_oldest_first() -> None:
    for number, day in ((2, 20), (1, 10)):
        with clock.showing(datetime(2026, 3, day, 8, tzinfo=UTC)):
            to_be_read(an_edition("in force", f"QT-0{number}/VP"))
    to_be_read(an_edition("approved", "QT-03/VP"))
    gone = to_be_read(an_edition("in force", "QT-04/VP"))
    move(gone, "withdrawn")
    assert awaiting("linh") == ["QT-01/VP", "QT-02/VP"]


def test_who_is_not_asked_cannot_confirm() -> None:
    edition = to_be_read(an_edition())
    for login in ("nga", "thao", "tam", "son"):
        said = refusal(lambda login=login: acknowledge(edition, 1, by=actor(login)))  # type: ignore[misc]
        assert said == [NOT_ASKED.text]
    assert db.session.scalars(select(Acknowledgement)).all() == []


def test_nobody_confirms_twice() -> None:
    edition = read_by(to_be_read(an_edition()), "linh")
    assert refusal(lambda: acknowledge(edition, 1, by=actor("linh"))) == [READ_BEFORE.text]


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_what_is_not_in_force_yet_is_not_confirmed(state: str) -> None:
    edition = to_be_read(an_edition(state))
    assert refusal(lambda: acknowledge(edition, 1, by=actor("linh"))) == [NOT_IN_FORCE.text]


def test_what_is_no_longer_in_force_is_not_confirmed() -> None:
    edition = to_be_read(an_edition())
    move(edition, "withdrawn")
    assert refusal(lambda: acknowledge(edition, 1, by=actor("linh"))) == [NOT_IN_FORCE.text]


def test_a_receipt_is_for_the_edition_that_was_read() -> None:
    to_be_read(an_edition())
    new = an_edition()
    [said] = refusal(lambda: acknowledge(new, 1, by=actor("linh")))
    assert said.startswith("Tài liệu đã có phiên bản mới")
    assert acknowledge(new, 2, by=actor("linh"))


def change(edition: Edition, by: str) -> object:
    place = frozenset({(unit_id("VP"), EVERYBODY)})
    return set_distribution(edition.document, Listed(place), Listed(frozenset()), by=actor(by))


@pytest.mark.parametrize(
    "by", ["hanh", "khoa", "tuan", "hung", "binh", "linh", "minh", "tam", "son"]
)
def test_the_list_is_not_everybodys_to_change(by: str) -> None:
    draft = an_edition("draft")
    assert len(refusal(lambda: change(draft, by))) == 1
    assert queries.entries_of(draft.document) == []


@pytest.mark.parametrize("state", ["draft", "in review", "approved"])
def test_the_author_sets_the_list_while_the_edition_is_on_its_way(state: str) -> None:
    assert change(an_edition(state), "thao")


def test_after_that_only_the_quality_officer_does() -> None:
    edition = an_edition()
    assert refusal(lambda: change(edition, "thao"))
    assert change(edition, "lan")


def test_a_list_changed_meanwhile_is_not_overwritten() -> None:
    edition = to_be_read(an_edition())
    assert refusal(lambda: change(edition, "lan")) == [OVERTAKEN.text]
    assert [e.place for e in queries.entries_of(edition.document)] == [(unit_id("KT"), EVERYBODY)]


@pytest.mark.parametrize(
    ("place", "because"),
    [
        ((999, EVERYBODY), "Đơn vị này không có"),
        ((1, "administrator"), "Có vai trò không dùng được"),
        ((1, "inspector"), "Có vai trò không dùng được"),
        ((1, "nobody"), "Có vai trò không dùng được"),
    ],
)
def test_a_place_that_is_none_is_refused(place: tuple[int, str], because: str) -> None:
    document, lan = an_edition().document, actor("lan")
    wanted, none = Listed(frozenset({place})), Listed(frozenset())
    [said] = refusal(lambda: set_distribution(document, wanted, none, by=lan))
    assert said.startswith(because)


def test_a_closed_unit_stays_on_the_list_but_is_not_put_there() -> None:
    edition, kt = to_be_read(an_edition()), person("linh").unit
    unit_operations.close_unit(kt, clock.today(), by=actor("son"), reason="sáp nhập")
    to_be_read(edition, ("KT", EVERYBODY), ("VP", EVERYBODY))
    assert len(queries.entries_of(edition.document)) == 2
    other = an_edition("in force", "QT-02/VP")
    assert refusal(lambda: to_be_read(other))


def test_a_head_follows_their_own_unit_and_others_nobody() -> None:
    edition = read_by(to_be_read(an_edition(), ("UBND", EVERYBODY)), "linh", "nga")
    assert sorted(asked(edition, by="binh")) == KT
    assert len(asked(edition, by="hanh")) == 11
    assert asked(edition, by="linh") == {}
    [line] = overview.overview(actor("binh")).shown
    assert (line.tally.asked, line.tally.read) == (5, 1)
    [line] = overview.overview(actor("minh")).shown
    assert (line.tally.asked, line.tally.read) == (11, 2)


def test_a_form_is_followed_only_where_it_has_a_list_of_its_own() -> None:
    [listed, _other] = belonging(an_edition(), "BM-01", "BM-02")
    to_be_read(listed.editions[0])
    shown = overview.overview(actor("lan")).shown
    assert [p.edition.document.code for p in shown] == ["BM-01", "QT-01/VP"]


def test_the_overview_puts_first_where_most_are_missing() -> None:
    to_be_read(an_edition("in force", "QT-01/VP"), ("VP", "verifier"))
    read_by(to_be_read(an_edition("in force", "QT-02/VP")), "linh")
    read_by(to_be_read(an_edition("in force", "QT-03/VP"), ("VP", "verifier")), "nga")
    an_edition("in force", "QT-04/VP")
    an_edition("draft", "QT-05/VP")
    lan = actor("lan")

    def codes(show: str) -> list[str]:
        return [p.edition.document.code[:5] for p in overview.overview(lan, show).shown]

    assert codes("") == ["QT-02", "QT-01", "QT-03", "QT-04"]
    assert codes("unread") == ["QT-02", "QT-01"]
    assert codes("unlisted") == ["QT-04"]
