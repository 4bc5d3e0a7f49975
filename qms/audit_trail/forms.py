"""What the trail's page is asked."""

from collections.abc import Mapping
from datetime import date, datetime

from qms.audit_trail.queries import Wanted
from qms.kernel.text import whole_number

YEARS = range(1900, 3000)
"""Beyond these a day has no midnight that every database can hold."""


def wanted_from(sent: Mapping[str, str]) -> Wanted:
    """Filters out of an address; what cannot be read is left out."""
    return Wanted(
        who=sent.get("who", "").strip()[:100],
        verb=sent.get("verb", ""),
        kind=sent.get("kind", ""),
        start=_day(sent.get("start", "")),
        end=_day(sent.get("end", "")),
        page=whole_number(sent.get("page", ""), 1),
    )


def _day(written: str) -> date | None:
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            day = datetime.strptime(written.strip(), pattern).date()
        except ValueError:
            continue
        return day if day.year in YEARS else None
    return None
