"""What verbs write, what the database keeps of it, and who may read it."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from qms.audit_trail import queries
from qms.audit_trail.chain import START
from qms.audit_trail.models import TrailLine
from qms.audit_trail.operations import SYSTEM, record
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.operation import operation
from qms.organisation import operations
from qms.organisation.queries import agency
from tests.town import CAST, PASSWORD, actor, an_edition, person, unit_id

pytestmark = pytest.mark.usefixtures("inside")
DATABASE_OWN = ("actor_name", "actor_as", "verb", "subject_kind", "subject_label", "reason")


def newest() -> TrailLine:
    return db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc()).limit(1)).one()


def test_a_line_says_who_did_what_to_what_when_and_why() -> None:
    before = newest()
    who = person("linh")
    operations.disable(who, by=actor("son"), reason="nghỉ việc")
    line = newest()
    assert (line.id, line.previous) == (before.id + 1, before.digest)
    assert (line.actor_id, line.actor_name, line.actor_as) == (1, "Vũ Thái Sơn", "administrator")
    assert (line.verb, line.reason) == ("disable", "nghỉ việc")
    assert (line.subject_kind, line.subject_id, line.subject_label) == (
        "person",
        who.id,
        "Tạ Khánh Linh",
    )
    assert line.at >= before.at
    assert line.changes == {"disabled_at": [None, who.disabled_at and who.disabled_at.isoformat()]}


def test_a_line_holds_before_and_after_of_just_what_changed() -> None:
    who = person("linh")
    operations.change_person(who, "Tạ Khánh Ly", who.title, unit_id("VP"), by=actor("son"))
    assert newest().changes == {
        "name": ["Tạ Khánh Linh", "Tạ Khánh Ly"],
        "unit_id": [unit_id("KT"), unit_id("VP")],
    }


def test_several_changes_of_one_value_are_told_as_one() -> None:
    who = person("linh")

    @operation
    def hesitate() -> None:
        for name in ("A", "B", "C"):
            who.name = name
            db.session.flush()
        record(actor("son"), "change person", who)

    hesitate()
    assert newest().changes == {"name": ["Tạ Khánh Linh", "C"]}


def test_a_part_is_told_on_the_line_of_its_whole() -> None:
    who = person("linh")
    given = operations.appoint(
        who, Role.SCORER, None, date(2026, 1, 2), None, by=actor("son"), reason="QĐ 7"
    )
    changes = newest().changes
    assert changes[f"appointment.{given.id}.role"] == [None, "scorer"]
    assert changes[f"appointment.{given.id}.valid_from"] == [None, "2026-01-02"]
    assert newest().subject_id == who.id


def test_a_password_is_never_written_down() -> None:
    who = person("linh")
    operations.change_password(who, PASSWORD, "nam bon ba hai mot", by=actor("linh"))
    assert newest().changes == {"password_hash": ["*", "*"]}
    for line in db.session.scalars(select(TrailLine)):
        assert "argon2" not in line.link().canonical()
        assert PASSWORD not in line.link().canonical()


def test_who_acts_without_a_role_acts_by_title_and_the_system_without_a_number() -> None:
    first = db.session.get(TrailLine, 1)
    assert first is not None
    assert (first.verb, first.previous) == ("set up", START)
    assert (first.actor_id, first.actor_name, SYSTEM.id) == (None, "Hệ thống", 0)
    guest = Actor(99, "Khách", "Chuyên viên")
    root = agency()
    assert root is not None

    @operation
    def greet() -> None:
        record(guest, "greet", root, label="lời chào")

    greet()
    assert (newest().actor_as, newest().subject_label) == ("Chuyên viên", "lời chào")


def test_the_trail_of_the_ward_is_whole() -> None:
    an_edition("in force")
    verdict = queries.whole_chain()
    assert verdict.whole
    assert (verdict.lines, verdict.head) == (newest().id, newest().digest)


def behind_the_back(data: Path, *statements: str) -> None:
    """Alter the file as somebody could who owns the machine."""
    db.session.rollback()
    with closing(sqlite3.connect(data / "qms.sqlite", isolation_level=None)) as raw:
        for trigger in ("is_kept", "stays", "is_next"):
            raw.execute(f"DROP TRIGGER trail_line_{trigger}")
        for statement in statements:
            raw.execute(statement)


@pytest.mark.parametrize("column", DATABASE_OWN)
def test_words_altered_in_the_file_are_found(data: Path, column: str) -> None:
    behind_the_back(data, f"UPDATE trail_line SET {column} = 'x' || {column} WHERE id = 4")
    assert queries.whole_chain().broken_at == 4


@pytest.mark.parametrize(
    ("statements", "broken_at"),
    [
        (["UPDATE trail_line SET actor_id = 7 WHERE id = 5"], 5),
        (["UPDATE trail_line SET subject_id = 7 WHERE id = 5"], 5),
        (["UPDATE trail_line SET at = '2020-01-01 00:00:00.000000' WHERE id = 5"], 5),
        (["UPDATE trail_line SET changes = '{}' WHERE id = 5"], 5),
        (["UPDATE trail_line SET previous = digest WHERE id = 5"], 5),
        (["UPDATE trail_line SET digest = previous WHERE id = 5"], 5),
        (["DELETE FROM trail_line WHERE id = 5"], 5),
        (["DELETE FROM trail_line WHERE id < 3"], 1),
        (
            [
                "UPDATE trail_line SET id = -1 WHERE id = 5",
                "UPDATE trail_line SET id = 5 WHERE id = 6",
                "UPDATE trail_line SET id = 6 WHERE id = -1",
            ],
            5,
        ),
        (
            [
                "INSERT INTO trail_line SELECT 0, at, actor_id, actor_name, actor_as, verb, "
                "subject_kind, subject_id, subject_label, changes, reason, previous, digest "
                "FROM trail_line WHERE id = 1"
            ],
            1,
        ),
    ],
)
def test_any_other_alteration_of_the_file_is_found(
    data: Path, statements: list[str], broken_at: int
) -> None:
    behind_the_back(data, *statements)
    verdict = queries.whole_chain()
    assert not verdict.whole
    assert verdict.broken_at == broken_at


def kinds(login: str) -> set[str]:
    return {line.subject_kind for line in db.session.scalars(queries.visible_to(actor(login)))}


def count(login: str) -> int:
    return queries.find(actor(login), queries.Wanted()).total


def test_who_keeps_the_system_sees_every_line() -> None:
    edition = an_edition("in force")
    for login in ("hanh", "lan", "minh", "tam"):
        assert count(login) == newest().id, login
        assert kinds(login) == {"unit", "person", "document", "edition"}
    assert edition.id


def test_the_administrator_sees_people_and_units_but_no_documents() -> None:
    an_edition("in force")
    assert kinds("son") == {"unit", "person"}
    assert 0 < count("son") < newest().id


@pytest.mark.parametrize(
    "login", [name for name in CAST if name not in ("hanh", "lan", "minh", "tam", "son")]
)
def test_everybody_else_sees_only_what_they_did_themselves(login: str) -> None:
    an_edition("in force")
    mine = actor(login).id
    lines = db.session.scalars(queries.visible_to(actor(login))).all()
    assert lines
    assert {line.actor_id for line in lines} == {mine}
    assert len(lines) < newest().id


def test_the_history_of_a_row_holds_its_lines_and_no_others() -> None:
    one, other = an_edition("approved", "QT-01"), an_edition("approved", "QT-02")
    verbs = [line.verb for line in queries.history_of([one])]
    assert verbs == ["start edition", "submit", "review", "approve"]
    both = queries.history_of([one, one.document])
    assert {(line.subject_kind, line.subject_id) for line in both} == {
        ("edition", one.id),
        ("document", one.document.id),
    }
    assert other.id not in {x.subject_id for x in both if x.subject_kind == "edition"}


def test_people_are_no_matter_of_the_line_when_they_leave() -> None:
    operations.disable(person("linh"), by=actor("son"), reason="nghỉ việc")
    mine = select(TrailLine).where(TrailLine.actor_name == "Tạ Khánh Linh")
    assert db.session.scalars(mine).all()
    assert queries.whole_chain().whole


def test_the_history_of_a_row_is_found_without_reading_the_whole_trail() -> None:
    asked = (
        "EXPLAIN QUERY PLAN SELECT * FROM trail_line "
        "WHERE subject_kind IN ('document', 'edition') AND subject_id IN (1, 2) ORDER BY id"
    )
    [plan, *_sorting] = db.session.execute(text(asked)).all()
    assert "USING INDEX ix_trail_line_subject" in plan.detail
