"""Decisions, the editions they list, and their signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Take the step."""
    _decision()
    op.create_table(
        "decision_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_item_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_decision_item_edition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_item")),
        sa.UniqueConstraint("decision_id", "edition_id", name="decision_lists_once"),
    )
    op.create_index("ix_decision_item_edition_id", "decision_item", ["edition_id"])
    op.create_index(
        "one_decision_holds_an_edition",
        "decision_item",
        ["edition_id"],
        unique=True,
        sqlite_where=sa.text("held"),
        postgresql_where=sa.text("held"),
    )
    op.create_table(
        "decision_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("person_title", sa.String(), nullable=False),
        sa.Column("listing", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_signature_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_decision_signature_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_signature")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_decision_signature_decision_id")),
    )
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("signing_form", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=True),
        sa.Column("prepared_at", sa.DateTime(), nullable=False),
        sa.Column("carried_out_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_because", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.CheckConstraint(rule, name=op.f(name)) for name, rule in RULES.items()),
        sa.ForeignKeyConstraint(["signer_id"], ["person.id"], name=op.f("fk_decision_signer_id")),
        sa.ForeignKeyConstraint(
            ["prepared_by_id"], ["person.id"], name=op.f("fk_decision_prepared_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("key", "year", name="one_decision_a_number"),
    )
    op.create_index("ix_decision_signer_id", "decision", ["signer_id"])
    op.create_index("ix_decision_state", "decision", ["state"])


RULES = {
    "decision_purpose": "purpose IN ('issue', 'withdraw', 'adopt')",
    "decision_state": "state IN ('being prepared', 'signed', 'carried out', 'cancelled')",
    "decision_signing_form": "signing_form IN ('', 'TM.', 'KT.', 'TL.', 'TUQ.')",
    "decision_way": "way IS NULL OR way IN ('in the program', 'on paper')",
    "decision_number": "(number IS NULL) = (key IS NULL) AND (number IS NULL) = (year IS NULL)",
    "decision_signed": "NOT (state IN ('signed', 'carried out')) OR (number IS NOT NULL AND day IS NOT NULL AND signer_name <> '' AND effective_on IS NOT NULL AND way IS NOT NULL)",
    "decision_not_backwards": "effective_on >= day",
    "decision_carried_out": "(state = 'carried out') = (carried_out_at IS NOT NULL)",
    "decision_cancelled": "(state = 'cancelled') = (cancelled_because IS NOT NULL)",
}
STEPS = (
    "('being prepared', 'signed'), ('being prepared', 'cancelled'), ('signed', 'carried out'), "
    "('signed', 'cancelled')"
)
FIXED = " OR ".join(
    f"NEW.{column} IS NOT OLD.{column}"
    for column in (
        *("number", "key", "year", "day", "signer_id", "signer_name", "signer_title"),
        *("signing_form", "on_behalf_of", "way", "effective_on", "about"),
    )
)
OF_ITEM = "(SELECT {0} FROM decision WHERE id = {1}.decision_id)"
OPEN_ITEM = OF_ITEM.format("state", "{0}") + " = 'being prepared'"
FITS_EDITION = (
    "EXISTS (SELECT 1 FROM edition WHERE id = NEW.edition_id AND file_digest = NEW.digest "
    f"AND state = CASE {OF_ITEM.format('purpose', 'NEW')} "
    "WHEN 'issue' THEN 'approved' WHEN 'withdraw' THEN 'in force' ELSE state END)"
)
STALE = (
    "EXISTS (SELECT 1 FROM decision_item i JOIN edition e ON e.id = i.edition_id "
    "WHERE i.decision_id = NEW.id AND {0})"
)
STILL = "CASE NEW.purpose WHEN 'issue' THEN 'approved' ELSE 'in force' END"
DONE = "CASE NEW.purpose WHEN 'issue' THEN 'in force' ELSE 'withdrawn' END"
GUARDS = (
    ("decision_stays", "DELETE ON decision", "1", "a decision is never removed"),
    (
        "decision_begins",
        "INSERT ON decision",
        "EXISTS (SELECT 1 FROM decision WHERE id = NEW.id OR "
        "(key = NEW.key AND year = NEW.year)) OR NOT (NEW.state = 'being prepared' "
        "OR (NEW.purpose = 'adopt' AND NEW.state = 'carried out'))",
        "a decision begins with its preparation, under a number of its own",
    ),
    (
        "decision_takes_allowed_steps",
        "UPDATE OF state ON decision",
        f"OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES {STEPS})",
        "no such step in the life of a decision",
    ),
    (
        "decision_is_fixed",
        "UPDATE ON decision",
        f"NEW.purpose <> OLD.purpose OR NEW.id <> OLD.id OR "
        f"(OLD.state <> 'being prepared' AND ({FIXED}))",
        "what was signed never changes",
    ),
    (
        "decision_holds_together",
        "UPDATE OF state ON decision",
        "NEW.state = 'signed' AND OLD.state <> 'signed' AND NEW.purpose <> 'adopt' AND "
        "(NOT EXISTS (SELECT 1 FROM decision_item WHERE decision_id = NEW.id) OR "
        + STALE.format(f"(e.file_digest <> i.digest OR e.state <> {STILL})")
        + ")",
        "a decision is signed while every edition it lists is as it was listed",
    ),
    (
        "decision_is_signed",
        "UPDATE OF state ON decision",
        "NEW.state = 'signed' AND OLD.state <> 'signed' AND NEW.way = 'in the program' AND NOT "
        "EXISTS (SELECT 1 FROM decision_signature WHERE decision_id = NEW.id)",
        "a decision signed in the program has its signature",
    ),
    (
        "decision_is_whole",
        "UPDATE OF state ON decision",
        "NEW.state = 'carried out' AND OLD.state <> 'carried out' AND NEW.purpose <> 'adopt' AND "
        + STALE.format(f"e.state <> {DONE}"),
        "a decision is carried out as a whole",
    ),
    (
        "decision_item_fits",
        "INSERT ON decision_item",
        "EXISTS (SELECT 1 FROM decision_item WHERE id = NEW.id OR (edition_id = NEW.edition_id "
        "AND ((held AND NEW.held) OR decision_id = NEW.decision_id))) OR NOT ("
        f"({OPEN_ITEM.format('NEW')} OR {OF_ITEM.format('purpose', 'NEW')} = 'adopt') "
        f"AND {FITS_EDITION})",
        "a decision lists an edition once, as it is, while it is being prepared",
    ),
    (
        "decision_item_is_fixed",
        "UPDATE ON decision_item",
        "NEW.id <> OLD.id OR NEW.decision_id <> OLD.decision_id OR "
        "NEW.edition_id <> OLD.edition_id OR NEW.digest <> OLD.digest OR NEW.held > OLD.held",
        "what a decision lists never changes",
    ),
    (
        "decision_item_stays",
        "DELETE ON decision_item",
        f"NOT {OPEN_ITEM.format('OLD')}",
        "what was signed never changes",
    ),
    (
        "decision_signature_fits",
        "INSERT ON decision_signature",
        "EXISTS (SELECT 1 FROM decision_signature WHERE id = NEW.id OR "
        f"decision_id = NEW.decision_id) OR NOT {OPEN_ITEM.format('NEW')}",
        "a decision is signed once, while it is being prepared",
    ),
    (
        "decision_signature_is_kept",
        "UPDATE ON decision_signature",
        "1",
        "a signature is never changed",
    ),
    (
        "decision_signature_stays",
        "DELETE ON decision_signature",
        "1",
        "a signature is never removed",
    ),
)
