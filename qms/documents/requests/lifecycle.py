"""The life of a change request. This table and ``procedures/change-requests`` say the same.

Sources: ISO 9001:2015, 7.5.3.2 c) (control of changes) and 10.3 (improvement); the form "phiếu yêu
cầu sửa đổi" that agencies keep for system procedure 01.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from qms.documents.lifecycle import OFFICER, not_open_to_change
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle, Step, Who


class State(StrEnum):
    """Where a request stands."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DRAFTING = "drafting"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """What a request arose from."""

    READING = "reading"
    REVIEW = "review"
    EXTERNAL = "external"
    CORRECTIVE = "corrective"


OPEN = (State.SENT, State.ACCEPTED, State.DRAFTING)
TAKEN = (State.ACCEPTED, State.DRAFTING, State.DONE)
"""An author was named and stays named."""

STATE_NAMES = {
    State.SENT: Sentence("Chờ trả lời"),
    State.ACCEPTED: Sentence("Đã chấp nhận"),
    State.DRAFTING: Sentence("Đang soạn"),
    State.DONE: Sentence("Đã thực hiện"),
    State.DECLINED: Sentence("Không chấp nhận"),
    State.WITHDRAWN: Sentence("Đã rút"),
}
ORIGIN_NAMES = {
    Origin.READING: Sentence("Góp ý khi đọc, khi làm"),
    Origin.REVIEW: Sentence("Xem xét định kỳ"),
    Origin.EXTERNAL: Sentence("Văn bản bên ngoài thay đổi"),
    Origin.CORRECTIVE: Sentence("Hành động khắc phục"),
}
VERB_NAMES = {
    "accept request": Sentence("Chấp nhận phiếu"),
    "reassign request": Sentence("Giao lại phiếu"),
    "decline request": Sentence("Không chấp nhận phiếu"),
    "withdraw request": Sentence("Rút phiếu"),
    "take up request": Sentence("Đưa phiếu vào bản thảo"),
    "lay down request": Sentence("Đưa phiếu ra khỏi bản thảo"),
    "finish request": Sentence("Hoàn thành phiếu"),
}
MAY_NOT_ASK = frozenset({Role.ADMINISTRATOR, Role.INSPECTOR})
"""Who reads no documents by that role, and who comes from outside and changes nothing."""

SENDER = Who(
    "sender",
    Sentence("Chỉ người gửi phiếu được làm việc này."),
    lambda request, actor: request.sender_id == actor.id,
)
WRITER = Who(
    "author of the draft or quality officer",
    Sentence("Chỉ người soạn thảo bản dự thảo này hoặc thư ký ISO được làm việc này."),
    lambda request, actor: (
        actor.has(Role.QUALITY_OFFICER)
        or (request.draft is not None and request.draft.author_id == actor.id)
    ),
)
WITH_ITS_EDITION = Who(
    "together with its edition",
    Sentence("Phiếu hoàn thành khi phiên bản trả lời nó có hiệu lực."),
    lambda _request, _actor: True,
)


def draft_not_open(request: Any, actor: Actor) -> Sentence | None:
    """Which requests a draft answers is settled before it is submitted."""
    if request.draft is None:
        return Sentence("Hãy làm việc này ở trang của bản dự thảo.")
    return not_open_to_change(request.draft, actor)


def about_another_document(request: Any, _actor: Actor) -> Sentence | None:
    """A draft answers requests of its own document, or those that ask for a new one."""
    if request.draft is None or request.document_id in (None, request.draft.document_id):
        return None
    return Sentence("Phiếu %(number)s là của tài liệu khác.", number=request.number)


def _out_of_turn(verb: str, request: Any) -> Sentence:
    return Sentence(
        "Phiếu %(number)s đang ở trạng thái “%(now)s”; việc này chỉ làm được khi “%(wanted)s”.",
        number=request.number,
        now=STATE_NAMES[State(request.state)],
        wanted=[STATE_NAMES[State(s)] for s in LIFECYCLE.steps[verb].sources],
    )


LIFECYCLE = Lifecycle(
    State,
    _out_of_turn,
    Step("accept request", (State.SENT,), State.ACCEPTED, by=OFFICER),
    Step("reassign request", (State.ACCEPTED,), State.ACCEPTED, by=OFFICER),
    Step("decline request", (State.SENT, State.ACCEPTED), State.DECLINED, by=OFFICER),
    Step("withdraw request", (State.SENT,), State.WITHDRAWN, by=SENDER),
    Step(
        "take up request",
        (State.ACCEPTED,),
        State.DRAFTING,
        by=WRITER,
        unless=(draft_not_open, about_another_document),
    ),
    Step(
        "lay down request",
        (State.DRAFTING,),
        State.ACCEPTED,
        by=WRITER,
        unless=(draft_not_open,),
    ),
    Step("finish request", (State.DRAFTING,), State.DONE, by=WITH_ITS_EDITION),
)


def may_not_ask(_document: Any, actor: Actor) -> Sentence | None:
    """Whoever reads documents asks; who only keeps the installation or inspects does not."""
    if actor.roles - MAY_NOT_ASK:
        return None
    return Sentence("Vai trò của bạn không gửi phiếu yêu cầu sửa đổi.")


def author_unfit(person: Any, day: date) -> Sentence | None:
    """Whoever is to draft may write; ``person`` is none when unknown."""
    if person and (person.holds(Role.AUTHOR, day) or person.holds(Role.QUALITY_OFFICER, day)):
        return None
    return Sentence("Hãy chọn người soạn thảo trong danh sách; người này không giữ vai trò đó.")


def too_soon(due: date, today: date) -> Sentence | None:
    """A due date can still be met."""
    return Sentence("Hạn soạn phải từ hôm nay trở đi.") if due < today else None
