"""What the page of figures is asked: a year, or the days from and to, and a unit."""

from collections.abc import Sequence
from typing import Any

from wtforms.validators import ValidationError

from qms.kernel.forms import YEARS, Checked, choice, day
from qms.kernel.i18n import msg
from qms.nonconformities.figures.period import Period
from qms.nonconformities.figures.queries import Asked
from qms.organisation.models import Unit

ALL = msg("Tất cả đơn vị")


class PeriodForm(Checked):
    """The time and the unit; what cannot be read is said and stays as it was typed."""

    since = day(msg("Từ ngày"))
    until = day(msg("Đến hết ngày"))
    unit = choice(msg("Đơn vị"), number=True)

    def validate_until(self, field: Any) -> None:
        """A time ends after it begins, and is no longer than can be shown."""
        first, last = self.since.data, field.data
        if not first or not last:
            return
        if last < first:
            raise ValidationError(msg("Ngày cuối phải từ ngày đầu trở đi."))
        if first.year not in YEARS or last.year not in YEARS or Period(first, last).is_too_long:
            raise ValidationError(msg("Hãy chọn khoảng thời gian không quá mười năm."))

    def offer(self, units: Sequence[Unit]) -> None:
        """Let the unit be chosen among all of the agency, also those that have closed."""
        self.unit.choices = [(0, ALL), *((unit.id, unit.name) for unit in units)]

    @property
    def asked(self) -> Asked:
        """What was asked, once it is valid."""
        assert self.since.data
        assert self.until.data
        return Asked(Period(self.since.data, self.until.data), self.unit.data)
