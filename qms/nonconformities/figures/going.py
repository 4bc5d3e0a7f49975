"""How it goes: what comes and what is closed over time, and how long each thing takes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.nonconformities.figures import queries
from qms.nonconformities.figures.curves import curves
from qms.nonconformities.figures.figure import MOST, Figure, Row, Say, Words, too_few
from qms.nonconformities.figures.layout import Bar, Curve, Drawing, Part, bars
from qms.nonconformities.figures.period import Period, Step
from qms.nonconformities.figures.queries import Asked, Round
from qms.nonconformities.figures.shares import LEAST, DayCount, Spread, spread
from qms.organisation.calendar.queries import calendar

NAMES = (Sentence("Báo cáo"), Sentence("Tiếp nhận"), Sentence("Đóng"))
KINDS = ("first", "second", "third")
SPREAD = (
    Sentence("Số phiếu"),
    Sentence("Một nửa trong (ngày)"),
    Sentence("9 phần 10 trong (ngày)"),
)
SPREAD_LEGEND = (
    ("plain", Sentence("một nửa số phiếu xong trong chừng này ngày")),
    ("mark", Sentence("9 phần 10 số phiếu")),
)
STAGES = (
    (Sentence("Tiếp nhận và khắc phục ngay"), attrgetter("reported", "corrected")),
    (Sentence("Tìm nguyên nhân"), attrgetter("opened", "analysed")),
    (Sentence("Lập kế hoạch"), attrgetter("analysed", "proposed")),
    (Sentence("Duyệt kế hoạch"), attrgetter("proposed", "approved")),
    (Sentence("Thực hiện và kiểm tra"), attrgetter("approved", "implemented")),
    (Sentence("Kiểm tra kết quả và đóng"), attrgetter("implemented", "closed")),
)
"""Between which days each stage lies."""


def trend(actor: Actor, asked: Asked) -> Figure:
    """What was reported, taken on and closed, month by month."""
    counted = [
        count(actor, asked) for count in (queries.reported, queries.accepted, queries.closed)
    ]
    steps, period = asked.period.steps(clock.today()), asked.period
    values = [_by_step(months, period, steps) for months in counted]
    rows = [
        Row(step.name, each) for step, each in zip(steps, zip(*values, strict=True), strict=True)
    ]
    sums = tuple(map(sum, values))
    figure = Figure(
        key="trend",
        title=Sentence("Theo quý") if period.by_quarters else Sentence("Theo tháng"),
        about=Sentence(
            "Số phiếu được báo, được tiếp nhận và được đóng, theo ngày của chính việc đó."
        ),
        head=(Sentence("Quý") if period.by_quarters else Sentence("Tháng"), *NAMES),
        rows=[*rows, Row(Sentence("Cộng"), sums, strong=True)],
    )
    if sums[0] < LEAST or len(steps) < 2:
        return replace(figure, lacking=_no_trend(sums[0], len(steps)))
    told = Sentence(
        "Trong kỳ: báo %(reported)s, tiếp nhận %(accepted)s, đóng %(closed)s phiếu.",
        reported=sums[0],
        accepted=sums[1],
        closed=sums[2],
    )
    return replace(figure, told=told, chart=lambda say: _lines(steps, values, say))


def _by_step(months: Mapping[str, int], period: Period, steps: Sequence[Step]) -> tuple[int, ...]:
    found = {step.key: 0 for step in steps}
    for month, count in months.items():
        if period.key_of(month) in found:
            found[period.key_of(month)] += count
    return tuple(found.values())


def _no_trend(count: int, steps: int) -> Sentence:
    if count < LEAST:
        return too_few(count, LEAST)
    return Sentence(
        "Không đủ số liệu: cần ít nhất hai tháng để thấy diễn biến; mới có %(count)s.", count=steps
    )


def _lines(steps: Sequence[Step], values: Sequence[tuple[int, ...]], say: Say) -> Drawing:
    lines = [Curve(say(n), v, k) for n, v, k in zip(NAMES, values, KINDS, strict=True)]
    return curves(lines, [step.short for step in steps])


def times(actor: Actor, asked: Asked, units: Mapping[int, str]) -> list[Figure]:
    """How many working days what was closed took: by unit, and stage by stage."""
    rounds = queries.rounds(actor, asked)
    first = min((r.reported for r in rounds), default=asked.period.since.isoformat())
    last = max(asked.period.until, clock.today())
    days = DayCount(calendar(), date.fromisoformat(first), last)
    return [_by_unit(rounds, days, units), _by_stage(rounds, days)]


def _by_unit(rounds: Sequence[Round], days: DayCount, units: Mapping[int, str]) -> Figure:
    taken: dict[int, list[int]] = {}
    for one in rounds:
        if one.closed:
            taken.setdefault(one.unit, []).append(days.between(one.reported, one.closed))
    every = [value for values in taken.values() for value in values]
    longest = sorted(taken, key=lambda unit: (-len(taken[unit]), units[unit]))
    alone = [(units[unit], spread(taken[unit])) for unit in longest]
    figure = _spreads(
        "time",
        Sentence("Từ lúc báo đến lúc đóng"),
        Sentence("Số ngày làm việc từ ngày báo đến ngày đóng, của các phiếu đóng trong kỳ."),
        Sentence("Đơn vị"),
        [(Sentence("Tất cả"), spread(every)), *alone],
    )
    return replace(figure, told=_told_of_all(spread(every)))


def _told_of_all(every: Spread) -> Sentence | None:
    if every.half is None:
        return None
    return Sentence(
        "Một nửa số phiếu đóng trong %(half)s ngày làm việc, 9 phần 10 trong %(nine)s ngày.",
        half=every.half,
        nine=every.nine,
    )


def _told_of_stages(stages: Sequence[tuple[Sentence, Spread]]) -> Sentence | None:
    name, longest = max(stages, key=lambda pair: -1 if pair[1].half is None else pair[1].half)
    if longest.half is None:
        return None
    return Sentence(
        "Lâu nhất: %(name)s, một nửa trong %(half)s ngày làm việc.", name=name, half=longest.half
    )


def _by_stage(rounds: Sequence[Round], days: DayCount) -> Figure:
    stages = [(name, spread(days.of_each(map(ends, rounds)))) for name, ends in STAGES]
    figure = _spreads(
        "stages",
        Sentence("Từng bước"),
        Sentence(
            "Số ngày làm việc của mỗi bước, của các phiếu đóng trong kỳ; phiếu mở lại tính mỗi "
            "lần xử lý."
        ),
        Sentence("Bước"),
        stages,
    )
    return replace(figure, told=_told_of_stages(stages))


def _spreads(
    key: str,
    title: Sentence,
    about: Sentence,
    column: Sentence,
    found: Sequence[tuple[Words, Spread]],
) -> Figure:
    """A figure of how long things take; those of too few keep their count alone."""
    figure = Figure(
        key=key,
        title=title,
        about=about,
        head=(column, *SPREAD),
        rows=[Row(name, (s.count, s.half, s.nine)) for name, s in found],
    )
    enough = [(name, s) for name, s in found if s.half is not None][:MOST]
    if not enough:
        return replace(figure, lacking=too_few(max(s.count for _n, s in found), LEAST))
    few = any(s.half is None for _name, s in found)
    return replace(
        figure,
        chart=lambda say: _drawn(enough, say),
        legend=SPREAD_LEGEND,
        notes=[Sentence("Dòng dưới %(least)s phiếu chỉ ghi số phiếu.", least=LEAST)] if few else [],
    )


def _drawn(found: Sequence[tuple[Words, Spread]], say: Say) -> Drawing:
    most = max(1, *(s.nine or 0 for _name, s in found))
    laid = [Bar(say(name), (Part(s.half or 0),), str(s.half), s.nine) for name, s in found]
    return bars(laid, most, [(0, "0"), (most, str(most))])
