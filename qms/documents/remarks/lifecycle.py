"""Who may comment, answer and withdraw: objections only.

Source: ISO 9001:2015, 7.5.2 (review for suitability); the written procedure is
``procedures/document-control``, 5.5.
"""

from enum import StrEnum
from typing import Any

from qms.documents.lifecycle import OPEN, State
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence


class Answer(StrEnum):
    """What the author did about a comment."""

    CHANGED = "changed"
    KEPT = "kept"


def may_not_remark(edition: Any, actor: Actor) -> Sentence | None:
    """Whoever works on or checks an edition in review comments; its author answers."""
    if edition.state != State.IN_REVIEW:
        return Sentence("Chỉ góp ý được khi phiên bản đang xem xét.")
    if edition.author_id == actor.id:
        return Sentence("Bạn là người soạn thảo: hãy trả lời góp ý của người khác.")
    if not actor.roles - {Role.INSPECTOR, Role.ADMINISTRATOR}:
        return Sentence("Vai trò của bạn chỉ xem, không góp ý.")
    return None


def may_not_answer(remark: Any, actor: Actor) -> Sentence | None:
    """The author answers, once, while the edition is on its way."""
    if remark.edition.author_id != actor.id:
        return Sentence("Chỉ người soạn thảo trả lời góp ý.")
    if remark.edition.state not in OPEN:
        return Sentence("Phiên bản này không còn trong quá trình xem xét.")
    return None


def is_settled(remark: Any, _actor: Actor) -> Sentence | None:
    """What was answered or withdrawn stays as it is."""
    if remark.answer:
        return Sentence("Góp ý này đã được trả lời.")
    if remark.withdrawn_at:
        return Sentence("Góp ý này đã được rút.")
    return None


def not_changed_yet(remark: Any, answer: str) -> Sentence | None:
    """Nobody says "changed" of a file that is the same as when the comment was made."""
    if answer != Answer.CHANGED or remark.digest != remark.edition.file_digest:
        return None
    return Sentence(
        "Tệp chưa thay đổi từ khi có góp ý này. Muốn sửa, hãy nhờ trả lại phiên bản, thay tệp "
        "rồi trả lời “Đã sửa”."
    )


def unknown_answer(answer: str) -> Sentence | None:
    """One of the two."""
    return None if answer in list(Answer) else Sentence("Hãy chọn “Đã sửa” hoặc “Không sửa”.")


def no_words(text: str) -> Sentence | None:
    """A comment and an answer say something."""
    return None if text.strip() else Sentence("Hãy ghi nội dung.")


def not_own(remark: Any, actor: Actor) -> Sentence | None:
    """Everybody withdraws only what they said."""
    if remark.person_id == actor.id:
        return None
    return Sentence("Chỉ người đã góp ý rút được góp ý của mình.")
