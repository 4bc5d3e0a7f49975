"""The life of an effect. This table and ``procedures/document-control`` say the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from qms.documents.external.lifecycle import ENDING
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle, Step, Who


class State(StrEnum):
    """Where an effect stands."""

    OPEN = "open"
    REVISING = "being revised"
    UNAFFECTED = "unaffected"
    REVISED = "revised"
    DROPPED = "dropped"


WAITING = (State.OPEN, State.REVISING)

STATE_NAMES = {
    State.OPEN: Sentence("Chờ trả lời"),
    State.REVISING: Sentence("Đang sửa đổi"),
    State.UNAFFECTED: Sentence("Không ảnh hưởng"),
    State.REVISED: Sentence("Đã sửa đổi"),
    State.DROPPED: Sentence("Không còn phải xét"),
}
VERB_NAMES = {
    "answer revise": Sentence("Trả lời sửa đổi"),
    "answer no effect": Sentence("Trả lời không ảnh hưởng"),
    "ask again": Sentence("Yêu cầu xét lại"),
    "close by revision": Sentence("Xong vì đã sửa đổi"),
    "drop effect": Sentence("Thôi xét"),
}


@dataclass(frozen=True)
class Case:
    """An effect as the rules see it: its state, and whether the actor owns its document."""

    state: str
    is_owner: bool


OWNER = Who(
    "author or unit head of the document, or quality officer",
    Sentence("Chỉ người soạn thảo, trưởng đơn vị chủ trì hoặc thư ký ISO được trả lời."),
    lambda case, actor: case.is_owner or actor.has(Role.QUALITY_OFFICER),
)
OFFICER = Who(
    "quality officer",
    Sentence("Chỉ thư ký ISO được làm việc này."),
    lambda _case, actor: actor.has(Role.QUALITY_OFFICER),
)
PROGRAM = Who("the program", Sentence("Việc này do hệ thống làm."), lambda _case, _actor: True)


def _out_of_turn(_verb: str, case: Any) -> Sentence:
    return Sentence("Việc này đang ở trạng thái “%(state)s”.", state=STATE_NAMES[State(case.state)])


LIFECYCLE = Lifecycle(
    State,
    _out_of_turn,
    Step("answer revise", (State.OPEN,), State.REVISING, by=OWNER),
    Step("answer no effect", WAITING, State.UNAFFECTED, by=OWNER),
    Step("ask again", (State.UNAFFECTED,), State.OPEN, by=OFFICER),
    Step("close by revision", WAITING, State.REVISED, by=PROGRAM),
    Step("drop effect", WAITING, State.DROPPED, by=PROGRAM),
)


def touches(kind: str, declared_at: datetime, filed_at: datetime) -> bool:
    """Whether an act asks for a look at an edition filed at ``filed_at``.

    Whoever cites what has ended is asked in any case; what was written after an amendment was known
    was written with it in mind.
    """
    return kind in ENDING or filed_at < declared_at


def is_answered_by(state: str, edition_id: int, in_force_id: int, cites: bool) -> bool:
    """Whether the edition that comes into force answers an effect opened for ``edition_id``.

    It does when it no longer cites the law, or when a revision was promised and this is newer.
    """
    return not cites or (state == State.REVISING and in_force_id != edition_id)


def may_not_ask(actor: Actor, waiting: Iterable[object]) -> list[Sentence | None]:
    """Owners are asked by the quality officer, while somebody has not answered."""
    nobody = Sentence("Không còn đơn vị nào phải trả lời.")
    return [OFFICER(None, actor), None if any(True for _one in waiting) else nobody]
