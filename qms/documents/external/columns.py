"""What the register of external documents can show: each column with its words, order and width."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qms.documents.external import KIND_NAMES
from qms.documents.external.lifecycle import (
    BY_ANOTHER,
    STANDING_NAMES,
    Standing,
    standing_acts,
)
from qms.documents.external.models import ExternalDocument
from qms.documents.register.columns import Column, Value
from qms.kernel import clock
from qms.kernel.alphabet import name_key, sort_key
from qms.kernel.i18n import Sentence

SOON = timedelta(days=60)
"""A document that ends within so many days is looked at now: two months to revise what cites it."""


@dataclass(frozen=True)
class ExternalRow:
    """A row of the register: a document, its place, how it stands today, and who cites it."""

    place: int
    document: ExternalDocument
    standing: Standing
    ends: date | None
    cited: int

    @property
    def ends_soon(self) -> bool:
        """Whether it is in force and will not be for long."""
        today = clock.today()
        return self.ends is not None and today < self.ends <= today + SOON


def _rank(names: Sequence[Sentence]) -> Callable[[Sentence], int]:
    return names.index


def _same(value: date | int) -> date | int:
    return value


def _others(row: ExternalRow) -> str:
    acts = (act for act in standing_acts(row.document) if act.kind in BY_ANOTHER and act.by)
    return ", ".join(act.by.number for act in acts)


COLUMNS: Mapping[str, Column[ExternalRow]] = {
    "place": Column(Sentence("TT"), lambda row: row.place, 5, order=None),
    "number": Column(Sentence("Số, ký hiệu"), lambda row: row.document.number, 18),
    "kind": Column(
        Sentence("Loại"),
        lambda row: KIND_NAMES[row.document.kind],
        14,
        order=_rank(list(KIND_NAMES.values())),
    ),
    "name": Column(Sentence("Tên văn bản"), lambda row: row.document.name, 44),
    "issuer": Column(Sentence("Cơ quan ban hành"), lambda row: row.document.issuer or None, 18),
    "signed": Column(Sentence("Ngày ký"), lambda row: row.document.signed_on, 12, order=_same),
    "since": Column(
        Sentence("Có hiệu lực từ"), lambda row: row.document.in_force_from, 12, order=_same
    ),
    "ends": Column(Sentence("Hết hiệu lực từ"), lambda row: row.ends, 12, order=_same),
    "standing": Column(
        Sentence("Hiệu lực"),
        lambda row: STANDING_NAMES[row.standing],
        14,
        order=_rank(list(STANDING_NAMES.values())),
    ),
    "others": Column(Sentence("Thay thế, sửa đổi bởi"), lambda row: _others(row) or None, 18),
    "cited": Column(Sentence("Số tài liệu viện dẫn"), lambda row: row.cited, 9, order=_same),
    "kept": Column(Sentence("Nơi lưu"), lambda row: row.document.kept_at or None, 16),
    "unit": Column(
        Sentence("Đơn vị theo dõi"),
        lambda row: row.document.unit.name if row.document.unit else None,
        18,
    ),
    "follower": Column(
        Sentence("Người theo dõi"),
        lambda row: row.document.follower.name if row.document.follower else None,
        16,
        order=name_key,
    ),
}
USUAL = ("place", "number", "name", "issuer", "since", "ends", "standing", "cited")
FIRST_ORDER = "number"


def in_order(rows: Sequence[ExternalRow], key: str, *, descends: bool) -> list[ExternalRow]:
    """By the column asked for, then by number; rows that have nothing there come last."""
    column = COLUMNS[key]
    order: Callable[[Value], object] = column.order or sort_key
    by_number = sorted(rows, key=lambda row: sort_key(row.document.number))
    told = [(column.shows(row), row) for row in by_number]
    valued = [pair for pair in told if pair[0] is not None]
    valued.sort(key=lambda pair: order(pair[0]), reverse=descends)  # type: ignore[arg-type, return-value]
    return [row for _shown, row in valued] + [row for shown, row in told if shown is None]
