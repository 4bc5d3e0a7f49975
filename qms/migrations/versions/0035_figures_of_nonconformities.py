"""Indexes for the figures of nonconformities: by the day found, by the moments of their life."""

from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Take the step."""
    for column in ("found_on", "reported_at", "ended_at"):
        op.create_index(f"ix_nonconformity_{column}", "nonconformity", [column])
    wishes = "corrective_action_extension"
    op.create_index(f"ix_{wishes}_action_id", wishes, ["action_id"])
