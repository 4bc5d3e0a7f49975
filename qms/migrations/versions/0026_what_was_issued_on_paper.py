"""What was issued on paper: recorded by one person, confirmed by another; and earlier editions."""

import sqlalchemy as sa
from alembic import op

from qms.migrations.rebuild import rebuild

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Take the step."""
    _adoption()
    _earlier_edition()
    op.drop_index("one_open_edition", "edition")
    op.execute("DROP TRIGGER edition_takes_allowed_steps")
    rebuild("edition", EDITION, {"issued_outside": "0"})
    rebuild("carried_form", {OPEN_BEFORE: OPEN})
    _say_in_triggers(OPEN_BEFORE, OPEN)
    op.create_index(
        "one_open_edition",
        "edition",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text(f"state IN {OPEN}"),
        postgresql_where=sa.text(f"state IN {OPEN}"),
    )
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


def _say_in_triggers(before: str, now: str) -> None:
    """Make every trigger anew that speaks of ``before``."""
    wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND instr(sql, ?)"
    for name, said in op.get_bind().exec_driver_sql(wanted, (before,)).all():
        op.execute(f"DROP TRIGGER {name}")
        op.execute(said.replace(before, now).replace(":", "\\:"))


OPEN_BEFORE = "('draft', 'in review', 'approved')"
OPEN = "('draft', 'in review', 'approved', 'recorded')"


def _adoption() -> None:
    op.create_table(
        "adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("signing_form", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.String(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.Column("declined_because", sa.String(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in CHECKS.items()),
        *_links("adoption", scan_id="attachment", recorded_by_id="person"),
        *_links("adoption", settled_by_id="person", decision_id="decision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
    )
    op.create_index("ix_adoption_state", "adoption", ["state"])
    op.create_index("ix_adoption_decision_id", "adoption", ["decision_id"])
    op.create_table(
        "adopted_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adoption_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        *_links("adopted_edition", adoption_id="adoption", edition_id="edition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adopted_edition")),
        sa.UniqueConstraint("adoption_id", "edition_id", name="one_line_an_adopted_edition"),
    )
    op.create_index("ix_adopted_edition_edition_id", "adopted_edition", ["edition_id"])


def _earlier_edition() -> None:
    op.create_table(
        "earlier_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("amendment", sa.Integer(), nullable=False),
        sa.Column("in_force_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("decision_day", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("struck_by_id", sa.Integer(), nullable=True),
        sa.Column("struck_at", sa.DateTime(), nullable=True),
        sa.Column("struck_because", sa.String(), nullable=True),
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in EARLIER_CHECKS.items()),
        *_links("earlier_edition", document_id="document", file_id="attachment"),
        *_links("earlier_edition", recorded_by_id="person", struck_by_id="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_edition")),
    )
    op.create_index("ix_earlier_edition_document_id", "earlier_edition", ["document_id"])
    op.create_index(
        "one_earlier_edition_of_a_number",
        "earlier_edition",
        ["document_id", "issue", "amendment"],
        unique=True,
        sqlite_where=sa.text("struck_at IS NULL"),
        postgresql_where=sa.text("struck_at IS NULL"),
    )


def _links(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in columns.items()
    ]


CHECKS = {
    "adoption_state": "state IN ('awaiting', 'confirmed', 'declined')",
    "adoption_signing_form": "signing_form IN ('', 'TM.', 'KT.', 'TL.', 'TUQ.')",
    "adoption_not_backwards": "effective_on >= day",
    "adoption_settled": "(state = 'awaiting') = (settled_at IS NULL) AND (state = 'awaiting') = (settled_by_id IS NULL)",
    "adoption_has_its_decision": "(state = 'confirmed') = (decision_id IS NOT NULL)",
    "adoption_by_two_people": "state <> 'confirmed' OR settled_by_id <> recorded_by_id",
    "adoption_says_why": "(state = 'declined') = (declined_because IS NOT NULL)",
}
EARLIER_CHECKS = {
    "earlier_edition_numbers": "issue >= 0 AND amendment >= 0",
    "earlier_edition_ends_after_its_start": "ended_on > in_force_on",
    "earlier_edition_struck": "(struck_at IS NULL) = (struck_by_id IS NULL) AND (struck_at IS NULL) = (struck_because IS NULL)",
}
EDITION = {
    "'superseded', 'withdrawn', 'discarded')": "'superseded', 'withdrawn', 'discarded', 'recorded')",
    "ended_at DATETIME,": "ended_at DATETIME, issued_outside BOOLEAN DEFAULT 0 NOT NULL,",
    "CONSTRAINT edition_state CHECK": (
        "CONSTRAINT edition_issued_outside CHECK "
        "(issued_outside <= (state IN ('recorded', 'in force', 'superseded', 'withdrawn')) "
        "AND issued_outside >= (state = 'recorded')), CONSTRAINT edition_state CHECK"
    ),
}
ALLOWED = (
    ("draft", "in review"),
    ("draft", "discarded"),
    ("in review", "approved"),
    ("in review", "draft"),
    ("approved", "in force"),
    ("approved", "draft"),
    ("in force", "superseded"),
    ("in force", "withdrawn"),
    ("draft", "recorded"),
    ("recorded", "in force"),
    ("recorded", "draft"),
)
STEPS = ", ".join(f"('{before}', '{after}')" for before, after in ALLOWED)
FACTS = " OR ".join(
    f"NEW.{column} IS NOT OLD.{column}"
    for column in (
        *("id", "number", "day", "effective_on", "about", "signer_name", "signer_title"),
        *("signing_form", "on_behalf_of", "scan_id", "recorded_by_id", "recorded_at"),
    )
)
PAST = " OR ".join(
    f"NEW.{column} IS NOT OLD.{column}"
    for column in (
        *("id", "document_id", "issue", "amendment", "in_force_on", "ended_on"),
        *("decision_number", "decision_day", "note", "file_id", "recorded_by_id", "recorded_at"),
    )
)
LISTED = (
    "EXISTS (SELECT 1 FROM adopted_edition i JOIN adoption a ON a.id = i.adoption_id "
    "WHERE i.edition_id = {edition} AND {condition})"
)
SAME_BYTES = "i.digest = NEW.file_digest AND a.state = "
SAME_NUMBER = (
    "document_id = NEW.document_id AND issue = NEW.issue AND amendment = NEW.amendment AND "
)
DAY = "date({0}, '+7 hours')"
GUARDS = (
    (
        "edition_takes_allowed_steps",
        "UPDATE OF state ON edition",
        f"OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES {STEPS})",
        "no such step in the life of an edition",
    ),
    (
        "edition_is_recorded",
        "UPDATE OF state ON edition",
        "NEW.state = 'recorded' AND OLD.state <> 'recorded' AND NOT "
        + LISTED.format(edition="NEW.id", condition=SAME_BYTES + "'awaiting'"),
        "an edition is recorded with the decision that issued its bytes",
    ),
    (
        "edition_is_adopted",
        "UPDATE OF state ON edition",
        "NEW.state = 'in force' AND OLD.state = 'recorded' AND NOT "
        + LISTED.format(
            edition="NEW.id",
            condition=SAME_BYTES + "'confirmed' AND a.settled_by_id <> a.recorded_by_id "
            "AND a.settled_by_id <> NEW.author_id",
        ),
        "an edition issued outside is in force only when a second person confirmed it",
    ),
    (
        "edition_adopted_in_order",
        "UPDATE OF state ON edition",
        "NEW.state = 'in force' AND OLD.state = 'recorded' AND (EXISTS (SELECT 1 FROM edition "
        "WHERE document_id = NEW.document_id AND id <> NEW.id AND "
        "coalesce(ended_at, in_force_at) > NEW.in_force_at) OR EXISTS (SELECT 1 FROM "
        "earlier_edition WHERE document_id = NEW.document_id AND struck_at IS NULL AND "
        f"ended_on > {DAY.format('NEW.in_force_at')}))",
        "an edition comes into force after those before it",
    ),
    (
        "edition_is_let_go",
        "UPDATE OF state ON edition",
        "NEW.state = 'draft' AND OLD.state = 'recorded' AND "
        + LISTED.format(edition="NEW.id", condition="a.state <> 'declined'"),
        "a recorded edition is a draft again only when it was declined",
    ),
    (
        "edition_stays_outside",
        "UPDATE OF issued_outside ON edition",
        "NEW.issued_outside <> OLD.issued_outside AND (OLD.state, NEW.state) NOT IN "
        "(VALUES ('draft', 'recorded'), ('recorded', 'draft'))",
        "where an edition was issued never changes",
    ),
    (
        "edition_number_is_free",
        "INSERT ON edition",
        f"EXISTS (SELECT 1 FROM earlier_edition WHERE {SAME_NUMBER} struck_at IS NULL)",
        "an earlier edition has that number",
    ),
    (
        "edition_number_stays_free",
        "UPDATE OF issue, amendment, document_id ON edition",
        "NEW.state <> 'discarded' AND "
        f"EXISTS (SELECT 1 FROM earlier_edition WHERE {SAME_NUMBER} struck_at IS NULL)",
        "an earlier edition has that number",
    ),
    (
        "adoption_begins",
        "INSERT ON adoption",
        "NEW.state <> 'awaiting' OR EXISTS (SELECT 1 FROM adoption WHERE id = NEW.id)",
        "a recording begins with its first person",
    ),
    (
        "adoption_is_kept",
        "UPDATE ON adoption",
        f"OLD.state <> 'awaiting' OR {FACTS}",
        "what was recorded never changes",
    ),
    ("adoption_stays", "DELETE ON adoption", "1", "what was recorded is never removed"),
    (
        "adopted_edition_fits",
        "INSERT ON adopted_edition",
        "EXISTS (SELECT 1 FROM adopted_edition WHERE id = NEW.id OR "
        "(adoption_id = NEW.adoption_id AND edition_id = NEW.edition_id)) OR NOT EXISTS "
        "(SELECT 1 FROM adoption WHERE id = NEW.adoption_id AND state = 'awaiting') OR NOT EXISTS "
        "(SELECT 1 FROM edition WHERE id = NEW.edition_id AND state = 'draft' "
        "AND file_digest = NEW.digest) OR "
        + LISTED.format(edition="NEW.edition_id", condition="a.state = 'awaiting'"),
        "a recording lists drafts, as they are, each in one recording",
    ),
    (
        "adopted_edition_is_kept",
        "UPDATE ON adopted_edition",
        "1",
        "what was recorded never changes",
    ),
    (
        "adopted_edition_stays",
        "DELETE ON adopted_edition",
        "1",
        "what was recorded is never removed",
    ),
    (
        "earlier_edition_fits",
        "INSERT ON earlier_edition",
        "NEW.struck_at IS NOT NULL OR EXISTS (SELECT 1 FROM earlier_edition WHERE id = NEW.id) OR "
        f"EXISTS (SELECT 1 FROM edition WHERE {SAME_NUMBER} state <> 'discarded') OR "
        "EXISTS (SELECT 1 FROM earlier_edition WHERE document_id = NEW.document_id AND "
        "struck_at IS NULL AND in_force_on < NEW.ended_on AND NEW.in_force_on < ended_on) OR "
        "EXISTS (SELECT 1 FROM edition WHERE document_id = NEW.document_id AND "
        f"{DAY.format('in_force_at')} < NEW.ended_on AND "
        f"(ended_at IS NULL OR NEW.in_force_on < {DAY.format('ended_at')}))",
        "an earlier edition has a number and a time of its own",
    ),
    (
        "earlier_edition_is_kept",
        "UPDATE ON earlier_edition",
        f"OLD.struck_at IS NOT NULL OR {PAST}",
        "an earlier edition is struck out, never changed",
    ),
    (
        "earlier_edition_stays",
        "DELETE ON earlier_edition",
        "1",
        "an earlier edition is never removed",
    ),
)
