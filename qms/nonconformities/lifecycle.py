"""The life of a nonconformity. This table and ``procedures/nonconformities`` say the same.

Sources: ISO 9001:2015, 8.7 and 10.2; the form "phiếu yêu cầu hành động khắc phục" that agencies
keep for system procedure 04.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from qms.documents.lifecycle import OFFICER
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle, Step, Who
from qms.nonconformities.states import HANDLED, IN_PLAN, STATE_NAMES, State

MAY_NOT_REPORT = frozenset({Role.ADMINISTRATOR, Role.INSPECTOR})
"""Who reads no documents by that role, and who comes from outside and changes nothing."""
CHECKERS = (
    Role.QUALITY_OFFICER,
    Role.MANAGEMENT_REPRESENTATIVE,
    Role.INTERNAL_AUDITOR,
    Role.UNIT_HEAD,
)

REPORTER = Who(
    "reporter",
    Sentence("Chỉ người báo được làm việc này."),
    lambda nonconformity, actor: nonconformity.reporter_id == actor.id,
)
HANDLER = Who(
    "handler or quality officer",
    Sentence("Chỉ người chịu trách nhiệm xử lý hoặc thư ký ISO được làm việc này."),
    lambda nonconformity, actor: (
        nonconformity.handler_id == actor.id or actor.has(Role.QUALITY_OFFICER)
    ),
)
REPRESENTATIVE = Who(
    "management representative",
    Sentence("Chỉ đại diện lãnh đạo về chất lượng được làm việc này."),
    lambda _nonconformity, actor: actor.has(Role.MANAGEMENT_REPRESENTATIVE),
)
LEADER = Who(
    "management representative or quality officer",
    Sentence("Chỉ đại diện lãnh đạo về chất lượng hoặc thư ký ISO được làm việc này."),
    lambda _nonconformity, actor: actor.has(Role.MANAGEMENT_REPRESENTATIVE, Role.QUALITY_OFFICER),
)
CHECKER = Who(
    "somebody who checks",
    Sentence(
        "Chỉ thư ký ISO, đại diện lãnh đạo, đánh giá viên nội bộ hoặc trưởng đơn vị được kiểm tra."
    ),
    lambda _nonconformity, actor: actor.has(*CHECKERS),
)
WITH_FIRST_ACTION = Who(
    "together with the first action begun",
    Sentence("Phiếu chuyển sang thực hiện khi một hành động bắt đầu."),
    lambda _nonconformity, _actor: True,
)
WITH_LAST_ACTION = Who(
    "together with the last action checked",
    Sentence("Phiếu được xác nhận thực hiện xong khi hành động cuối cùng được kiểm tra đạt."),
    lambda _nonconformity, _actor: True,
)


def plan_is_not_whole(nonconformity: Any, _actor: Actor) -> Sentence | None:
    """A plan removes the cause: it has a corrective action, not only others (10.2.1 b)."""
    if any(action.kind == "corrective" for action in nonconformity.plan):
        return None
    return Sentence("Kế hoạch cần ít nhất một hành động khắc phục nguyên nhân.")


def own_plan(nonconformity: Any, actor: Actor) -> Sentence | None:
    """Whoever proposed a plan does not approve it."""
    treatment = nonconformity.treatment
    if treatment is None or treatment.proposed_by_id != actor.id:
        return None
    return Sentence("Bạn đã trình kế hoạch này nên người khác duyệt.")


def not_all_checked(nonconformity: Any, _actor: Actor) -> Sentence | None:
    """It is carried out when each action is done and checked by another."""
    left = [action for action in nonconformity.plan if action.state != "verified"]
    if nonconformity.plan and not left:
        return None
    return Sentence("Còn hành động chưa thực hiện xong hoặc chưa được kiểm tra.")


def too_early(nonconformity: Any, _actor: Actor) -> Sentence | None:
    """Whether it worked is judged after the time that the plan set."""
    day = nonconformity.treatment.check_on if nonconformity.treatment else None
    if day is None or nonconformity.may_be_judged:
        return None
    return Sentence("Chưa đến ngày kiểm tra kết quả (%(day)s).", day=f"{day:%d/%m/%Y}")


def took_part(nonconformity: Any, actor: Actor) -> Sentence | None:
    """Whoever handled it, acted, or checked the acting does not judge whether it worked (10.2)."""
    if actor.id not in nonconformity.doers | nonconformity.checkers:
        return None
    return Sentence(
        "Bạn đã xử lý, thực hiện hoặc kiểm tra việc thực hiện phiếu này "
        "nên người khác kiểm tra kết quả."
    )


def own_work(nonconformity: Any, actor: Actor) -> Sentence | None:
    """Whoever handled it or acted does not close it."""
    if actor.id not in nonconformity.doers:
        return None
    return Sentence("Bạn đã xử lý hoặc thực hiện phiếu này nên người khác đóng phiếu.")


def _out_of_turn(verb: str, nonconformity: Any) -> Sentence:
    return Sentence(
        "%(name)s đang ở trạng thái “%(now)s”; việc này chỉ làm được khi “%(wanted)s”.",
        name=str(nonconformity),
        now=STATE_NAMES[State(nonconformity.state)],
        wanted=[STATE_NAMES[State(s)] for s in LIFECYCLE.steps[verb].sources],
    )


JUDGING = (too_early, took_part)
LIFECYCLE = Lifecycle(
    State,
    _out_of_turn,
    Step("accept report", (State.REPORTED,), State.ACCEPTED, by=OFFICER),
    Step("decline report", (State.REPORTED,), State.DECLINED, by=OFFICER),
    Step("merge report", (State.REPORTED,), State.MERGED, by=OFFICER),
    Step("withdraw report", (State.REPORTED,), State.WITHDRAWN, by=REPORTER),
    Step("change acceptance", (State.ACCEPTED,), State.ACCEPTED, by=OFFICER),
    Step("correct at once", (State.ACCEPTED,), State.CORRECTED, by=HANDLER),
    Step("find cause", (State.CORRECTED,), State.ANALYSED, by=HANDLER),
    Step("change cause", (State.ANALYSED,), State.ANALYSED, by=HANDLER),
    Step(
        "propose plan",
        (State.ANALYSED,),
        State.PROPOSED,
        by=HANDLER,
        unless=(plan_is_not_whole,),
    ),
    Step("take back plan", (State.PROPOSED,), State.ANALYSED, by=HANDLER),
    Step("return plan", (State.PROPOSED,), State.ANALYSED, by=REPRESENTATIVE),
    Step("approve plan", (State.PROPOSED,), State.APPROVED, by=REPRESENTATIVE, unless=(own_plan,)),
    Step("change plan", IN_PLAN, State.ANALYSED, by=HANDLER),
    Step("begin acting", (State.APPROVED,), State.ACTING, by=WITH_FIRST_ACTION),
    Step(
        "confirm implementation",
        IN_PLAN,
        State.IMPLEMENTED,
        by=WITH_LAST_ACTION,
        unless=(not_all_checked,),
    ),
    Step("confirm effect", (State.IMPLEMENTED,), State.EFFECTIVE, by=CHECKER, unless=JUDGING),
    Step(
        "postpone effect check",
        (State.IMPLEMENTED,),
        State.IMPLEMENTED,
        by=CHECKER,
        unless=JUDGING,
    ),
    Step("find ineffective", (State.IMPLEMENTED,), State.CORRECTED, by=CHECKER, unless=JUDGING),
    Step("close", (State.EFFECTIVE,), State.CLOSED, by=REPRESENTATIVE, unless=(own_work,)),
    Step("reopen", (State.CLOSED,), State.CORRECTED, by=LEADER),
)
BY_ITSELF = ("begin acting", "confirm implementation")
"""Steps that nobody takes by hand: they come with a step of an action."""


def may_not_report(actor: Actor) -> Sentence | None:
    """Whoever works here reports; who only keeps the installation or inspects does not."""
    if actor.roles - MAY_NOT_REPORT:
        return None
    return Sentence("Vai trò của bạn không báo sự không phù hợp.")


def nothing_said(text: str, place: str) -> Sentence | None:
    """What happened and where is the least that can be followed up."""
    if text.strip() and place.strip():
        return None
    return Sentence("Hãy ghi việc gì không đúng và ở đâu.")


def not_yet(found_on: date, today: date) -> Sentence | None:
    """What was found was found by today."""
    return Sentence("Ngày phát hiện không thể sau hôm nay.") if found_on > today else None


def no_criteria(criteria: Collection[Any]) -> Sentence | None:
    """It is a nonconformity with something: a clause, a document, a law."""
    if criteria:
        return None
    return Sentence(
        "Hãy ghi ít nhất một căn cứ: điều của tiêu chuẩn, mục của tài liệu hoặc điều luật."
    )


def no_indicators(numbers: Collection[str]) -> Sentence | None:
    """It touches at least one of the 39."""
    return None if numbers else Sentence("Hãy chọn ít nhất một chỉ số mà việc này chạm đến.")


def handler_unfit(handler: Any) -> Sentence | None:
    """Whoever handles it works here; ``handler`` is none when unknown."""
    if handler is not None and handler.disabled_at is None:
        return None
    return Sentence("Hãy chọn người chịu trách nhiệm xử lý trong danh sách.")


def cannot_be_handed_over(nonconformity: Any, actor: Actor) -> Sentence | None:
    """The quality officer gives an open one to another when its handler can no longer answer."""
    if said := OFFICER(nonconformity, actor):
        return said
    if nonconformity.state in HANDLED:
        return None
    return Sentence("Chỉ giao lại được phiếu đã tiếp nhận và chưa kết thúc.")


def handles_already(nonconformity: Any, handler: Any) -> Sentence | None:
    """It is handed over to somebody else; ``handler`` is none when unknown."""
    if handler is None or handler.id != nonconformity.handler_id:
        return None
    return Sentence("Người này đang xử lý phiếu; hãy chọn người khác.")


def too_soon(due: date, today: date) -> Sentence | None:
    """A due date can still be met."""
    return Sentence("Hạn khắc phục phải từ hôm nay trở đi.") if due < today else None


def unfit_to_join(nonconformity: Any, into: Any) -> Sentence | None:
    """A report joins one that was taken on and is still open; ``into`` is none when unknown."""
    if into is not None and into.id != nonconformity.id and into.state in HANDLED:
        return None
    return Sentence("Chỉ gộp được vào một phiếu đã tiếp nhận và chưa kết thúc.")


def unfit_to_follow(nonconformity: Any, earlier: Any) -> Sentence | None:
    """What came back follows one that was taken on before; ``earlier`` is none when unknown."""
    if earlier is not None and earlier.id < nonconformity.id and earlier.number:
        return None
    return Sentence("Phiếu trước phải là một phiếu đã có số và có trước phiếu này.")


def not_in_time(done_on: date, found_on: date, today: date) -> Sentence | None:
    """Something is corrected after it was found, and not in the days to come."""
    if found_on <= done_on <= today:
        return None
    return Sentence("Ngày khắc phục phải từ ngày phát hiện đến hôm nay.")


def no_correction(done: str, consequences: str) -> Sentence | None:
    """What was done to the case itself, and what became of its consequences."""
    if done.strip() and consequences.strip():
        return None
    return Sentence("Hãy ghi đã khắc phục thế nào và hậu quả đã được xử lý ra sao.")
