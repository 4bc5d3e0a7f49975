"""The tables of all figures as they are handed out."""

from collections.abc import Sequence

from qms.documents.register.listing import Cell, Listing, Maker
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.nonconformities.figures.figure import Counted, Figure, Section, Words
from qms.nonconformities.figures.queries import Asked

WIDTH_OF_NAMES, WIDTH_OF_NUMBERS = 48, 16


def listings(sections: Sequence[Section], asked: Asked, unit: str, maker: Maker) -> list[Listing]:
    """A list for each figure, whole; ``unit`` is the name of the one that is asked for, or ""."""
    made = Sentence(
        "Lập lúc %(when)s, người lập: %(person)s. Chỉ gồm những phiếu người lập được xem.",
        when=f"{clock.local(maker.at):%d/%m/%Y %H:%M}",
        person=maker.person,
    )
    notes = [made, spoken(asked, unit)]
    return [_listing(one, notes, maker) for section in sections for one in section.figures]


def spoken(asked: Asked, unit: str) -> Sentence:
    """The time and the unit that figures are about."""
    days = {
        "since": f"{asked.period.since:%d/%m/%Y}",
        "until": f"{asked.period.until:%d/%m/%Y}",
    }
    if unit:
        return Sentence("Từ %(since)s đến hết %(until)s, đơn vị %(unit)s.", unit=unit, **days)
    return Sentence("Từ %(since)s đến hết %(until)s, tất cả đơn vị.", **days)


def _listing(figure: Figure, notes: Sequence[Sentence], maker: Maker) -> Listing:
    def say(words: Words) -> str:
        return words.said_in(maker.language) if isinstance(words, Sentence) else words

    more = [figure.about, *([figure.lacking] if figure.lacking else []), *figure.notes]
    widths = (WIDTH_OF_NAMES, *(WIDTH_OF_NUMBERS for _column in figure.head[1:]))
    return Listing(
        agency=maker.agency,
        title=say(figure.title),
        notes=tuple(map(say, [*notes, *more])),
        head=tuple(map(say, figure.head)),
        widths=widths,
        rows=tuple((say(row.label), *map(_number, row.cells)) for row in figure.rows),
        at=clock.local(maker.at),
        language=maker.language,
    )


def _number(cell: int | Counted | None) -> Cell:
    return cell.count if isinstance(cell, Counted) else cell
