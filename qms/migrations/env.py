"""Called by Alembic: runs the steps on the engine that ``qms.migrations`` hands over."""

from typing import Any

from alembic import context
from sqlalchemy import Connection, Engine

from qms.kernel.database import IMMEDIATE, Row

WHILE_TABLES_ARE_REBUILT = {"foreign_keys": ("OFF", "ON"), "legacy_alter_table": ("ON", "OFF")}
"""SQLite's own advice for making a table anew: setting during the steps, and afterwards."""


def run() -> None:
    """Take the steps under the write lock, so that two programs starting at once do not collide."""
    engine: Engine = context.config.attributes["engine"]
    with engine.connect().execution_options(**{IMMEDIATE: True}) as connection:
        _set(connection, 0)
        try:
            context.configure(
                connection=connection, target_metadata=Row.metadata, render_as_batch=True
            )
            with connection.begin(), context.begin_transaction():
                context.run_migrations()
                _refuse_torn_links(connection)
        finally:
            _set(connection, 1)


def _set(connection: Connection, when: int) -> None:
    raw: Any = connection.connection.driver_connection  # outside every transaction
    for pragma, values in WHILE_TABLES_ARE_REBUILT.items():
        raw.execute(f"PRAGMA {pragma}={values[when]}")


def _refuse_torn_links(connection: Connection) -> None:
    if torn := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise ValueError(f"rows would point at nothing: {torn[:5]}")


run()
