"""Who is signed in, kept in the database: a session can be ended at once, from anywhere.

The cookie holds a random name; the table holds only its SHA-256, so a stolen table opens nothing.
"""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import CallbackDict

from qms.kernel import clock
from qms.kernel.database import Moment, Row, Trace, db
from qms.kernel.operation import plumbing

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
COOKIE = "qms_session"


class WebSession(Row):
    """One visit of one browser."""

    __tablename__ = "web_session"
    trace: ClassVar[Trace] = Trace.PLUMBING

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    content: Mapped[str]
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment, index=True)


class Visit(CallbackDict[str, Any], SessionMixin):
    """The session as pages see it. ``renew()`` gives it a new name, on every change of person."""

    def __init__(self, content: dict[str, Any], name: str, seen_at: datetime | None) -> None:
        def changed(_self: Any) -> None:
            self.modified = True

        super().__init__(content, changed)
        self.modified = False
        self.new = seen_at is None
        self.name = name
        self.old_name: str | None = None
        self.seen_at = seen_at

    def renew(self) -> None:
        """Take a new name; the old one is dead from now on."""
        if not self.new:
            self.old_name = self.old_name or self.name
        self.name = secrets.token_urlsafe(32)
        self.modified = True


class DatabaseSessions(SessionInterface):
    """Opens and saves sessions; writes only when something changed or a minute has passed."""

    def open_session(self, app: Flask, request: Request) -> Visit:
        """Find the visit by its cookie; a missing, idle or too old one begins anew."""
        static = request.path.startswith(f"{app.static_url_path}/")
        name = "" if static else request.cookies.get(COOKIE, "")
        kept = _kept(name) if name else None
        if kept is None:
            return Visit({}, secrets.token_urlsafe(32), seen_at=None)
        return Visit(json.loads(kept.content), name, kept.seen_at)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep what changed."""
        if not isinstance(session, Visit):
            raise TypeError("only visits are kept")
        now = clock.now()
        if session.new and not session.modified:
            return
        if not session.modified and session.seen_at and now - session.seen_at < SEEN_EVERY:
            return
        if not session and session.modified:
            end(session.old_name or session.name)
            response.delete_cookie(COOKIE, path="/")
            return
        _keep(session, now)
        response.set_cookie(
            COOKIE,
            session.name,
            httponly=True,
            samesite="Lax",
            secure=app.config["SESSION_COOKIE_SECURE"],
            path="/",
        )


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _kept(name: str) -> WebSession | None:
    now = clock.now()
    wanted = select(WebSession).where(
        WebSession.digest == _digest(name),
        WebSession.seen_at > now - IDLE,
        WebSession.began_at > now - ABSOLUTE,
    )
    return db.session.scalar(wanted)


def _keep(visit: Visit, now: datetime) -> None:
    person = visit.get("_user_id")
    with plumbing() as session:
        session.execute(delete(WebSession).where(WebSession.seen_at <= now - IDLE))
        if visit.old_name:
            session.execute(delete(WebSession).where(WebSession.digest == _digest(visit.old_name)))
        row = session.get(WebSession, _digest(visit.name))
        if row is None:
            if not visit.new and not visit.old_name:
                return  # ended meanwhile, from elsewhere: it must not come back
            row = WebSession(digest=_digest(visit.name), began_at=now)
            session.add(row)
        row.person_id = int(person) if person else None
        row.content = json.dumps(dict(visit))
        row.seen_at = now


def end(name: str) -> None:
    """End the visit that the cookie ``name`` holds."""
    with plumbing() as session:
        session.execute(delete(WebSession).where(WebSession.digest == _digest(name)))


def end_all_of(person_id: int) -> None:
    """End every visit of a person: on a new password, on disabling.

    Joins the transaction of the verb that calls it.
    """
    db.session.execute(delete(WebSession).where(WebSession.person_id == person_id))
