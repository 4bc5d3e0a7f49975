"""Views are kept of each register: that of internal documents, and that of external ones."""

from qms.migrations.rebuild import rebuild

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """Take the step."""
    rebuild("saved_view", CHANGES, {"register": "'internal'"})


CHANGES = {
    "name VARCHAR NOT NULL": "register VARCHAR NOT NULL, name VARCHAR NOT NULL",
    "UNIQUE (person_id, name)": (
        "UNIQUE (person_id, register, name), "
        "CONSTRAINT saved_view_register CHECK (register IN ('internal', 'external'))"
    ),
}
