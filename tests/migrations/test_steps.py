"""A database from before a step still stands after it, with what it held."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from flask import Flask

from qms import migrations
from qms.app import create_app
from qms.config import Settings
from qms.kernel.database import db
from tests.installing import CHEAP, close

BEFORE = """
INSERT INTO unit (id, code, name, valid_from, version) VALUES (1, 'UB', 'UBND', '2024-01-01', 1);
INSERT INTO person (id, login, name, title, unit_id, language, version) VALUES
    (2, 'b', 'B', 'T', 1, 'vi', 1), (3, 'c', 'C', 'T', 1, 'vi', 1), (4, 'd', 'D', 'T', 1, 'vi', 1),
    (5, 'e', 'E', 'T', 1, 'vi', 1);
INSERT INTO saved_view (id, person_id, name, query) VALUES (1, 2, 'Của tôi', 'state=draft');
INSERT INTO document (id, code, key, title, kind, unit_id, version)
    VALUES (1, 'QT-01', 'QT-01', 'Một', 'procedure', 1, 1);
INSERT INTO edition (id, document_id, serial, issue, amendment, title, change_note, state, round,
    author_id, reviewer_id, approver_id, file_digest, file_name, file_size, margins, created_at,
    version)
    VALUES (1, 1, 1, 1, 0, 'Một', '', 'draft', 1, 2, 5, 4, 'aa', 'a.docx', 1, '', '2026-01-01', 1);
UPDATE edition SET state = 'in review';
INSERT INTO signature (edition_id, round, meaning, person_id, person_name, person_title, digest,
    signed_at) VALUES (1, 1, 'reviewed', 5, 'E', 'T', 'aa', '2026-01-02');
UPDATE edition SET state = 'draft';
UPDATE edition SET state = 'draft', round = 2, reviewer_id = 3;
UPDATE edition SET state = 'in review';
"""
SIGN = (
    "INSERT INTO signature (edition_id, round, position, meaning, person_id, person_name, "
    "person_title, seat_id, digest, signed_at) "
    "VALUES (1, 2, {0}, '{1}', {2}, 'C', 'T', {2}, 'aa', '2026-01-02');"
)
SEATS = (
    "SELECT t.round, t.position, t.label, p.person_id FROM route_step t "
    "JOIN route_seat p ON p.step_id = t.id ORDER BY t.round, t.position"
)


def test_what_was_in_review_before_routes_goes_on_to_its_approval(tmp_path: Path) -> None:
    app: Flask = create_app(Settings(tmp_path, password_cost=CHEAP))
    with app.app_context():
        command.upgrade(migrations._config(db.engine), "0005")
        close(app)
    with closing(sqlite3.connect(tmp_path / "qms.sqlite", isolation_level=None)) as raw:
        raw.executescript(BEFORE)
    with app.app_context():
        migrations.migrate(db.engine)
        close(app)
    with closing(sqlite3.connect(tmp_path / "qms.sqlite", isolation_level=None)) as raw:
        assert raw.execute(SEATS).fetchall() == [
            (1, 1, "Xem xét", 5),
            (2, 1, "Xem xét", 3),
            (2, 2, "Phê duyệt", 4),
        ]
        assert raw.execute("SELECT position, seat_id FROM signature").fetchall() == [(1, 5)]
        views = raw.execute("SELECT person_id, register, name, query FROM saved_view").fetchall()
        assert views == [(2, "internal", "Của tôi", "state=draft")]
        raw.executescript(SIGN.format(1, "reviewed", 3) + SIGN.format(2, "approved", 4))
        raw.executescript("UPDATE edition SET state = 'approved', approved_at = '2026-01-03'")
