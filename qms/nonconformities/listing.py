"""The register of nonconformities as it is handed out: the rows that are on the screen.

Source of its columns: the register (sổ theo dõi) that agencies keep for system procedure 04. On
paper a line holds those fourteen, the spreadsheet has a column for each thing that can be sorted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qms.clauses.catalogue import short
from qms.documents.register.columns import Column
from qms.documents.register.listing import Listing, Maker, slips
from qms.indicators.catalogue import in_order
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.nonconformities.actions.lifecycle import STATE_NAMES as ACTION_STATES
from qms.nonconformities.actions.lifecycle import State as ActionState
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.causes.tree import BRANCH_NAMES, Branch
from qms.nonconformities.effectiveness.models import RESULT_NAMES, Result
from qms.nonconformities.models import Criterion, Nonconformity
from qms.nonconformities.narrowing import Wanted
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


def lines(sentences: Iterable[Sentence | None]) -> Sentence | None:
    """Several sentences as one, each on a line of its own; nothing of nothing."""
    said = {f"line{place}": one for place, one in enumerate(filter(None, sentences))}
    frame = "\n".join(f"%({name})s" for name in said)
    return Sentence(frame, **said) if said else None


def _criteria(found: Nonconformity) -> str:
    return "; ".join(criterion_words(criterion) for criterion in found.criteria)


def _indicators(found: Nonconformity) -> str:
    return ", ".join(indicator.number for indicator in in_order(found.indicators))


def _source(found: Nonconformity) -> Sentence | None:
    return SOURCE_NAMES[Source(found.source)] if found.source else None


def _grade(found: Nonconformity) -> Sentence | None:
    return GRADE_NAMES[Grade(found.grade)] if found.grade else None


def _cause(found: Nonconformity) -> Sentence | None:
    """What the present round holds for the cause, and in which branch it lies."""
    treatment = found.treatment
    if treatment is None or not treatment.branch:
        return None
    branch = BRANCH_NAMES[Branch(treatment.branch)]
    return Sentence("%(branch)s: %(cause)s", branch=branch, cause=treatment.conclusion)


def _measure(action: CorrectiveAction) -> Sentence:
    return Sentence(
        "%(number)s. %(what)s (%(owner)s, hạn %(day)s, %(state)s)",
        number=action.serial,
        what=action.text,
        owner=action.owner.name,
        day=_day(action.due),
        state=ACTION_STATES[ActionState(action.state)],
    )


def _measures(found: Nonconformity) -> Sentence | None:
    return lines(_measure(action) for action in found.plan)


def _correction(found: Nonconformity) -> Sentence | None:
    """What was done at once, with both its days: the paper has no columns for them."""
    if found.corrected_on:
        return Sentence(
            "Khắc phục ngay, xong %(day)s (hạn %(due)s): %(what)s",
            day=_day(found.corrected_on),
            due=_day(found.correct_by),
            what=found.correction,
        )
    if found.correct_by:
        return Sentence("Khắc phục ngay, hạn %(due)s: chưa làm", due=_day(found.correct_by))
    return None


def _completed(found: Nonconformity) -> date | None:
    """The day on which it was closed; what ended otherwise was not completed."""
    closed = found.state == State.CLOSED and found.ended_at
    return clock.local(closed).date() if closed else None


def _checked(found: Nonconformity) -> Sentence | None:
    """What the last check of effect said, of whichever round."""
    checks = [check for treatment in found.treatments for check in treatment.checks]
    if not checks:
        return None
    result = RESULT_NAMES[Result(checks[-1].result)]
    return Sentence("%(result)s (%(day)s)", result=result, day=_day(checks[-1].checked_on))


def _notes(found: Nonconformity) -> Sentence | None:
    """How it hangs together with others, how often it was treated, what the reporter was told."""
    follows, into = found.follows, found.merged_into
    return lines(
        (
            Sentence("Xử lý lần %(round)s", round=found.round) if found.round > 1 else None,
            Sentence("Lặp lại phiếu %(number)s", number=follows.number) if follows else None,
            Sentence("Đã gộp vào phiếu %(number)s", number=into.number) if into else None,
            Sentence("Trả lời: %(words)s", words=found.answer) if found.answer else None,
        )
    )


def _sort_of(found: Nonconformity) -> Sentence | None:
    """Grade, source and indicators, which share a column on paper."""
    numbers = _indicators(found)
    touched = Sentence("Chỉ số %(numbers)s", numbers=numbers) if numbers else None
    return lines((_grade(found), _source(found), touched))


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _state(found: Nonconformity) -> Sentence:
    return STATE_NAMES[State(found.state)]


def _handler(found: Nonconformity) -> str:
    return found.handler.name if found.handler else ""


Of = Column[Nonconformity]
COLUMNS = (
    Of(Sentence("Số phiếu"), lambda n: n.number, 16),
    Of(Sentence("Ngày phát hiện"), lambda n: n.found_on, 12),
    Of(Sentence("Bộ phận"), lambda n: n.unit.name, 20),
    Of(Sentence("Tóm tắt"), lambda n: n.summary, 36),
    Of(Sentence("Nguồn"), _source, 16),
    Of(Sentence("Mức độ"), _grade, 12),
    Of(Sentence("Căn cứ"), _criteria, 26),
    Of(Sentence("Chỉ số"), _indicators, 10),
    Of(Sentence("Hạn khắc phục ngay"), lambda n: n.correct_by, 12),
    Of(Sentence("Khắc phục ngay"), lambda n: n.correction, 30),
    Of(Sentence("Ngày khắc phục ngay"), lambda n: n.corrected_on, 12),
    Of(Sentence("Nguyên nhân"), _cause, 32),
    Of(Sentence("Biện pháp"), _measures, 50),
    Of(Sentence("Người xử lý"), _handler, 18),
    Of(Sentence("Hạn bước hiện tại"), lambda n: n.due, 12),
    Of(Sentence("Ngày hoàn thành"), _completed, 12),
    Of(Sentence("Kết quả kiểm tra"), _checked, 22),
    Of(Sentence("Trạng thái"), _state, 16),
    Of(Sentence("Ghi chú"), _notes, 26),
)
ON_PAPER = (
    Of(Sentence("Số phiếu"), lambda n: n.number, 13),
    Of(Sentence("Ngày phát hiện"), lambda n: n.found_on, 14),
    Of(Sentence("Bộ phận"), lambda n: n.unit.name, 16),
    Of(Sentence("Tóm tắt"), lambda n: n.summary, 25),
    Of(Sentence("Căn cứ"), _criteria, 17),
    Of(Sentence("Loại"), _sort_of, 16),
    Of(Sentence("Nguyên nhân"), _cause, 25),
    Of(Sentence("Biện pháp"), lambda n: lines((_correction(n), _measures(n))), 42),
    Of(Sentence("Người xử lý"), _handler, 16),
    Of(Sentence("Hạn bước hiện tại"), lambda n: n.due, 14),
    Of(Sentence("Ngày hoàn thành"), _completed, 14),
    Of(Sentence("Kết quả kiểm tra"), _checked, 19),
    Of(Sentence("Ghi chú"), lambda n: lines((_state(n), _notes(n))), 20),
)
"""What the printed register holds: nothing less, some of it together."""
TITLE = Sentence("Sổ theo dõi sự không phù hợp")
REPEAT_NAMES = {
    "any": Sentence("Lặp lại hoặc mở lại"),
    "follows": Sentence("Lặp lại phiếu trước"),
    "reopened": Sentence("Đã mở lại"),
}


@dataclass(frozen=True)
class Named:
    """What an address says by a number or a key, in words: the unit, and the criterion."""

    unit: str = ""
    criterion: str = ""


def listing(
    found: Sequence[Nonconformity],
    wanted: Wanted,
    named: Named,
    maker: Maker,
    columns: Sequence[Of] = COLUMNS,
) -> Listing:
    """Write the register down."""
    return slips(TITLE, columns, found, _conditions(wanted, named), maker)


def _conditions(wanted: Wanted, named: Named) -> list[Sentence]:
    w = wanted
    groups = {"open": Sentence("phiếu chưa xong"), "taken": Sentence("phiếu đã có số")}
    said = (
        Sentence("có “%(words)s”", words=w.text) if w.text else None,
        groups.get(w.state),
        _within(Sentence("trạng thái %(name)s"), STATE_NAMES, w.state),
        Sentence("phiếu tôi báo") if w.whose == "reported" else None,
        Sentence("phiếu giao tôi xử lý") if w.whose == "handled" else None,
        Sentence("đơn vị %(unit)s", unit=named.unit) if w.unit else None,
        Sentence("năm %(year)s", year=w.year) if w.year else None,
        _within(Sentence("nguồn %(name)s"), SOURCE_NAMES, w.source),
        _within(Sentence("mức độ %(name)s"), GRADE_NAMES, w.grade),
        _within(Sentence("nguyên nhân thuộc %(name)s"), BRANCH_NAMES, w.branch),
        REPEAT_NAMES.get(w.repeats),
        Sentence("chỉ số %(number)s", number=w.indicator) if w.indicator else None,
        Sentence("căn cứ %(name)s", name=named.criterion) if w.criterion else None,
        Sentence("phát hiện từ %(day)s", day=_day(w.since)) if w.since else None,
        Sentence("phát hiện đến hết %(day)s", day=_day(w.until)) if w.until else None,
        Sentence("quá hạn bước hiện tại") if w.late else None,
    )
    return [sentence for sentence in said if sentence]


def _within(said: Sentence, names: Mapping[Any, Sentence], chosen: str) -> Sentence | None:
    """That a thing is one of a list, when one was chosen that is in it."""
    return Sentence(said.text, name=names[chosen]) if chosen in names else None
