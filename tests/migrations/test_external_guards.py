"""What the database refuses of external documents, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import refuses

LAW = (
    "INSERT INTO external_document (id, kind, number, key, name, issuer, kept_at, link, "
    "other_names, version) VALUES ({id}, 'decree', '1', '{key}', 'Một', '', '', '{link}', '', 1);"
)
TWO = LAW.format(id=1, key="A-1", link="") + LAW.format(id=2, key="A-2", link="")
ACT = (
    "INSERT INTO external_act (id, document_id, kind, by_id, day, reason, declared_at) "
    "VALUES ({id}, 1, '{kind}', {by}, '2026-01-01', 'x', '2026-01-01');"
)
ENDED = TWO + ACT.format(id=1, kind="replaced", by=2)
TAKE_BACK = "UPDATE external_act SET revoked_at = '2026-01-02', revoked_because = 'nhầm';"


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        (LAW.format(id=3, key="A-1", link=""), "never written over"),
        (LAW.format(id=3, key="A-3", link="javascript:1"), "external_link"),
        (
            LAW.format(id=1, key="A-3", link="").replace("INSERT", "INSERT OR REPLACE"),
            "never written over",
        ),
        ("DELETE FROM external_document", "never removed"),
        ("UPDATE external_document SET kind = 'letter'", "external_kind"),
        (
            "UPDATE external_document SET in_force_from = '2026-02-01', until = '2026-01-01'",
            "external_days",
        ),
        (ACT.format(id=2, kind="lapsed", by="NULL"), "UNIQUE"),
        (ACT.format(id=2, kind="amended", by="NULL"), "external_act_by"),
        (ACT.format(id=2, kind="amended", by=1), "external_act_by_another"),
        (ACT.format(id=1, kind="amended", by=2), "never written over"),
        ("DELETE FROM external_act", "never removed"),
        ("UPDATE external_act SET day = '2026-02-02'", "only taken back"),
        (TAKE_BACK.replace(", revoked_because = 'nhầm'", ""), "external_act_revoked"),
        (TAKE_BACK + "UPDATE external_act SET revoked_because = 'khác'", "only taken back"),
        (TAKE_BACK.replace("SET", "SET reason = 'y',"), "only taken back"),
    ],
)
def test_it_refuses(bare: sqlite3.Connection, statement: str, because: str) -> None:
    bare.executescript(ENDED)
    refuses(bare, statement, because)


def test_it_allows_another_end_once_the_first_is_taken_back(bare: sqlite3.Connection) -> None:
    bare.executescript(ENDED + TAKE_BACK + ACT.format(id=2, kind="lapsed", by="NULL"))
    assert bare.execute("SELECT count(*) FROM external_act").fetchone() == (2,)
