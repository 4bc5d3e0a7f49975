"""How wide words stand, estimated without a font, and where they are broken into lines.

Which font a reader has is not known, so the estimate is the widest of those that pages and papers
ask for (``--typeface`` in ``static/css/base.css``; Times New Roman; DejaVu Sans where a machine has
no other). A font that is narrower leaves some white at the right; none runs out of its box.
"""

import unicodedata

SIZE = 14
"""Height of the letters; all measures of a drawing are in the same unit, a pixel on the screen."""
LEADING = 20
"""From one line of text to the next."""

BOLD = 1.16
"""How much wider the same words are in bold letters."""
_STRANGE = 1.4  # a sign of another script or a small picture
_WIDTHS = {
    letter: width
    for width, letters in {
        0.34: " ijlI.,'‘’|/\\",
        0.43: "-J()[]ftr:;!",
        0.53: 'sz"°*_§–`',
        0.62: "ceokvxyaFL?T“”•",
        0.66: "bdghnpquđ0123456789EPY{}$",
        0.74: "ABCKRSVXZ",
        0.8: "DĐGHN",
        0.92: "MOQUw&+=<>#~^→≥≤×",
        1.02: "m%@W—…",
    }.items()
    for letter in letters
}
"""Widths of letters whose height is 1, without the marks above and below them."""


def width_of(words: str, *, bold: bool = False) -> float:
    """At most how wide ``words`` stand on one line."""
    letters = (unicodedata.normalize("NFD", c)[0] for c in words if not unicodedata.combining(c))
    wide = sum(_WIDTHS.get(letter, _STRANGE) for letter in letters)
    return SIZE * wide * (BOLD if bold else 1)


def wrapped(words: str, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """``words`` in lines no wider than ``room``; a word that is wider is broken."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if width_of(longer, bold=bold) <= room:
            lines[-1] = longer
            continue
        pieces = _pieces(word, room, bold=bold)
        lines += pieces if lines[-1] else pieces[1:]
        lines[-len(pieces)] = pieces[0]
    return tuple(lines)


def _pieces(word: str, room: float, *, bold: bool) -> list[str]:
    """``word`` in pieces that fit, of one letter at least."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, bold=bold) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
