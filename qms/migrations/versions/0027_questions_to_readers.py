"""Who says that they have read an edition answers its questions first."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "reading_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=False),
        sa.Column("right_line", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in CHECKS.items()),
        _link("reading_question", "edition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_question")),
    )
    op.create_index("ix_reading_question_edition_id", "reading_question", ["edition_id"])
    op.create_table(
        "reading_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answers", sa.String(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("tried_at", sa.DateTime(), nullable=False),
        _link("reading_attempt", "edition"),
        _link("reading_attempt", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading_attempt")),
    )
    op.create_index("ix_reading_attempt_edition_id", "reading_attempt", ["edition_id"])
    op.create_index("ix_reading_attempt_person_id", "reading_attempt", ["person_id"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


def _link(table: str, other: str) -> sa.ForeignKeyConstraint:
    column = f"{other}_id"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


LINES = "length(choices) - length(replace(choices, char(10), '')) + 1"
CHECKS = {
    "reading_question_asks": "text <> ''",
    "reading_question_choices": f"{LINES} BETWEEN 2 AND 6",
    "reading_question_right": f"right_line BETWEEN 1 AND {LINES}",
}
OPEN = "('draft', 'in review', 'approved', 'recorded')"
NOT_OPEN = (
    "NOT EXISTS (SELECT 1 FROM edition WHERE id = {row}.edition_id AND state IN " + OPEN + ")"
)
RIGHT = (
    "(SELECT group_concat(right_line, ' ') FROM (SELECT right_line FROM reading_question "
    "WHERE edition_id = NEW.edition_id ORDER BY id))"
)
GUARDS = (
    (
        "question_fits",
        "INSERT ON reading_question",
        "EXISTS (SELECT 1 FROM reading_question WHERE id = NEW.id) OR "
        + NOT_OPEN.format(row="NEW")
        + " OR (SELECT count(*) FROM reading_question WHERE edition_id = NEW.edition_id) >= 5",
        "an edition that is not in force yet has up to five questions",
    ),
    (
        "question_is_kept",
        "UPDATE ON reading_question",
        "NEW.id <> OLD.id OR NEW.edition_id <> OLD.edition_id OR " + NOT_OPEN.format(row="OLD"),
        "questions change only while their edition is open",
    ),
    (
        "question_stays",
        "DELETE ON reading_question",
        NOT_OPEN.format(row="OLD"),
        "questions change only while their edition is open",
    ),
    (
        "attempt_fits",
        "INSERT ON reading_attempt",
        "EXISTS (SELECT 1 FROM reading_attempt WHERE id = NEW.id) OR NOT EXISTS "
        "(SELECT 1 FROM edition WHERE id = NEW.edition_id AND state = 'in force') OR "
        f"coalesce(NEW.passed <> (NEW.answers = {RIGHT}), 1)",
        "questions of an edition in force are answered, and passed when all is right",
    ),
    ("attempt_is_kept", "UPDATE ON reading_attempt", "1", "what was answered never changes"),
    ("attempt_stays", "DELETE ON reading_attempt", "1", "what was answered is never removed"),
    (
        "receipt_after_questions",
        "INSERT ON acknowledgement",
        "EXISTS (SELECT 1 FROM reading_question WHERE edition_id = NEW.edition_id) AND NOT EXISTS "
        "(SELECT 1 FROM reading_attempt WHERE edition_id = NEW.edition_id "
        "AND person_id = NEW.person_id AND passed)",
        "who says that they have read has answered the questions",
    ),
)
