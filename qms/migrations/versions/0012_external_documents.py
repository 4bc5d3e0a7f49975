"""External documents, what happened to them, and the clauses that cite them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "external_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("other_names", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("follower_id", sa.Integer(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("until >= in_force_from", name=op.f("external_days")),
        sa.CheckConstraint(
            "link = '' OR link LIKE 'http://%' OR link LIKE 'https://%'", name=op.f("external_link")
        ),
        sa.CheckConstraint(
            "kind IN ('law', 'ordinance', 'resolution', 'decree', 'decision', 'directive', 'circular', 'consolidation', 'standard', 'other')",
            name=op.f("external_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_external_document_unit_id")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_external_document_attachment_id")
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"], ["person.id"], name=op.f("fk_external_document_follower_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_document")),
        sa.UniqueConstraint("key", name=op.f("uq_external_document_key")),
    )
    op.create_table(
        "external_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["external_document.id"], name=op.f("fk_external_key_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_key")),
        sa.UniqueConstraint("document_id", "key", name=op.f("external_key_once")),
    )
    op.create_index("ix_external_key_key", "external_key", ["key"])
    op.create_table(
        "external_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("declared_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_because", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('replaced', 'lapsed', 'partly lapsed', 'amended', 'expired')",
            name=op.f("external_act_kind"),
        ),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_because IS NULL)", name=op.f("external_act_revoked")
        ),
        sa.CheckConstraint("by_id <> document_id", name=op.f("external_act_by_another")),
        sa.CheckConstraint(
            "NOT (kind IN ('replaced', 'amended')) OR by_id IS NOT NULL",
            name=op.f("external_act_by"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["external_document.id"], name=op.f("fk_external_act_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["external_document.id"], name=op.f("fk_external_act_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_act")),
    )
    op.create_index("ix_external_act_by_id", "external_act", ["by_id"])
    op.create_index("ix_external_act_document_id", "external_act", ["document_id"])
    op.create_index(
        "one_end_of_a_document",
        "external_act",
        ["document_id"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL AND kind IN ('replaced', 'lapsed', 'expired')"),
    )
    op.create_table(
        "citation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("clause_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("articles", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_citation_edition_id")
        ),
        sa.ForeignKeyConstraint(
            ["clause_id"], ["clause.id"], name=op.f("fk_citation_clause_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_citation")),
        sa.UniqueConstraint("clause_id", "key", name=op.f("citation_once")),
    )
    op.create_index("ix_citation_edition_id", "citation", ["edition_id"])
    op.create_index("ix_citation_key", "citation", ["key"])
    op.create_table(
        "citation_reading",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["edition.id"], name=op.f("fk_citation_reading_edition_id")
        ),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_citation_reading")),
    )
    op.create_table(
        "external_passed_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_external_passed_over")),
        sa.UniqueConstraint("key", name=op.f("uq_external_passed_over_key")),
    )
    for name, when, table, condition, said in GUARDS:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


GUARDS = (
    (
        "external_document_stays",
        "DELETE",
        "external_document",
        "1",
        "an external document is never removed",
    ),
    ("external_act_stays", "DELETE", "external_act", "1", "an act is never removed"),
    (
        "external_act_is_kept",
        "UPDATE",
        "external_act",
        "OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL OR "
        "(NEW.id, NEW.document_id, NEW.kind, NEW.by_id, NEW.day, NEW.reason, NEW.declared_at) IS NOT "
        "(OLD.id, OLD.document_id, OLD.kind, OLD.by_id, OLD.day, OLD.reason, OLD.declared_at)",
        "an act is only taken back, once",
    ),
    (
        "external_act_is_new",
        "INSERT",
        "external_act",
        "EXISTS (SELECT 1 FROM external_act WHERE id = NEW.id)",
        "an act is never written over",
    ),
    (
        "external_document_is_new",
        "INSERT",
        "external_document",
        "EXISTS (SELECT 1 FROM external_document WHERE id = NEW.id OR key = NEW.key)",
        "an external document is never written over",
    ),
)
