"""Numbers of decisions: one decision a number and year, whatever became of it once signed."""

from qms.documents.decisions.lifecycle import number_key
from qms.documents.decisions.models import Decision
from qms.documents.decisions.queries import by_number
from qms.kernel.i18n import Sentence

NO_NUMBER = Sentence("Số, ký hiệu quyết định cần có số, ví dụ: 12/QĐ-UBND.")


def set_number(decision: Decision, number: str, year: int) -> None:
    """Give ``decision`` its number in a year, or none."""
    decision.number = number or None
    decision.key = number_key(number) if number else None
    decision.year = year if number else None


def number_unfit(number: str, year: int, own: Decision | None = None) -> list[Sentence | None]:
    """Object to a number that is none, or that another decision of the year has."""
    if not any(map(str.isdigit, number)):
        return [NO_NUMBER]
    taken = by_number(number, year)
    if taken is None or taken is own:
        return []
    return [
        Sentence(
            "Số %(number)s năm %(year)s đã có: %(about)s. Mỗi số chỉ dùng một lần trong năm.",
            number=number,
            year=year,
            about=taken.about,
        )
    ]
