"""Causes as a clerk types them: an area for each branch, a line for each cause.

A line without a sign answers the first why of its branch; ``- `` stands before the answer to the
second, ``-- `` before that to the third. Other habits are understood too: bullets, arrows, lines
set in by spaces or tabs, ``+`` below ``-``, and a dash before every line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qms.kernel.i18n import Sentence
from qms.kernel.text import composed, seen
from qms.nonconformities.causes.tree import BRANCH_NAMES, Branch, Cause

LONGEST = 300
"""Signs of a cause."""
MOST = 40
"""Causes of one nonconformity."""
DEEPEST = 6
"""Depth of the seventh why."""

_COLUMNS_OF_TAB = 4
_COLUMNS_OF_STEP = 2  # one space more or less is a slip of the hand
# "> 30 ngày" compares; an arrow is one sign, whatever its length.
_SIGN = re.compile(r"(?:[-=]{1,3}>|[-‐‑‒–—−•·●○▪◦*+→]|>(?!\s*[\d=]))\s*")


class Unreadable(Exception):
    """A line cannot be understood; ``sentence`` names it and says why."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class _Line:
    """A line as typed: ``signs`` stand before it, ``inset`` orders it among its neighbours."""

    branch: Branch
    number: int
    signs: int
    inset: int
    text: str

    def refused(self, why: Sentence) -> Unreadable:
        """That this line cannot be taken, and why."""
        return Unreadable(
            Sentence(
                "Ô “%(branch)s”, dòng %(line)s: %(why)s",
                branch=BRANCH_NAMES[self.branch],
                line=self.number,
                why=why,
            )
        )


def read(lines_by_branch: Mapping[Branch, str]) -> tuple[Cause, ...]:
    """The causes, branch by branch; :class:`Unreadable` for the first line that cannot be taken."""
    causes: list[Cause] = []
    for branch in Branch:
        lines = list(_lines(branch, lines_by_branch.get(branch, "")))
        for line, depth in zip(lines, _depths(lines), strict=True):
            _check(line, depth, len(causes))
            causes.append(Cause(branch, depth, line.text))
    return tuple(causes)


def write(causes: Sequence[Cause]) -> dict[Branch, str]:
    """The lines of each branch, as :func:`read` takes them."""
    return {
        branch: "\n".join(
            f"{'-' * cause.depth} {cause.text}" if cause.depth else cause.text
            for cause in causes
            if cause.branch == branch
        )
        for branch in Branch
    }


def _lines(branch: Branch, typed: str) -> Iterator[_Line]:
    """The lines that say something."""
    for number, raw in enumerate(typed.splitlines(), start=1):
        line = composed(seen(raw))
        end = begin = len(line) - len(line.lstrip())
        signs = []
        while found := _SIGN.match(line, end):
            signs.append(found[0])
            end = found.end()
        text = composed(" ".join(line[end:].split()))
        columns = begin + (_COLUMNS_OF_TAB - 1) * line.count("\t", 0, begin)
        below = sum(sign.startswith("+") for sign in signs)
        inset = columns // _COLUMNS_OF_STEP + len(signs) + below
        if text:
            yield _Line(branch, number, len(signs), inset, text)


def _depths(lines: Sequence[_Line]) -> Iterator[int]:
    """How deep each line lies: below the nearest earlier one that is less set in."""
    outermost = min((line.inset for line in lines), default=0)
    above: list[_Line] = []
    for line in lines:
        while above and above[-1].inset >= line.inset:
            above.pop()
        follows = line.signs <= above[-1].signs + 1 if above else line.inset == outermost
        if line.signs and not follows:
            raise line.refused(_SKIPPED)
        yield len(above)
        above.append(line)


_SKIPPED = Sentence("câu trả lời này sâu hơn câu đứng trên nó quá một bậc; hãy bớt dấu gạch.")


def _check(line: _Line, depth: int, before: int) -> None:
    if before == MOST:
        raise line.refused(Sentence("đã đủ %(most)s nguyên nhân; hãy gộp bớt.", most=MOST))
    if depth > DEEPEST:
        whys = DEEPEST + 1
        raise line.refused(Sentence("chỉ hỏi vì sao nhiều nhất %(whys)s lần.", whys=whys))
    if len(line.text) > LONGEST:
        raise line.refused(Sentence("dài hơn %(longest)s chữ; hãy viết gọn lại.", longest=LONGEST))
