"""Questions of the tests, set and answered."""

from qms.documents.distribution.operations import answer_questions
from qms.documents.models import Edition
from qms.documents.questions.models import Attempt, Question
from qms.documents.questions.operations import Asked, add_question
from tests.town import a_draft, actor, move, to_be_read

WHERE = Asked("Hồ sơ lưu ở đâu?", ("Ngăn bàn", "Kho lưu trữ", "Nhà riêng"), 2)
WHEN = Asked("Nộp lưu trong bao lâu?", ("Một tháng", "Một năm"), 1)
RIGHT = (2, 1)


def asking(edition: Edition, *asked: Asked, by: str = "thao") -> list[Question]:
    """Questions of an open edition: two if none are given."""
    return [add_question(edition, one, by=actor(by)) for one in asked or (WHERE, WHEN)]


def in_force(*asked: Asked, code: str = "QT-01/VP") -> Edition:
    """An edition in force that economy is to read, with questions: two if none are given."""
    edition = a_draft(code)
    asking(edition, *asked)
    for state in ("in review", "reviewed", "approved", "in force"):
        move(edition, state)
    return to_be_read(edition)


def answering(edition: Edition, login: str, *answers: int) -> Attempt:
    """What one of the cast answers: all of it rightly if nothing is given."""
    return answer_questions(edition, edition.serial, answers or RIGHT, by=actor(login))
