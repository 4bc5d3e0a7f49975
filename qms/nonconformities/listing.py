"""The register of nonconformities as it is handed out: the rows that are on the screen.

Source of its columns: the register (sổ theo dõi) that agencies keep for system procedure 04.
"""

from collections.abc import Sequence

from qms.clauses.catalogue import short
from qms.documents.register.columns import Column
from qms.documents.register.listing import Listing, Maker, slips
from qms.indicators.catalogue import in_order
from qms.kernel.i18n import Sentence
from qms.nonconformities.models import Criterion, Nonconformity
from qms.nonconformities.queries import Wanted
from qms.nonconformities.states import (
    GRADE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    Grade,
    Source,
    State,
)


def criterion_words(criterion: Criterion) -> str:
    """A criterion in short: the number of its clause, code and clause, or law and article."""
    if criterion.edition:
        return f"{criterion.edition.document.code} {criterion.clause}".strip()
    if criterion.law:
        return f"{criterion.law.number} {criterion.article}".strip()
    return short(criterion.clause_key)


def _criteria(found: Nonconformity) -> str:
    return "; ".join(criterion_words(criterion) for criterion in found.criteria)


def _indicators(found: Nonconformity) -> str:
    return ", ".join(indicator.number for indicator in in_order(found.indicators))


Of = Column[Nonconformity]
COLUMNS = (
    Of(Sentence("Số phiếu"), lambda n: n.number, 14),
    Of(Sentence("Ngày phát hiện"), lambda n: n.found_on, 12),
    Of(Sentence("Bộ phận"), lambda n: n.unit.name, 20),
    Of(Sentence("Tóm tắt"), lambda n: n.summary, 36),
    Of(Sentence("Nguồn"), lambda n: SOURCE_NAMES[Source(n.source)] if n.source else None, 16),
    Of(Sentence("Mức độ"), lambda n: GRADE_NAMES[Grade(n.grade)] if n.grade else None, 12),
    Of(Sentence("Căn cứ"), _criteria, 26),
    Of(Sentence("Chỉ số"), _indicators, 10),
    Of(Sentence("Người xử lý"), lambda n: n.handler.name if n.handler else None, 18),
    Of(Sentence("Hạn"), lambda n: n.correct_by, 12),
    Of(Sentence("Khắc phục ngay"), lambda n: n.correction, 30),
    Of(Sentence("Ngày hoàn thành"), lambda n: n.corrected_on, 12),
    Of(Sentence("Trạng thái"), lambda n: STATE_NAMES[State(n.state)], 14),
)
TITLE = Sentence("Sổ theo dõi sự không phù hợp")


def listing(found: Sequence[Nonconformity], wanted: Wanted, unit: str, maker: Maker) -> Listing:
    """Write the register down; ``unit`` is the name of the unit that is asked for, or ""."""
    return slips(TITLE, COLUMNS, found, _conditions(wanted, unit), maker)


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
