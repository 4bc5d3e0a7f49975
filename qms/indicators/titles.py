"""What indicators are called: as the agency corrected it, else as the catalogue has it.

A title is a sentence, and asks when it is said. So whoever keeps titles (a list to choose from, a
reading of the trail, a suggestion) neither asks the database nor shows an old name.
"""

from flask import has_app_context

from qms.indicators.queries import corrections
from qms.kernel.i18n import Name


class Title(Name):
    """Number and name of an indicator; ``own`` is the name that the catalogue gives it."""

    __slots__ = ("number", "own")

    def __init__(self, number: str, own: Name) -> None:
        super().__init__(f"{number} {own.text}", f"{number} {own.english}")
        self.number = number
        self.own = own

    def said_in(self, language: str) -> str:
        """The words in ``language`` ("vi" or "en"), as they are at this moment."""
        name = correction(self.number) or self.own
        return f"{self.number} {name.said_in(language)}"


def correction(number: str) -> Name | None:
    """The name that the agency gave an indicator instead of the catalogue's, if any.

    Without an installation at hand there is only the catalogue.
    """
    return corrections().get(number) if has_app_context() else None
