"""Whether a document was revised as an action wants: in force, and the named clause is another."""

from collections.abc import Sequence
from typing import Any

from qms.documents.requests.lifecycle import State as Requested
from qms.kernel.i18n import Sentence

TURNED_DOWN = (Requested.DECLINED, Requested.WITHDRAWN)
Words = Sequence[tuple[str, str]]
"""A clause and what lies under it: heading and text of each."""


def unrevised(request: Any, before: Any, anchor: str, clause: str) -> Sentence | None:
    """Why the revision is not done; ``before`` is the edition that was to be changed."""
    if request is None:
        return Sentence("Phiếu yêu cầu sửa đổi được mở khi kế hoạch được duyệt.")
    if request.state in TURNED_DOWN:
        return Sentence(
            "Phiếu yêu cầu sửa đổi %(number)s không được thực hiện; hãy lập lại kế hoạch.",
            number=request.number,
        )
    if request.state != Requested.DONE:
        return Sentence(
            "Phiên bản sửa đổi theo phiếu %(number)s chưa có hiệu lực.", number=request.number
        )
    if _is_changed(before.clauses, request.draft.clauses, anchor):
        return None
    return Sentence(
        "%(edition)s đã có hiệu lực nhưng mục “%(clause)s” chưa thay đổi.",
        edition=str(request.draft),
        clause=clause or request.draft.title,
    )


def must_be_asked_for(request: Any) -> bool:
    """Whether a change is to be asked for: it was not yet, or what was asked was turned down."""
    return request is None or request.state in TURNED_DOWN


def _is_changed(before: Sequence[Any], after: Sequence[Any], anchor: str) -> bool:
    return words_of(before, anchor) != words_of(after, anchor)


def words_of(clauses: Sequence[Any], anchor: str) -> Words:
    """The clause at ``anchor`` with all that lies under it; everything for the anchor ""."""
    if not anchor:
        return [(clause.heading, clause.text) for clause in clauses]
    start = next((n for n, clause in enumerate(clauses) if clause.anchor == anchor), None)
    if start is None:
        return []
    words = [(clauses[start].heading, clauses[start].text)]
    for clause in clauses[start + 1 :]:
        if clause.level <= clauses[start].level:
            break
        words.append((clause.heading, clause.text))
    return words
