"""What came of it: did it help, what comes back, what is open, do actions keep their days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.nonconformities.effectiveness.models import Result
from qms.nonconformities.figures import queries
from qms.nonconformities.figures.figure import Counted, Figure, Row, Say, too_few
from qms.nonconformities.figures.layout import Bar, Drawing, Part, bars
from qms.nonconformities.figures.queries import Asked, Totals
from qms.nonconformities.figures.shares import LEAST, percent
from qms.nonconformities.narrowing import Wanted
from qms.nonconformities.states import OPEN, STATE_NAMES

LATE_LEGEND = (("plain", Sentence("còn hạn hoặc đúng hạn")), ("late", Sentence("quá hạn, trễ hạn")))
KEPT = {
    "in time": Sentence("Xong đúng hạn"),
    "late": Sentence("Xong trễ hạn"),
    "awaited": Sentence("Chưa xong, còn hạn"),
    "overdue": Sentence("Chưa xong, quá hạn"),
}
LATE = ("late", "overdue")


def helped(checks: Mapping[str, int], totals: Totals, asked: Asked) -> Figure:
    """How often the first plan worked, and how much comes back."""
    judged = sum(checks.values())
    reopened, follows = (replace(asked.found, repeats=how).said for how in ("reopened", "follows"))
    worked = checks.get(Result.WORKED, 0)
    rows = [
        _share(Sentence("Có kết quả ngay lần kiểm tra đầu"), worked, judged, {}),
        _share(Sentence("Phải mở lại"), totals.reopened, judged, reopened),
        _share(Sentence("Lặp lại phiếu trước"), totals.follows, totals.all, follows),
    ]
    figure = Figure(
        key="helped",
        title=Sentence("Biện pháp có giúp không?"),
        about=Sentence(
            "Hai dòng đầu tính trên số phiếu đã kết luận lần kiểm tra kết quả đầu tiên, dòng cuối "
            "tính trên mọi phiếu phát hiện trong kỳ."
        ),
        head=(
            Sentence("Việc"),
            Sentence("Số phiếu"),
            Sentence("Trong tổng số"),
            Sentence("Tỷ lệ (%)"),
        ),
        rows=rows,
    )
    if all(row.cells[2] is None for row in rows):
        return replace(figure, lacking=too_few(max(judged, totals.all), LEAST))
    few = Sentence("Dòng dưới %(least)s phiếu chỉ ghi số phiếu.", least=LEAST)
    some = any(row.cells[2] is None for row in rows)
    return replace(figure, chart=lambda say: _shares(rows, say), notes=[few] if some else [])


def _share(name: Sentence, part: int, whole: int, asked: Mapping[str, str | int]) -> Row:
    return Row(name, (part, whole, percent(part, whole)), asked)


def _shares(rows: Sequence[Row], say: Say) -> Drawing:
    laid = []
    for row in rows:
        part, of, share = row.cells
        if isinstance(share, int):
            laid.append(Bar(say(row.label), (Part(share),), f"{part}/{of}"))
    return bars(laid, 100, [(0, "0 %"), (50, "50 %"), (100, "100 %")])


def still_open(counts: Mapping[str, tuple[int, int]], unit: int) -> Figure:
    """What stands in which stage today, and how much of it is late."""
    stages = [(state, *counts[state]) for state in OPEN if state in counts]
    rows = [
        Row(
            STATE_NAMES[state],
            (count, _late(state, unit, late)),
            Wanted(state=state, unit=unit).said,
        )
        for state, count, late in stages
    ]
    every = sum(count for _state, count, _late in stages)
    late = sum(late for _state, _count, late in stages)
    whole = Row(Sentence("Cộng"), (every, _late("open", unit, late)), _open(unit).said, strong=True)
    figure = Figure(
        key="open",
        title=Sentence("Đang mở hôm nay"),
        about=Sentence(
            "Mọi phiếu chưa kết thúc, phát hiện từ bất cứ lúc nào, theo bước đang đứng."
        ),
        head=(Sentence("Bước"), Sentence("Đang mở"), Sentence("Quá hạn")),
        rows=[*rows, whole],
    )
    if not every:
        return replace(figure, lacking=Sentence("Không có phiếu nào đang mở."))
    return replace(
        figure,
        told=Sentence("%(late)s trong %(all)s phiếu đang mở đã quá hạn.", late=late, all=every),
        chart=lambda say: _stages(stages, say),
        legend=LATE_LEGEND,
    )


def _open(unit: int) -> Wanted:
    return Wanted(state="open", unit=unit)


def _late(state: str, unit: int, late: int) -> Counted:
    return Counted(late, Wanted(state=state, unit=unit, late=True).said)


def _stages(stages: Sequence[tuple[str, int, int]], say: Say) -> Drawing:
    laid = [
        Bar(
            say(_state_name(state)),
            (Part(count - late), Part(late, "late")),
            f"{count}",
        )
        for state, count, late in stages
    ]
    most = max(count for _state, count, _late in stages)
    return bars(laid, most, [(0, "0"), (most, str(most))])


def _state_name(state: str) -> Sentence:
    return next(name for known, name in STATE_NAMES.items() if known == state)


def kept_days(counts: Mapping[str, tuple[int, int]]) -> Figure:
    """How actions that are due in the time keep their days."""
    each = {name: counts.get(name, (0, 0)) for name in KEPT}
    whole, extended = (sum(place) for place in zip(*each.values(), strict=True))
    rows = [Row(KEPT[name], (*pair, percent(pair[0], whole))) for name, pair in each.items()]
    figure = Figure(
        key="actions",
        title=Sentence("Hành động có đúng hạn không?"),
        about=Sentence("Hành động của kế hoạch đã duyệt, có hạn (sau gia hạn) trong kỳ."),
        head=(
            Sentence("Hành động"),
            Sentence("Số lượng"),
            Sentence("Trong đó đã gia hạn"),
            Sentence("Tỷ lệ (%)"),
        ),
        rows=[*rows, Row(Sentence("Cộng"), (whole, extended, percent(whole, whole)), strong=True)],
    )
    if whole < LEAST:
        return replace(figure, lacking=too_few(whole, LEAST))
    over = whole - each["awaited"][0]
    return replace(
        figure,
        told=Sentence(
            "%(kept)s trong %(over)s hành động đã xong hoặc đã đến hạn là đúng hạn.",
            kept=each["in time"][0],
            over=over,
        ),
        chart=lambda say: _actions(each, say),
        legend=LATE_LEGEND,
    )


def _actions(each: Mapping[str, tuple[int, int]], say: Say) -> Drawing:
    laid = [
        Bar(say(KEPT[name]), (Part(count, "late" if name in LATE else "plain"),), str(count))
        for name, (count, _extended) in each.items()
    ]
    most = max(count for count, _extended in each.values())
    return bars(laid, most, [(0, "0"), (most, str(most))])


def outcomes(actor: Actor, asked: Asked, totals: Totals) -> list[Figure]:
    """The figures of what came of it."""
    return [
        helped(queries.first_checks(actor, asked), totals, asked),
        still_open(queries.open_now(actor, asked), asked.unit),
        kept_days(queries.actions(actor, asked)),
    ]
