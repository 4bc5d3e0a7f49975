"""Each kind of document has its rule of numbering and review; each person keeps views of the
register."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
KINDS = (
    "kind IN ('manual', 'policy', 'objective', 'procedure', 'instruction', 'regulation', 'form', "
    "'annex', 'external')"
)


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "kind_setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("review_months", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("kind_setting_kind")),
        sa.CheckConstraint("review_months BETWEEN 0 AND 120", name=op.f("kind_setting_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kind_setting")),
        sa.UniqueConstraint("kind", name=op.f("uq_kind_setting_kind")),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name="one_view_a_name"),
    )
