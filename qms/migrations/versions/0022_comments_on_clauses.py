"""Comments on the clauses of an edition in review."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answer_text", sa.String(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_because", sa.String(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(name)) for name, rule in RULES.items()),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_remark_edition_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_remark_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index("ix_remark_edition_id", "remark", ["edition_id"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


RULES = {
    "remark_answer": "answer IS NULL OR answer IN ('changed', 'kept')",
    "remark_answered_whole": (
        "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_text IS NULL)"
    ),
    "remark_withdrawn_whole": "(withdrawn_at IS NULL) = (withdrawn_because IS NULL)",
    "remark_answered_or_withdrawn": "answer IS NULL OR withdrawn_at IS NULL",
    "remark_says_something": "text <> ''",
}
FIXED = (
    *("id", "edition_id", "round", "digest", "anchor", "clause", "person_id", "person_name"),
    *("text", "made_at"),
)
GUARDS = (
    ("remark_stays", "DELETE ON remark", "1", "a comment is never removed"),
    (
        "remark_is_kept",
        "UPDATE ON remark",
        "OLD.answer IS NOT NULL OR OLD.withdrawn_at IS NOT NULL OR "
        + " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FIXED),
        "a comment is answered or withdrawn once, and never changed",
    ),
    (
        "remark_fits",
        "INSERT ON remark",
        "NEW.answer IS NOT NULL OR NEW.withdrawn_at IS NOT NULL OR "
        "EXISTS (SELECT 1 FROM remark WHERE id = NEW.id) OR NOT EXISTS (SELECT 1 FROM edition "
        "WHERE id = NEW.edition_id AND round = NEW.round AND file_digest = NEW.digest "
        "AND state = 'in review' AND author_id <> NEW.person_id)",
        "a comment is on an edition in review, by another than its author",
    ),
    (
        "remark_is_told_the_truth",
        "UPDATE OF answer ON remark",
        "NEW.answer = 'changed' AND "
        "(SELECT file_digest FROM edition WHERE id = NEW.edition_id) = NEW.digest",
        "nothing was changed since the comment",
    ),
    (
        "edition_is_answered",
        "UPDATE OF state ON edition",
        "NEW.state = 'approved' AND OLD.state <> 'approved' AND EXISTS (SELECT 1 FROM remark "
        "WHERE edition_id = NEW.id AND answer IS NULL AND withdrawn_at IS NULL)",
        "comments are answered before approval",
    ),
)
