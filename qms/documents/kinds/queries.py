"""Reading the rules of kinds, and the codes that were given under them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload

from qms.documents.kinds import KIND_NAMES, KINDS_GIVEN, pattern
from qms.documents.kinds.models import KindSetting
from qms.documents.kinds.reviews import due_after, is_overdue
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import visible_to
from qms.documents.reaffirming.models import Reaffirmation
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db

SHORTEST_MONTH, LONGEST_MONTH = timedelta(days=28), timedelta(days=31)


@dataclass(frozen=True)
class Given:
    """A code that was given once and for all, whatever became of its document."""

    code: str
    key: str
    kind: str


@dataclass(frozen=True)
class Effect:
    """What a rule would mean for a kind: how its codes stand, what comes next, what is due."""

    documents: int
    strangers: Sequence[Given]
    next_codes: Sequence[str]
    overdue: int


@dataclass(frozen=True)
class Standing:
    """A kind, its rule, and how its documents stand to it."""

    kind: str
    setting: KindSetting | None
    documents: int
    strangers: int
    overdue: int


@dataclass(frozen=True)
class Due:
    """An edition in force and the day by which its document is reviewed."""

    edition: Edition
    day: date

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return is_overdue(self.day)


def settings() -> Mapping[str, KindSetting]:
    """The rules that were set, by kind."""
    return {found.kind: found for found in db.session.scalars(select(KindSetting))}


def setting(kind: str) -> KindSetting | None:
    """The rule of one kind, if one was set."""
    return db.session.scalar(select(KindSetting).where(KindSetting.kind == kind))


def review_months() -> Mapping[str, int]:
    """After how many months documents are reviewed, by kind; kinds without review are left out."""
    found = db.session.execute(select(KindSetting.kind, KindSetting.review_months))
    return {kind: months for kind, months in found if months}


def codes_given() -> Sequence[Given]:
    """Every code, seen or not: for numbering, not for reading."""
    found = db.session.execute(select(Document.code, Document.key, Document.kind))
    return sorted((Given(*row) for row in found), key=lambda given: sort_key(given.code))


def standings(actor: Actor) -> Sequence[Standing]:
    """Every kind in its usual order."""
    rules, given = settings(), codes_given()
    late = Counter(kind for kind, _day in overdue(actor).values())
    found = []
    for kind in KINDS_GIVEN:
        rule = rules.get(kind)
        own = [code for code in given if code.kind == kind]
        strangers = _strangers(rule.pattern if rule else "", own)
        found.append(Standing(kind, rule, len(own), len(strangers), late[kind]))
    return found


def _strangers(text: str, given: Iterable[Given]) -> Sequence[Given]:
    """The codes that do not follow the pattern ``text``; none where codes are free."""
    return [code for code in given if text and pattern.read(text, code.key) is None]


def effect(kind: str, text: str, months: int, unit: str, actor: Actor) -> Effect:
    """What the rule ``text`` and a review after ``months`` would mean today."""
    given = codes_given()
    own = [code for code in given if code.kind == kind]
    keys = [code.key for code in given]
    return Effect(
        documents=len(own),
        strangers=_strangers(text, own),
        next_codes=pattern.next_codes(text, keys, unit, clock.today().year, 3) if text else [],
        overdue=len(overdue(actor, {kind: months})),
    )


def next_codes(unit: str) -> Mapping[str, str]:
    """The next free code of every kind with a pattern, for a document of ``unit``."""
    keys, year = [code.key for code in codes_given()], clock.today().year
    rules = settings()
    return {
        kind: pattern.next_codes(rules[kind].pattern, keys, unit, year)[0]
        for kind in KIND_NAMES
        if kind in rules and rules[kind].pattern
    }


def review_of(edition: Edition) -> Due | None:
    """When an edition is due for review, if ever."""
    if edition.state != State.IN_FORCE:
        return None
    last = select(func.max(Reaffirmation.signed_at)).where(Reaffirmation.edition_id == edition.id)
    kind, months_of = edition.document.kind, review_months()
    day = due_after(kind, edition.in_force_at, months_of, db.session.scalar(last))
    return Due(edition, day) if day else None


_LAST_LOOK = (
    select(func.max(Reaffirmation.signed_at))
    .where(Reaffirmation.edition_id == Edition.id)
    .correlate(Edition)
    .scalar_subquery()
)
"""When an edition was last reviewed and left as it is."""


def _may_be_due(days: tuple[date, date], intervals: Sequence[int]) -> ColumnElement[bool]:
    """Whether an edition was put in force or last looked at so long ago that it may be due then."""
    shortest, longest = min(intervals, default=0), max(intervals, default=0)
    from_, until = days[0] - LONGEST_MONTH * longest, days[1] - SHORTEST_MONTH * shortest
    start, end = clock.start_of(from_), clock.start_of(until) + timedelta(days=1)
    looked = exists().where(
        Reaffirmation.edition_id == Edition.id, Reaffirmation.signed_at >= start
    )
    return and_(Edition.in_force_at < end, or_(Edition.in_force_at >= start, looked))


def due_days(
    actor: Actor,
    months_of: Mapping[str, int],
    since: timedelta = timedelta(),
    among: Sequence[int] | None = None,
    unit: int = 0,
    within: tuple[date, date] | None = None,
) -> Mapping[int, tuple[str, date]]:
    """Kind and day of review of the editions in force that ``actor`` may see, by their ids.

    With ``since`` only of those that have been in force for longer, with ``among`` only of these,
    with ``unit`` only of its documents; ``within`` leaves out most of what is due on other days.
    """
    wanted = (
        visible_to(actor)
        .join(Edition.document)
        .where(Edition.state == State.IN_FORCE, Edition.in_force_at < clock.now() - since)
        .with_only_columns(Edition.id, Document.kind, Edition.in_force_at, _LAST_LOOK)
    )
    if within:
        wanted = wanted.where(_may_be_due(within, [m for m in months_of.values() if m]))
    if unit:
        wanted = wanted.where(Document.unit_id == unit)
    if among is None:
        kinds = [kind for kind, months in months_of.items() if months]
        wanted = wanted.where(Document.kind.in_(kinds))
    else:  # a few, by their ids: a condition on the kind would have SQLite read every document
        wanted = wanted.where(Edition.id.in_(among))
    found = {}
    for number, kind, moment, looked_at in db.session.execute(wanted):
        if day := due_after(kind, moment, months_of, looked_at):
            found[number] = kind, day
    return found


def overdue(
    actor: Actor, months_of: Mapping[str, int] | None = None
) -> Mapping[int, tuple[str, date]]:
    """What of ``due_days`` has passed."""
    months_of = review_months() if months_of is None else months_of
    # No interval is shorter than so many days; the exact day is asked of each that is left.
    shortest = min((months for months in months_of.values() if months), default=0)
    found = due_days(actor, months_of, SHORTEST_MONTH * shortest)
    return {number: told for number, told in found.items() if is_overdue(told[1])}


@dataclass(frozen=True)
class Overdue:
    """How many documents are past their review, and those that have been so for longest."""

    total: int
    longest: Sequence[Due]


def longest_overdue(actor: Actor, most: int = 5) -> Overdue:
    """What ``actor`` may see and is past its review."""
    late = overdue(actor)
    first = sorted(late, key=lambda number: (late[number][1], number))[:most]
    wanted = (
        select(Edition)
        .where(Edition.id.in_(first))
        .options(joinedload(Edition.document).joinedload(Document.unit))
    )
    found = {edition.id: edition for edition in db.session.scalars(wanted)}
    return Overdue(len(late), [Due(found[number], late[number][1]) for number in first])
