"""Indexes for the figures of nonconformities: what stands where since when, what was done when."""

from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Take the step."""
    for table, *columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


INDEXES = (
    ("nonconformity", "state", "found_on"),
    ("nonconformity", "state", "ended_at"),
    ("nonconformity", "reported_at"),
    ("corrective_action_extension", "action_id"),
    ("trail_line", "verb", "at"),
)
