"""An owner reviews an edition and signs that it stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "reaffirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("person_title", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("note <> ''", name=op.f("reaffirmation_says_why")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_reaffirmation_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_reaffirmation_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaffirmation")),
    )
    op.create_index("ix_reaffirmation_edition_id", "reaffirmation", ["edition_id"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON reaffirmation WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


GUARDS = (
    ("reaffirmation_is_kept", "UPDATE", "1", "a signed review is never changed"),
    ("reaffirmation_stays", "DELETE", "1", "a signed review is never removed"),
    (
        "reaffirmation_fits",
        "INSERT",
        "EXISTS (SELECT 1 FROM reaffirmation WHERE id = NEW.id) OR NOT EXISTS (SELECT 1 FROM "
        "edition WHERE id = NEW.edition_id AND state = 'in force' AND file_digest = NEW.digest)",
        "a signed review is for the bytes of an edition in force",
    ),
)
