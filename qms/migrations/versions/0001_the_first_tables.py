"""The first tables, and the triggers that refuse what must never be."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "index_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_task")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("failed_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    with op.batch_alter_table("sign_in_failure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_failure_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_sign_in_failure_login"), ["login"], unique=False)
        batch_op.create_index("ix_sign_in_failure_when", ["failed_at"], unique=False)

    op.create_table(
        "spent_token",
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("spent_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_spent_token")),
    )
    with op.batch_alter_table("spent_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spent_token_spent_at"), ["spent_at"], unique=False)

    op.create_table(
        "trail_line",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("actor_as", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("subject_label", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail_line")),
    )
    with op.batch_alter_table("trail_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trail_line_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trail_line_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_trail_line_verb"), ["verb"], unique=False)

    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("parent_id <> id", name=op.f("unit_not_its_own_parent")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to > valid_from", name=op.f("unit_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
    )
    op.create_table(
        "web_session",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_web_session")),
    )
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_session_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_web_session_seen_at"), ["seen_at"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('manual', 'policy', 'objective', 'procedure', 'instruction', 'regulation', 'form', 'annex', 'external')",
            name=op.f("document_kind"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_document_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("key", name=op.f("uq_document_key")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("language IN ('vi', 'en')", name=op.f("person_language")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_person_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("appointment_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_appointment_person_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_appointment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_person_id"), ["person_id"], unique=False)

    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("issue", sa.Integer(), nullable=False),
        sa.Column("amendment", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("change_note", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("approver_id", sa.Integer(), nullable=True),
        sa.Column("file_digest", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("margins", sa.String(), nullable=False),
        sa.Column("returned_because", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("in_force_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('approved', 'in force', 'superseded', 'withdrawn')) = (approved_at IS NOT NULL)",
            name=op.f("edition_approved"),
        ),
        sa.CheckConstraint(
            "(state IN ('in force', 'superseded', 'withdrawn')) = (in_force_at IS NOT NULL)",
            name=op.f("edition_was_in_force"),
        ),
        sa.CheckConstraint(
            "(state IN ('superseded', 'withdrawn')) = (ended_at IS NOT NULL)",
            name=op.f("edition_ended"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'discarded') OR (reviewer_id IS NOT NULL AND approver_id IS NOT NULL)",
            name=op.f("edition_signers_named"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'in review', 'approved', 'in force', 'superseded', 'withdrawn', 'discarded')",
            name=op.f("edition_state"),
        ),
        sa.CheckConstraint(
            "author_id <> reviewer_id AND author_id <> approver_id AND reviewer_id <> approver_id",
            name=op.f("edition_three_people"),
        ),
        sa.CheckConstraint("issue >= 0 AND amendment >= 0", name=op.f("edition_numbers")),
        sa.ForeignKeyConstraint(
            ["approver_id"], ["person.id"], name=op.f("fk_edition_approver_id")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_edition_author_id")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_edition_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["person.id"], name=op.f("fk_edition_reviewer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("document_id", "serial", name="edition_serial"),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_approver_id"), ["approver_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_author_id"), ["author_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_file_digest"), ["file_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_reviewer_id"), ["reviewer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_edition_state"), ["state"], unique=False)
        batch_op.create_index(
            "one_edition_in_force",
            ["document_id"],
            unique=True,
            sqlite_where=sa.text("state = 'in force'"),
            postgresql_where=sa.text("state = 'in force'"),
        )
        batch_op.create_index(
            "one_edition_of_a_number",
            ["document_id", "issue", "amendment"],
            unique=True,
            sqlite_where=sa.text("state <> 'discarded'"),
            postgresql_where=sa.text("state <> 'discarded'"),
        )
        batch_op.create_index(
            "one_open_edition",
            ["document_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('draft', 'in review', 'approved')"),
            postgresql_where=sa.text("state IN ('draft', 'in review', 'approved')"),
        )

    op.create_table(
        "one_time_link",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_one_time_link_person_id")
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_one_time_link")),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_upload_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    with op.batch_alter_table("upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_upload_person_id"), ["person_id"], unique=False)

    op.create_table(
        "clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_clause_edition_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clause")),
        sa.UniqueConstraint("edition_id", "position", name="clause_position"),
    )
    with op.batch_alter_table("clause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clause_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("person_title", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("meaning IN ('reviewed', 'approved')", name=op.f("signature_meaning")),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_signature_edition_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signature_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint("edition_id", "round", "meaning", name="one_signature_a_meaning"),
    )
    with op.batch_alter_table("signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_edition_id"), ["edition_id"], unique=False)

    op.create_index(
        "one_agency",
        "unit",
        [sa.text("(parent_id IS NULL)")],
        unique=True,
        sqlite_where=sa.text("parent_id IS NULL"),
    )
    op.create_index(
        "one_open_appointment",
        "appointment",
        ["person_id", "role", sa.text("coalesce(unit_id, 0)")],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
    )
    for name, when, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


ALLOWED = (
    ("draft", "in review"),
    ("draft", "discarded"),
    ("in review", "approved"),
    ("in review", "draft"),
    ("approved", "in force"),
    ("approved", "draft"),
    ("in force", "superseded"),
    ("in force", "withdrawn"),
)
STEPS = ", ".join(f"('{before}', '{after}')" for before, after in ALLOWED)
SIGNED = (
    "EXISTS (SELECT 1 FROM signature WHERE edition_id = NEW.id AND round = NEW.round "
    "AND digest = NEW.file_digest AND meaning = '{0}')"
)
CLAUSE_FIXED = "(SELECT state FROM edition WHERE id = {0}.edition_id) <> 'draft'"
GUARDS = (
    ("trail_line_is_kept", "UPDATE ON trail_line", "1", "the trail is only added to"),
    ("trail_line_stays", "DELETE ON trail_line", "1", "the trail is only added to"),
    (
        "trail_line_is_next",
        "INSERT ON trail_line",
        "NEW.id <> coalesce((SELECT max(id) FROM trail_line), 0) + 1 OR NEW.previous <> "
        "coalesce((SELECT digest FROM trail_line ORDER BY id DESC LIMIT 1), "
        "'0000000000000000000000000000000000000000000000000000000000000000')",
        "a line of the trail follows the last one",
    ),
    ("signature_is_kept", "UPDATE ON signature", "1", "a signature is never changed"),
    ("signature_stays", "DELETE ON signature", "1", "a signature is never removed"),
    (
        "signature_fits",
        "INSERT ON signature",
        "EXISTS (SELECT 1 FROM signature WHERE id = NEW.id OR (edition_id = NEW.edition_id "
        "AND round = NEW.round AND meaning = NEW.meaning)) OR NOT EXISTS "
        "(SELECT 1 FROM edition WHERE id = NEW.edition_id AND state = 'in review' "
        "AND round = NEW.round AND file_digest = NEW.digest AND author_id <> NEW.person_id)",
        "a signature is for the bytes of its own edition, in review, by another than the author",
    ),
    ("edition_stays", "DELETE ON edition", "1", "an edition is never removed"),
    (
        "edition_begins_as_draft",
        "INSERT ON edition",
        "NEW.state <> 'draft' OR EXISTS (SELECT 1 FROM edition WHERE id = NEW.id)",
        "an edition begins as a draft",
    ),
    (
        "edition_takes_allowed_steps",
        "UPDATE OF state ON edition",
        f"OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES {STEPS})",
        "no such step in the life of an edition",
    ),
    (
        "edition_is_signed",
        "UPDATE OF state ON edition",
        "NEW.state = 'approved' AND OLD.state <> 'approved' AND NOT "
        f"({SIGNED.format('reviewed')} AND {SIGNED.format('approved')})",
        "an edition is approved by signatures for its bytes",
    ),
    (
        "edition_bytes_are_fixed",
        "UPDATE ON edition",
        "(OLD.state <> 'draft' OR NEW.state <> 'draft') AND (NEW.file_digest <> OLD.file_digest "
        "OR NEW.title <> OLD.title OR NEW.issue <> OLD.issue OR NEW.amendment <> OLD.amendment "
        "OR NEW.author_id <> OLD.author_id OR NEW.document_id <> OLD.document_id)",
        "only a draft changes",
    ),
    (
        "clause_is_fixed",
        "UPDATE ON clause",
        f"{CLAUSE_FIXED.format('OLD')} OR {CLAUSE_FIXED.format('NEW')}",
        "only a draft changes",
    ),
    ("clause_stays", "DELETE ON clause", CLAUSE_FIXED.format("OLD"), "only a draft changes"),
    ("clause_is_new", "INSERT ON clause", CLAUSE_FIXED.format("NEW"), "only a draft changes"),
    ("document_stays", "DELETE ON document", "1", "a document is never removed"),
    (
        "document_code_is_fixed",
        "UPDATE OF key ON document",
        "NEW.key <> OLD.key AND EXISTS (SELECT 1 FROM edition "
        "WHERE document_id = OLD.id AND in_force_at IS NOT NULL)",
        "a code that was in force never changes",
    ),
)
