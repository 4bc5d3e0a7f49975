"""What the pages of readers send."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import ValidationError

from qms.documents.distribution.reach import Place
from qms.kernel.forms import NOT_OFFERED, Checked, text
from qms.kernel.i18n import msg


class PlacesField(SelectMultipleField):
    """Several of the places that the page offers."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        if set(self.data or ()) - {value for value, *_rest in self.iter_choices()}:
            raise ValidationError(NOT_OFFERED)


class DistributionForm(Checked):
    """The whole list of a document, and the list that was on the screen before."""

    places = PlacesField(msg("Danh sách phổ biến"), choices=[], validate_choice=False)
    known = HiddenField()
    reason = text(
        msg("Ghi chú"), most=1000, needed=False, hint=msg("Dòng này được lưu trong nhật ký.")
    )

    def wanted(self) -> frozenset[Place]:
        """The list as it is to be."""
        return _read(self.places.data or ())

    def seen(self) -> frozenset[Place]:
        """The list as the person saw it."""
        return _read((self.known.data or "").split())


def written(place: Place) -> str:
    """A place as a form sends it: "3:staff"."""
    return f"{place[0]}:{place[1]}"


def _read(sent: Iterable[str]) -> frozenset[Place]:
    found = set()
    for said in sent:
        unit, _colon, group = said.partition(":")
        if unit.isdecimal() and len(unit) < 10:
            found.add((int(unit), group))
    return frozenset(found)
