"""Counts what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event

from qms.kernel.database import db


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect every statement that ``app`` sends while the block runs."""
    with app.app_context():
        engine = db.engine
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
