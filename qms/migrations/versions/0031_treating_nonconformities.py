"""Nonconformities go on: causes, plans, rounds, days by which each stage ends."""

import sqlalchemy as sa
from alembic import op

from qms.migrations.rebuild import rebuild

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Take the step."""
    op.execute("DROP TRIGGER nonconformity_takes_allowed_steps")
    op.execute("DROP TRIGGER nonconformity_that_ended_is_fixed")
    rebuild("nonconformity", CHANGES, ADDED)
    for column in ("due", "follows_id"):
        op.create_index(f"ix_nonconformity_{column}", "nonconformity", [column])
    _treatments()
    _causes()
    op.execute(FIRST_ROUNDS)


def _treatments() -> None:
    op.create_table(
        "nonconformity_treatment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonconformity_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("branch", sa.String(), nullable=False),
        sa.Column("conclusion", sa.String(), nullable=False),
        sa.Column("elsewhere", sa.String(), nullable=False),
        sa.Column("analysed_by_id", sa.Integer(), nullable=True),
        sa.Column("analysed_at", sa.DateTime(), nullable=True),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by_id", sa.Integer(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("implemented_at", sa.DateTime(), nullable=True),
        sa.Column("check_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "branch IN ('', 'people', 'procedure', 'means', 'environment', 'law')",
            name=op.f("treatment_branch"),
        ),
        sa.CheckConstraint(
            "(proposed_at IS NULL) = (proposed_by_id IS NULL) AND (proposed_at IS NULL OR (criterion <> '' AND months > 0 AND analysed_at IS NOT NULL))",
            name=op.f("treatment_proposed_whole"),
        ),
        sa.CheckConstraint("months BETWEEN 0 AND 24", name=op.f("treatment_months")),
        sa.CheckConstraint(
            "(check_on IS NULL) = (implemented_at IS NULL) AND (implemented_at IS NULL OR approved_at IS NOT NULL)",
            name=op.f("treatment_implemented"),
        ),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL) AND (approved_at IS NULL OR (proposed_at IS NOT NULL AND approved_at >= proposed_at AND approved_by_id <> proposed_by_id))",
            name=op.f("treatment_approved_by_another"),
        ),
        sa.CheckConstraint("(round = 1) = (why = '')", name=op.f("treatment_reopened_why")),
        sa.CheckConstraint(
            "(analysed_at IS NULL) = (conclusion = '') AND (analysed_at IS NULL) = (branch = '') AND (analysed_at IS NULL) = (analysed_by_id IS NULL) AND (analysed_at IS NULL) = (elsewhere = '')",
            name=op.f("treatment_analysed_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["analysed_by_id"],
            ["person.id"],
            name=op.f("fk_nonconformity_treatment_analysed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["nonconformity_id"],
            ["nonconformity.id"],
            name=op.f("fk_nonconformity_treatment_nonconformity_id"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["person.id"],
            name=op.f("fk_nonconformity_treatment_proposed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by_id"],
            ["person.id"],
            name=op.f("fk_nonconformity_treatment_approved_by_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nonconformity_treatment")),
        sa.UniqueConstraint("nonconformity_id", "round", name=op.f("one_treatment_a_round")),
    )
    op.create_index("ix_nonconformity_treatment_branch", "nonconformity_treatment", ["branch"])


def _causes() -> None:
    op.create_table(
        "nonconformity_cause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("treatment_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("branch", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.CheckConstraint("text <> '' AND depth >= 0", name=op.f("cause_says_something")),
        sa.CheckConstraint(
            "branch IN ('people', 'procedure', 'means', 'environment', 'law')",
            name=op.f("cause_branch"),
        ),
        sa.ForeignKeyConstraint(
            ["treatment_id"],
            ["nonconformity_treatment.id"],
            name=op.f("fk_nonconformity_cause_treatment_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nonconformity_cause")),
        sa.UniqueConstraint("treatment_id", "position", name=op.f("cause_position")),
    )


TREATED = "'corrected', 'analysed', 'proposed', 'approved', 'acting', 'implemented', 'effective'"
TAKEN = f"'accepted', {TREATED}"
CHANGES = {
    "ended_at DATETIME, ": (
        "ended_at DATETIME, confidential BOOLEAN NOT NULL, due DATE, round INTEGER NOT NULL, "
        "follows_id INTEGER, "
    ),
    "CHECK (state IN ('reported', 'accepted', 'corrected', 'declined', 'merged', 'withdrawn'))": (
        f"CHECK (state IN ('reported', {TAKEN}, 'closed', 'declined', 'merged', 'withdrawn'))"
    ),
    "NOT (state IN ('accepted', 'corrected'))": f"NOT (state IN ({TAKEN}, 'closed'))",
    "(state <> 'corrected' OR corrected_on IS NOT NULL)": (
        f"(NOT (state IN ({TREATED}, 'closed')) OR corrected_on IS NOT NULL)"
    ),
    "CHECK ((state IN ('reported', 'accepted', 'corrected')) = (ended_at IS NULL)), ": (
        f"CHECK ((state IN ('reported', {TAKEN})) = (ended_at IS NULL)), "
        f"CONSTRAINT nonconformity_due CHECK ((state IN ('reported', {TAKEN})) = "
        "(due IS NOT NULL)), "
        "CONSTRAINT nonconformity_follows_an_earlier_one CHECK (follows_id < id), "
    ),
    "REFERENCES nonconformity (id), ": (
        "REFERENCES nonconformity (id), CONSTRAINT fk_nonconformity_follows_id "
        "FOREIGN KEY(follows_id) REFERENCES nonconformity (id), "
    ),
}
ADDED = {
    "confidential": "0",
    "round": "1",
    "due": (
        "CASE state WHEN 'reported' THEN date(reported_at, '+4 days') "
        "WHEN 'accepted' THEN correct_by WHEN 'corrected' THEN date(corrected_on, '+7 days') END"
    ),
}
"""Roughly as many days as the working days that the stage lasts from now on."""
FIRST_ROUNDS = (
    "INSERT INTO nonconformity_treatment (nonconformity_id, round, opened_at, why, branch, "
    "conclusion, elsewhere, criterion, months) SELECT id, 1, corrected_on || ' 00\\:00\\:00', '', "
    "'', '', '', '', 0 FROM nonconformity WHERE state = 'corrected'"
)
