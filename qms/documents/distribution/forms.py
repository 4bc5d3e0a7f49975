"""What the pages of readers send."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, ValidationError

from qms.documents.distribution.lifecycle import USUAL_DAYS, term_out_of_bounds
from qms.documents.distribution.operations import Listed
from qms.documents.distribution.reach import Place
from qms.documents.questions.models import Question
from qms.kernel.forms import NOT_OFFERED, Checked, text
from qms.kernel.i18n import msg
from qms.kernel.text import row_number, whole_number


class PlacesField(SelectMultipleField):
    """Several of the places that the page offers."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        if set(self.data or ()) - {value for value, *_rest in self.iter_choices()}:
            raise ValidationError(NOT_OFFERED)


class DistributionForm(Checked):
    """The whole list of a document, and the list that was on the screen before."""

    places = PlacesField(msg("Danh sách phổ biến"), choices=[], validate_choice=False)
    days = text(
        msg("Đọc trong bao nhiêu ngày làm việc"),
        most=2,
        needed=False,
        hint=msg("Từ 1 đến 60; để trống là 5. Quá hạn thì người chưa đọc được nhắc."),
    )
    known = HiddenField()
    known_days = HiddenField()
    reason = text(
        msg("Ghi chú"), most=1000, needed=False, hint=msg("Dòng này được lưu trong nhật ký.")
    )

    def wanted(self) -> Listed:
        """The list as it is to be."""
        return Listed(_read(self.places.data or ()), _days(self.days.data))

    def seen(self) -> Listed:
        """The list as the person saw it."""
        return Listed(_read((self.known.data or "").split()), _days(self.known_days.data))

    def validate_days(self, field: Any) -> None:
        """A number of days, or nothing."""
        if field.data and (said := term_out_of_bounds(_days(field.data))):
            raise ValidationError(said)  # type: ignore[arg-type]  # said in the reader's language


def written(place: Place) -> str:
    """A place as a form sends it: "3:staff"."""
    return f"{place[0]}:{place[1]}"


def _days(sent: str | None) -> int:
    return whole_number(sent, digits=3) if sent else USUAL_DAYS


def _read(sent: Iterable[str]) -> frozenset[Place]:
    found = set()
    for said in sent:
        unit, _colon, group = said.partition(":")
        if (number := row_number(unit)) >= 0:
            found.add((number, group))
    return frozenset(found)


NOT_ANSWERED = msg("Hãy chọn một câu trả lời.")
ANSWERED_WRONG = msg("Chưa đúng; hãy đọc lại phần này trong tài liệu rồi chọn lại.")


class AnswerField(RadioField):
    """One of the choices of a question, by its number."""

    def __init__(self, question: Question, **more: Any) -> None:
        super().__init__(
            question.text,
            [InputRequired(NOT_ANSWERED)],
            coerce=row_number,
            validate_choice=False,
            **more,
        )
        self.type = RadioField.__name__  # pages draw a field by its kind
        self.choices = [(str(n), words) for n, words in enumerate(question.offered, 1)]

    @property
    def number(self) -> int:
        """The number of the choice; 0 for none, and for what was not offered."""
        offered = {value for value, *_rest in self.iter_choices()}
        return int(self.data) if str(self.data) in offered else 0

    def pre_validate(self, _form: Any) -> None:
        """Refuse what was not offered."""
        if not self.number:
            raise ValidationError(NOT_OFFERED)


class ReceiptForm(Checked):
    """What a reader says: the answers, where an edition has questions."""

    serial = HiddenField()

    def answers(self) -> Sequence[int]:
        """The number of the choice for each question, in their order."""
        return [field.number for field in self if isinstance(field, AnswerField)]

    def mark(self, wrong: Iterable[int]) -> None:
        """Say beside each of these questions, counted from 0, that its answer is not right."""
        asked = [field for field in self if isinstance(field, AnswerField)]
        for place in wrong:
            asked[place].errors = [ANSWERED_WRONG]


def receipt_form(questions: Sequence[Question], serial: int, sent: Any = None) -> ReceiptForm:
    """The form of one edition's reader; ``serial`` is the edition that the page shows."""
    fields = {f"answer-{question.id}": AnswerField(question) for question in questions}
    form: ReceiptForm = type("ReceiptForm", (ReceiptForm,), fields)(sent)
    form.serial.data = str(serial)
    return form
