"""Where an agency sits, out of its name.

Source: Nghị định 30/2020/NĐ-CP, annex I, II.4: a text bears the name of the place; the kind of the
place stands before a name that is a number.
"""

import re

_PLACE = re.compile(
    r"\b(phường|xã|thị trấn|đặc khu|quận|huyện|thị xã|thành phố|tỉnh)\s+"
    r"(\S.*?)(?=\s+(?:quận|huyện|thị xã|thành phố|tỉnh)\s|\s*[,(–-]|\s*$)",
    re.IGNORECASE,
)


def place_of(agency: str) -> str:
    """The place in a name, "Tân Hòa" of "UBND phường Tân Hòa"; "" where none is named."""
    found = _PLACE.search(agency)
    if found is None:
        return ""
    kind, name = found.groups()
    return f"{kind.capitalize()} {name}" if name.isdigit() else name
