"""Deputies during leave, and the legal forms in which people sign."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("reviews", sa.Boolean(), nullable=False),
        sa.Column("approves", sa.Boolean(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("document_day", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("person_id <> deputy_id", name=op.f("delegation_to_another")),
        sa.CheckConstraint("reviews OR approves", name=op.f("delegation_of_something")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("delegation_ends_after_start")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_delegation_person_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_delegation_deputy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    op.create_index("ix_delegation_person_id", "delegation", ["person_id"])
    op.create_index("ix_delegation_deputy_id", "delegation", ["deputy_id"])
    op.create_table(
        "signing_authority",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("on_behalf", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("document_day", sa.Date(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(name)) for name, rule in FORM_RULES.items()),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_signing_authority_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_authority")),
    )
    op.create_index("ix_signing_authority_person_id", "signing_authority", ["person_id"])
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


FORM_RULES = {
    "signing_authority_form": "form IN ('KT', 'TM', 'TL', 'TUQ')",
    "signing_authority_on_behalf": "on_behalf <> ''",
    "signing_authority_document": (
        "NOT (form IN ('TL', 'TUQ')) OR (document IS NOT NULL AND document_day IS NOT NULL)"
    ),
    "signing_authority_for_a_time": "form <> 'TUQ' OR last_day IS NOT NULL",
    "signing_authority_ends_after_start": "last_day IS NULL OR last_day >= first_day",
}
FIXED = {
    "delegation": (
        *("id", "person_id", "deputy_id", "reviews", "approves", "document", "document_day"),
        *("first_day", "last_day"),
    ),
    "signing_authority": (
        *("id", "person_id", "form", "on_behalf", "document", "document_day"),
        *("first_day", "last_day"),
    ),
}
LIVE = (
    "SELECT 1 FROM delegation d WHERE d.person_id = NEW.seat_id AND d.deputy_id = NEW.person_id "
    "AND date(NEW.signed_at, '+7 hours') BETWEEN d.first_day AND d.last_day "
    "AND (d.ended_at IS NULL OR d.ended_at > NEW.signed_at) "
    "AND CASE NEW.meaning WHEN 'approved' THEN d.approves ELSE d.reviews END"
)
GUARDS = [
    guard
    for table, columns in FIXED.items()
    for guard in (
        (f"{table}_stays", f"DELETE ON {table}", "1", "who signs for whom is never removed"),
        (
            f"{table}_is_kept",
            f"UPDATE ON {table}",
            "OLD.ended_at IS NOT NULL OR "
            + " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns),
            "who signs for whom is only ended",
        ),
        (
            f"{table}_is_new",
            f"INSERT ON {table}",
            f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",
            "who signs for whom is never written over",
        ),
    )
] + [
    (
        "signature_has_its_delegation",
        "INSERT ON signature",
        f"NEW.person_id <> NEW.seat_id AND NOT EXISTS ({LIVE})",
        "a deputy signs by a delegation of the day",
    )
]
