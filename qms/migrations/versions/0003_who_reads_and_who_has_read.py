"""Who is to read a document, and the receipts of those who have."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "distribution_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint(f"role IN ({ROLES})", name=op.f("distribution_role")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_distribution_entry_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_distribution_entry_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_distribution_entry")),
        sa.UniqueConstraint("document_id", "unit_id", "role", name="one_entry_a_place"),
    )
    op.create_table(
        "acknowledgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_acknowledgement_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_acknowledgement_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgement")),
        sa.UniqueConstraint("edition_id", "person_id", name="one_receipt_a_reader"),
    )
    op.create_index("ix_acknowledgement_person_id", "acknowledgement", ["person_id"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON acknowledgement WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


ROLES = (
    "'everybody', 'management_representative', 'quality_officer', 'author', 'reviewer', "
    "'approver', 'unit_head', 'staff', 'internal_auditor', 'scorer', 'verifier', 'council_member'"
)
GUARDS = (
    ("receipt_is_kept", "UPDATE", "1", "a receipt is never changed"),
    ("receipt_stays", "DELETE", "1", "a receipt is never removed"),
    (
        "receipt_fits",
        "INSERT",
        "EXISTS (SELECT 1 FROM acknowledgement WHERE id = NEW.id OR "
        "(edition_id = NEW.edition_id AND person_id = NEW.person_id)) OR NOT EXISTS "
        "(SELECT 1 FROM edition WHERE id = NEW.edition_id AND state = 'in force')",
        "a receipt is given once, for an edition in force",
    ),
)
