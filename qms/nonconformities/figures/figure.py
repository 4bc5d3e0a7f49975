"""A figure: its drawing, and the table of the same numbers beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qms.kernel.i18n import Sentence
from qms.nonconformities.figures.layout import Drawing

Words = Sentence | str
Say = Callable[[Words], str]
MOST = 10
"""How many rows of a long table, and bars, are on the page; the spreadsheet has them all."""


@dataclass(frozen=True)
class Counted:
    """A count that leads to the rows of the register; ``asked`` is what they are narrowed by."""

    count: int
    asked: Mapping[str, str | int]


@dataclass(frozen=True)
class Row:
    """A line of a table. ``asked`` narrows the register to what it counts, empty where none does;
    ``strong`` lines stand out.
    """

    label: Words
    cells: tuple[int | Counted | None, ...]
    asked: Mapping[str, str | int] = field(default_factory=dict)
    strong: bool = False


@dataclass(frozen=True)
class Figure:
    """What is counted (``about``), what one sees (``told``), a table, and how to draw it.

    ``chart`` draws in the language of ``Say``; without one ``lacking`` says what is missing.
    ``legend`` names the kinds of what is drawn. ``rest`` is what a long table holds after ``MOST``.
    """

    key: str
    title: Sentence
    about: Sentence
    head: tuple[Sentence, ...]
    rows: Sequence[Row]
    chart: Callable[[Say], Drawing] | None = None
    told: Sentence | None = None
    lacking: Sentence | None = None
    legend: Sequence[tuple[str, Sentence]] = ()
    notes: Sequence[Sentence] = ()
    rest: Row | None = None

    @property
    def holds(self) -> bool:
        """Whether there is a number in its table at all."""
        cells = (cell for row in self.rows for cell in row.cells)
        return any(cell.count if isinstance(cell, Counted) else cell for cell in cells)

    @property
    def shown(self) -> Sequence[Row]:
        """The rows that are on the page."""
        return [*self.rows[:MOST], self.rest] if self.rest else self.rows


@dataclass(frozen=True)
class Section:
    """Figures that belong together."""

    key: str
    title: Sentence
    figures: Sequence[Figure]


def too_few(count: int, least: int) -> Sentence:
    """What is said in place of a drawing and of shares."""
    return Sentence(
        "Không đủ số liệu: mới có %(count)s, cần ít nhất %(least)s để vẽ hình và tính tỷ lệ.",
        count=count,
        least=least,
    )
