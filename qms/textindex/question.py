"""A question as it was understood: the terms to look up and what they are worth."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from qms.textindex.analysis import LONGEST_QUESTION, Token, code_key, codes, pair_of, tokens

LONGEST_TYPED = 2_000
ALL_REQUIRED_UP_TO = 4
SHORTEST_CODE = 3
SHORTEST_BEGINNING = 2
"""Letters from which an unfinished word is looked up; fewer fit nearly everything."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term to look up. ``accented`` is empty unless it was typed with marks."""

    folded: str
    accented: str = ""
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question asks for. ``tokens`` point into ``text``, which may be shorter than typed."""

    text: str
    tokens: tuple[Token, ...]
    singles: tuple[Wanted, ...]
    pairs: tuple[Wanted, ...]
    codes: tuple[str, ...]
    whole_code: str
    cut: bool

    @property
    def is_short(self) -> bool:
        """Whether every syllable must be there: a name, not a sentence."""
        return len(self.singles) <= ALL_REQUIRED_UP_TO

    @property
    def words(self) -> tuple[str, ...]:
        """The syllables looked for, as they were typed."""
        return tuple(self.text[token.start : token.end] for token in self.tokens)


def understand(typed: str, *, typing: bool = False) -> Understood:
    """Read what somebody typed; ``typing`` takes the last word as unfinished.

    There is no query language to get wrong: quotes, stars and AND are only more text.
    """
    text = typed[:LONGEST_TYPED]
    found = tokens(text)
    read = found[:LONGEST_QUESTION]
    if typing and len(read) > 1 and len(read[-1].folded) < SHORTEST_BEGINNING:
        read.pop()
    last = read[-1] if typing and read and len(read[-1].folded) >= SHORTEST_BEGINNING else None
    return Understood(
        text=text,
        tokens=tuple(read),
        singles=_wanted([(t.folded, t.accented) for t in read], last.folded if last else None),
        pairs=_wanted([pair_of(a, b) for a, b in pairwise(read)], _last_pair(read, last)),
        codes=tuple(dict.fromkeys(codes(text))),
        whole_code=_whole_code(text, read),
        cut=len(found) > LONGEST_QUESTION or len(text) < len(typed),
    )


def _last_pair(read: list[Token], last: Token | None) -> str | None:
    return pair_of(read[-2], last)[0] if last and len(read) > 1 else None


def _wanted(forms: list[tuple[str, str]], unfinished: str | None) -> tuple[Wanted, ...]:
    """Each folded form once, with the marks it was typed with most."""
    counted = Counter(forms)
    best: dict[str, str] = {}
    for folded, accented in sorted(counted, key=lambda form: -counted[form]):
        if best.setdefault(folded, accented) == folded != accented:
            best[folded] = accented
    return tuple(
        Wanted(folded, accented if accented != folded else "", folded == unfinished)
        for folded, accented in best.items()
    )


def _whole_code(text: str, read: list[Token]) -> str:
    """``text`` as a squeezed code when it could be one (``qt 07`` and ``QT-07`` are ``QT07``)."""
    squeezed = squeeze(code_key(text))
    has_digit = any(token.folded.isdigit() for token in read)
    is_code = has_digit and not squeezed.isdigit() and squeezed.isalnum()
    return squeezed if is_code and len(squeezed) >= SHORTEST_CODE else ""


def squeeze(key: str) -> str:
    """A code's key without separators, for people who leave them out."""
    return key.replace("-", "")
