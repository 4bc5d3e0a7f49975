"""What the pages of questions send."""

from typing import Any

from wtforms.validators import ValidationError

from qms.documents.forms import SeenForm
from qms.documents.questions.lifecycle import unfit_choices, unfit_right
from qms.documents.questions.models import Question
from qms.documents.questions.operations import Asked
from qms.kernel.forms import choice, long_text, text
from qms.kernel.i18n import msg


class QuestionForm(SeenForm):
    """A question, its choices one a line, and which line is right."""

    question = text(msg("Câu hỏi"), most=300)
    choices = long_text(
        msg("Các câu trả lời"),
        most=1000,
        hint=msg("Mỗi dòng một câu trả lời, từ 2 đến 6 dòng."),
    )
    right = choice(msg("Dòng nào đúng"), number=True)

    def asked(self) -> Asked:
        """What is to be asked."""
        return Asked(self.question.data or "", self._lines, self.right.data)

    def show(self, question: Question) -> None:
        """Fill in what is kept."""
        self.question.data, self.choices.data = question.text, question.choices
        self.right.data = question.right_line

    @property
    def _lines(self) -> list[str]:
        said = (self.choices.data or "").splitlines()
        return [line.strip() for line in said if line.strip()]

    def validate_choices(self, _field: Any) -> None:
        """As many as are readable, each once."""
        if said := unfit_choices(self._lines):
            raise ValidationError(said)  # type: ignore[arg-type]  # said in the reader's language

    def validate_right(self, field: Any) -> None:
        """One of the lines."""
        if said := unfit_right(field.data, self._lines):
            raise ValidationError(said)  # type: ignore[arg-type]  # said in the reader's language
