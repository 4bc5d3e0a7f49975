"""Nonconformities: reported, taken on with criteria and indicators, corrected at once."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "nonconformity",
        *(sa.Column(name, kind, nullable=False) for name, kind in GIVEN.items()),
        *(sa.Column(name, kind, nullable=True) for name, kind in LATER.items()),
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in RULES.items()),
        *_links("nonconformity", about_id="edition", reporter_id="person", unit_id="unit"),
        *_links("nonconformity", handler_id="person", merged_into_id="nonconformity"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nonconformity")),
        sa.UniqueConstraint("year", "serial", name="one_nonconformity_a_number"),
    )
    for column in ("state", "about_id", "reporter_id", "unit_id", "handler_id", "merged_into_id"):
        op.create_index(f"ix_nonconformity_{column}", "nonconformity", [column])
    _criteria()
    _indicators()
    _files()
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


def _criteria() -> None:
    table = "nonconformity_criterion"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonconformity_id", sa.Integer(), nullable=False),
        sa.Column("clause_key", sa.String(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("law_id", sa.Integer(), nullable=True),
        sa.Column("article", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(clause_key <> '') + (edition_id IS NOT NULL) + (law_id IS NOT NULL) = 1",
            name=op.f("criterion_is_of_one_kind"),
        ),
        *_links(table, nonconformity_id="nonconformity", edition_id="edition"),
        *_links(table, law_id="external_document"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "nonconformity_id",
            *("clause_key", "edition_id", "anchor", "law_id", "article"),
            name="one_criterion_once",
        ),
    )
    for column in ("nonconformity_id", "clause_key", "edition_id", "law_id"):
        op.create_index(f"ix_{table}_{column}", table, [column])


def _indicators() -> None:
    table = "nonconformity_indicator"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonconformity_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        *_links(table, nonconformity_id="nonconformity"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("nonconformity_id", "indicator", name="one_indicator_once"),
    )
    op.create_index(f"ix_{table}_indicator", table, ["indicator"])


def _files() -> None:
    table = "nonconformity_file"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonconformity_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        *_links(table, nonconformity_id="nonconformity", file_id="attachment"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_nonconformity_id", table, ["nonconformity_id"])


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in columns.items()
    ]


GIVEN: dict[str, Any] = {
    "id": sa.Integer(),
    "state": sa.String(),
    "text": sa.String(),
    "place": sa.String(),
    "found_on": sa.Date(),
    "anchor": sa.String(),
    "clause": sa.String(),
    "reporter_id": sa.Integer(),
    "reported_at": sa.DateTime(),
    "hides_reporter": sa.Boolean(),
    "unit_id": sa.Integer(),
    "title": sa.String(),
    "source": sa.String(),
    "grade": sa.String(),
    "answer": sa.String(),
    "correction": sa.String(),
    "consequences": sa.String(),
    "version": sa.Integer(),
}
LATER: dict[str, Any] = {
    "about_id": sa.Integer(),
    "year": sa.Integer(),
    "serial": sa.Integer(),
    "handler_id": sa.Integer(),
    "correct_by": sa.Date(),
    "merged_into_id": sa.Integer(),
    "corrected_on": sa.Date(),
    "ended_at": sa.DateTime(),
}
TAKEN = "('accepted', 'corrected')"
RULES = {
    "nonconformity_state": (
        "state IN ('reported', 'accepted', 'corrected', 'declined', 'merged', 'withdrawn')"
    ),
    "nonconformity_source": (
        "source IN ('', 'own finding', 'late file', 'complaint', 'internal audit', 'inspection', "
        "'objective missed', 'red indicator', 'management review', 'other')"
    ),
    "nonconformity_grade": "grade IN ('', 'major', 'minor', 'observation')",
    "nonconformity_says_what_and_where": "text <> '' AND place <> ''",
    "nonconformity_taken_whole": (
        f"NOT (state IN {TAKEN}) OR (serial IS NOT NULL AND year IS NOT NULL AND "
        "title <> '' AND source <> '' AND grade <> '' AND handler_id IS NOT NULL AND "
        "correct_by IS NOT NULL)"
    ),
    "nonconformity_says_why": "state NOT IN ('declined', 'withdrawn') OR answer <> ''",
    "nonconformity_merged": (
        "(state = 'merged') = (merged_into_id IS NOT NULL) AND merged_into_id IS NOT id"
    ),
    "nonconformity_corrected": (
        "(corrected_on IS NULL) = (correction = '') AND "
        "(state <> 'corrected' OR corrected_on IS NOT NULL) AND "
        "(corrected_on IS NULL OR corrected_on >= found_on)"
    ),
    "nonconformity_ended": (
        "(state IN ('reported', 'accepted', 'corrected')) = (ended_at IS NULL)"
    ),
}
ALLOWED = (
    ("reported", "accepted"),
    ("reported", "declined"),
    ("reported", "merged"),
    ("reported", "withdrawn"),
    ("accepted", "corrected"),
)
STEPS = ", ".join(f"('{before}', '{after}')" for before, after in ALLOWED)
SENT = " OR ".join(
    f"NEW.{column} IS NOT OLD.{column}"
    for column in (
        *("id", "text", "place", "found_on", "about_id", "anchor", "clause", "reporter_id"),
        *("reported_at", "hides_reporter"),
    )
)
NUMBERED = "NEW.serial IS NOT OLD.serial OR NEW.year IS NOT OLD.year"
NEXT = "coalesce((SELECT max(serial) FROM nonconformity WHERE year = NEW.year), 0) + 1"


def _without(table: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM {table} WHERE nonconformity_id = NEW.id)"


def _last(table: str) -> str:
    return (
        f"(SELECT state FROM nonconformity WHERE id = OLD.nonconformity_id) IN {TAKEN} AND "
        f"(SELECT count(*) FROM {table} WHERE nonconformity_id = OLD.nonconformity_id) = 1"
    )


def _settled(row: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM nonconformity WHERE id = {row}.nonconformity_id "
        "AND state NOT IN ('reported', 'accepted'))"
    )


PARTS = ("nonconformity_criterion", "nonconformity_indicator")
GUARDS = (
    (
        "nonconformity_begins",
        "INSERT ON nonconformity",
        "NEW.state <> 'reported' OR NEW.serial IS NOT NULL OR NEW.year IS NOT NULL OR "
        "EXISTS (SELECT 1 FROM nonconformity WHERE id = NEW.id)",
        "a nonconformity begins as a report, without a number",
    ),
    ("nonconformity_stays", "DELETE ON nonconformity", "1", "a report is never removed"),
    ("nonconformity_is_kept", "UPDATE ON nonconformity", SENT, "what was reported never changes"),
    (
        "nonconformity_is_numbered_once",
        "UPDATE ON nonconformity",
        f"({NUMBERED}) AND (OLD.serial IS NOT NULL OR NEW.serial <> {NEXT})",
        "a nonconformity has the next number of its year, once",
    ),
    (
        "nonconformity_takes_allowed_steps",
        "UPDATE ON nonconformity",
        f"OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES {STEPS})",
        "no such step in the life of a nonconformity",
    ),
    (
        "nonconformity_is_taken_on_with_its_grounds",
        "UPDATE ON nonconformity",
        f"NEW.state = 'accepted' AND ({_without(PARTS[0])} OR {_without(PARTS[1])})",
        "a nonconformity has a criterion and an indicator",
    ),
    (
        "nonconformity_that_ended_is_fixed",
        "UPDATE ON nonconformity",
        "OLD.ended_at IS NOT NULL",
        "a nonconformity that has ended stays as it is",
    ),
    *(
        (
            f"{table}_{name}",
            f"{when} ON {table}",
            condition,
            "the grounds of a nonconformity are settled with its acceptance, and one is kept",
        )
        for table in PARTS
        for name, when, condition in (
            (
                "fits",
                "INSERT",
                f"{_settled('NEW')} OR EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
            ),
            ("is_kept", "UPDATE", "1"),
            ("stays", "DELETE", f"{_settled('OLD')} OR {_last(table)}"),
        )
    ),
    (
        "nonconformity_file_fits",
        "INSERT ON nonconformity_file",
        "EXISTS (SELECT 1 FROM nonconformity_file WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM "
        "nonconformity WHERE id = NEW.nonconformity_id AND state <> 'reported')",
        "files come with the report",
    ),
    ("nonconformity_file_is_kept", "UPDATE ON nonconformity_file", "1", "a file never changes"),
    ("nonconformity_file_stays", "DELETE ON nonconformity_file", "1", "a file is never removed"),
)
