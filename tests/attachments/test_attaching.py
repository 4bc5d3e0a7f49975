"""Attaching is a verb; its rows are for ever; a form need not send a file twice."""

from io import BytesIO

import pytest
from flask import Flask, g
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from qms.attachments import gate, operations, views
from qms.attachments.kinds import SCANS, Kind
from qms.attachments.models import Attachment
from qms.audit_trail.models import TrailLine
from qms.kernel.database import db
from qms.kernel.installation import installation
from qms.kernel.lifecycle import Refused
from tests.attachments import files
from tests.town import actor


def attached() -> Attachment:
    return operations.attach(gate.take_in(files.a_pdf(), "QĐ 12.pdf"), by=actor("lan"))


def test_a_file_is_attached_with_a_line_of_its_own(inside: Flask) -> None:
    attachment = attached()
    line = db.session.query(TrailLine).order_by(TrailLine.id.desc()).first()
    assert line is not None
    assert (line.verb, line.subject_label, line.actor_name) == (
        "attach file",
        "QĐ 12.pdf",
        "Nguyễn Thị Lan",
    )
    assert line.changes["digest"] == [None, attachment.digest]


@pytest.mark.parametrize(
    "said",
    [
        "UPDATE attachment SET name = 'khac.pdf'",
        "UPDATE attachment SET digest = 'aa'",
        "DELETE FROM attachment",
        "INSERT OR REPLACE INTO attachment (id, kind, name, size, digest, added_by_id, added_at) "
        "SELECT id, kind, 'khac.pdf', size, digest, added_by_id, added_at FROM attachment",
        "INSERT INTO attachment (kind, name, size, digest, added_by_id, added_at) "
        "SELECT 'exe', name, size, digest, added_by_id, added_at FROM attachment",
        "INSERT INTO attachment (kind, name, size, digest, added_by_id, added_at) "
        "SELECT kind, name, 0, digest, added_by_id, added_at FROM attachment",
    ],
)
def test_the_database_keeps_it_as_it_is(inside: Flask, said: str) -> None:
    attached()
    db.session.remove()
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text(said))


def test_it_is_sent_to_be_saved_as_what_it_is(app: Flask) -> None:
    with app.test_request_context():
        answer = views.send(attached())
        answer.direct_passthrough = False
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.get_data() == files.a_pdf()


def a_form(app: Flask, login: str = "lan", **fields: object):  # type: ignore[no-untyped-def]
    return app.test_request_context(method="POST", data=fields)


def sent_by(login: str) -> gate.CheckedFile | None:
    g.actor = actor(login)
    return views.sent("scan", SCANS)


def test_a_form_that_is_corrected_need_not_send_its_file_again(app: Flask) -> None:
    with a_form(app, scan=(BytesIO(files.a_pdf()), "a.pdf")):
        first = sent_by("lan")
        assert first is not None
        word = views.kept_word(first)
    with a_form(app, scan_kept=word):
        assert sent_by("lan") == first
        assert sent_by("thao") is None, "another person's word"
    with a_form(app, scan_kept="x" + word):
        assert sent_by("lan") is None
    with a_form(app, scan_kept=word, scan=(BytesIO(files.a_png()), "b.png")):
        other = sent_by("lan")
        assert other is not None
        assert other.kind is Kind.PNG
    with a_form(app):
        assert sent_by("lan") is None
    with a_form(app, scan_kept=word):
        installation().blobs.path(first.digest).unlink()
        assert sent_by("lan") is None


def test_a_refused_file_is_told_in_a_sentence(app: Flask) -> None:
    with (
        a_form(app, scan=(BytesIO(b"abc"), "a.txt")),
        pytest.raises(Refused, match="không thuộc dạng được nhận"),
    ):
        sent_by("lan")
