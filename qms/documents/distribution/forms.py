"""What the pages of readers send."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from qms.documents.distribution.lifecycle import USUAL_DAYS, term_out_of_bounds
from qms.documents.distribution.operations import Listed
from qms.documents.distribution.reach import Place
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
