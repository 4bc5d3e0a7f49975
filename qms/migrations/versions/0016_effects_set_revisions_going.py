"""Whoever answers that a document will be revised sets the revision going."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "effect_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("effect_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["change_request.id"], name=op.f("fk_effect_request_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["effect_id"], ["effect.id"], name=op.f("fk_effect_request_effect_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_request")),
        sa.UniqueConstraint("effect_id", "request_id", name=op.f("effect_request_once")),
    )
