"""Who is asked to sign, step by step: routes as rows, signatures on seats, returns to a step."""

import sqlalchemy as sa
from alembic import op

from qms.migrations.rebuild import rebuild

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Take the step."""
    _create_tables()
    for name in REPLACED:
        op.execute(f"DROP TRIGGER {name}")
    rebuild(
        "edition",
        {
            "CONSTRAINT edition_signers_named CHECK (state IN ('draft', 'discarded') OR "
            "(reviewer_id IS NOT NULL AND approver_id IS NOT NULL)), \n\t": ""
        },
    )
    rebuild("signature", SIGNATURE, SIGNATURE_VALUES)
    op.create_index("ix_signature_person_id", "signature", ["person_id"])
    for statement in FROM_BEFORE:
        op.execute(statement)
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


def _create_tables() -> None:
    op.create_table(
        "route_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.CheckConstraint("meaning IN ('reviewed', 'approved')", name=op.f("route_step_meaning")),
        sa.CheckConstraint("rule IN ('all', 'any')", name=op.f("route_step_rule")),
        sa.CheckConstraint("position > 0", name=op.f("route_step_position")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_route_step_edition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_step")),
        sa.UniqueConstraint("edition_id", "round", "position", name="one_step_a_position"),
    )
    op.create_table(
        "route_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["step_id"], ["route_step.id"], name=op.f("fk_route_seat_step_id")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_route_seat_edition_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_route_seat_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_seat")),
        sa.UniqueConstraint("edition_id", "round", "person_id", name="one_seat_a_person"),
    )
    op.create_index("ix_route_seat_step_id", "route_seat", ["step_id"])
    op.create_index("ix_route_seat_person_id", "route_seat", ["person_id"])
    op.create_table(
        "step_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("last_signature", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("returned_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_step_return_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_step_return_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step_return")),
    )
    op.create_index("ix_step_return_edition_id", "step_return", ["edition_id"])


REPLACED = ("signature_is_kept", "signature_stays", "signature_fits", "edition_is_signed")
SIGNATURE = {
    "\n\tmeaning VARCHAR NOT NULL,": "\n\tposition INTEGER NOT NULL,\n\tmeaning VARCHAR NOT NULL,",
    "\n\tperson_title VARCHAR NOT NULL,": (
        "\n\tperson_title VARCHAR NOT NULL,\n\tseat_id INTEGER NOT NULL,\n\tseat_name VARCHAR,"
        "\n\tseat_title VARCHAR,\n\tdelegation VARCHAR,\n\tform VARCHAR,\n\ton_behalf VARCHAR,"
        "\n\tauthority VARCHAR,"
    ),
    "CONSTRAINT one_signature_a_meaning UNIQUE (edition_id, round, meaning)": (
        "CONSTRAINT signature_stands_in CHECK ((seat_id = person_id) = (seat_name IS NULL) AND "
        "(seat_id = person_id) = (seat_title IS NULL) AND "
        "(seat_id = person_id) = (delegation IS NULL)), "
        "CONSTRAINT signature_form CHECK (form IS NULL OR (form IN ('KT', 'TM', 'TL', 'TUQ') AND "
        "on_behalf IS NOT NULL)), "
        "CONSTRAINT signature_authority CHECK (form IS NULL OR NOT (form IN ('TL', 'TUQ')) OR "
        "authority IS NOT NULL), "
        "CONSTRAINT fk_signature_seat_id FOREIGN KEY(seat_id) REFERENCES person (id)"
    ),
}
SIGNATURE_VALUES = {
    "position": "CASE meaning WHEN 'reviewed' THEN 1 ELSE 2 END",
    "seat_id": "person_id",
}
PARTS = ((1, "Xem xét", "reviewed", "reviewer"), (2, "Phê duyệt", "approved", "approver"))
ROUNDS = (
    "WITH RECURSIVE counted (edition_id, round) AS (SELECT id, 1 FROM edition WHERE round > 0 "
    "UNION ALL SELECT c.edition_id, c.round + 1 FROM counted c "
    "JOIN edition e ON e.id = c.edition_id WHERE c.round < e.round) "
)
FROM_BEFORE = [
    statement
    for position, label, meaning, part in PARTS
    for statement in (
        f"INSERT INTO route_step (edition_id, round, position, label, meaning, rule, role) {ROUNDS}"
        f"SELECT edition_id, round, {position}, '{label}', '{meaning}', 'any', '{part}' "
        "FROM counted",
        "INSERT OR IGNORE INTO route_seat (step_id, edition_id, round, person_id) "
        "SELECT t.id, t.edition_id, t.round, coalesce(s.person_id, "
        f"CASE WHEN t.round = e.round THEN e.{part}_id END) "
        "FROM route_step t JOIN edition e ON e.id = t.edition_id LEFT JOIN signature s "
        "ON s.edition_id = t.edition_id AND s.round = t.round AND s.position = t.position "
        f"WHERE t.position = {position} AND "
        f"coalesce(s.person_id, CASE WHEN t.round = e.round THEN e.{part}_id END) IS NOT NULL",
    )
]
"""Rounds that were asked before routes were written down: by who signed, else by who was named."""

STANDS = (
    "SELECT 1 FROM signature s WHERE s.edition_id = t.edition_id AND s.round = t.round "
    "AND s.digest = {digest} AND NOT EXISTS (SELECT 1 FROM step_return r "
    "WHERE r.edition_id = s.edition_id AND r.round = s.round AND r.position <= s.position "
    "AND r.last_signature >= s.id)"
)
UNMET = (
    "EXISTS (SELECT 1 FROM route_step t WHERE t.edition_id = {edition} AND t.round = {round} "
    "AND t.position < {before} AND CASE t.rule "
    f"WHEN 'any' THEN NOT EXISTS ({STANDS} AND s.position = t.position) "
    "ELSE EXISTS (SELECT 1 FROM route_seat p WHERE p.step_id = t.id AND NOT EXISTS "
    f"({STANDS} AND s.position = t.position AND s.seat_id = p.person_id)) END)"
)
HERE = "edition_id = NEW.edition_id AND round = NEW.round"
COMING = (
    "NOT EXISTS (SELECT 1 FROM edition WHERE id = NEW.edition_id AND state = 'draft' "
    "AND round = NEW.round - 1{0})"
)
KEPT = tuple(
    (f"{table}_{what}", f"{when} ON {table}", "1", said)
    for table, word in (("route_step", "route"), ("route_seat", "route"), ("step_return", "return"))
    for what, when, said in (
        ("is_kept", "UPDATE", f"a {word} is never changed"),
        ("stays", "DELETE", f"a {word} is never removed"),
    )
)
GUARDS = (
    *KEPT,
    (
        "route_step_fits",
        "INSERT ON route_step",
        f"EXISTS (SELECT 1 FROM route_step WHERE id = NEW.id) OR {COMING.format('')}",
        "a route is written down before its edition is submitted",
    ),
    (
        "route_seat_fits",
        "INSERT ON route_seat",
        "EXISTS (SELECT 1 FROM route_seat WHERE id = NEW.id OR "
        f"({HERE} AND person_id = NEW.person_id)) OR NOT EXISTS "
        f"(SELECT 1 FROM route_step WHERE id = NEW.step_id AND {HERE}) OR "
        f"{COMING.format(' AND author_id <> NEW.person_id')}",
        "a seat is of its own round, once for each person, and never for the author",
    ),
    (
        "step_return_fits",
        "INSERT ON step_return",
        "EXISTS (SELECT 1 FROM step_return WHERE id = NEW.id) OR NOT EXISTS (SELECT 1 FROM edition "
        "WHERE id = NEW.edition_id AND round = NEW.round AND state = 'in review')",
        "a return to a step is of the present round",
    ),
    (
        "edition_counts_its_rounds",
        "UPDATE OF round ON edition",
        "NEW.round <> OLD.round AND (OLD.state <> 'draft' OR NEW.round <> OLD.round + 1)",
        "a round begins when a draft is submitted",
    ),
    (
        "edition_has_a_route",
        "UPDATE OF state ON edition",
        "NEW.state = 'in review' AND OLD.state <> 'in review' AND "
        "(coalesce((SELECT group_concat(meaning, ',') FROM (SELECT meaning FROM route_step "
        "WHERE edition_id = NEW.id AND round = NEW.round ORDER BY position)), '') "
        "NOT LIKE 'reviewed,%approved' OR (SELECT count(*) FROM route_step WHERE "
        "edition_id = NEW.id AND round = NEW.round AND meaning = 'approved') <> 1 OR EXISTS "
        "(SELECT 1 FROM route_step t WHERE t.edition_id = NEW.id AND t.round = NEW.round AND "
        "NOT EXISTS (SELECT 1 FROM route_seat p WHERE p.step_id = t.id)))",
        "an edition is submitted with a route: reviews, and then one approval",
    ),
    (
        "edition_is_signed",
        "UPDATE OF state ON edition",
        "NEW.state = 'approved' AND OLD.state <> 'approved' AND (NOT EXISTS (SELECT 1 FROM "
        "route_step WHERE edition_id = NEW.id AND round = NEW.round AND meaning = 'approved') OR "
        + UNMET.format(
            edition="NEW.id", round="NEW.round", before="1000000", digest="NEW.file_digest"
        )
        + ")",
        "an edition is approved by signatures for its bytes",
    ),
    ("signature_is_kept", "UPDATE ON signature", "1", "a signature is never changed"),
    ("signature_stays", "DELETE ON signature", "1", "a signature is never removed"),
    (
        "signature_fits",
        "INSERT ON signature",
        "EXISTS (SELECT 1 FROM signature WHERE id = NEW.id) OR NOT EXISTS "
        "(SELECT 1 FROM edition WHERE id = NEW.edition_id AND state = 'in review' "
        "AND round = NEW.round AND file_digest = NEW.digest AND author_id <> NEW.person_id) OR "
        "EXISTS (SELECT 1 FROM trail_line WHERE subject_kind = 'edition' AND "
        "subject_id = NEW.edition_id AND verb IN ('start edition', 'replace file') "
        "AND actor_id = NEW.person_id)",
        "a signature is for the bytes of its own edition, in review, by nobody who made it",
    ),
    (
        "signature_takes_a_seat",
        "INSERT ON signature",
        "NOT EXISTS (SELECT 1 FROM route_step t JOIN route_seat p ON p.step_id = t.id WHERE "
        "t.edition_id = NEW.edition_id AND t.round = NEW.round AND t.position = NEW.position AND "
        "t.meaning = NEW.meaning AND p.person_id = NEW.seat_id) OR (NEW.person_id <> NEW.seat_id "
        f"AND EXISTS (SELECT 1 FROM route_seat WHERE {HERE} AND person_id = NEW.person_id))",
        "a signature takes a seat of its round",
    ),
    (
        "signature_is_the_first",
        "INSERT ON signature",
        "EXISTS (SELECT 1 FROM route_step t WHERE t.edition_id = NEW.edition_id AND "
        "t.round = NEW.round AND t.position = NEW.position AND EXISTS "
        f"({STANDS.format(digest='s.digest')} AND (s.person_id = NEW.person_id OR "
        "s.seat_id = NEW.seat_id OR (t.rule = 'any' AND s.position = NEW.position))))",
        "nobody signs a round twice, and no seat is signed twice",
    ),
    (
        "signature_is_in_order",
        "INSERT ON signature",
        UNMET.format(
            edition="NEW.edition_id", round="NEW.round", before="NEW.position", digest="NEW.digest"
        ),
        "a step is signed after those before it",
    ),
)
