"""The life of an action of a plan. This table and ``procedures/nonconformities`` say the same.

Source: ISO 9001:2015, 10.2.1 b) to d).
"""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from qms.documents.lifecycle import State as EditionState
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle, Step, Who
from qms.nonconformities import lifecycle as slip
from qms.nonconformities.states import IN_PLAN
from qms.nonconformities.states import State as SlipState


class State(StrEnum):
    """Where an action stands."""

    PLANNED = "planned"
    ACTING = "acting"
    DONE = "done"
    VERIFIED = "verified"
    DROPPED = "dropped"


class Kind(StrEnum):
    """What an action is for."""

    CORRECTIVE = "corrective"
    CORRECTION = "correction"
    PREVENTIVE = "preventive"
    IMPROVEMENT = "improvement"


class Wish(StrEnum):
    """Where a wish for a later day stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class NoteKind(StrEnum):
    """What a note tells."""

    PROGRESS = "progress"
    DONE = "done"
    VERIFIED = "verified"
    RETURNED = "returned"


TOLD_BY_OWNER = (NoteKind.PROGRESS, NoteKind.DONE)
TOLD_BY_CHECKER = (NoteKind.VERIFIED, NoteKind.RETURNED)
OPEN = (State.PLANNED, State.ACTING)
"""Its owner has something to do."""
KEPT = (*OPEN, State.DONE, State.VERIFIED)
"""It belongs to the plan."""

STATE_NAMES = {
    State.PLANNED: Sentence("Chưa làm"),
    State.ACTING: Sentence("Đang làm"),
    State.DONE: Sentence("Chờ kiểm tra"),
    State.VERIFIED: Sentence("Đã kiểm tra đạt"),
    State.DROPPED: Sentence("Đã bỏ khỏi kế hoạch"),
}
KIND_NAMES = {
    Kind.CORRECTIVE: Sentence("Khắc phục nguyên nhân"),
    Kind.CORRECTION: Sentence("Sửa các trường hợp tương tự"),
    Kind.PREVENTIVE: Sentence("Phòng ngừa"),
    Kind.IMPROVEMENT: Sentence("Cải tiến"),
}
WISH_NAMES = {
    Wish.ASKED: Sentence("Chờ trả lời"),
    Wish.GRANTED: Sentence("Được gia hạn"),
    Wish.REFUSED: Sentence("Không được gia hạn"),
    Wish.WITHDRAWN: Sentence("Đã rút"),
}
NOTE_NAMES = {
    NoteKind.PROGRESS: Sentence("Tiến độ"),
    NoteKind.DONE: Sentence("Báo đã xong"),
    NoteKind.VERIFIED: Sentence("Kiểm tra đạt"),
    NoteKind.RETURNED: Sentence("Kiểm tra chưa đạt"),
}
VERB_NAMES = {
    "change action": Sentence("Sửa hành động"),
    "drop action": Sentence("Bỏ hành động khỏi kế hoạch"),
    "note progress": Sentence("Ghi tiến độ"),
    "report done": Sentence("Báo đã làm xong"),
    "verify action": Sentence("Kiểm tra đạt"),
    "return action": Sentence("Kiểm tra chưa đạt, làm tiếp"),
}

OWNER = Who(
    "owner of the action",
    Sentence("Chỉ người thực hiện hành động này được làm việc này."),
    lambda action, actor: action.owner_id == actor.id,
)
HANDLER = Who(
    slip.HANDLER.name,
    slip.HANDLER.only,
    lambda action, actor: slip.HANDLER(action.nonconformity, actor) is None,
)
CHECKER = Who(
    slip.CHECKER.name,
    slip.CHECKER.only,
    lambda action, actor: slip.CHECKER(action.nonconformity, actor) is None,
)


def plan_is_settled(action: Any, _actor: Actor) -> Sentence | None:
    """What a plan holds is changed while it is being made, not after it was proposed."""
    if action.is_of_this_round and action.nonconformity.state == SlipState.ANALYSED:
        return None
    return Sentence("Kế hoạch chỉ sửa được khi đang lập; hãy rút hoặc lập lại kế hoạch trước.")


def plan_not_approved(action: Any, _actor: Actor) -> Sentence | None:
    """Nobody acts on a plan that is not approved."""
    if action.is_of_this_round and action.nonconformity.state in IN_PLAN:
        return None
    return Sentence("Hành động chỉ được thực hiện khi kế hoạch đã được duyệt.")


def own_action(action: Any, actor: Actor) -> Sentence | None:
    """Whoever did it does not check it (10.2.1 d)."""
    if action.owner_id != actor.id:
        return None
    return Sentence("Bạn thực hiện hành động này nên người khác kiểm tra.")


def document_not_revised(action: Any, _actor: Actor) -> Sentence | None:
    """To revise a document is done when the edition born of it is in force and its clause new."""
    return action.unrevised if action.document_id else None


def _out_of_turn(verb: str, action: Any) -> Sentence:
    return Sentence(
        "Hành động %(name)s đang ở trạng thái “%(now)s”; việc này chỉ làm được khi “%(wanted)s”.",
        name=str(action),
        now=STATE_NAMES[State(action.state)],
        wanted=[STATE_NAMES[State(s)] for s in LIFECYCLE.steps[verb].sources],
    )


IN_MAKING, IN_WORK = (plan_is_settled,), (plan_not_approved,)
LIFECYCLE = Lifecycle(
    State,
    _out_of_turn,
    Step("change action", (State.PLANNED,), State.PLANNED, by=HANDLER, unless=IN_MAKING),
    Step("drop action", OPEN, State.DROPPED, by=HANDLER, unless=IN_MAKING),
    Step("note progress", OPEN, State.ACTING, by=OWNER, unless=IN_WORK),
    Step(
        "report done",
        OPEN,
        State.DONE,
        by=OWNER,
        unless=(plan_not_approved, document_not_revised),
    ),
    Step(
        "verify action",
        (State.DONE,),
        State.VERIFIED,
        by=CHECKER,
        unless=(plan_not_approved, own_action),
    ),
    Step(
        "return action",
        (State.DONE,),
        State.ACTING,
        by=CHECKER,
        unless=(plan_not_approved, own_action),
    ),
)


def may_not_plan(nonconformity: Any, actor: Actor) -> Sentence | None:
    """Actions are added by whoever handles it, while the plan is being made."""
    if said := slip.HANDLER(nonconformity, actor):
        return said
    if nonconformity.state == SlipState.ANALYSED:
        return None
    return Sentence("Kế hoạch chỉ sửa được khi đang lập; hãy rút hoặc lập lại kế hoạch trước.")


def unsaid(text: str, kind: str, risk: str) -> list[Sentence | None]:
    """An action says what is done; a preventive one against which risk."""
    preventive = kind == Kind.PREVENTIVE
    return [
        None if text.strip() else Sentence("Hãy ghi sẽ làm gì."),
        None if kind in list(Kind) else Sentence("Hãy chọn loại hành động trong danh sách."),
        Sentence("Hành động phòng ngừa cần ghi rủi ro mà nó phòng.")
        if preventive and not risk.strip()
        else None,
    ]


def owner_unfit(owner: Any) -> Sentence | None:
    """Whoever acts works here; ``owner`` is none when unknown."""
    if owner is not None and owner.disabled_at is None:
        return None
    return Sentence("Hãy chọn người thực hiện trong danh sách.")


def too_soon(due: date, today: date) -> Sentence | None:
    """A due date can still be met."""
    return Sentence("Hạn thực hiện phải từ hôm nay trở đi.") if due < today else None


def no_indicators(numbers: Collection[str]) -> Sentence | None:
    """An action is for at least one of the 39."""
    return None if numbers else Sentence("Hãy chọn ít nhất một chỉ số mà hành động này nâng lên.")


def not_in_force(edition: Any) -> Sentence | None:
    """What is revised is what people work by now; ``edition`` is none when nothing is revised."""
    if edition is None or edition.state == EditionState.IN_FORCE:
        return None
    return Sentence("Chỉ sửa đổi được tài liệu đang có hiệu lực.")


def no_proof(files: Sequence[Any], revises: bool) -> Sentence | None:
    """Done is what can be shown; a revised document in force is its own proof."""
    if files or revises:
        return None
    return Sentence("Hãy kèm ít nhất một tệp hoặc ảnh làm bằng chứng.")


def not_in_time(done_on: date, approved_on: date, today: date) -> Sentence | None:
    """Something is done after it was planned, and not in the days to come."""
    if approved_on <= done_on <= today:
        return None
    return Sentence(
        "Ngày làm xong phải từ ngày duyệt kế hoạch (%(day)s) đến hôm nay.",
        day=f"{approved_on:%d/%m/%Y}",
    )


NO_DAY = Sentence("Hành động này không còn hạn phải giữ.")


def may_not_ask(action: Any, actor: Actor) -> Sentence | None:
    """The owner of an action under way asks for a later day, one wish at a time."""
    if said := OWNER(action, actor) or plan_not_approved(action, actor):
        return said
    if action.state not in OPEN:
        return NO_DAY
    if any(wish.state == Wish.ASKED for wish in action.extensions):
        return Sentence("Đã có một đề nghị gia hạn chờ trả lời.")
    return None


def no_later(until: date, due: date, today: date) -> Sentence | None:
    """An extension gives more time than there is."""
    if until > max(due, today):
        return None
    return Sentence("Ngày xin gia hạn phải sau hạn hiện tại và sau hôm nay.")


def may_not_answer(extension: Any, actor: Actor) -> Sentence | None:
    """The management representative answers a wish that stands, but not an own one."""
    if not actor.has(Role.MANAGEMENT_REPRESENTATIVE):
        return slip.REPRESENTATIVE.only
    if extension.asked_by_id == actor.id:
        return Sentence("Bạn đã xin gia hạn nên người khác trả lời.")
    return _not_asked(extension)


def may_not_withdraw(extension: Any, actor: Actor) -> Sentence | None:
    """Whoever asked takes the wish back, before it is answered."""
    if extension.asked_by_id != actor.id:
        return Sentence("Chỉ người đã xin gia hạn được rút đề nghị.")
    return _not_asked(extension)


def _not_asked(extension: Any) -> Sentence | None:
    if extension.state != Wish.ASKED:
        return Sentence("Đề nghị này đã được trả lời hoặc đã rút.")
    return None if extension.action.state in OPEN else NO_DAY
