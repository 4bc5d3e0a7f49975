"""What a change of law asks of the documents that cite it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "effect",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("law_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("asked_note", sa.String(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_name", sa.String(), nullable=True),
        sa.Column("answered_title", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_because", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'unaffected' OR (answered_by_id IS NOT NULL AND answer <> '')",
            name=op.f("effect_says_why"),
        ),
        sa.CheckConstraint(
            "(state IN ('open', 'being revised')) = (closed_at IS NULL)", name=op.f("effect_closed")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'being revised', 'unaffected', 'revised', 'dropped')",
            name=op.f("effect_state"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_effect_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["law_id"], ["external_document.id"], name=op.f("fk_effect_law_id")
        ),
        sa.ForeignKeyConstraint(["act_id"], ["external_act.id"], name=op.f("fk_effect_act_id")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["person.id"], name=op.f("fk_effect_answered_by_id")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_effect_edition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect")),
        sa.UniqueConstraint("act_id", "document_id", name=op.f("one_effect_of_an_act")),
    )
    op.create_index("ix_effect_document_id", "effect", ["document_id"])
    op.create_index("ix_effect_law_id", "effect", ["law_id"])
    op.create_index("ix_effect_state", "effect", ["state"])
    op.create_index(
        "one_open_effect",
        "effect",
        ["law_id", "document_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'being revised')"),
    )
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON effect WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


GUARDS = (
    ("effect_stays", "DELETE", "1", "an effect is never removed"),
    (
        "effect_begins_open",
        "INSERT",
        "NEW.state <> 'open' OR EXISTS (SELECT 1 FROM effect WHERE id = NEW.id OR "
        "(act_id = NEW.act_id AND document_id = NEW.document_id)) OR NOT EXISTS "
        "(SELECT 1 FROM external_act WHERE id = NEW.act_id AND document_id = NEW.law_id)",
        "an effect begins open, once for an act of its law",
    ),
    (
        "effect_is_of_one_act",
        "UPDATE",
        "(NEW.id, NEW.act_id, NEW.law_id, NEW.document_id, NEW.edition_id, NEW.opened_at) IS NOT "
        "(OLD.id, OLD.act_id, OLD.law_id, OLD.document_id, OLD.edition_id, OLD.opened_at)",
        "an effect stays that of its act and document",
    ),
    (
        "effect_takes_allowed_steps",
        "UPDATE OF state",
        "OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES "
        "('open', 'being revised'), ('open', 'unaffected'), ('being revised', 'unaffected'), "
        "('unaffected', 'open'), ('open', 'revised'), ('being revised', 'revised'), "
        "('open', 'dropped'), ('being revised', 'dropped'))",
        "an effect takes the steps of its life only",
    ),
)
