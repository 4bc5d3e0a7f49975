"""People ask for changes of documents."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "change_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in RULES.items()),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_change_request_{column}")
            )
            for column, table in LINKS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_request")),
        sa.UniqueConstraint("year", "serial", name="one_request_a_number"),
    )
    for column in ("document_id", "sender_id", "state", "author_id", "draft_id"):
        op.create_index(f"ix_change_request_{column}", "change_request", [column])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON change_request WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


LINKS = {
    "document_id": "document",
    "about_id": "edition",
    "sender_id": "person",
    "author_id": "person",
    "draft_id": "edition",
}
RULES = {
    "request_state": ("state IN ('sent', 'accepted', 'drafting', 'done', 'declined', 'withdrawn')"),
    "request_origin": "origin IN ('reading', 'review', 'external')",
    "request_says_what_and_why": (
        "wish <> '' AND reason <> '' AND (document_id IS NOT NULL OR title <> '')"
    ),
    "request_author_named": (
        "NOT (state IN ('accepted', 'drafting', 'done')) OR "
        "(author_id IS NOT NULL AND due IS NOT NULL)"
    ),
    "request_draft": "(state IN ('drafting', 'done')) = (draft_id IS NOT NULL)",
    "request_declined_why": "state <> 'declined' OR answer <> ''",
    "request_ended": "(state IN ('sent', 'accepted', 'drafting')) = (ended_at IS NULL)",
}
ALLOWED = (
    ("sent", "accepted"),
    ("sent", "declined"),
    ("accepted", "declined"),
    ("sent", "withdrawn"),
    ("accepted", "drafting"),
    ("drafting", "accepted"),
    ("drafting", "done"),
)
STEPS = ", ".join(f"('{before}', '{after}')" for before, after in ALLOWED)
ASKED = (
    "id",
    "year",
    "serial",
    "document_id",
    "about_id",
    "anchor",
    "clause",
    "title",
    "wish",
    "reason",
    "origin",
    "sender_id",
    "sent_at",
)
GUARDS = (
    (
        "request_is_next",
        "INSERT",
        "NEW.state <> 'sent' OR EXISTS (SELECT 1 FROM change_request WHERE id = NEW.id) OR "
        "NEW.serial <> coalesce((SELECT max(serial) FROM change_request "
        "WHERE year = NEW.year), 0) + 1",
        "a request begins as the next one sent in its year",
    ),
    ("request_stays", "DELETE", "1", "a request is never removed"),
    (
        "request_is_kept",
        "UPDATE",
        " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in ASKED),
        "what was asked is never changed",
    ),
    (
        "request_takes_allowed_steps",
        "UPDATE",
        f"OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES {STEPS})",
        "no such step in the life of a request",
    ),
    (
        "request_that_ended_is_fixed",
        "UPDATE",
        "OLD.ended_at IS NOT NULL",
        "a request that has ended stays as it is",
    ),
)
