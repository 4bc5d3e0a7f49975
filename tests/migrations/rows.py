"""One edition of one document, and the statements that lead it through its life."""

import sqlite3

import pytest

ROUTE = """
INSERT INTO route_step (edition_id, round, position, label, meaning, rule, role)
    VALUES (1, {round}, 1, 'Xem xét', 'reviewed', 'any', 'reviewer'),
           (1, {round}, 2, 'Phê duyệt', 'approved', 'any', 'approver');
INSERT INTO route_seat (step_id, edition_id, round, person_id)
    SELECT id, 1, round, position + 2 FROM route_step WHERE round = {round};
UPDATE edition SET round = {round} WHERE id = 1;
"""
WORLD = """
INSERT INTO document (id, code, key, title, kind, unit_id, version)
    VALUES (1, 'QT-01', 'QT-01', 'Một', 'procedure', 1, 1);
INSERT INTO edition (id, document_id, serial, issue, amendment, title, change_note, state, round,
    author_id, reviewer_id, approver_id, file_digest, file_name, file_size, margins, created_at,
    version)
    VALUES (1, 1, 1, 1, 0, 'Một', '', 'draft', 0, 2, 3, 4, 'aa', 'a.docx', 1, '', '2026-01-01', 1);
INSERT INTO clause (id, edition_id, position, anchor, number, heading, level, path, text, html)
    VALUES (1, 1, 1, 'm1', '1', 'Một', 1, '[]', 'lời', '<p>lời</p>');
""" + ROUTE.format(round=1)
SUBMIT = "UPDATE edition SET state = 'in review' WHERE id = 1;"
SIGN = (
    "INSERT INTO signature (edition_id, round, position, meaning, person_id, person_name, "
    "person_title, seat_id, digest, signed_at) VALUES (1, {round}, {position}, '{meaning}', "
    "{person}, 'A', 'B', {person}, '{digest}', '2026-01-02');"
)
REVIEW = SIGN.format(round=1, position=1, meaning="reviewed", person=3, digest="aa")
CONSENT = SIGN.format(round=1, position=2, meaning="approved", person=4, digest="aa")
APPROVE = "UPDATE edition SET state = 'approved', approved_at = '2026-01-03' WHERE id = 1;"
ISSUE = "UPDATE edition SET state = 'in force', in_force_at = '2026-01-04' WHERE id = 1;"
WITHDRAW = "UPDATE edition SET state = 'withdrawn', ended_at = '2026-01-05' WHERE id = 1;"
IN_REVIEW = SUBMIT
REVIEWED = IN_REVIEW + REVIEW
APPROVED = REVIEWED + CONSENT + APPROVE
IN_FORCE = APPROVED + ISSUE
DRAFT_AGAIN = "UPDATE edition SET state = 'draft' WHERE id = 1;"
SECOND = """
INSERT INTO document (id, code, key, title, kind, unit_id, version)
    VALUES (2, 'QT-02', 'QT-02', 'Hai', 'procedure', 1, 1);
INSERT INTO edition (id, document_id, serial, issue, amendment, title, change_note, state, round,
    author_id, file_digest, file_name, file_size, margins, created_at, version)
    VALUES (2, 2, 1, 1, 0, 'Hai', '', 'draft', 0, 2, 'bb', 'b.docx', 1, '', '2026-01-01', 1);
"""
THIRD = (
    "INSERT INTO document (id, code, key, title, kind, unit_id, version) "
    "VALUES (3, 'QT-03', 'QT-03', 'Ba', 'procedure', 1, 1);"
)
NEW_CLAUSE = (
    "INSERT OR REPLACE INTO clause "
    "(id, edition_id, position, anchor, number, heading, level, path, text, html) "
    "VALUES ({id}, {edition}, 9, 'm', '', '', 1, '[]', 'khác', '')"
)


def refuses(bare: sqlite3.Connection, statement: str, because: str) -> None:
    """Run ``statement`` and see that the database says no, and why."""
    with pytest.raises(sqlite3.IntegrityError, match=because):
        bare.executescript(statement)
