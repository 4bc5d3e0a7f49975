"""The days of an edition: who or what moves it on its day, and what stands in the way before.

Objections only; ``lifecycle`` puts them in its table. The written procedure is
``procedures/document-control``.
"""

from typing import Any

from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Who


def _day_has_come(edition: Any, _actor: Actor) -> bool:
    """Whether the day set for ``edition``, or for the signed decision that holds it, is here."""
    own = edition.effective_on is not None and edition.effective_on <= clock.today()
    return own or any(item.held and item.decision.has_come for item in edition.listed)


def _has_successor(edition: Any, _actor: Actor) -> bool:
    return any(e.state in ("approved", "recorded") for e in edition.document.editions)


THE_DAY = Who(
    "the program, on the day that was set",
    Sentence("Chưa đến ngày có hiệu lực đã định."),
    _day_has_come,
)
SUCCESSOR = Who(
    "together with the edition that takes its place",
    Sentence("Phiên bản có hiệu lực chỉ bị thay thế cùng lúc phiên bản sau có hiệu lực."),
    _has_successor,
)


def is_held(edition: Any) -> bool:
    """Whether a decision on its way lists ``edition``."""
    return any(item.held for item in edition.listed)


def day_is_set(edition: Any, _actor: Actor) -> Sentence | None:
    """What waits for its day is left alone until the day is taken back."""
    if edition.effective_on is None:
        return None
    return Sentence(
        "Phiên bản này đã định có hiệu lực từ %(day)s; muốn làm khác thì rút lại ngày đó, "
        "hoặc hủy quyết định đã định ngày đó.",
        day=f"{edition.effective_on:%d/%m/%Y}",
    )


def day_not_set(edition: Any, _actor: Actor) -> Sentence | None:
    """Only a day that was set is taken back."""
    return None if edition.effective_on else Sentence("Phiên bản này chưa định ngày có hiệu lực.")


def held_by_decision(edition: Any, _actor: Actor) -> Sentence | None:
    """What a decision on its way lists is done by that decision, with all the others it lists."""
    holding = [item.decision for item in edition.listed if item.held]
    if not holding:
        return None
    return Sentence(
        "Phiên bản này nằm trong một quyết định chưa thực hiện xong (%(decision)s); hãy thực hiện "
        "hoặc hủy quyết định đó, hoặc bỏ phiên bản này khỏi quyết định.",
        decision=str(holding[0]),
    )
