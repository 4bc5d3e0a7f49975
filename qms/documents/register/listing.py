"""The register as it is handed out: the same rows, columns and order as on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import STATE_NAMES, State
from qms.documents.register.asked import Arranged, Asked
from qms.documents.register.columns import Column, Entry
from qms.kernel import clock
from qms.kernel.i18n import Sentence

Cell = str | int | date | None


@dataclass(frozen=True)
class Maker:
    """Whose list it is, who makes it, when, and in which language ("vi" or "en")."""

    agency: str
    person: str
    at: datetime
    language: str = "vi"


@dataclass(frozen=True)
class Listing:
    """A list on paper: what stands above it, the words of its columns, its rows.

    ``widths`` are shares of a line, one for each column. A row has as many cells as ``head``.
    """

    agency: str
    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    at: datetime
    language: str


def listing(entries: Sequence[Entry], asked: Asked, unit: str, maker: Maker) -> Listing:
    """Write the register down; ``unit`` is the name of the unit that is asked for, or ""."""
    made = Sentence(
        "Lập lúc %(when)s, người lập: %(person)s. Số tài liệu: %(count)s.",
        when=f"{clock.local(maker.at):%d/%m/%Y %H:%M}",
        person=maker.person,
        count=len(entries),
    )
    notes = [made, *arrangement(_conditions(asked, unit), asked, asked.known[asked.sorted_by])]
    columns = [asked.known[key] for key in asked.columns]
    return written_down(Sentence("Danh mục tài liệu nội bộ"), notes, columns, entries, maker)


def written_down(
    title: Sentence,
    notes: Sequence[Sentence],
    columns: Sequence[Column[Any]],
    rows: Sequence[Any],
    maker: Maker,
) -> Listing:
    """A list of ``rows`` under ``columns``, in the language of its maker."""

    def said(value: object) -> Cell:
        if isinstance(value, Sentence):
            return value.said_in(maker.language)
        return value if isinstance(value, int | date) else str(value or "")

    return Listing(
        agency=maker.agency,
        title=title.said_in(maker.language),
        notes=tuple(note.said_in(maker.language) for note in notes),
        head=tuple(column.name.said_in(maker.language) for column in columns),
        widths=tuple(column.width for column in columns),
        rows=tuple(tuple(said(c.shows(row)) for c in columns) for row in rows),
        at=clock.local(maker.at),
        language=maker.language,
    )


def slips(
    title: Sentence,
    columns: Sequence[Column[Any]],
    found: Sequence[Any],
    conditions: Sequence[Sentence],
    maker: Maker,
) -> Listing:
    """A register of numbered slips, counted from 1; ``conditions`` are what narrows it."""
    made = Sentence(
        "Lập lúc %(when)s, người lập: %(person)s. Số phiếu: %(count)s.",
        when=f"{clock.local(maker.at):%d/%m/%Y %H:%M}",
        person=maker.person,
        count=len(found),
    )
    only = [Sentence("Chỉ gồm: %(conditions)s.", conditions=conditions)] if conditions else []
    places = {id(one): place for place, one in enumerate(found, start=1)}
    place = Column[Any](Sentence("TT"), lambda one: places[id(one)], 5)
    return written_down(title, [made, *only], [place, *columns], found, maker)


def arrangement(
    conditions: Sequence[Sentence], asked: Arranged, column: Column[Any]
) -> list[Sentence]:
    """What narrows a list, and what it is ordered by, in sentences."""
    order = Sentence("Xếp theo: %(column)s.", column=column.name)
    if asked.descends:
        order = Sentence("Xếp theo: %(column)s, giảm dần.", column=column.name)
    only = [Sentence("Chỉ gồm: %(conditions)s.", conditions=conditions)] if conditions else []
    return [*only, order]


def _conditions(asked: Asked, unit: str) -> list[Sentence]:
    w = asked.wanted
    known = State(w.state) if w.state in STATE_NAMES else None
    said = (
        (w.text, Sentence("tên hoặc mã có “%(words)s”", words=w.text)),
        (w.kind, Sentence("loại %(kind)s", kind=KIND_NAMES.get(w.kind, w.kind))),
        (w.unit, Sentence("đơn vị %(unit)s", unit=unit)),
        (w.state, Sentence("trạng thái %(state)s", state=STATE_NAMES[known] if known else w.state)),
        (w.indicator, Sentence("chỉ số %(number)s", number=w.indicator)),
        (w.parent, Sentence("biểu mẫu thuộc %(code)s", code=w.parent)),
        (asked.only.due == "1", Sentence("quá hạn xem xét lại")),
        (asked.only.due == "soon", Sentence("đến hạn xem xét lại trong 30 ngày")),
        (
            asked.only.waits,
            Sentence("đang xem xét từ %(days)s ngày làm việc trở lên", days=asked.only.waits),
        ),
        (asked.only.unread, Sentence("còn người chưa đọc")),
        (asked.only.requests, Sentence("có phiếu yêu cầu sửa đổi chưa xong")),
    )
    own = [
        Sentence("%(name)s: %(words)s", name=asked.known[key].name, words=words)
        for key, words in asked.own
    ]
    return [sentence for given, sentence in said if given] + own
