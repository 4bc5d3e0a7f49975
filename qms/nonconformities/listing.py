"""The register of nonconformities as it is handed out: the rows that are on the screen.

Source of its columns: the register (sổ theo dõi) that agencies keep for system procedure 04.
"""

from collections.abc import Sequence

from qms.clauses.catalogue import short
from qms.documents.register.listing import Cell, Listing, Maker
from qms.indicators.catalogue import in_order
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.nonconformities.lifecycle import (
    GRADE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    Grade,
    Source,
    State,
)
from qms.nonconformities.models import Criterion, Nonconformity
from qms.nonconformities.queries import Wanted

HEAD = (
    (Sentence("TT"), 5),
    (Sentence("Số phiếu"), 14),
    (Sentence("Ngày phát hiện"), 12),
    (Sentence("Bộ phận"), 20),
    (Sentence("Tóm tắt"), 36),
    (Sentence("Nguồn"), 16),
    (Sentence("Mức độ"), 12),
    (Sentence("Căn cứ"), 26),
    (Sentence("Chỉ số"), 10),
    (Sentence("Người xử lý"), 18),
    (Sentence("Hạn"), 12),
    (Sentence("Khắc phục ngay"), 30),
    (Sentence("Ngày hoàn thành"), 12),
    (Sentence("Trạng thái"), 14),
)
TITLE = Sentence("Sổ theo dõi sự không phù hợp")


def listing(found: Sequence[Nonconformity], wanted: Wanted, unit: str, maker: Maker) -> Listing:
    """Write the register down; ``unit`` is the name of the unit that is asked for, or ""."""
    made = Sentence(
        "Lập lúc %(when)s, người lập: %(person)s. Số phiếu: %(count)s.",
        when=f"{clock.local(maker.at):%d/%m/%Y %H:%M}",
        person=maker.person,
        count=len(found),
    )
    conditions = _conditions(wanted, unit)
    only = [Sentence("Chỉ gồm: %(conditions)s.", conditions=conditions)] if conditions else []
    return Listing(
        agency=maker.agency,
        title=TITLE.said_in(maker.language),
        notes=tuple(note.said_in(maker.language) for note in (made, *only)),
        head=tuple(name.said_in(maker.language) for name, _width in HEAD),
        widths=tuple(width for _name, width in HEAD),
        rows=tuple(_row(place, one, maker.language) for place, one in enumerate(found, start=1)),
        at=clock.local(maker.at),
        language=maker.language,
    )


def _row(place: int, one: Nonconformity, language: str) -> tuple[Cell, ...]:
    source = SOURCE_NAMES[Source(one.source)].said_in(language) if one.source else ""
    return (
        place,
        one.number,
        one.found_on,
        one.unit.name,
        one.summary,
        source,
        GRADE_NAMES[Grade(one.grade)].said_in(language) if one.grade else "",
        "; ".join(criterion_words(criterion) for criterion in one.criteria),
        ", ".join(indicator.number for indicator in in_order(one.indicators)),
        one.handler.name if one.handler else "",
        one.correct_by,
        one.correction,
        one.corrected_on,
        STATE_NAMES[State(one.state)].said_in(language),
    )


def criterion_words(criterion: Criterion) -> str:
    """A criterion in short: the number of its clause, code and clause, or law and article."""
    if criterion.edition:
        return f"{criterion.edition.document.code} {criterion.clause}".strip()
    if criterion.law:
        return f"{criterion.law.number} {criterion.article}".strip()
    return short(criterion.clause_key)


def _conditions(wanted: Wanted, unit: str) -> list[Sentence]:
    known = State(wanted.state) if wanted.state in STATE_NAMES else None
    source = Source(wanted.source) if wanted.source in SOURCE_NAMES else None
    said = (
        (wanted.text, Sentence("có “%(words)s”", words=wanted.text)),
        (wanted.state == "open", Sentence("phiếu chưa xong")),
        (known, Sentence("trạng thái %(state)s", state=STATE_NAMES[known] if known else "")),
        (wanted.whose == "reported", Sentence("phiếu tôi báo")),
        (wanted.whose == "handled", Sentence("phiếu giao tôi xử lý")),
        (wanted.unit, Sentence("đơn vị %(unit)s", unit=unit)),
        (wanted.year, Sentence("năm %(year)s", year=wanted.year)),
        (source, Sentence("nguồn %(source)s", source=SOURCE_NAMES[source] if source else "")),
        (wanted.indicator, Sentence("chỉ số %(number)s", number=wanted.indicator)),
        (wanted.late, Sentence("quá hạn khắc phục")),
    )
    return [sentence for given, sentence in said if given]
