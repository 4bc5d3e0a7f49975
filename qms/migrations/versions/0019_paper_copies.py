"""Paper copies that were handed out, and whether they came back."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "paper_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=False),
        sa.Column("handed_by_id", sa.Integer(), nullable=False),
        sa.Column("collected_on", sa.Date(), nullable=True),
        sa.Column("collected_by_id", sa.Integer(), nullable=True),
        sa.Column("missing_because", sa.String(), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(name)) for name, rule in RULES.items()),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_paper_copy_{column}"))
            for column, other in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_copy")),
        sa.UniqueConstraint("edition_id", "number", name="one_copy_a_number"),
    )
    op.create_index("ix_paper_copy_unit_id", "paper_copy", ["unit_id"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON paper_copy WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


RULES = {
    "paper_copy_number": "number > 0",
    "paper_copy_days": "collected_on >= handed_on",
    "paper_copy_collected": "(collected_on IS NULL) = (collected_by_id IS NULL)",
    "paper_copy_missing": "missing_because IS NULL OR collected_on IS NOT NULL",
}
LINKS = {
    "edition_id": "edition",
    "unit_id": "unit",
    "handed_by_id": "person",
    "collected_by_id": "person",
}
FIXED = " OR ".join(
    f"NEW.{column} IS NOT OLD.{column}"
    for column in (
        *("id", "edition_id", "number", "unit_id", "holder", "handed_on", "handed_by_id"),
    )
)
GUARDS = (
    (
        "paper_copy_fits",
        "INSERT",
        "NEW.collected_on IS NOT NULL OR EXISTS (SELECT 1 FROM paper_copy WHERE id = NEW.id) OR "
        "NEW.number <> 1 + coalesce((SELECT max(number) FROM paper_copy "
        "WHERE edition_id = NEW.edition_id), 0) OR NOT EXISTS "
        "(SELECT 1 FROM edition WHERE id = NEW.edition_id AND state = 'in force')",
        "a copy is of an edition in force, under the next number",
    ),
    (
        "paper_copy_is_kept",
        "UPDATE",
        f"OLD.collected_on IS NOT NULL OR {FIXED}",
        "a copy is collected once and else never changed",
    ),
    ("paper_copy_stays", "DELETE", "1", "a copy is never removed"),
)
