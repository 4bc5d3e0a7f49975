"""Routes that the quality officer sets for a kind of document, version by version."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "route_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("route_template_kind")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_route_template_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_template")),
    )
    op.create_index(
        "one_route_a_version",
        "route_template",
        ["kind", sa.text("coalesce(unit_id, 0)"), "serial"],
        unique=True,
    )
    op.create_table(
        "template_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("way IN ('all', 'any', 'choice')", name=op.f("template_step_way")),
        sa.CheckConstraint(
            "place IN ('people', 'own', 'unit', 'agency')", name=op.f("template_step_place")
        ),
        sa.CheckConstraint(
            "(place = 'unit') = (unit_id IS NOT NULL)", name=op.f("template_step_unit")
        ),
        sa.CheckConstraint(ROLES, name=op.f("template_step_role")),
        sa.ForeignKeyConstraint(
            ["template_id"], ["route_template.id"], name=op.f("fk_template_step_template_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_template_step_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_step")),
        sa.UniqueConstraint("template_id", "position", name="one_template_step_a_position"),
    )
    op.create_table(
        "template_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["step_id"], ["template_step.id"], name=op.f("fk_template_person_step_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_template_person_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template_person")),
        sa.UniqueConstraint("step_id", "person_id", name="once_a_template_step"),
    )
    for table in ("route_template", "template_step", "template_person"):
        for what, when, done in (("is_kept", "UPDATE", "changed"), ("stays", "DELETE", "removed")):
            op.execute(
                f"CREATE TRIGGER {table}_{what} BEFORE {when} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, 'a route that was set is never {done}'); END"
            )


KINDS = (
    "kind IN ('manual', 'policy', 'objective', 'procedure', 'instruction', 'regulation', 'form', "
    "'annex', 'external')"
)
ROLES = (
    "role IN ('reviewer', 'unit_head', 'quality_officer', 'management_representative', 'approver')"
)
