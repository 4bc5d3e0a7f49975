"""Changing what SQLite cannot alter: a table is made anew with its rows, indexes and triggers.

Alembic's own batch mode forgets named CHECKs, partial indexes and triggers; here the statement that
the database keeps is edited instead. ``env`` lets nobody hold to foreign keys meanwhile and looks
at every one of them at the end.
"""

from collections.abc import Mapping

from alembic import op


def rebuild(
    table: str, changes: Mapping[str, str], new_columns: Mapping[str, str] | None = None
) -> None:
    """Make ``table`` anew, each key of ``changes`` in its statement replaced by its value.

    ``new_columns`` says with which SQL expression over the old row each added column is filled.
    """
    connection = op.get_bind()
    master = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type {} AND sql IS NOT NULL"
    [statement] = connection.exec_driver_sql(master.format("= 'table'"), (table,)).scalars()
    others = master.format("IN ('index', 'trigger')")
    kept = connection.exec_driver_sql(others, (table,)).scalars().all()
    columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    for old, new in changes.items():
        if statement.count(old) != 1:
            raise LookupError(f"{old!r} does not stand once in the statement of {table}")
        statement = statement.replace(old, new)
    added = new_columns or {}
    _head, _bracket, body = statement.partition("(")
    op.execute(f"CREATE TABLE new_{table} ({body}")
    op.execute(
        f"INSERT INTO new_{table} ({', '.join([*columns, *added])}) "
        f"SELECT {', '.join([*columns, *added.values()])} FROM {table}"
    )
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for said in kept:
        op.execute(said.replace(":", "\\:"))
