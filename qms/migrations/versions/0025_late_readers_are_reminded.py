"""Documents are read in a term; whoever is late is reminded."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Take the step."""
    op.add_column("distribution_entry", sa.Column("added_on", sa.Date(), nullable=True))
    op.create_table(
        "reading_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 60", name=op.f("reading_term_days")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_reading_term_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_term")),
        sa.UniqueConstraint("document_id", name=op.f("uq_reading_term_document_id")),
    )
    op.create_table(
        "reading_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people > 0", name=op.f("reading_reminder_people")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_reading_reminder_edition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_reminder")),
        sa.UniqueConstraint("edition_id", "reminded_on", name="one_reminder_a_day"),
    )
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON reading_reminder WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


GUARDS = (
    ("reminder_is_kept", "UPDATE", "1", "a reminder is never changed"),
    ("reminder_stays", "DELETE", "1", "a reminder is never removed"),
    (
        "reminder_fits",
        "INSERT",
        "EXISTS (SELECT 1 FROM reading_reminder WHERE id = NEW.id OR "
        "(edition_id = NEW.edition_id AND reminded_on = NEW.reminded_on)) OR NOT EXISTS "
        "(SELECT 1 FROM edition WHERE id = NEW.edition_id AND state = 'in force')",
        "people are reminded once a day of an edition in force",
    ),
)
