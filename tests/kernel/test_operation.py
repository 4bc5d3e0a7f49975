"""One verb, one transaction, one trace."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, event, func, select
from sqlalchemy.orm.attributes import set_committed_value

from qms.audit_trail.models import TrailLine
from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.database import IMMEDIATE, db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import (
    OVERTAKEN,
    Untraced,
    afterwards,
    operation,
    plumbing,
    transaction,
)
from qms.organisation.models import Person, Unit
from qms.textindex.models import IndexTask
from tests.town import BEGAN, actor, person

pytestmark = pytest.mark.usefixtures("inside")


def lines() -> int:
    return db.session.scalar(select(func.count()).select_from(TrailLine)) or 0


def name_in_the_database(login: str) -> str:
    with db.engine.connect() as other:
        return str(other.scalar(select(Person.name).where(Person.login == login)))


@operation
def rename(who: Person, name: str) -> Person:
    who.name = name
    record(actor("son"), "change person", who)
    return who


def test_a_verb_commits_once_at_its_end_with_its_line() -> None:
    kept: list[str] = []

    @event.listens_for(db.engine, "commit")
    def _notice(connection: Connection) -> None:
        if connection.get_execution_options().get(IMMEDIATE):
            kept.append("commit")

    before, who = lines(), person("linh")
    rename(who, "Tạ Khánh Ly")
    assert kept == ["commit"]
    assert lines() == before + 1
    assert name_in_the_database("linh") == "Tạ Khánh Ly"


def test_a_verb_says_that_it_is_one() -> None:
    assert rename.is_operation is True  # type: ignore[attr-defined]
    assert rename.__name__ == "rename"


def test_a_verb_inside_a_verb_joins_it() -> None:
    who, other, before = person("linh"), person("khoa"), lines()

    @operation
    def both() -> None:
        rename(who, "Một")
        assert name_in_the_database("linh") == "Tạ Khánh Linh", "kept before its time"
        rename(other, "Hai")

    both()
    assert (name_in_the_database("linh"), name_in_the_database("khoa")) == ("Một", "Hai")
    assert lines() == before + 2


@pytest.mark.parametrize(
    "trouble", [RuntimeError(), Refused(Sentence("Không.")), KeyboardInterrupt()]
)
def test_when_the_outer_verb_fails_nothing_of_the_inner_one_is_kept(
    trouble: BaseException,
) -> None:
    who, before = person("linh"), lines()

    @operation
    def both() -> None:
        rename(who, "Một")
        raise trouble

    with pytest.raises(type(trouble)):
        both()
    assert (who.name, lines()) == ("Tạ Khánh Linh", before)
    rename(who, "Sau đó")
    assert name_in_the_database("linh") == "Sau đó"


def test_what_was_read_before_is_read_again_under_the_lock() -> None:
    who = person("linh")
    assert who.name == "Tạ Khánh Linh"
    db.session.rollback()
    who.__dict__["name"] = "Tên đã cũ"

    @operation
    def look() -> str:
        return who.name

    assert look() == "Tạ Khánh Linh"


def test_who_was_overtaken_is_told_and_the_other_change_stays() -> None:
    who = rename(person("linh"), "Người trước")

    @operation
    def too_late() -> None:
        set_committed_value(who, "version", who.version - 1)  # as it was read before the other
        who.name = "Người sau"
        record(actor("son"), "change person", who)

    before = lines()
    with pytest.raises(Refused) as refused:
        too_late()
    assert refused.value.reasons == (OVERTAKEN,)
    assert name_in_the_database("linh") == "Người trước"
    assert lines() == before


def collect(told: list[str], word: str) -> Callable[[], None]:
    return lambda: told.append(word)


def test_what_waits_for_the_commit_comes_after_it_and_once() -> None:
    told: list[str] = []
    who = person("linh")

    def letter() -> None:
        told.append(name_in_the_database("linh"))

    @operation
    def change() -> None:
        afterwards(letter)
        rename(who, "Một")
        afterwards(letter)
        assert told == []

    change()
    assert told == ["Một"]
    rename(who, "Hai")
    assert told == ["Một"]


def test_what_waits_for_the_commit_does_not_come_when_the_verb_fails() -> None:
    told: list[str] = []

    @operation
    def fail() -> None:
        afterwards(collect(told, "thư"))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    rename(person("linh"), "Một")
    assert told == []


def test_what_waits_in_the_order_it_was_asked_for() -> None:
    told: list[str] = []

    @operation
    def ask() -> None:
        for word in ("một", "hai", "ba"):
            afterwards(collect(told, word))

    ask()
    assert told == ["một", "hai", "ba"]


def test_only_a_verb_has_an_afterwards() -> None:
    with pytest.raises(KeyError):
        afterwards(lambda: None)


def test_rows_that_are_no_matter_of_the_agency_need_no_line() -> None:
    before = lines()
    with plumbing() as session:
        session.add(IndexTask(kind="edition", key="1", at=clock.now()))
    with transaction() as session:
        session.add(IndexTask(kind="edition", key="2", at=clock.now()))
    assert db.session.scalar(select(func.count()).select_from(IndexTask)) == 2
    assert lines() == before


def test_rows_of_the_agency_do_not_slip_in_by_that_door() -> None:
    with pytest.raises(Untraced), plumbing() as session:
        session.add(Unit(code="X", name="X", parent_id=1, valid_from=BEGAN))
    assert db.session.scalar(select(Unit).where(Unit.code == "X")) is None


def test_that_door_stays_shut_while_a_verb_is_under_way() -> None:
    @operation
    def confused() -> None:
        with plumbing():
            pytest.fail("let in")

    with pytest.raises(RuntimeError, match="under way"):
        confused()
