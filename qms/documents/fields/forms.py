"""What the pages of own fields send."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Self

from wtforms import BooleanField, Field, Form, HiddenField, StringField
from wtforms.validators import Optional, ValidationError

from qms.documents.fields import queries
from qms.documents.fields.lifecycle import FieldFacts
from qms.documents.fields.models import KindField
from qms.documents.fields.operations import with_values
from qms.documents.fields.queries import name_of
from qms.documents.fields.reading import LONGEST, SORT_NAMES, Sort, Unreadable, read, shown
from qms.documents.forms import SeenForm
from qms.documents.models import Document, Edition
from qms.kernel.access import Actor
from qms.kernel.forms import (
    REQUIRED,
    Checked,
    DateField,
    SelectField,
    choice,
    clean,
    long_text,
    number,
    text,
)
from qms.kernel.i18n import Sentence, msg

NOT_A_PLACE = msg("Cần một số từ 1 đến 99.")
NOT_CHOSEN = Sentence("Chưa chọn")
MARK = "own-"


class FieldForm(Checked):
    """A field to be looked at before it is saved."""

    label_vi = text(msg("Tên mục thông tin"), most=80)
    label_en = text(msg("Tên tiếng Anh"), most=80, needed=False)
    sort = choice(msg("Kiểu"))
    choices = long_text(
        msg("Danh sách để chọn"),
        most=3000,
        needed=False,
        hint=msg("Chỉ cho kiểu “một trong danh sách”; mỗi dòng một mục."),
    )
    needed = BooleanField(msg("Bắt buộc điền"))
    position = number(msg("Đứng thứ"), 1, 99, NOT_A_PLACE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names: list[Any] = [(str(sort), name) for sort, name in SORT_NAMES.items()]
        self.sort.choices = names

    def facts(self) -> FieldFacts:
        """The field as the form gives it."""
        lines = (line.strip() for line in (self.choices.data or "").splitlines())
        return FieldFacts(
            label_vi=self.label_vi.data or "",
            label_en=self.label_en.data or "",
            sort=self.sort.data,
            needed=bool(self.needed.data),
            position=self.position.data or 1,
            choices=tuple(line for line in lines if line),
        )


class SavedFieldForm(SeenForm, FieldForm):
    """A field with the reason for which it is set."""

    reason = long_text(msg("Lý do"), most=1000)


def as_it_is(field: KindField) -> dict[str, Any]:
    """What a form of a field begins with."""
    return {
        "label_vi": field.label_vi,
        "label_en": field.label_en,
        "sort": field.sort,
        "choices": "\n".join(field.choices),
        "needed": field.needed,
        "position": field.position,
    }


class Fits:
    """Objects in our words to what a field cannot hold, or to nothing where it is needed."""

    def __init__(self, field: KindField, offered: Sequence[str]) -> None:
        self.field, self.offered = field, offered
        self.field_flags = {"required": True} if field.needed else {}

    def __call__(self, _form: Any, asked: Field) -> None:
        """Raise the objection."""
        try:
            kept = read(self.field.sort, self.offered, _written(asked.data))
        except Unreadable as unreadable:
            raise ValidationError(unreadable.reason) from unreadable  # type: ignore[arg-type]
        if self.field.needed and not kept:
            raise ValidationError(REQUIRED)


class OwnForm(Checked):
    """What is asked of one document; ``shown`` is what the page showed: its kind and its values."""

    kept: Mapping[int, str] = {}
    kind = ""
    own_shown = HiddenField()

    @property
    def asked(self) -> list[Field]:
        """The fields to be filled in, in their order."""
        return [field for field in self if field is not self.own_shown]

    def values(self) -> Mapping[int, str]:
        """What was written, by the field's id."""
        return {int(f.name.removeprefix(MARK)): _written(f.data) for f in self.asked}

    def seen(self) -> Mapping[int, str]:
        """The values that were on the screen; what is kept where another kind was shown."""
        try:
            kind, told = json.loads(self.own_shown.data or "")
            return {int(key): str(told[key]) for key in told} if kind == self.kind else self.kept
        except (ValueError, TypeError, AttributeError):
            return self.kept

    def saved_with(self, write: Callable[[], Edition], by: Actor) -> Edition:
        """Write a draft and keep what was said, both or neither."""
        return with_values(write, self.values(), self.seen(), by)

    def show(self, kept: Mapping[int, str]) -> Self:
        """Note that the page shows ``kept`` as what is kept."""
        self.own_shown.data = json.dumps([self.kind, kept], ensure_ascii=False)
        return self


def own_form(kind: str, document: Document | None, sent: Any = None) -> OwnForm:
    """A form of the fields of a kind: what is kept of ``document``, and over it what was sent.

    What was sent is checked at once: a page that comes back for another reason tells of it too.
    """
    fields = queries.fields_of(kind)
    kept = queries.kept_in(document) if document and document.kind == kind else {}
    made = {f"{MARK}{field.id}": _asked(field, kept.get(field.id, "")) for field in fields}
    form: OwnForm = type("OwnFormOfKind", (OwnForm,), made)(sent or None)
    form.kind, form.kept = kind, kept
    for field in fields:
        if field.sort == Sort.CHOICE:
            offered = _offered(field, kept.get(field.id, ""))
            listed: Any = form[f"{MARK}{field.id}"]
            listed.choices = [("", NOT_CHOSEN), *((one, one) for one in offered)]
    if not sent:
        return form.show(kept)
    form.validate()
    return form


def own_beside(form: Form, document: Document | None, sent: Any) -> OwnForm:
    """The same, beside a form that says the kind of a document that is only begun."""
    chosen = form["kind"].data if "kind" in form else document and document.kind
    return own_form(chosen or "", document, sent)


def _asked(field: KindField, kept: str) -> Any:
    name: Any = name_of(field)
    offered = _offered(field, kept)
    rules: list[Any] = [Fits(field, offered)]
    if field.sort == Sort.DAY:
        begun = date.fromisoformat(kept) if kept else None
        rules = rules if field.needed else [Optional(), *rules]
        return DateField(name, rules, format=["%d/%m/%Y", "%Y-%m-%d"], default=begun)
    if field.sort == Sort.CHOICE:
        return SelectField(name, rules, choices=[], default=kept, validate_choice=False)
    looks = {"maxlength": str(LONGEST), "autocomplete": "off"}
    if field.sort == Sort.NUMBER:
        looks["inputmode"] = "decimal"
    written = shown(field.sort, kept)
    return StringField(name, rules, filters=[clean], default=written, render_kw=looks)


def _offered(field: KindField, kept: str) -> list[str]:
    """What may be chosen; what was chosen before stays though the list changed since."""
    return [*field.choices, *([kept] if kept and kept not in field.choices else [])]


def _written(data: object) -> str:
    return data.isoformat() if isinstance(data, date) else str(data or "")
