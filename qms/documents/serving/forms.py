"""What the page of indicators sends."""

from collections.abc import Iterable

from wtforms import HiddenField, SelectMultipleField

from qms.kernel.forms import Checked, long_text
from qms.kernel.i18n import msg


class IndicatorsForm(Checked):
    """The indicators ticked, and those that were ticked when the page was opened."""

    shown = HiddenField()
    indicators = SelectMultipleField(
        msg("Chỉ số phục vụ"),
        choices=[],
        validate_choice=False,  # the verb knows the numbers
    )
    reason = long_text(msg("Ghi chú"), most=1000, needed=False)

    def show(self, numbers: Iterable[str]) -> None:
        """Note that the page shows ``numbers`` as those that are kept."""
        self.shown.data = " ".join(sorted(numbers))

    @property
    def seen(self) -> frozenset[str]:
        """Those that were on the person's screen."""
        return frozenset((self.shown.data or "").split())

    @property
    def named(self) -> frozenset[str]:
        """Those that are ticked."""
        return frozenset(self.indicators.data or ())
