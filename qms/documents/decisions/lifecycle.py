"""The life of a decision. This table and ``procedures/document-control``, 5.12, say the same.

Sources: ISO 9001:2015, 7.5.3; Nghị định 30/2020/NĐ-CP (number, day and signer of a decision).
"""

import re
from enum import StrEnum
from typing import Any

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
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
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")


def number_key(number: str) -> str:
    """The canonical key of a number: ``05/QĐ-UBND`` and ``5 / QD-UBND`` are both ``5-QD-UBND``."""
    return _LEADING_ZEROS.sub("", code_key(number))


def may_not_prepare(_decision: Any, actor: Actor) -> Sentence | None:
    """Decisions are prepared and recorded by the quality officer."""
    if actor.has(Role.QUALITY_OFFICER):
        return None
    return Sentence("Chỉ thư ký ISO được lập và ghi nhận quyết định.")
