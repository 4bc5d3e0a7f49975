"""An approved edition may await the day on which it comes into force; days follow one another.

A decision names its grounds, and one that was signed on paper has its scan.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Take the step. SQLite adds such columns in place, so the triggers stay."""
    op.execute(
        "ALTER TABLE edition ADD COLUMN effective_on DATE CONSTRAINT edition_awaits_its_day "
        "CHECK (effective_on IS NULL OR state = 'approved')"
    )
    op.execute("ALTER TABLE decision ADD COLUMN bases VARCHAR DEFAULT '' NOT NULL")
    op.create_table(
        "decision_scan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_scan_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_decision_scan_attachment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_scan")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_decision_scan_decision_id")),
    )
    op.execute("DROP TRIGGER decision_is_signed")
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


OPEN = "(SELECT state FROM decision WHERE id = NEW.decision_id) = 'being prepared'"
GUARDS = (
    (
        "edition_comes_in_order",
        "UPDATE OF state ON edition",
        "OLD.state = 'approved' AND NEW.state = 'in force' AND (NEW.in_force_at < NEW.approved_at "
        "OR EXISTS (SELECT 1 FROM edition WHERE document_id = NEW.document_id AND id <> NEW.id "
        "AND coalesce(ended_at, in_force_at) > NEW.in_force_at))",
        "an edition comes into force after its approval and after those before it",
    ),
    (
        "edition_ends_after_its_start",
        "UPDATE OF ended_at ON edition",
        "NEW.ended_at < NEW.in_force_at",
        "an edition ends after it came into force",
    ),
    (
        "decision_is_signed",
        "UPDATE OF state ON decision",
        "NEW.state = 'signed' AND OLD.state <> 'signed' AND NEW.purpose <> 'adopt' AND NOT EXISTS "
        "(SELECT 1 FROM decision_signature WHERE decision_id = NEW.id AND "
        "NEW.way = 'in the program' UNION ALL SELECT 1 FROM decision_scan "
        "WHERE decision_id = NEW.id AND NEW.way = 'on paper')",
        "a signed decision has its signature, or the scan of its paper",
    ),
    (
        "decision_scan_fits",
        "INSERT ON decision_scan",
        "EXISTS (SELECT 1 FROM decision_scan WHERE id = NEW.id OR "
        f"decision_id = NEW.decision_id) OR NOT {OPEN}",
        "a decision has one scan, recorded when it is signed",
    ),
    ("decision_scan_is_kept", "UPDATE ON decision_scan", "1", "a scan is never changed"),
    ("decision_scan_stays", "DELETE ON decision_scan", "1", "a scan is never removed"),
)
