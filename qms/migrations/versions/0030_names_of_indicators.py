"""An agency that holds the official text corrects what indicators are called."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "indicator_label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("vi", sa.String(), nullable=True),
        sa.Column("en", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in CHECKS.items()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_label")),
        sa.UniqueConstraint("number", name=op.f("uq_indicator_label_number")),
    )
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


CHECKS = {
    "indicator_label_number": (
        "number IN ('1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7', '1.8', '1.9', '1.10', "
        "'2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', "
        "'3.1', '3.2', '3.3', '3.4', '3.5', '3.6', '3.7', '3.8', '3.9', '3.10', '3.11', '3.12', "
        "'4.1', '4.2', '4.3', '4.4', '4.5', '4.6', '4.7', '4.8', '4.9')"
    ),
    "indicator_label_in_both_languages": "(vi IS NULL) = (en IS NULL)",
    "indicator_label_says_something": "trim(vi) <> '' AND trim(en) <> ''",
    "indicator_label_fits": "length(vi) <= 200 AND length(en) <= 200",
}
GUARDS = (
    (
        "indicator_label_is_new",
        "INSERT ON indicator_label",
        "EXISTS (SELECT 1 FROM indicator_label WHERE id = NEW.id OR number = NEW.number)",
        "an indicator has one name, which is corrected and never replaced",
    ),
    (
        "indicator_label_is_fixed",
        "UPDATE ON indicator_label",
        "NEW.id IS NOT OLD.id OR NEW.number IS NOT OLD.number",
        "the number of an indicator stays",
    ),
    (
        "indicator_label_stays",
        "DELETE ON indicator_label",
        "1",
        "a corrected name is taken back, never removed",
    ),
)
