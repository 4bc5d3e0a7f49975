"""What is done against causes, with proof, and whether it worked."""

import sqlalchemy as sa
from alembic import op

from qms.migrations.rebuild import rebuild

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Take the step."""
    rebuild("change_request", ORIGIN)
    _actions()
    _indicators()
    _notes()
    _extensions()
    _checks()


def _actions() -> None:
    op.create_table(
        "corrective_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("treatment_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("resources", sa.String(), nullable=False),
        sa.Column("risk", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('planned', 'acting', 'done', 'verified', 'dropped')",
            name=op.f("action_state"),
        ),
        sa.CheckConstraint(
            "kind <> 'preventive' OR risk <> ''", name=op.f("action_names_its_risk")
        ),
        sa.CheckConstraint(
            "(state = 'verified') = (verified_on IS NOT NULL) AND (verified_on IS NULL) = (verified_by_id IS NULL)",
            name=op.f("action_verified_whole"),
        ),
        sa.CheckConstraint("text <> ''", name=op.f("action_says_what")),
        sa.CheckConstraint(
            "(document_id IS NULL) = (about_id IS NULL) AND (request_id IS NULL OR document_id IS NOT NULL)",
            name=op.f("action_revises"),
        ),
        sa.CheckConstraint(
            "(state IN ('done', 'verified')) = (done_on IS NOT NULL) AND (done_on IS NULL) = (result = '')",
            name=op.f("action_done_whole"),
        ),
        sa.CheckConstraint(
            "verified_by_id <> owner_id AND verified_on >= done_on",
            name=op.f("action_verified_by_another"),
        ),
        sa.CheckConstraint(
            "kind IN ('corrective', 'correction', 'preventive', 'improvement')",
            name=op.f("action_kind"),
        ),
        sa.CheckConstraint("state <> 'dropped' OR answer <> ''", name=op.f("action_dropped_why")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_corrective_action_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["about_id"], ["edition.id"], name=op.f("fk_corrective_action_about_id")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name=op.f("fk_corrective_action_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["change_request.id"], name=op.f("fk_corrective_action_request_id")
        ),
        sa.ForeignKeyConstraint(
            ["treatment_id"],
            ["nonconformity_treatment.id"],
            name=op.f("fk_corrective_action_treatment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["person.id"], name=op.f("fk_corrective_action_verified_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrective_action")),
        sa.UniqueConstraint("treatment_id", "serial", name=op.f("one_action_a_serial")),
    )
    op.create_index("ix_corrective_action_document_id", "corrective_action", ["document_id"])
    op.create_index("ix_corrective_action_due", "corrective_action", ["due"])
    op.create_index("ix_corrective_action_owner_id", "corrective_action", ["owner_id"])
    op.create_index("ix_corrective_action_request_id", "corrective_action", ["request_id"])
    op.create_index("ix_corrective_action_state", "corrective_action", ["state"])


def _indicators() -> None:
    op.create_table(
        "corrective_action_indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["corrective_action.id"],
            name=op.f("fk_corrective_action_indicator_action_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrective_action_indicator")),
        sa.UniqueConstraint("action_id", "indicator", name=op.f("one_action_indicator")),
    )
    op.create_index(
        "ix_corrective_action_indicator_indicator", "corrective_action_indicator", ["indicator"]
    )


def _notes() -> None:
    op.create_table(
        "corrective_action_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('progress', 'done', 'verified', 'returned')", name=op.f("action_note_kind")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("action_note_says_something")),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["corrective_action.id"],
            name=op.f("fk_corrective_action_note_action_id"),
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["person.id"], name=op.f("fk_corrective_action_note_said_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrective_action_note")),
    )
    op.create_index("ix_corrective_action_note_action_id", "corrective_action_note", ["action_id"])
    op.create_table(
        "corrective_action_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["note_id"],
            ["corrective_action_note.id"],
            name=op.f("fk_corrective_action_file_note_id"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["attachment.id"], name=op.f("fk_corrective_action_file_file_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrective_action_file")),
    )
    op.create_index("ix_corrective_action_file_note_id", "corrective_action_file", ["note_id"])


def _extensions() -> None:
    op.create_table(
        "corrective_action_extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'granted', 'refused', 'withdrawn')", name=op.f("extension_state")
        ),
        sa.CheckConstraint(
            "(state IN ('granted', 'refused')) = (answered_by_id IS NOT NULL) AND (answered_by_id IS NULL) = (answered_at IS NULL) AND answered_by_id IS NOT asked_by_id AND (state <> 'refused' OR answer <> '')",
            name=op.f("extension_answered_by_another"),
        ),
        sa.CheckConstraint("reason <> '' AND until > due_before", name=op.f("extension_says_why")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["person.id"], name=op.f("fk_corrective_action_extension_asked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["person.id"],
            name=op.f("fk_corrective_action_extension_answered_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["corrective_action.id"],
            name=op.f("fk_corrective_action_extension_action_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrective_action_extension")),
    )
    op.create_index(
        "one_open_extension",
        "corrective_action_extension",
        ["action_id"],
        unique=True,
        sqlite_where=sa.text("state = 'asked'"),
    )


def _checks() -> None:
    op.create_table(
        "effect_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("treatment_id", sa.Integer(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("data", sa.String(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "result IN ('worked', 'failed', 'too early')", name=op.f("effect_check_result")
        ),
        sa.CheckConstraint(
            "(result = 'too early') = (next_on IS NOT NULL) AND (next_on IS NULL OR next_on > checked_on)",
            name=op.f("effect_check_next"),
        ),
        sa.CheckConstraint(
            "criterion <> '' AND data <> ''", name=op.f("effect_check_says_by_what")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["person.id"], name=op.f("fk_effect_check_checked_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["treatment_id"],
            ["nonconformity_treatment.id"],
            name=op.f("fk_effect_check_treatment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_check")),
    )
    op.create_index("ix_effect_check_treatment_id", "effect_check", ["treatment_id"])
    op.create_table(
        "effect_check_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["attachment.id"], name=op.f("fk_effect_check_file_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["check_id"], ["effect_check.id"], name=op.f("fk_effect_check_file_check_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_effect_check_file")),
    )
    op.create_index("ix_effect_check_file_check_id", "effect_check_file", ["check_id"])


ORIGIN = {
    "origin IN ('reading', 'review', 'external')": (
        "origin IN ('reading', 'review', 'external', 'corrective')"
    ),
}
