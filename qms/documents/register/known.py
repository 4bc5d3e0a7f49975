"""What the register computes about its rows, each part read with one query when it is first asked.

So a register that shows few columns costs few queries, and one of thousands of rows no more.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from qms.documents.distribution.overview import unread
from qms.documents.fields.reading import value
from qms.documents.kinds.queries import due_days, review_months
from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.documents.queries import visible_to
from qms.documents.register.asked import Asked
from qms.documents.register.columns import Column, Entry, OwnColumn
from qms.documents.register.own import fits, said_in_fields
from qms.documents.requests.queries import open_by_document
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import DAY, Calendar, between


class Known:
    """What ``actor`` may know of rows, by the ids of their editions or documents.

    Where only what is due by ``due_by`` is wanted, little is read of what is due later.
    """

    def __init__(self, actor: Actor, due_by: date | None = None) -> None:
        self._actor = actor
        self.due_by = due_by
        self._among: Sequence[int] | None = None

    def look_only_at(self, editions: Sequence[int]) -> None:
        """From now on only these editions are asked about."""
        self._among = editions

    @cached_property
    def due(self) -> Mapping[int, date]:
        """By when editions in force are reviewed; those that never are have none."""
        months = review_months()
        within = (FIRST_DAY, self.due_by) if self.due_by else None
        found = due_days(self._actor, months, among=self._among, within=within)
        return {number: day for number, (_kind, day) in found.items()}

    @cached_property
    def unread(self) -> Mapping[int, int]:
        """How many of those asked to read an edition in force have not, whom one may follow."""
        return unread(self._actor)

    @cached_property
    def requests(self) -> Mapping[int, int]:
        """How many change requests are open about documents that have any."""
        return open_by_document(self._actor)

    @cached_property
    def _submitted(self) -> Mapping[int, datetime]:
        in_review = (
            visible_to(self._actor)
            .where(Edition.state == State.IN_REVIEW)
            .with_only_columns(Edition.document_id, Edition.submitted_at)
        )
        return {row[0]: row[1] for row in db.session.execute(in_review) if row[1]}

    @cached_property
    def _calendar(self) -> Calendar:
        return calendar()

    def days_in_review(self, document_id: int) -> int | None:
        """For how many working days what is in review of a document has waited."""
        since = self._submitted.get(document_id)
        if since is None:
            return None
        return between(self._calendar, clock.local(since).date(), clock.today())

    @cached_property
    def own(self) -> Mapping[str, Mapping[int, str]]:
        """What was said in the agency's own fields, by column and document."""
        return said_in_fields()

    def of(self, column: Column[Entry], key: str, edition_id: int, document_id: int) -> Any:
        """The value of a computed column in a row; nothing where there is none."""
        if isinstance(column, OwnColumn):
            return value(column.sort, self.own.get(key, {}).get(document_id, ""))
        if key == "in_review":
            return self.days_in_review(document_id)
        if key == "due":
            return self.due.get(edition_id)
        if key == "unread":
            return self.unread.get(edition_id)
        return self.requests.get(document_id)


COMPUTED = frozenset({"due", "in_review", "unread", "requests"})
"""The columns that no column of the database holds."""

FIRST_DAY = date(2000, 1, 1)
"""Before any document of today's system was in force."""
SOON = timedelta(days=30)


def due_by(asked: Asked) -> date | None:
    """The last day of review that is asked for, if only some are."""
    last = {"1": -DAY, "soon": SOON}.get(asked.only.due)
    return clock.today() + last if last is not None else None


def passes(asked: Asked, edition_id: int, document_id: int, known: Known) -> bool:
    """Whether a row passes; what is not asked costs nothing."""
    only = asked.only
    for key, words in asked.own:
        column = asked.known[key]
        kept = known.own.get(key, {}).get(document_id, "")
        if isinstance(column, OwnColumn) and not fits(column, words, kept):
            return False
    if known.due_by:
        due = known.due.get(edition_id)
        if due is None or due > known.due_by:
            return False
    if only.waits:
        waited = known.days_in_review(document_id)
        if waited is None or waited < int(only.waits):
            return False
    if only.unread and not known.unread.get(edition_id):
        return False
    return not only.requests or document_id in known.requests
