"""What each edition says is kept, where and for how long; read out of the editions there are."""

from collections import defaultdict
from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

from qms.documents.records.reading import duration, records_in

revision = "0023"
down_revision = "0022"


class _Clause(NamedTuple):
    html: str


def upgrade() -> None:
    """Take the step."""
    table = op.create_table(
        "kept_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("kept_for", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("for_ever", sa.Boolean(), nullable=False),
        sa.CheckConstraint("name <> ''", name="record_named"),
        sa.CheckConstraint(
            "months IS NULL OR (months > 0 AND NOT for_ever)", name="record_kept_for_a_time"
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_kept_record_edition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_record")),
        sa.UniqueConstraint("edition_id", "position", name="record_position"),
    )
    _read_what_there_is(table)
    for name, when, condition in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON kept_record WHEN {condition} "
            "BEGIN SELECT RAISE(ABORT, 'only a draft changes'); END"
        )


def _read_what_there_is(table: sa.Table) -> None:
    clauses: dict[int, list[_Clause]] = defaultdict(list)
    rows = op.get_bind().execute(
        sa.text(
            "SELECT edition_id, html FROM clause WHERE html LIKE '%<table%' "
            "ORDER BY edition_id, position"
        )
    )
    for edition, html in rows:
        clauses[edition].append(_Clause(html))
    found = [
        {
            "edition_id": edition,
            "position": position,
            "name": said.name,
            "place": said.place,
            "kept_for": said.kept_for,
            "months": duration(said.kept_for).months,
            "for_ever": duration(said.kept_for).for_ever,
        }
        for edition, read in clauses.items()
        for position, said in enumerate(records_in(read), start=1)
    ]
    if found:
        op.bulk_insert(table, found)


FIXED = "(SELECT state FROM edition WHERE id = {0}.edition_id) <> 'draft'"
GUARDS = (
    ("record_is_fixed", "UPDATE", f"{FIXED.format('OLD')} OR {FIXED.format('NEW')}"),
    ("record_stays", "DELETE", FIXED.format("OLD")),
    ("record_is_new", "INSERT", FIXED.format("NEW")),
)
