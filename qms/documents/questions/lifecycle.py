"""Who sets the questions of an edition, and when answers are right. Objections only.

Source: ISO 9001:2015, 7.2 and 7.3 (people know what concerns their work, and that is shown); the
written procedure is ``procedures/document-control``, 5.10.
"""

from collections.abc import Sequence
from typing import Any

from qms.documents.lifecycle import OPEN
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence

MOST_QUESTIONS = 5
FEWEST_CHOICES = 2
MOST_CHOICES = 6
UNANSWERED = Sentence("Hãy trả lời đủ các câu hỏi rồi xác nhận.")


def may_not_set(edition: Any, actor: Actor) -> Sentence | None:
    """Questions are the author's and the quality officer's, and settled once people are asked."""
    if edition.state not in OPEN:
        return Sentence(
            "Câu hỏi chỉ đặt hoặc sửa được khi phiên bản chưa có hiệu lực, "
            "để mọi người cùng trả lời một bộ câu hỏi."
        )
    own = edition.author_id == actor.id and actor.has(Role.AUTHOR)
    if own or actor.has(Role.QUALITY_OFFICER):
        return None
    return Sentence("Chỉ người soạn thảo phiên bản này hoặc thư ký ISO đặt câu hỏi cho nó.")


def too_many(count: int) -> Sentence | None:
    """A few questions are answered with care, many are clicked through."""
    if count < MOST_QUESTIONS:
        return None
    return Sentence("Mỗi phiên bản có nhiều nhất %(most)s câu hỏi.", most=MOST_QUESTIONS)


def unfit_choices(choices: Sequence[str]) -> Sentence | None:
    """Two or more things to choose from, each once."""
    if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
        return Sentence(
            "Mỗi câu hỏi có từ %(fewest)s đến %(most)s câu trả lời, mỗi câu một dòng.",
            fewest=FEWEST_CHOICES,
            most=MOST_CHOICES,
        )
    if len({choice.casefold() for choice in choices}) < len(choices):
        return Sentence("Có hai câu trả lời giống nhau; hãy viết khác đi hoặc bỏ bớt một dòng.")
    return None


def unfit_right(right: int, choices: Sequence[str]) -> Sentence | None:
    """The right answer is one of those written. ``right`` counts from 1."""
    if 1 <= right <= len(choices):
        return None
    return Sentence("Dòng đúng phải là một trong các dòng đã viết.")


def has_questions(count: int) -> Sentence | None:
    """Questions of before are taken over where there are none yet."""
    if not count:
        return None
    return Sentence("Phiên bản này đã có câu hỏi; hãy sửa các câu đó.")


def none_before(count: int) -> Sentence | None:
    """There must have been questions before."""
    if count:
        return None
    return Sentence("Phiên bản trước không có câu hỏi nào để dùng lại.")


def unanswered(rights: Sequence[int], answers: Sequence[int]) -> Sentence | None:
    """Every question has its answer, in the order of the questions."""
    if len(answers) == len(rights) and all(answers):
        return None
    return UNANSWERED


def not_passed(has_questions: bool, passed: bool) -> Sentence | None:
    """Where there are questions, "I have read it" is said with their answers."""
    if passed or not has_questions:
        return None
    return Sentence("Phiên bản này có câu hỏi; hãy trả lời đúng hết rồi mới xác nhận đã đọc.")


def wrong(rights: Sequence[int], answers: Sequence[int]) -> list[int]:
    """Which answers are not right, as places in the list of questions, from 0."""
    pairs = zip(rights, answers, strict=True)
    return [place for place, (right, answer) in enumerate(pairs) if right != answer]
