"""What of documents, laws, decisions and working days stands in the calendar."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from flask import url_for
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qms.documents.calendar.sources import Entry, Source, Span, register
from qms.documents.effects import queries as effects
from qms.documents.effects.lifecycle import WAITING
from qms.documents.effects.models import Effect
from qms.documents.external.lifecycle import ENDING, ends_on
from qms.documents.external.models import ExternalAct, ExternalDocument
from qms.documents.external.queries import visible_to as laws_visible_to
from qms.documents.kinds.queries import due_days, review_months
from qms.documents.kinds.reviews import is_overdue
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import visible_to as editions_visible_to
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.organisation.calendar.models import CalendarPeriod
from qms.organisation.calendar.queries import visible_to as periods_visible_to
from qms.organisation.models import Unit

AT_ONCE = 500
A_DAY = timedelta(days=1)


def install() -> None:
    """Let the calendar show all of this."""
    register("reviews", Source(Sentence("Hạn xem xét lại"), reviews))
    register("effective", Source(Sentence("Tài liệu có hiệu lực"), effective))
    register("laws beginning", Source(Sentence("Văn bản bên ngoài có hiệu lực"), laws_beginning))
    register("laws ending", Source(Sentence("Văn bản bên ngoài hết hiệu lực"), laws_ending))
    register("effects", Source(Sentence("Xét lại khi văn bản thay đổi"), effects_due))
    register("holidays", Source(Sentence("Ngày nghỉ, ngày làm bù"), holidays))


def reviews(actor: Actor, span: Span) -> Sequence[Entry]:
    """Documents that are to be reviewed again; where a month has very many, the first of them."""
    due = due_days(actor, review_months(), unit=span.unit, within=(span.first, span.last))
    days = sorted((day, n) for n, (_kind, day) in due.items() if span.holds(day))
    by_month = groupby(days, lambda each: each[0].replace(day=1))
    months = {month: list(some) for month, some in by_month}
    shown = {n: day for some in months.values() for day, n in some[: span.most]}
    more = [_more(some[span.most :], span) for some in months.values() if len(some) > span.most]
    return [*_reviews(shown), *more]


def _reviews(days: Mapping[int, date]) -> Iterator[Entry]:
    numbers = list(days)
    for start in range(0, len(numbers), AT_ONCE):
        wanted = (
            select(Edition.id, Edition.title, Document.code, Document.key, Unit.name)
            .join(Edition.document)
            .join(Document.unit)
            .where(Edition.id.in_(numbers[start : start + AT_ONCE]))
        )
        for number, title, code, key, unit in db.session.execute(wanted):
            url, day = url_for("documents.document", key=key), days[number]
            yield Entry(day, f"{code} {title}", url, unit, is_overdue(day))


def _more(left: Sequence[tuple[date, int]], span: Span) -> Entry:
    """In the place of what a month has too much of: how many, and where all of them stand."""
    day, _number = left[-1]
    said = Sentence("và %(count)s tài liệu khác đến hạn trong tháng", count=len(left))
    unit, sort = span.unit or None, "reviews"
    url = url_for("calendar.index", year=day.year, month=day.month, unit=unit, sort=sort)
    return Entry(day, said, url)


def effective(actor: Actor, span: Span) -> Sequence[Entry]:
    """Approved editions that wait for the day on which they come into force."""
    wanted = (
        editions_visible_to(actor)
        .join(Edition.document)
        .where(Edition.state == State.APPROVED, Edition.effective_on.between(span.first, span.last))
        .options(contains_eager(Edition.document).joinedload(Document.unit))
    )
    if span.unit:
        wanted = wanted.where(Document.unit_id == span.unit)
    return [
        Entry(
            edition.effective_on or span.first,
            f"{edition.document.code} ({edition.number}) {edition.title}",
            url_for("documents.edition", key=edition.document.key, serial=edition.serial),
            edition.document.unit.name,
        )
        for edition in db.session.scalars(wanted)
    ]


def _laws(actor: Actor, span: Span) -> Select[ExternalDocument]:
    wanted = laws_visible_to(actor).options(joinedload(ExternalDocument.unit))
    return wanted.where(ExternalDocument.unit_id == span.unit) if span.unit else wanted


def _of_law(law: ExternalDocument, day: date) -> Entry:
    url = url_for("documents_external.document", key=law.key)
    return Entry(day, f"{law.number} {law.name}", url, law.unit.name if law.unit else "")


def laws_ending(actor: Actor, span: Span) -> Sequence[Entry]:
    """Laws by the first day on which they are no longer in force."""
    ended = and_(ExternalAct.kind.in_(ENDING), ExternalAct.day.between(span.first, span.last))
    # ``until`` is still a day in force: it ends on the next.
    run_out = ExternalDocument.until.between(span.first - A_DAY, span.last - A_DAY)
    wanted = _laws(actor, span).where(or_(run_out, ExternalDocument.acts.any(ended)))
    found = db.session.scalars(wanted.options(selectinload(ExternalDocument.acts)))
    ends = ((law, ends_on(law)) for law in found)
    return [_of_law(law, day) for law, day in ends if day and span.holds(day)]


def laws_beginning(actor: Actor, span: Span) -> Sequence[Entry]:
    """Laws by their first day in force."""
    begins = ExternalDocument.in_force_from.between(span.first, span.last)
    found = db.session.scalars(_laws(actor, span).where(begins))
    return [_of_law(law, law.in_force_from or span.first) for law in found]


def effects_due(actor: Actor, span: Span) -> Sequence[Entry]:
    """What owners owe for documents whose law has changed: by its day, or by that of the law."""
    day = func.coalesce(Effect.due_on, ExternalAct.day)
    wanted = (
        effects.visible_to(actor)
        .join(Effect.document)
        .join(Effect.act)
        .where(Effect.state.in_(WAITING), day.between(span.first, span.last))
        .options(
            joinedload(Effect.document).joinedload(Document.unit),
            contains_eager(Effect.act),
            joinedload(Effect.law),
        )
    )
    if span.unit:
        wanted = wanted.where(Document.unit_id == span.unit)
    return [
        Entry(
            effect.due_on or effect.act.day,
            Sentence(
                "%(code)s xét lại theo %(law)s",
                code=effect.document.code,
                law=effect.law.number,
            ),
            url_for("documents_effects.effect", effect_id=effect.id),
            effect.document.unit.name,
            effects.is_late(effect),
        )
        for effect in db.session.scalars(wanted)
    ]


def holidays(actor: Actor, span: Span) -> Sequence[Entry]:
    """Days on which the agency does not work, or works where it usually does not."""
    wanted = periods_visible_to(actor).where(
        CalendarPeriod.first <= span.last, CalendarPeriod.last >= span.first
    )
    return [
        Entry(
            max(period.first, span.first),
            _called(period),
            url_for("working_days.index", year=span.first.year),
        )
        for period in db.session.scalars(wanted)
    ]


def _called(period: CalendarPeriod) -> str:
    last = "" if period.last == period.first else f" – {period.last:%d/%m/%Y}"
    return f"{period}{last}"
