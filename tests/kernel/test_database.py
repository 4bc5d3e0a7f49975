"""How SQLite is driven."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, OperationalError

from qms.kernel.database import IMMEDIATE, Moment, Row, Trace, db, journal_mode

DIALECT = sqlite.dialect()
NOON = datetime(2026, 2, 5, 12, 0, tzinfo=timezone(timedelta(hours=7)))


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "delete"),
        ((3, 44, 5), "delete"),
        ((3, 44, 6), "wal"),
        ((3, 45, 0), "delete"),
        ((3, 45, 3), "delete"),
        ((3, 46, 1), "delete"),
        ((3, 49, 2), "delete"),
        ((3, 50, 6), "delete"),
        ((3, 50, 7), "wal"),
        ((3, 51, 2), "delete"),
        ((3, 51, 3), "wal"),
        ((3, 52, 0), "wal"),
        ((4, 0, 0), "wal"),
    ],
)
def test_the_journal_is_chosen_by_where_the_fault_is_mended(
    version: tuple[int, ...], mode: str
) -> None:
    assert journal_mode(version) == mode


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 20_000),
        ("journal_mode", journal_mode(sqlite3.sqlite_version_info)),
    ],
)
def test_every_connection_is_driven_alike(inside: Flask, pragma: str, value: object) -> None:
    with db.engine.connect() as one, db.engine.connect() as other:
        for connection in (one, other):
            assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_a_row_that_points_nowhere_is_refused(inside: Flask) -> None:
    wrong = text(
        "INSERT INTO unit (code, name, parent_id, valid_from, version) "
        "VALUES ('X', 'X', 999, '2026-01-01', 1)"
    )
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), db.engine.begin() as connection:
        connection.execute(wrong)


def test_a_verb_takes_the_write_lock_before_it_reads(inside: Flask) -> None:
    with db.engine.connect().execution_options(**{IMMEDIATE: True}) as first:
        first.execute(text("SELECT 1"))
        with db.engine.connect() as second:
            second.exec_driver_sql("PRAGMA busy_timeout=0")
            with pytest.raises(OperationalError, match="locked"):
                second.exec_driver_sql("UPDATE unit SET name = 'X'")


def test_a_reader_alone_takes_no_write_lock(inside: Flask) -> None:
    with db.engine.connect() as reader, db.engine.connect() as writer:
        assert reader.execute(text("SELECT count(*) FROM unit")).scalar() == 3
        writer.exec_driver_sql("UPDATE unit SET name = 'X'")
        writer.rollback()


@pytest.mark.parametrize("naive", [datetime(2026, 2, 5), datetime.min])
def test_a_moment_without_a_zone_is_refused(naive: datetime) -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(naive, DIALECT)


def test_a_moment_is_kept_in_utc_and_comes_back_aware() -> None:
    kept = Moment().process_bind_param(NOON, DIALECT)
    assert kept == datetime(2026, 2, 5, 5, 0)
    back = Moment().process_result_value(kept, DIALECT)
    assert back == NOON
    assert back is not None
    assert back.tzinfo is UTC


def test_no_moment_is_no_moment() -> None:
    assert Moment().process_bind_param(None, DIALECT) is None
    assert Moment().process_result_value(None, DIALECT) is None


@given(st.datetimes(timezones=st.just(UTC)))
def test_no_microsecond_is_lost(moment: datetime) -> None:
    kept = Moment().process_bind_param(moment, DIALECT)
    assert Moment().process_result_value(kept, DIALECT) == moment


def test_a_table_is_traced_by_lines_unless_it_says_otherwise() -> None:
    untraced = {
        m.class_.__tablename__ for m in Row.registry.mappers if m.class_.trace != Trace.BY_LINE
    }
    assert untraced == {
        "trail_line",
        "web_session",
        "spent_token",
        "saved_view",
        "one_time_link",
        "sign_in_failure",
        "index_task",
        "citation",
        "citation_reading",
        "timetable_entry",
        "job_failure",
        "letter",
        "notice",
        "notice_wish",
        "upload",
    }
