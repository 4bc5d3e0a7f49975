"""Telling people, and what they do with what they were told."""

from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, select, update

from qms.kernel import clock, jobs
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.operation import plumbing
from qms.notices.kinds import LETTERS, Wish, registered
from qms.notices.models import Notice, NoticeWish
from qms.notices.wording import kept
from qms.organisation.models import Person


def notify(
    person_ids: Iterable[int],
    kind: str,
    sentence: Sentence,
    url: str,
    *,
    once: str,
    urgent: bool = False,
) -> None:
    """Tell people something; joins the transaction of the verb that calls it.

    ``url`` is a path of this site. ``once`` names the occasion: a person is told of it one time,
    however often this is called. ``urgent`` sends a mail at once to whoever did not choose
    otherwise. People who were shut out are told nothing.
    """
    if kind not in registered():
        raise LookupError(f"no notice is of the kind {kind}")
    if urgent or registered()[kind].wish is Wish.AT_ONCE:
        jobs.later(LETTERS)
    for person_id in _to_be_told(frozenset(person_ids), once):
        db.session.add(
            Notice(
                person_id=person_id,
                kind=kind,
                once=once,
                sentence=kept(sentence),
                url=url,
                urgent=urgent,
                made_at=clock.now(),
            )
        )


def _to_be_told(person_ids: frozenset[int], once: str) -> list[int]:
    told = select(Notice.person_id).where(Notice.once == once, Notice.person_id.in_(person_ids))
    wanted = select(Person.id).where(
        Person.id.in_(person_ids), Person.disabled_at.is_(None), Person.id.not_in(told)
    )
    return list(db.session.scalars(wanted.order_by(Person.id)))


def mark_read(notice: Notice, by: Actor) -> None:
    """Note that a person looked at a notice of theirs."""
    _mark(by, Notice.id == notice.id)


def mark_all_read(newest: int, by: Actor) -> None:
    """Note that a person looked at all notices up to the number ``newest``."""
    _mark(by, Notice.id <= newest)


def _mark(by: Actor, which: ColumnElement[bool]) -> None:
    own = update(Notice).where(Notice.person_id == by.id, Notice.read_at.is_(None), which)
    with plumbing() as session:
        session.execute(own.values(read_at=clock.now()))


def choose(wishes: Mapping[str, Wish], by: Actor) -> None:
    """Keep when a person wants which kind of notice by mail; kinds not named stay as they are."""
    with plumbing() as session:
        for kind, wish in wishes.items():
            row = session.get(NoticeWish, (by.id, kind))
            if row is None:
                row = NoticeWish(person_id=by.id, kind=kind)
                session.add(row)
            row.wish = str(wish)
