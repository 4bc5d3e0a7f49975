"""Reading the forms of a procedure: those of today, and what an edition changes about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.documents.blanks.models import Blank, Carried
from qms.documents.lifecycle import OPEN, State
from qms.documents.models import Document, Edition
from qms.documents.queries import visible_to
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db


@dataclass(frozen=True)
class Line:
    """A form in the set of an edition of its procedure.

    ``fate`` is "stays", "new", "changed" or "goes". ``today`` is the form's edition in force and
    ``comes`` the one that the procedure's edition brings, each where there is one.
    """

    form: Document
    fate: str
    today: Edition | None
    comes: Edition | None

    @property
    def shown(self) -> Edition | None:
        """The edition of the form that belongs to the procedure's edition."""
        return self.comes or self.today


@dataclass(frozen=True)
class FormSet:
    """The forms of an edition of a procedure, by code."""

    lines: Sequence[Line]

    @property
    def coming(self) -> Sequence[Line]:
        """What the edition brings or takes away."""
        return [line for line in self.lines if line.fate != "stays"]

    @property
    def staying(self) -> Sequence[Line]:
        """What belongs to the edition, come or stayed; what goes is left out."""
        return [line for line in self.lines if line.fate != "goes"]


def set_of(edition: Edition, actor: Actor) -> FormSet:
    """The forms of an edition of a procedure, so far as ``actor`` may see them.

    Of an edition that has ended, those that were in force with it at its end.
    """
    fates = {fate.document_id: fate for fate in fates_of(edition)}
    found = _editions(edition, list(fates.values()), actor)
    by_form: dict[int, list[Edition]] = {}
    for one in found:
        by_form.setdefault(one.document_id, []).append(one)
    lines = [_line(own, fates.get(number), edition) for number, own in by_form.items()]
    return FormSet(sorted(lines, key=lambda line: sort_key(line.form.code)))


def fates_of(edition: Edition) -> Sequence[Carried]:
    """What an edition does to forms."""
    return db.session.scalars(select(Carried).where(Carried.carrier_id == edition.id)).all()


def _editions(edition: Edition, fates: Sequence[Carried], actor: Actor) -> Sequence[Edition]:
    """The editions of its forms that tell about an edition: those it brings, and those beside."""
    brought = [fate.edition_id for fate in fates if fate.edition_id]
    gone = [fate.document_id for fate in fates if not fate.edition_id]
    left = and_(Edition.document_id.in_(gone), Edition.ended_at == edition.in_force_at)
    wanted = (
        visible_to(actor)
        .join(Edition.document)
        .join(Blank, Blank.document_id == Document.id)
        .where(
            Blank.parent_id == edition.document_id,
            or_(Edition.id.in_(brought), left, _beside(edition)),
        )
        .options(contains_eager(Edition.document))
        .order_by(Edition.serial)
    )
    return db.session.scalars(wanted).all()


def _beside(edition: Edition) -> ColumnElement[bool]:
    if edition.ended_at is None:
        return Edition.state == State.IN_FORCE
    return and_(
        Edition.in_force_at < edition.ended_at,
        or_(Edition.ended_at.is_(None), Edition.ended_at >= edition.ended_at),
    )


def _line(own: Sequence[Edition], fate: Carried | None, edition: Edition) -> Line:
    comes = next((one for one in own if fate and one.id == fate.edition_id), None)
    today = next((one for one in own if one is not comes or one.state == State.IN_FORCE), None)
    return Line(own[0].document, _fate(fate, today, comes, edition), today, comes)


def _fate(
    fate: Carried | None, today: Edition | None, comes: Edition | None, edition: Edition
) -> str:
    if fate is None:
        return "stays"
    if comes is None:
        return "goes" if fate.edition_id is None else "stays"
    first = comes.serial == 1 if edition.state not in OPEN else today is None
    return "new" if first else "changed"


def carrier_of(edition: Edition) -> Edition | None:
    """The edition of the procedure with which a form's edition comes, or came."""
    wanted = (
        select(Edition)
        .join(Carried, Carried.carrier_id == Edition.id)
        .where(Carried.edition_id == edition.id)
        .options(joinedload(Edition.document))
    )
    return db.session.scalar(wanted)


def forms_of(parent: Document) -> Sequence[Document]:
    """Every form that belongs to a procedure, whatever became of it: for verbs, not for reading."""
    wanted = select(Document).join(Blank, Blank.document_id == Document.id)
    found = db.session.scalars(wanted.where(Blank.parent_id == parent.id))
    return sorted(found, key=lambda form: sort_key(form.code))


def parents(actor: Actor) -> Sequence[Document]:
    """The documents whose forms ``actor`` may see, by code."""
    seen = visible_to(actor).join(Blank, Blank.document_id == Edition.document_id)
    wanted = select(Document).where(Document.id.in_(seen.with_only_columns(Blank.parent_id)))
    return sorted(db.session.scalars(wanted), key=lambda document: sort_key(document.code))
