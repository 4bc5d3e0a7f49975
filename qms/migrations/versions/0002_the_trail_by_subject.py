"""The history of a document reads its own lines, however long the trail has grown."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Take the step."""
    op.create_index("ix_trail_line_subject", "trail_line", ["subject_kind", "subject_id"])
