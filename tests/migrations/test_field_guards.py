"""What the database refuses of own fields, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import refuses

FIELD = (
    "INSERT INTO kind_field (id, kind, label_vi, label_en, sort, choices, needed, position, "
    "version) VALUES (1, '{kind}', '{label}', '', '{sort}', '[]', 0, 1, 1);"
)
ASKED = FIELD.format(kind="procedure", label="Lĩnh vực", sort="text")
SAY = "INSERT INTO document_field (document_id, field_id, value) VALUES (1, 1, '{}');"
RETIRE = "UPDATE kind_field SET retired_at = '2026-01-06' WHERE id = 1;"


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"kind": "poem"}, "kind_field_kind"),
        ({"sort": "poem"}, "kind_field_sort"),
        ({"label": ""}, "kind_field_label"),
    ],
)
def test_a_field_is_of_a_known_kind_and_sort(
    bare: sqlite3.Connection, wrong: dict[str, str], because: str
) -> None:
    right = {"kind": "procedure", "label": "Lĩnh vực", "sort": "text"}
    refuses(bare, FIELD.format(**(right | wrong)), because)


def test_a_field_keeps_its_sort_and_is_never_removed(bare: sqlite3.Connection) -> None:
    bare.executescript(ASKED + "UPDATE kind_field SET label_vi = 'Ngành', needed = 1;")
    refuses(bare, "UPDATE kind_field SET sort = 'day'", "sort of a field stay")
    refuses(bare, "UPDATE kind_field SET kind = 'manual'", "sort of a field stay")
    refuses(bare, "DELETE FROM kind_field", "never removed")
    refuses(bare, ASKED.replace("INSERT", "INSERT OR REPLACE"), "never removed")
    bare.executescript(RETIRE)
    refuses(bare, "UPDATE kind_field SET retired_at = NULL", "retired field")


def test_a_value_is_said_once_and_not_in_a_retired_field(bare: sqlite3.Connection) -> None:
    bare.executescript(ASKED)
    refuses(bare, SAY.format(""), "document_field_said")
    bare.executescript(SAY.format("Hộ tịch"))
    refuses(bare, SAY.format("Đất đai"), "UNIQUE")
    bare.executescript("DELETE FROM document_field;" + RETIRE)
    refuses(bare, SAY.format("Hộ tịch"), "not filled in")
