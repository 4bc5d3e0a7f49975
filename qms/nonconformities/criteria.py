"""Criteria as a person writes them: a document with its clause, or a law with its article, a line
each. What a line speaks of is found by its key in any spelling.
"""

from collections.abc import Iterator, Sequence

from qms.documents.external import queries as external
from qms.documents.models import Clause, Edition
from qms.documents.queries import editions_of, first_to_read
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.nonconformities.accepting import Cited
from qms.nonconformities.models import Criterion
from qms.textindex.analysis import code_key, fold

MOST_LINES = 20
LEADING = ("muc", "dieu", "khoan")
"""Words before the number of a clause, without accents."""


class Unreadable(ValueError):
    """A line names nothing that is there for the person; ``said`` tells which line."""

    def __init__(self, said: Sentence) -> None:
        super().__init__(str(said))
        self.said = said


def read(text: str, by: Actor) -> list[Cited]:
    """What the lines of ``text`` name. Raises :class:`Unreadable` where one names nothing."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Unreadable(Sentence("Ghi nhiều nhất %(most)s căn cứ.", most=MOST_LINES))
    return [_cited(line, by) for line in lines]


def write(criteria: Sequence[Criterion]) -> str:
    """The same lines for criteria that are kept; clauses of standards are ticked elsewhere."""
    said = []
    for criterion in criteria:
        if criterion.edition:
            number = _number_of(criterion.edition, criterion.anchor)
            said.append(f"{criterion.edition.document.code} {number}".strip())
        if criterion.law:
            said.append(f"{criterion.law.number} {criterion.article}".strip())
    return "\n".join(said)


def place_of(edition: Edition, anchor: str) -> str:
    """The line that names a clause of an edition."""
    return f"{edition.document.code} {_number_of(edition, anchor)}".strip()


def _number_of(edition: Edition, anchor: str) -> str:
    clause = next((c for c in edition.clauses if anchor and c.anchor == anchor), None)
    return (clause.number or clause.heading) if clause else ""


def place(line: str, by: Actor) -> tuple[Edition, str]:
    """The edition to be read today and the anchor that a line names, "" for the whole document.

    Raises :class:`Unreadable` where it names nothing, or a law.
    """
    for name, rest in _partings(line):
        if edition := first_to_read(editions_of(by, code_key(name))):
            return edition, _anchor(edition, rest, line)
    raise Unreadable(
        Sentence(
            "Không tìm thấy tài liệu nào ở dòng “%(line)s”; hãy ghi mã hiệu trước, rồi đến mục.",
            line=line[:100],
        )
    )


def _cited(line: str, by: Actor) -> Cited:
    for name, rest in _partings(line):
        if edition := first_to_read(editions_of(by, code_key(name))):
            return Cited(edition_id=edition.id, anchor=_anchor(edition, rest, line))
        if law := external.document(by, name):
            return Cited(law_id=law.id, article=rest[:200])
    raise Unreadable(
        Sentence(
            "Không tìm thấy tài liệu hay văn bản nào ở dòng “%(line)s”; "
            "hãy ghi mã hiệu trước, rồi đến mục.",
            line=line[:100],
        )
    )


def _partings(line: str) -> Iterator[tuple[str, str]]:
    """A line in two, the longest name first."""
    words = line.split()
    for count in range(min(len(words), 12), 0, -1):
        yield " ".join(words[:count]), " ".join(words[count:])


def _anchor(edition: Edition, rest: str, line: str) -> str:
    """The anchor of the clause that ``rest`` names; "" for the whole document."""
    words = rest.strip(" ,;:.").split()
    while words and fold(words[0]) in LEADING:
        words.pop(0)
    if not words:
        return ""
    wanted = " ".join(words)
    for clause in edition.clauses:
        if _is_called(clause, wanted):
            return clause.anchor
    raise Unreadable(
        Sentence(
            "%(code)s không có mục “%(clause)s” (dòng “%(line)s”).",
            code=edition.document.code,
            clause=wanted[:60],
            line=line[:100],
        )
    )


def _is_called(clause: Clause, wanted: str) -> bool:
    number = clause.number.rstrip(".")
    titled = f"{number} {clause.heading}".strip()
    return wanted.rstrip(".") == number or fold(wanted) in (fold(titled), fold(clause.heading))
