"""No change without its line, and no way round that."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import UpdateBase

from qms.audit_trail.models import TrailLine
from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.operation import Untraced, operation, transaction
from qms.organisation import queries
from qms.organisation.models import Appointment, OneTimeLink, Person, Unit
from qms.textindex.models import IndexTask
from tests.town import BEGAN, actor, person

STATEMENTS = (
    "UPDATE person SET name = 'X'",
    "DELETE FROM appointment",
    "INSERT INTO unit (code, name, parent_id, valid_from, version) "
    "VALUES ('X', 'X', 1, '2026-01-01', 1)",
    "REPLACE INTO unit (id, code, name, valid_from, version) VALUES (1,'X','X','2026-01-01',1)",
    "  \n update person set name = 'X'",
    "-- only a look\nUPDATE person SET name = 'X'",
    "/* SELECT */ DELETE FROM appointment",
    "WITH x AS (SELECT 1) UPDATE person SET name = 'X'",
    "WITH x AS (SELECT 1) DELETE FROM appointment",
    "DROP TRIGGER trail_line_stays",
    "ALTER TABLE person RENAME COLUMN name TO x",
    "CREATE TABLE x (y)",
    "ATTACH DATABASE ':memory:' AS x",
    "PRAGMA foreign_keys=OFF",
)
BULK: dict[str, Callable[[], UpdateBase]] = {
    "update by the class": lambda: update(Person).values(name="X"),
    "update by the table": lambda: update(Person.__table__).values(name="X"),  # type: ignore[arg-type]
    "delete": lambda: delete(Appointment),
    "insert": lambda: insert(Unit).values(
        code="X", name="X", parent_id=1, valid_from=BEGAN, version=1
    ),
    "a line of the trail": lambda: delete(TrailLine),
    "update after a subquery": lambda: (
        update(Person).where(Person.id.in_(select(Person.id).order_by(Person.id))).values(name="X")
    ),
}


@pytest.fixture(autouse=True)
def untouched(inside: Flask) -> Iterator[None]:
    """Whatever a test tries, the ward is afterwards as it was."""
    yield
    db.session.rollback()
    assert db.session.scalar(select(Person.name).where(Person.login == "linh")) == "Tạ Khánh Linh"
    assert {u.code for u in queries.units()} == {"UBND", "VP", "KT"}
    assert len(person("linh").appointments) == 1


def test_a_change_without_a_line_is_refused() -> None:
    @operation
    def silently() -> None:
        person("linh").name = "X"

    with pytest.raises(Untraced, match="person"):
        silently()


def test_a_new_row_without_a_line_is_refused() -> None:
    @operation
    def silently() -> None:
        db.session.add(Unit(code="X", name="X", parent_id=1, valid_from=BEGAN))

    with pytest.raises(Untraced, match="unit"):
        silently()


def test_a_row_removed_without_a_line_is_refused() -> None:
    @operation
    def silently() -> None:
        db.session.delete(person("linh").appointments[0])

    with pytest.raises(Untraced, match="person"):
        silently()


def test_a_line_about_one_row_does_not_cover_another() -> None:
    @operation
    def half_told() -> None:
        person("linh").name, person("khoa").name = "X", "Y"
        record(actor("son"), "change person", person("linh"))

    with pytest.raises(Untraced, match=str(person("khoa").id)):
        half_told()


def test_a_line_does_not_cover_what_comes_after_it() -> None:
    @operation
    def once_more() -> None:
        who = person("linh")
        who.title = "X"
        record(actor("son"), "change person", who)
        who.name = "X"

    with pytest.raises(Untraced):
        once_more()


def test_a_part_is_covered_by_the_line_of_its_whole() -> None:
    unit = queries.agency()
    assert unit is not None

    @operation
    def appoint_silently() -> None:
        db.session.add(Appointment(person=person("linh"), role="scorer", valid_from=BEGAN))
        record(actor("son"), "rename unit", unit)

    with pytest.raises(Untraced, match="person"):
        appoint_silently()


def test_setting_a_value_to_what_it_is_needs_no_line() -> None:
    @operation
    def same_again() -> None:
        who = person("linh")
        who.name = str(who.name)

    same_again()


WAYS: tuple[Callable[[str], object], ...] = (
    lambda said: db.session.execute(text(said)),
    lambda said: db.session.connection().execute(text(said)),
    lambda said: db.session.connection().exec_driver_sql(said),
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_change_in_words_is_refused_within_a_verb_and_without(statement: str) -> None:
    for way in WAYS:
        with pytest.raises(Untraced, match="text"):
            operation(way)(statement)
        with pytest.raises(Untraced, match="text"):
            way(statement)


@pytest.mark.parametrize("bulk", BULK)
def test_a_change_of_many_rows_at_once_is_refused(bulk: str) -> None:
    statement = BULK[bulk]()
    for way in (db.session.execute, lambda said: db.session.connection().execute(said)):
        with pytest.raises(Untraced, match="bulk"):
            operation(way)(statement)
        with pytest.raises(Untraced, match="bulk"):
            way(statement)


def test_a_bulk_change_by_the_old_query_is_refused() -> None:
    with pytest.raises(Untraced):
        db.session.query(Person).update({"name": "X"})


def test_bulk_saving_is_refused_like_any_untold_change() -> None:
    @operation
    def save() -> None:
        db.session.bulk_insert_mappings(
            Unit.__mapper__, [{"code": "X", "name": "X", "parent_id": 1, "valid_from": BEGAN}]
        )

    with pytest.raises(Untraced):
        save()


def test_rows_that_are_no_matter_of_the_agency_may_go_in_bulk() -> None:
    with transaction() as session:
        session.add(IndexTask(kind="edition", key="1", at=clock.now()))
        session.flush()
        session.execute(delete(IndexTask))
        session.connection().execute(delete(OneTimeLink))


def test_reading_in_words_is_free() -> None:
    assert db.session.scalar(text("SELECT name FROM person WHERE name <> 'updated' LIMIT 1"))
    found = text("WITH x AS (SELECT name FROM unit) SELECT count(*) FROM x")
    assert db.session.scalar(found) == 3


def test_a_verb_does_not_begin_in_a_session_that_was_changed() -> None:
    person("linh").name = "X"
    with pytest.raises(Untraced, match="before the verb"), transaction():
        pytest.fail("begun")


def test_a_verb_does_not_begin_after_a_flushed_change_either() -> None:
    person("linh").name = "X"
    db.session.flush()
    with pytest.raises(Untraced, match="before the verb"), transaction():
        pytest.fail("begun")


def test_only_a_verb_commits() -> None:
    person("linh").name = "X"
    with pytest.raises(Untraced, match="only an operation"):
        db.session.commit()


def test_only_a_verb_commits_what_was_flushed() -> None:
    person("linh").name = "X"
    db.session.flush()
    with pytest.raises(Untraced, match="only an operation"):
        db.session.commit()


def test_a_session_of_ones_own_does_not_commit_either() -> None:
    with Session(db.engine) as session:
        session.add(Unit(code="X", name="X", parent_id=1, valid_from=BEGAN))
        with pytest.raises(Untraced):
            session.commit()


def test_after_a_refusal_the_next_verb_begins_afresh() -> None:
    def fail() -> None:
        person("linh").name = "X"
        db.session.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        operation(fail)()
    with transaction():
        assert person("linh").name == "Tạ Khánh Linh"


def test_after_a_flush_that_went_well_the_guard_still_stands() -> None:
    @operation
    def openly_and_then_behind_the_back() -> None:
        who = person("linh")
        who.title = "Chuyên viên"
        record(actor("son"), "change person", who)
        db.session.execute(text(STATEMENTS[0]))

    with pytest.raises(Untraced, match="text"):
        openly_and_then_behind_the_back()


def test_after_a_flush_that_failed_the_guard_still_stands() -> None:
    @operation
    def twice_the_same_code() -> None:
        db.session.add(Unit(code="VP", name="X", parent_id=1, valid_from=BEGAN))
        db.session.flush()

    with pytest.raises(IntegrityError, match="UNIQUE"):
        twice_the_same_code()
    with pytest.raises(Untraced, match="text"), transaction() as session:
        session.execute(text(STATEMENTS[0]))
