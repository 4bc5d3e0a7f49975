"""Forms belong to a procedure, and come and go with its editions."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "blank",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_blank_document_id")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["document.id"], name=op.f("fk_blank_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank")),
        sa.UniqueConstraint("document_id", name=op.f("uq_blank_document_id")),
    )
    op.create_index("ix_blank_parent_id", "blank", ["parent_id"])
    op.create_index("edition_in_its_state", "edition", ["id", "state"], unique=True)
    op.create_table(
        "carried_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("carrier_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("together", sa.String(), nullable=True),
        sa.CheckConstraint("together IN ('draft', 'in review', 'approved')", name="together_open"),
        sa.CheckConstraint("edition_id IS NOT NULL OR together IS NULL", name="together_with_form"),
        sa.ForeignKeyConstraint(
            ["carrier_id"], ["edition.id"], name=op.f("fk_carried_form_carrier_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_carried_form_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_carried_form_edition_id")
        ),
        _stands_together("edition_id", "form_stands_with_procedure"),
        _stands_together("carrier_id", "procedure_stands_with_form"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_form")),
        sa.UniqueConstraint("carrier_id", "document_id", name="one_fate_a_form"),
        sa.UniqueConstraint("edition_id", name="one_carrier_a_form"),
    )
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


def _stands_together(column: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column, "together"],
        ["edition.id", "edition.state"],
        name=name,
        deferrable=True,
        initially="DEFERRED",
    )


STATE = "(SELECT state FROM edition WHERE id = {0})"
OPEN = "('draft', 'in review', 'approved')"
ENDED = "('in force', 'superseded', 'withdrawn')"
ON_ITS_WAY = (
    "EXISTS (SELECT 1 FROM carried_form c JOIN edition e ON e.id = c.carrier_id "
    f"WHERE c.document_id = OLD.document_id AND e.state IN {OPEN})"
)
FITS = (
    "(SELECT kind FROM document WHERE id = NEW.document_id) <> 'form' "
    "OR (SELECT kind FROM document WHERE id = NEW.parent_id) = 'form'"
)
GUARDS = (
    (
        "blank_fits",
        "INSERT ON blank",
        f"{FITS} OR EXISTS (SELECT 1 FROM blank "
        "WHERE id = NEW.id OR document_id = NEW.document_id)",
        "a form belongs to one procedure, and no form to a form",
    ),
    (
        "blank_moves_to_a_procedure",
        "UPDATE ON blank",
        f"{FITS} OR NEW.document_id <> OLD.document_id OR {ON_ITS_WAY}",
        "a form belongs to one procedure, and stays while an edition of that one changes it",
    ),
    (
        "blank_stays_while_carried",
        "DELETE ON blank",
        ON_ITS_WAY,
        "a form belongs to one procedure, and stays while an edition of that one changes it",
    ),
    (
        "forms_stay_forms",
        "UPDATE OF kind ON document",
        "NEW.kind <> OLD.kind AND "
        "(EXISTS (SELECT 1 FROM blank WHERE document_id = NEW.id) "
        "OR (NEW.kind = 'form' AND EXISTS (SELECT 1 FROM blank WHERE parent_id = NEW.id)))",
        "a form of a procedure stays one, and what has forms becomes none",
    ),
    (
        "carried_form_fits",
        "INSERT ON carried_form",
        f"{STATE.format('NEW.carrier_id')} <> 'draft' "
        "OR NOT EXISTS (SELECT 1 FROM blank WHERE document_id = NEW.document_id AND parent_id = "
        "(SELECT document_id FROM edition WHERE id = NEW.carrier_id)) "
        "OR (NEW.edition_id IS NOT NULL AND (NEW.together IS NOT 'draft' OR NEW.document_id <> "
        "(SELECT document_id FROM edition WHERE id = NEW.edition_id))) "
        "OR EXISTS (SELECT 1 FROM carried_form WHERE id = NEW.id OR edition_id = NEW.edition_id "
        "OR (carrier_id = NEW.carrier_id AND document_id = NEW.document_id))",
        "a draft of a procedure carries forms of that procedure, each once",
    ),
    (
        "carried_form_is_kept",
        "UPDATE ON carried_form",
        "NEW.id <> OLD.id OR NEW.carrier_id <> OLD.carrier_id "
        "OR NEW.document_id <> OLD.document_id OR NEW.edition_id IS NOT OLD.edition_id "
        "OR (OLD.together IS NULL AND NEW.together IS NOT NULL)",
        "what an edition does to a form is not changed",
    ),
    (
        "carried_form_lets_go",
        "UPDATE OF together ON carried_form",
        "NEW.together IS NULL AND OLD.together IS NOT NULL AND ("
        f"{STATE.format('OLD.edition_id')} IN {OPEN} OR "
        f"({STATE.format('OLD.edition_id')} IN {ENDED} "
        f"AND {STATE.format('OLD.carrier_id')} NOT IN {ENDED}))",
        "a form comes into force with its procedure",
    ),
    (
        "carried_form_stays",
        "DELETE ON carried_form",
        f"{STATE.format('OLD.carrier_id')} <> 'draft' "
        f"OR coalesce({STATE.format('OLD.edition_id')}, 'discarded') <> 'discarded'",
        "only a draft changes",
    ),
    (
        "form_moves_with_its_procedure",
        "UPDATE OF state ON edition",
        "NEW.state = 'in review' AND OLD.state = 'draft' "
        "AND EXISTS (SELECT 1 FROM blank WHERE document_id = NEW.document_id) "
        "AND NOT EXISTS (SELECT 1 FROM carried_form WHERE edition_id = NEW.id)",
        "a form of a procedure comes with an edition of that procedure",
    ),
)
