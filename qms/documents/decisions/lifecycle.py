"""The life of a decision. This table and ``procedures/document-control`` say the same.

Sources: ISO 9001:2015, 7.5.3; Nghị định 30/2020/NĐ-CP (number, day and signer of a decision).
"""

import re
from enum import StrEnum
from typing import Any

from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle, Step, Who
from qms.textindex.analysis import code_key


class Purpose(StrEnum):
    """What a decision is for."""

    ISSUE = "issue"
    WITHDRAW = "withdraw"
    ADOPT = "adopt"


class DecisionState(StrEnum):
    """Where a decision stands."""

    BEING_PREPARED = "being prepared"
    SIGNED = "signed"
    CARRIED_OUT = "carried out"
    CANCELLED = "cancelled"


class Way(StrEnum):
    """How a decision was signed."""

    IN_PROGRAM = "in the program"
    ON_PAPER = "on paper"


SIGNED_ONCE = (DecisionState.SIGNED, DecisionState.CARRIED_OUT)
FORMS = ("", "TM.", "KT.", "TL.", "TUQ.")
"""How a signer signs (Nghị định 30/2020/NĐ-CP, annex I): for oneself, on behalf of the collective,
for the chief, by order, by authorisation."""

PURPOSE_NAMES = {
    Purpose.ISSUE: Sentence("Ban hành"),
    Purpose.WITHDRAW: Sentence("Bãi bỏ"),
    Purpose.ADOPT: Sentence("Đã ban hành trên giấy"),
}
STATE_NAMES = {
    DecisionState.BEING_PREPARED: Sentence("Đang chuẩn bị"),
    DecisionState.SIGNED: Sentence("Đã ký, chờ ngày có hiệu lực"),
    DecisionState.CARRIED_OUT: Sentence("Đã thực hiện"),
    DecisionState.CANCELLED: Sentence("Đã hủy"),
}
WAY_NAMES = {
    Way.IN_PROGRAM: Sentence("Ký trên phần mềm"),
    Way.ON_PAPER: Sentence("Ký trên giấy"),
}
VERB_NAMES = {
    "prepare decision": Sentence("Lập quyết định"),
    "change decision": Sentence("Sửa quyết định"),
    "sign decision": Sentence("Ký quyết định"),
    "record decision": Sentence("Ghi nhận quyết định đã ký trên giấy"),
    "carry out": Sentence("Thực hiện quyết định"),
    "cancel decision": Sentence("Hủy quyết định"),
    "note adopted decision": Sentence("Ghi nhận quyết định ban hành trên giấy"),
    "list adopted editions": Sentence("Ghi các phiên bản mà quyết định đã ban hành"),
}
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")


def number_key(number: str) -> str:
    """The canonical key of a number: ``05/QĐ-UBND`` and ``5 / QD-UBND`` are both ``5-QD-UBND``."""
    return _LEADING_ZEROS.sub("", code_key(number))


def may_not_prepare(_decision: Any, actor: Actor) -> Sentence | None:
    """Decisions are prepared and recorded by the quality officer."""
    if actor.has(Role.QUALITY_OFFICER):
        return None
    return Sentence("Chỉ thư ký ISO được lập và ghi nhận quyết định.")


def _is_officer(_decision: Any, actor: Actor) -> bool:
    return actor.has(Role.QUALITY_OFFICER)


def _is_signer(decision: Any, actor: Actor) -> bool:
    return decision.signer_id == actor.id and actor.has(Role.APPROVER)


OFFICER = Who("quality officer", Sentence("Chỉ thư ký ISO được làm việc này."), _is_officer)
SIGNER = Who(
    "named signer",
    Sentence("Chỉ người được giao ký quyết định, khi giữ vai trò phê duyệt, được làm việc này."),
    _is_signer,
)
OFFICER_OR_SIGNER = Who(
    "quality officer or named signer",
    Sentence("Chỉ thư ký ISO hoặc người được giao ký quyết định được làm việc này."),
    lambda d, a: _is_officer(d, a) or _is_signer(d, a),
)
THE_DAY = Who(
    "the program, on the day it takes effect",
    Sentence("Chưa đến ngày quyết định có hiệu lực."),
    lambda decision, _actor: decision.has_come,
)


def lists_nothing(decision: Any, _actor: Actor) -> Sentence | None:
    """A decision is about something."""
    return None if decision.items else Sentence("Quyết định chưa có tài liệu nào.")


def not_as_listed(decision: Any, _actor: Actor) -> Sentence | None:
    """What was returned, discarded or changed meanwhile is named (7.5.2: approved before issue)."""
    changed = [str(item.edition) for item in decision.in_order if not item.is_as_listed]
    if not changed:
        return None
    return Sentence(
        "Đã thay đổi từ khi đưa vào quyết định: %(editions)s. "
        "Hãy sửa danh mục của quyết định rồi trình ký lại.",
        editions=changed,
    )


def already_awaits_its_day(decision: Any, _actor: Actor) -> Sentence | None:
    """What has a day of its own comes into force by itself; what it would end is not withdrawn."""
    awaiting = [
        str(item.edition)
        for item in decision.in_order
        if any(edition.effective_on for edition in item.edition.document.editions)
    ]
    if not awaiting:
        return None
    return Sentence(
        "Đã có phiên bản định sẵn ngày có hiệu lực: %(editions)s. "
        "Hãy rút lại ngày đó hoặc bỏ ra khỏi quyết định.",
        editions=awaiting,
    )


def no_number(decision: Any, _actor: Actor) -> Sentence | None:
    """What is signed has its number."""
    return None if decision.number else Sentence("Quyết định chưa có số; hãy ghi số trước khi ký.")


def signer_wrote_one(decision: Any, actor: Actor) -> Sentence | None:
    """Nobody issues what they wrote."""
    own = [str(item.edition) for item in decision.in_order if item.edition.author_id == actor.id]
    if not own:
        return None
    return Sentence(
        "Bạn là người soạn thảo của %(editions)s; người khác phải ký quyết định này.",
        editions=own,
    )


def day_has_passed(decision: Any, _actor: Actor) -> Sentence | None:
    """What is signed today holds from today on."""
    if decision.effective_on is None or decision.effective_on >= clock.today():
        return None
    return Sentence("Ngày có hiệu lực ghi trong quyết định đã qua; hãy sửa ngày rồi ký.")


def _out_of_turn(verb: str, decision: Any) -> Sentence:
    return Sentence(
        "Quyết định đang ở trạng thái “%(now)s”; việc này chỉ làm được khi “%(wanted)s”.",
        now=STATE_NAMES[DecisionState(decision.state)],
        wanted=[STATE_NAMES[DecisionState(s)] for s in LIFECYCLE.steps[verb].sources],
    )


_FIT = (lists_nothing, not_as_listed, already_awaits_its_day)
LIFECYCLE = Lifecycle(
    DecisionState,
    _out_of_turn,
    Step(
        "change decision",
        (DecisionState.BEING_PREPARED,),
        DecisionState.BEING_PREPARED,
        by=OFFICER,
    ),
    Step(
        "sign decision",
        (DecisionState.BEING_PREPARED,),
        DecisionState.SIGNED,
        by=SIGNER,
        unless=(no_number, *_FIT, signer_wrote_one, day_has_passed),
    ),
    Step(
        "record decision",
        (DecisionState.BEING_PREPARED,),
        DecisionState.SIGNED,
        by=OFFICER,
        unless=_FIT,
    ),
    Step("carry out", (DecisionState.SIGNED,), DecisionState.CARRIED_OUT, by=THE_DAY),
    Step(
        "cancel decision",
        (DecisionState.BEING_PREPARED, DecisionState.SIGNED),
        DecisionState.CANCELLED,
        by=OFFICER_OR_SIGNER,
    ),
)
