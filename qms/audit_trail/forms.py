"""What the trail's page is asked."""

from collections.abc import Mapping

from qms.audit_trail.queries import Wanted
from qms.kernel.forms import day_from
from qms.kernel.text import whole_number


def wanted_from(sent: Mapping[str, str]) -> Wanted:
    """Filters out of an address; what cannot be read is left out."""
    return Wanted(
        who=sent.get("who", "").strip()[:100],
        verb=sent.get("verb", ""),
        kind=sent.get("kind", ""),
        start=day_from(sent.get("start", "")),
        end=day_from(sent.get("end", "")),
        page=whole_number(sent.get("page", ""), 1),
    )
