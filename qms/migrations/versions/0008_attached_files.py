"""Files that are attached: added, and never changed or removed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("kind IN ('pdf', 'jpeg', 'png', 'xlsx')", name=op.f("attachment_kind")),
        sa.CheckConstraint(
            "size > 0 AND (pages IS NULL OR pages > 0)", name=op.f("attachment_size")
        ),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["person.id"], name=op.f("fk_attachment_added_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    op.create_index("ix_attachment_digest", "attachment", ["digest"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON attachment WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


GUARDS = (
    ("attachment_is_kept", "UPDATE", "1", "an attached file is never changed"),
    ("attachment_stays", "DELETE", "1", "an attached file is never removed"),
    (
        "attachment_is_new",
        "INSERT",
        "EXISTS (SELECT 1 FROM attachment WHERE id = NEW.id)",
        "an attached file is never changed",
    ),
)
