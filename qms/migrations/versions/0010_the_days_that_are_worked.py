"""Public holidays, days in lieu and days made up for, with those that are known."""

import json
from pathlib import Path

import sqlalchemy as sa
from alembic import op

import qms.organisation.calendar

revision = "0010"
down_revision = "0009"

KNOWN = Path(qms.organisation.calendar.__file__).parent / "holidays.json"


def upgrade() -> None:
    """Take the step."""
    period = op.create_table(
        "calendar_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last >= first", name=op.f("calendar_period_ends_after_start")),
        sa.CheckConstraint(
            "sort IN ('holiday', 'in lieu', 'made up')", name=op.f("calendar_period_sort")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_period")),
    )
    op.create_index("ix_calendar_period_first", "calendar_period", ["first"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON calendar_period WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
    rows = json.loads(KNOWN.read_text("utf-8"))["periods"]
    insert = sa.text(
        f"INSERT INTO {period.name} (first, last, sort, name, version) VALUES (:a, :b, :c, :d, 1)"
    )
    for first, last, sort, called in rows:
        op.get_bind().execute(insert, {"a": first, "b": last, "c": sort, "d": called})


GUARDS = (
    ("calendar_period_is_kept", "UPDATE", "1", "a period of the calendar is never changed"),
    (
        "calendar_period_is_apart",
        "INSERT",
        "EXISTS (SELECT 1 FROM calendar_period "
        "WHERE id = NEW.id OR (first <= NEW.last AND last >= NEW.first))",
        "a day belongs to one period of the calendar",
    ),
)
