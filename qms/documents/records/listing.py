"""The list of records as it is handed out: the same rows and order as on the screen."""

from collections.abc import Sequence

from qms.documents.records.queries import TIMES, Asked, Row
from qms.documents.register.listing import Listing, Maker
from qms.kernel import clock
from qms.kernel.i18n import Sentence

TITLE = Sentence("Danh mục hồ sơ phải lưu")
COLUMNS = {
    "number": Sentence("TT"),
    "name": Sentence("Hồ sơ lưu"),
    "place": Sentence("Nơi lưu"),
    "time": Sentence("Thời gian lưu"),
    "code": Sentence("Theo tài liệu"),
    "unit": Sentence("Đơn vị chủ trì"),
}
WIDTHS = (5, 44, 24, 18, 14, 24)


def listing(rows: Sequence[Row], asked: Asked, unit: str, maker: Maker) -> Listing:
    """Write the list down; ``unit`` is the name of the unit that is asked for, or ""."""
    language = maker.language
    return Listing(
        agency=maker.agency,
        title=TITLE.said_in(language),
        notes=tuple(note.said_in(language) for note in _notes(rows, asked, unit, maker)),
        head=tuple(name.said_in(language) for name in COLUMNS.values()),
        widths=WIDTHS,
        rows=tuple(
            (place, row.name, row.place, row.kept_for, row.code, row.unit)
            for place, row in enumerate(rows, start=1)
        ),
        at=clock.local(maker.at),
        language=language,
    )


def _notes(rows: Sequence[Row], asked: Asked, unit: str, maker: Maker) -> list[Sentence]:
    conditions = [
        sentence
        for given, sentence in (
            (asked.text, Sentence("tên hoặc mã có “%(words)s”", words=asked.text)),
            (asked.unit, Sentence("đơn vị %(unit)s", unit=unit)),
            (asked.place, Sentence("lưu tại %(place)s", place=asked.place)),
            (asked.time in TIMES, TIMES.get(asked.time, (TITLE,))[0]),
        )
        if given
    ]
    made = Sentence(
        "Lập lúc %(when)s, người lập: %(person)s. Số loại hồ sơ: %(count)s.",
        when=f"{clock.local(maker.at):%d/%m/%Y %H:%M}",
        person=maker.person,
        count=len(rows),
    )
    return [
        made,
        *([Sentence("Chỉ gồm: %(conditions)s.", conditions=conditions)] if conditions else []),
    ]
