"""What the page of an indicator's name sends."""

from typing import Self

from wtforms import HiddenField

from qms.indicators.lifecycle import LONGEST_NAME
from qms.kernel.forms import Checked, long_text, text
from qms.kernel.i18n import Name, msg
from qms.kernel.text import row_number


class RestorationForm(Checked):
    """Why the catalogue's own name is taken back, and which version was on the screen."""

    seen = HiddenField()
    reason = long_text(msg("Lý do"), most=1000)

    def for_version(self, version: int) -> Self:
        """Itself, sent from a page that shows ``version``."""
        self.seen.data = str(version)
        return self

    @property
    def version(self) -> int:
        """The version, or one that never was."""
        return row_number(self.seen.data or "")


class LabelForm(RestorationForm):
    """A name in both languages, and why."""

    vi = text(msg("Tên tiếng Việt"), most=LONGEST_NAME)
    en = text(msg("Tên tiếng Anh"), most=LONGEST_NAME)

    def called(self) -> Name:
        """The name as the form gives it, in one line each."""
        return Name(*(" ".join((field.data or "").split()) for field in (self.vi, self.en)))
