"""When a letter of apology may be written, and what it must say: objections only, for it never
changes afterwards.
"""

from datetime import date
from typing import Any

from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence, msg
from qms.nonconformities.lifecycle import HANDLER
from qms.nonconformities.states import HANDLED

NOT_LATER = msg("Ngày hẹn lại phải sau ngày đã hẹn.")
GONE_BY = msg("Ngày hẹn lại phải từ hôm nay trở đi.")
FOR_WHOM = msg("Hãy ghi ký thay cho ai khi ký TM., KT., TL. hoặc TUQ.")


def may_not_write(nonconformity: Any, actor: Actor) -> Sentence | None:
    """Whoever handles it writes, while it is handled.

    Its source is not asked: a late file comes to light as a complaint, in an audit or in a check of
    the province too, and the citizen is owed the same letter.
    """
    if said := HANDLER(nonconformity, actor):
        return said
    if nonconformity.state in HANDLED:
        return None
    return Sentence("Thư xin lỗi chỉ lập được khi phiếu đã tiếp nhận và chưa kết thúc.")


def unsaid(*words: str) -> Sentence | None:
    """A citizen is told who writes, of which file, why, and whom to ask."""
    if all(said.strip() for said in words):
        return None
    return Sentence("Hãy điền đủ các mục của thư.")


def no_new_day(new_on: date, promised_on: date, today: date) -> Sentence | None:
    """The new day is after the one that was promised, and can still be kept."""
    if new_on <= promised_on:
        return Sentence(NOT_LATER)
    return Sentence(GONE_BY) if new_on < today else None


def signs_for_nobody(form: str, on_behalf_of: str) -> Sentence | None:
    """Who signs for another says for whom."""
    return Sentence(FOR_WHOM) if form and not on_behalf_of.strip() else None
