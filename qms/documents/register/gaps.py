"""Which numbers are missing from the sequences of codes, and why.

A gap is no fault: a code is never given twice, so a draft that was given up leaves its number
behind. What an auditor asks is that each gap is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import exists, func, select

from qms.documents.kinds import KIND_NAMES
from qms.documents.kinds.pattern import Series, read
from qms.documents.kinds.queries import Given, codes_given, settings
from qms.documents.lifecycle import OPEN, State
from qms.documents.models import Document, Edition
from qms.documents.register.columns import local_day
from qms.kernel.database import db
from qms.kernel.i18n import Sentence

UNUSED = Sentence("chưa dùng")
GIVEN_UP = Sentence("mã của bản thảo đã bỏ")


@dataclass(frozen=True)
class Gap:
    """Numbers from ``first`` to ``last`` of a sequence that no document in use carries.

    ``like`` is a code of the same sequence.
    """

    kind: str
    like: str
    first: int
    last: int
    why: Sentence

    @property
    def numbers(self) -> str:
        """The numbers as people write them, 05 or 05–07."""
        one = f"{self.first:02d}"
        return one if self.first == self.last else f"{one}–{self.last:02d}"


def explained(kind: str = "") -> Sequence[Gap]:
    """The gaps of every kind that has a pattern, or of one; for whoever sees every document."""
    rules = settings()
    patterns = {k: rules[k].pattern for k in KIND_NAMES if k in rules and kind in ("", k)}
    patterns = {k: text for k, text in patterns.items() if text}
    if not patterns:
        return []
    given, ended = codes_given(), _ended()
    return [gap for k, text in patterns.items() for gap in _of_kind(k, text, given, ended)]


def _ended() -> Mapping[str, datetime | None]:
    """The keys of documents with no edition in force or on its way, and since when they ended."""
    alive = exists().where(
        Edition.document_id == Document.id, Edition.state.in_((*OPEN, State.IN_FORCE))
    )
    last = (
        select(func.max(Edition.ended_at))
        .where(Edition.document_id == Document.id)
        .scalar_subquery()
    )
    return {row[0]: row[1] for row in db.session.execute(select(Document.key, last).where(~alive))}


def _of_kind(
    kind: str, text: str, given: Sequence[Given], ended: Mapping[str, datetime | None]
) -> list[Gap]:
    series: dict[Series, dict[int, Sentence | None]] = {}
    like: dict[Series, str] = {}
    for code in given:
        if place := read(text, code.key):
            series.setdefault(place.series, {})[place.number] = _why(code, kind, ended)
            like[place.series] = code.code
    return [
        Gap(kind, like[name], first, last, why)
        for name in sorted(series)
        for first, last, why in _missing(series[name])
    ]


def _why(code: Given, kind: str, ended: Mapping[str, datetime | None]) -> Sentence | None:
    """Why a code that was given is not in use; nothing when it is."""
    if code.key in ended:
        day = local_day(ended[code.key])
        if day is None:
            return GIVEN_UP
        return Sentence("tài liệu đã bãi bỏ từ %(day)s", day=f"{day:%d/%m/%Y}")
    if code.kind != kind:
        return Sentence("đã dùng cho loại “%(kind)s”", kind=KIND_NAMES[code.kind])
    return None


def _missing(numbers: Mapping[int, Sentence | None]) -> Iterable[tuple[int, int, Sentence]]:
    for before, here in pairwise([0, *sorted(numbers)]):
        if before + 1 < here:
            yield before + 1, here - 1, UNUSED
        if said := numbers[here]:
            yield here, here, said
