"""Whose file is late is told so, with the reason and a new day."""

import sqlalchemy as sa
from alembic import op

from qms.migrations.guards import again, create

revision = "0036"
down_revision = "0035"

WORDS = (
    *("citizen", "address", "file_code", "service", "reason", "contact", "place"),
    *("signer_name", "signer_title"),
)
CHECKS = {
    "apology_says_all": " AND ".join(f"{name} <> ''" for name in WORDS),
    "apology_gives_a_later_day": "new_on > promised_on",
    "apology_signing_form": "signing_form IN ('', 'TM.', 'KT.', 'TL.', 'TUQ.')",
    "apology_signed_for": "signing_form = '' OR on_behalf_of <> ''",
}


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "apology",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nonconformity_id", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("citizen", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("file_code", sa.String(), nullable=False),
        sa.Column("service", sa.String(), nullable=False),
        sa.Column("promised_on", sa.Date(), nullable=False),
        sa.Column("new_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_title", sa.String(), nullable=False),
        sa.Column("signing_form", sa.String(), nullable=False),
        sa.Column("on_behalf_of", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        *(sa.CheckConstraint(said, name=op.f(name)) for name, said in CHECKS.items()),
        _link("nonconformity_id", "nonconformity"),
        _link("written_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apology")),
        sa.UniqueConstraint("nonconformity_id", "serial", name=op.f("one_apology_a_serial")),
    )
    op.create_index("ix_apology_written_by_id", "apology", ["written_by_id"])
    create(GUARDS)


def _link(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_apology_{column}"))


HANDLED = (
    "'accepted', 'corrected', 'analysed', 'proposed', 'approved', 'acting', 'implemented', "
    "'effective'"
)
SERIAL = "(SELECT max(serial) FROM apology WHERE nonconformity_id = NEW.nonconformity_id)"
GUARDS = (
    (
        "apology_fits",
        "INSERT ON apology",
        f"{again('apology')} OR NEW.serial <> coalesce({SERIAL}, 0) + 1 OR NOT EXISTS (SELECT 1 "
        f"FROM nonconformity WHERE id = NEW.nonconformity_id AND state IN ({HANDLED}))",
        "a letter of apology is the next one of a nonconformity that is handled",
    ),
    ("apology_is_kept", "UPDATE ON apology", "1", "what was written to a citizen never changes"),
    ("apology_stays", "DELETE ON apology", "1", "what was written to a citizen is never removed"),
)
