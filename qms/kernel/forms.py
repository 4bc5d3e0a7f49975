"""What every form shares: text made clean, and the sentences that say what is wrong."""

from datetime import date, datetime
from typing import Any, Self

import wtforms
from wtforms import Form, PasswordField, StringField, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    StopValidation,
    ValidationError,
)

from qms.kernel.i18n import msg
from qms.kernel.text import composed, row_number, seen

REQUIRED = msg("Cần điền mục này.")
TOO_LONG = msg("Nội dung dài quá; hãy viết ngắn lại.")
NOT_A_DATE = msg("Ngày chưa đúng; hãy viết như 05/02/2026.")
NOT_OFFERED = msg("Hãy chọn một mục trong danh sách.")
WAYS_OF_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
"""How a day is written: by a clerk, and by a browser."""
YEARS = range(1900, 3000)
"""Beyond these a day has no midnight that every database can hold."""


class Checked(Form):
    """A form whose field errors are sentences of ours, translated where they are shown."""

    class Meta:
        """WTForms must not translate by itself."""

        locales = False

    def apart(self, mark: str) -> Self:
        """Itself, its fields with ids of their own, for a page that holds such a form twice."""
        for field in self:
            field.id = f"{mark}-{field.name}"
        return self

    def said_otherwise(self, other: Form) -> list[tuple[str, str]]:
        """Where ``other`` says something else: (label, what it says), in the order of fields."""
        return [
            (field.label.text, _words(field))
            for field in other
            if field.name in self and self[field.name].data != field.data
        ]


def _words(field: wtforms.Field) -> str:
    choices = getattr(field, "choices", None) or []
    return str(dict(choices).get(field.data, field.data))


def clean(text: str | None) -> str | None:
    """``text`` in NFC, without signs that nobody sees and without outer white space."""
    return None if text is None else seen(composed(text.replace("\r\n", "\n"))).strip()


def text(
    label: str, *, most: int = 200, needed: bool = True, hint: str = "", purpose: str = "off"
) -> StringField:
    """A line of text; ``purpose`` tells the browser what it may fill in, as HTML names it."""
    return StringField(
        label,
        _rules(needed, most),
        filters=[clean],
        description=hint,
        render_kw={"maxlength": most, "autocomplete": purpose},
    )


def long_text(
    label: str, *, most: int = 4000, needed: bool = True, hint: str = ""
) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(label, _rules(needed, most), filters=[clean], description=hint)


def password(label: str, *, hint: str = "", purpose: str = "current-password") -> PasswordField:
    """A password, never shown again; ``purpose`` as of a line of text."""
    told = {"autocomplete": purpose}
    return PasswordField(label, [InputRequired(REQUIRED)], description=hint, render_kw=told)


class DateField(wtforms.DateField):
    """A date field that says in our words when the date cannot be read."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the date, or say how to write it."""
        try:
            super().process_formdata(valuelist)
        except ValueError as unreadable:
            raise ValueError(NOT_A_DATE) from unreadable


def day(label: str, *, needed: bool = True, hint: str = "") -> DateField:
    """A date, as a browser sends it or as a clerk writes it."""
    presence = InputRequired(REQUIRED) if needed else Optional()
    return DateField(label, [presence], format=WAYS_OF_DAYS, description=hint)


def day_from(written: str) -> date | None:
    """The day in an address, where a filter is left out that cannot be read."""
    for way in WAYS_OF_DAYS:
        try:
            found = datetime.strptime(written.strip(), way).date()
        except ValueError:
            continue
        return found if found.year in YEARS else None
    return None


class NumberField(wtforms.IntegerField):
    """A whole number; ``wanted`` is what it says when what was sent is none."""

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number, or say what is wanted."""
        try:
            super().process_formdata(valuelist)
        except ValueError as unreadable:
            raise ValueError(self.wanted) from unreadable

    def pre_validate(self, form: Any) -> None:
        """What was no number is said once."""
        if self.process_errors:
            raise StopValidation


def number(
    label: str, least: int, most: int, wanted: str, *, hint: str = "", usual: int | None = None
) -> NumberField:
    """A whole number from ``least`` to ``most``, both included; ``wanted`` says so."""
    rules = [InputRequired(wanted), NumberRange(least, most, message=wanted)]
    return NumberField(label, rules, wanted=wanted, description=hint, default=usual)


class SelectField(wtforms.SelectField):
    """One of the choices a page offers; ``choices`` are set by the page."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        if self.data not in [value for value, *_rest in self.iter_choices()]:
            raise ValidationError(NOT_OFFERED)


def choice(label: str, *, number: bool = False, hint: str = "") -> SelectField:
    """One of several; with ``number`` the value is an id (0 for none)."""
    coerce = _number if number else str
    return SelectField(label, coerce=coerce, choices=[], description=hint, validate_choice=False)


def matching(pattern: str, sentence: str) -> Regexp:
    """A rule that a text must match."""
    return Regexp(pattern, message=sentence)


def _number(value: Any) -> int:
    """An id out of what was sent; what is no number is an id that nobody offers."""
    if value in (None, ""):
        return 0
    return row_number(value)


def _rules(needed: bool, most: int) -> list[Any]:
    presence = DataRequired(REQUIRED) if needed else Optional()
    return [presence, Length(max=most, message=TOO_LONG)]
