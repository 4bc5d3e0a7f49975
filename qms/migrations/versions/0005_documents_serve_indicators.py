"""Which of the indicators a document serves."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "document_indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_indicator_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_indicator")),
        sa.UniqueConstraint("document_id", "indicator", name="document_indicator_once"),
    )
    op.create_index("ix_document_indicator_indicator", "document_indicator", ["indicator"])
