"""The database: one base for every table, and how SQLite is driven.

A row says how its changes are traced (``Row.trace``); ``kernel.operation`` holds it to that.
"""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import Enum
from typing import Any, ClassVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Engine, MetaData, event
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.orm import ColumnProperty, DeclarativeBase, QueryableAttribute
from sqlalchemy.types import TypeDecorator

IMMEDIATE = "qms_immediate"
BUSY_MILLISECONDS = 20_000
WAL_SOUND_FROM = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


class Trace(Enum):
    """How a table's changes are traced."""

    BY_LINE = "each change is covered by a line of the trail"
    IS_LINE = "a row of this table is itself a line of the trail"
    PLUMBING = "no matter of the agency: sessions, tokens, what waits for the index"


def among(column: str, values: Iterable[object]) -> str:
    """The SQL condition that ``column`` holds one of ``values``."""
    return f"{column} IN ({', '.join(repr(str(v)) for v in values)})"


class Row(DeclarativeBase):
    """Base of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    trace: ClassVar[Trace] = Trace.BY_LINE
    told: ClassVar[bool] = True
    """Whether a trail line tells this row's values; what is derived from a file is not told."""

    def traced_as(self) -> "Row":
        """The row whose line in the trail covers a change of this one."""
        return self

    @property
    def trace_key(self) -> tuple[str, int]:
        """(table, id) of the row that a line must name."""
        root = self.traced_as()
        return root.__tablename__, int(root.id)  # type: ignore[attr-defined]


@event.listens_for(Row, "attribute_instrument", propagate=True)
def _remember_what_was(_class: type, _name: str, attribute: QueryableAttribute[Any]) -> None:
    # A verb reads its rows anew: a value set before its row was read would leave no "before".
    if isinstance(attribute.property, ColumnProperty):
        event.listen(attribute, "set", _set, active_history=True)


def _set(_row: Row, _value: Any, _before: Any, _how: Any) -> None:
    """Nothing; that somebody listens is what makes the value before be read."""


db = SQLAlchemy(model_class=Row, disable_autonaming=True)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, kept without zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return value.replace(tzinfo=UTC) if value is not None else None


def journal_mode(version: tuple[int, ...]) -> str:
    """WAL where SQLite's WAL-reset fault is mended, the rollback journal on older versions."""
    for fixed in WAL_SOUND_FROM:
        if version[:2] == fixed[:2]:
            return "wal" if version >= fixed else "delete"
    return "wal" if version > WAL_SOUND_FROM[-1] else "delete"


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # SQLAlchemy says BEGIN, below; the driver must not
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        f"journal_mode={journal_mode(sqlite3.sqlite_version_info)}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # REPLACE must meet the triggers that refuse DELETE
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get(IMMEDIATE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
