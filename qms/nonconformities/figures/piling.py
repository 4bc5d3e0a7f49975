"""Where nonconformities pile up: the few causes, units, grounds that make up most (Pareto)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from qms.clauses.catalogue import titled as clause_titled
from qms.indicators.catalogue import titled as indicator_titled
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.nonconformities.causes.tree import BRANCH_NAMES, Branch
from qms.nonconformities.figures import queries
from qms.nonconformities.figures.figure import MOST, Figure, Row, Say, Words, too_few
from qms.nonconformities.figures.layout import Bar, Drawing, Part, bars
from qms.nonconformities.figures.queries import Asked, Ground
from qms.nonconformities.figures.shares import LEAST, VITAL, Ranked, ranked
from qms.nonconformities.states import SOURCE_NAMES, Source

COUNT, SHARE, REACHED = Sentence("Số phiếu"), Sentence("Tỷ lệ (%)"), Sentence("Cộng dồn (%)")
LEGEND = (
    ("plain", Sentence("số phiếu")),
    ("reached", Sentence("cộng dồn")),
    ("rule", Sentence("mốc 80 %")),
)
STRONG = Sentence("Chữ đậm: các mục đầu, cộng lại chiếm 80 % tổng số.")


@dataclass(frozen=True)
class Way:
    """A way to put them in heaps: ``named`` and ``asked`` say a heap in words and to the register;
    in a way that is ``many`` one may lie in several.
    """

    key: str
    title: Sentence
    about: Sentence
    column: Sentence
    counts: Callable[[Actor, Asked], Mapping[Any, int]]
    named: Callable[[Any], Words]
    asked: Callable[[Any], Mapping[str, str | int]]
    many: bool = False


def _ground_named(ground: Ground) -> Words:
    return clause_titled(ground.key) if ground.kind == "clause" else ground.name


WAYS = (
    Way(
        "cause",
        Sentence("Theo nhánh nguyên nhân"),
        Sentence("Nhánh của nguyên nhân chính, theo lần tìm nguyên nhân mới nhất."),
        Sentence("Nguyên nhân"),
        queries.by_branch,
        lambda branch: BRANCH_NAMES[Branch(branch)],
        lambda branch: {"branch": branch},
    ),
    Way(
        "unit",
        Sentence("Theo đơn vị"),
        Sentence("Đơn vị phải xử lý phiếu."),
        Sentence("Đơn vị"),
        queries.by_unit,
        lambda unit: str(unit[1]),
        lambda unit: {"unit": unit[0]},
    ),
    Way(
        "indicator",
        Sentence("Theo chỉ số"),
        Sentence("Chỉ số mà phiếu chạm đến."),
        Sentence("Chỉ số"),
        queries.by_indicator,
        indicator_titled,
        lambda number: {"indicator": number},
        many=True,
    ),
    Way(
        "ground",
        Sentence("Theo căn cứ"),
        Sentence("Điều của tiêu chuẩn, tài liệu hoặc văn bản luật đã không được đáp ứng."),
        Sentence("Căn cứ"),
        queries.by_ground,
        _ground_named,
        lambda ground: {"criterion": f"{ground.kind}:{ground.key}"},
        many=True,
    ),
    Way(
        "source",
        Sentence("Theo nguồn phát hiện"),
        Sentence("Nơi sự không phù hợp lộ ra."),
        Sentence("Nguồn"),
        queries.by_source,
        lambda source: SOURCE_NAMES[Source(source)],
        lambda source: {"source": source},
    ),
)


def heaps(actor: Actor, asked: Asked, found: int) -> list[Figure]:
    """A figure for each way; ``found`` is how many were found in all."""
    return [heap(way, way.counts(actor, asked), asked, found) for way in WAYS]


def heap(way: Way, counts: Mapping[Any, int], asked: Asked, found: int) -> Figure:
    """The figure of one way: drawn when there is enough to speak of shares."""
    whole = sum(counts.values())
    said = {key: way.named(key) for key in counts}
    largest = ranked(dict(sorted(counts.items(), key=lambda pair: str(said[pair[0]]))))
    figure = Figure(
        key=way.key,
        title=way.title,
        about=way.about,
        head=(way.column, COUNT, SHARE, REACHED),
        rows=[
            _row(one, said[one.key], {**asked.found.said, **way.asked(one.key)}) for one in largest
        ],
        rest=_rest(largest, whole),
    )
    if whole < LEAST:
        return replace(figure, lacking=too_few(whole, LEAST))
    return replace(
        figure,
        chart=lambda say: _drawn(figure.rows[:MOST], whole, say),
        told=_told(largest, said),
        legend=LEGEND,
        notes=[STRONG, *_notes(way, whole, found)],
    )


def _row(one: Ranked[Any], label: Words, asked: Mapping[str, str | int]) -> Row:
    return Row(label, (one.count, one.share, one.reached), asked, one.vital)


def _rest(largest: Sequence[Ranked[Any]], whole: int) -> Row | None:
    """What is left after the rows of the page, in one line."""
    left = largest[MOST:]
    if not left:
        return None
    count, before = sum(one.count for one in left), largest[MOST - 1].reached
    share = 100 - before if before is not None else None
    label = Sentence("Còn lại (%(count)s mục)", count=len(left))
    return Row(label, (count, share, 100 if whole >= LEAST else None))


def _told(largest: Sequence[Ranked[Any]], said: Mapping[Any, Words]) -> Sentence:
    first, few = largest[0], [one for one in largest if one.vital]
    return Sentence(
        "Nhiều nhất: %(name)s (%(count)s phiếu). Để đạt %(vital)s %% cần %(few)s trong "
        "%(all)s mục.",
        name=said[first.key],
        count=first.count,
        vital=VITAL,
        few=len(few),
        all=len(largest),
    )


def _notes(way: Way, whole: int, found: int) -> list[Sentence]:
    if way.many and whole > found:
        return [
            Sentence(
                "Một phiếu có thể thuộc nhiều mục: %(found)s phiếu, %(whole)s lần ghi; tỷ lệ tính "
                "trên số lần ghi.",
                found=found,
                whole=whole,
            )
        ]
    if whole < found:
        return [Sentence("%(count)s phiếu chưa ghi nguyên nhân.", count=found - whole)]
    return []


def _drawn(rows: Sequence[Row], whole: int, say: Say) -> Drawing:
    """Bars on the scale of the whole, so that the line of what is reached ends at 100 of 100."""
    laid, reached = [], 0
    for row in rows:
        count = row.cells[0]
        assert isinstance(count, int)
        reached += count
        laid.append(Bar(say(row.label), (Part(count),), str(count), reached))
    rule = whole * VITAL / 100
    ticks = [(0.0, "0 %"), (rule, f"{VITAL} %"), (float(whole), "100 %")]
    return bars(laid, whole, ticks, rule)
