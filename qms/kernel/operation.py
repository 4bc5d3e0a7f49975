"""One verb, one transaction, one trace.

``@operation`` opens the transaction that writes, and commits once, at the end of the outermost
verb. What a verb changed is noticed as it is flushed; a line of the trail takes it
(``take_changes``); what no line took is refused, and with it the whole verb.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import Session, SessionTransaction, UOWTransaction
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.sql.dml import UpdateBase

from qms.kernel.database import IMMEDIATE, Row, Trace, db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused

P = ParamSpec("P")
R = TypeVar("R")
Changes = dict[str, list[Any]]
"""What a verb did to a row ("column") and its parts ("table.id.column"): [before, after]."""


OF_SESSION = "qms_session"
WRITES = re.compile(
    r"\b(INSERT|UPDATE|DELETE|REPLACE\s+INTO|CREATE|ALTER|DROP|ATTACH|PRAGMA)\b", re.IGNORECASE
)


class Untraced(RuntimeError):
    """A change would have been kept without a line in the audit trail."""


def operation(verb: Callable[P, R]) -> Callable[P, R]:
    """Run ``verb`` as a whole: all of it is kept, with its trace, or none of it."""

    @wraps(verb)
    def whole(*args: P.args, **kwargs: P.kwargs) -> R:
        with transaction():
            return verb(*args, **kwargs)

    whole.is_operation = True  # type: ignore[attr-defined]
    return whole


@contextmanager
def transaction() -> Iterator[Session]:
    """Begin, commit or roll back the outermost verb; a verb inside a verb joins it."""
    session = db.session()
    if "afterwards" in session.info:
        yield session
        return
    try:
        calls = _begin(session)
        yield session
        session.flush()
        if left := session.info["changes"]:
            raise Untraced(f"no line of the trail covers {sorted(left)}")
        session.commit()
    except StaleDataError as overtaken:
        session.rollback()
        raise Refused(OVERTAKEN) from overtaken
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("afterwards", None)
    for call in calls:
        call()


OVERTAKEN = Sentence(
    "Có người vừa thay đổi nội dung này trước bạn. Chưa có gì của bạn được lưu; "
    "hãy xem bản mới nhất rồi làm lại."
)


def overtaken(row: Row, seen: int) -> Sentence | None:
    """Object when ``row`` is no longer of the version that the person had ``seen``."""
    return None if row.version == seen else OVERTAKEN  # type: ignore[attr-defined]


def _begin(session: Session) -> list[Callable[[], Any]]:
    if session.new or session.dirty or session.deleted or session.info.get("changes"):
        raise Untraced("something was changed before the verb began")
    # What was read before is read again under the write lock, so no rule judges a stale row.
    session.commit()
    session.connection(execution_options={IMMEDIATE: True})
    calls: list[Callable[[], Any]] = []
    session.info.update(changes={}, afterwards=calls)
    if before := session.info.pop("before_verb", None):
        before(session)
    return calls


def before_verb(call: Callable[[Session], None]) -> None:
    """Have ``call`` take part in the next outermost verb of this session, before all else."""
    db.session().info["before_verb"] = call


def afterwards(call: Callable[[], Any]) -> None:
    """Put off ``call`` (a letter, the search index) until the change is safely kept."""
    calls = db.session().info["afterwards"]
    if call not in calls:
        calls.append(call)


def take_changes(subject: Row) -> Changes:
    """What was done to ``subject`` and its parts since the last line that took it."""
    session = db.session()
    session.flush()
    changes: Changes = session.info["changes"].pop(subject.trace_key, {})
    return changes


def stop_reading() -> None:
    """End the reading under way, before what may take long: work, or waiting for the network.

    An open reader bars the way of every writer on a rollback journal. Rows are read again when
    they are next looked at.
    """
    if "afterwards" in db.session().info:
        raise RuntimeError("a verb is under way: what takes long comes before it")
    db.session.rollback()


@contextmanager
def plumbing() -> Iterator[Session]:
    """A short transaction of its own for rows that are no matter of the agency."""
    stop_reading()
    with Session(db.engine) as session:
        session.connection(execution_options={IMMEDIATE: True})
        yield session
        session.commit()


@event.listens_for(Session, "before_flush")
def _begin_flush(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    session.info["flushing"] = True


@event.listens_for(Session, "after_flush")
def _notice_flush(session: Session, _context: UOWTransaction) -> None:
    session.info.pop("flushing", None)
    for row in [*session.new, *session.dirty, *session.deleted]:
        if not isinstance(row, Row) or row.trace is not Trace.BY_LINE:
            continue
        deleted = row in session.deleted
        if row in session.new or deleted or session.is_modified(row, include_collections=False):
            kept = session.info.setdefault("changes", {}).setdefault(row.trace_key, {})
            for name, pair in _told(row, deleted).items():
                kept[name] = [kept.get(name, pair)[0], pair[1]]


def _told(row: Row, deleted: bool) -> Changes:
    if not row.told:
        return {}
    root = row.traced_as()
    prefix = "" if root is row else f"{row.__tablename__}.{row.id}."  # type: ignore[attr-defined]
    told: Changes = {}
    for column in inspect(type(row)).column_attrs:
        history = inspect(row).attrs[column.key].history
        before = history.deleted[0] if history.deleted else None
        after = history.added[0] if history.added else None
        if deleted:
            before, after = getattr(row, column.key), None
        info = column.columns[0].info
        if before != after and column.key not in ("id", "version") and not info.get("untold"):
            secret = info.get("secret")
            told[prefix + column.key] = ["*", "*"] if secret else [_plain(before), _plain(after)]
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


@event.listens_for(Session, "after_begin")
def _know_session(session: Session, _of: SessionTransaction, connection: Connection) -> None:
    connection.execution_options(**{OF_SESSION: session.info})


@event.listens_for(Engine, "before_cursor_execute")
def _refuse_behind_the_back(
    connection: Connection, _cursor: Any, said: str, _values: Any, context: Any, _many: bool
) -> None:
    info = connection.get_execution_options().get(OF_SESSION)
    if info is None or info.get("flushing"):
        return
    statement = context.invoked_statement
    if isinstance(statement, UpdateBase):
        if str(statement.table) not in _plumbing_tables():
            raise Untraced("rows are changed through objects, not in bulk")
    elif (context.compiled is None or context.is_text) and WRITES.search(said):
        raise Untraced("rows are changed through objects, not by text")


@cache
def _plumbing_tables() -> frozenset[str]:
    classes = (mapper.class_ for mapper in Row.registry.mappers)
    return frozenset(c.__tablename__ for c in classes if c.trace is Trace.PLUMBING)


@event.listens_for(Session, "before_commit")
def _only_verbs_commit(session: Session) -> None:
    if "afterwards" not in session.info and (session.info.get("changes") or _unsaved(session)):
        raise Untraced("only an operation commits")


def _unsaved(session: Session) -> bool:
    rows = [*session.new, *session.dirty, *session.deleted]
    return any(isinstance(r, Row) and r.trace is not Trace.PLUMBING for r in rows)


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    for mark in ("changes", "flushing"):
        session.info.pop(mark, None)
