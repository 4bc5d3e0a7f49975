"""An agency asks more of its documents than every document has."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
KINDS = (
    "kind IN ('manual', 'policy', 'objective', 'procedure', 'instruction', 'regulation', 'form', "
    "'annex', 'external')"
)


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "kind_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("label_vi", sa.String(), nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("needed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("kind_field_kind")),
        sa.CheckConstraint(
            "sort IN ('text', 'number', 'day', 'choice')", name=op.f("kind_field_sort")
        ),
        sa.CheckConstraint("label_vi <> ''", name=op.f("kind_field_label")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind_field")),
    )
    op.create_index("ix_kind_field_kind", "kind_field", ["kind"])
    op.create_table(
        "document_field",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("field_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.CheckConstraint("value <> ''", name=op.f("document_field_said")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_field_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["field_id"], ["kind_field.id"], name=op.f("fk_document_field_field_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_field")),
        sa.UniqueConstraint("document_id", "field_id", name="one_value_a_field"),
    )
    op.create_index("ix_document_field_field_id", "document_field", ["field_id"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


GUARDS = (
    ("kind_field_stays", "DELETE ON kind_field", "1", "a field is retired, never removed"),
    (
        "kind_field_is_new",
        "INSERT ON kind_field",
        "EXISTS (SELECT 1 FROM kind_field WHERE id = NEW.id)",
        "a field is retired, never removed",
    ),
    (
        "kind_field_is_fixed",
        "UPDATE ON kind_field",
        "OLD.retired_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind "
        "OR NEW.sort IS NOT OLD.sort",
        "the kind and sort of a field stay, and so does a retired field",
    ),
    (
        "document_field_fits",
        "INSERT ON document_field",
        "(SELECT retired_at FROM kind_field WHERE id = NEW.field_id) IS NOT NULL",
        "a retired field is not filled in",
    ),
)
