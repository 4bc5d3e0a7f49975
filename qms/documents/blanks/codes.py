"""Which form a file is, and codes for new ones: those after the forms a procedure has."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from typing import Protocol, TypeVar

from qms.kernel.alphabet import sort_key
from qms.textindex.analysis import code_key, fold


class Coded(Protocol):
    """What carries a code and a title."""

    key: str
    title: str


F = TypeVar("F", bound=Coded)
_LAST_NUMBER = re.compile(r"(.*?)(\d{1,6})(\D*)", re.DOTALL)


def following(codes: Iterable[str], given: Collection[str]) -> Iterator[str]:
    """Codes after the last of ``codes`` that ends in a number, none of which is ``given`` (keys).

    BM.01-03/TP is followed by BM.01-04/TP. Where no code has a number nothing follows.
    """
    numbered = [found for code in codes if (found := _LAST_NUMBER.fullmatch(code))]
    if not numbered:
        return
    last = max(numbered, key=lambda found: sort_key(found[0]))
    for number in count(int(last[2]) + 1):
        code = f"{last[1]}{number:0{len(last[2])}d}{last[3]}"
        if code_key(code) not in given:
            yield code


def meant(forms: Sequence[F], code: str, title: str, name: str) -> F | None:
    """The form that a file is: by the code in it, else by its file's name or its title."""
    key, stem = code_key(code), code_key(name.rpartition(".")[0])
    for form in forms:
        if form.key == key:
            return form
    if key:
        return None
    longest = sorted(forms, key=lambda form: -len(form.key))
    named = (form for form in longest if f"{stem}-".startswith(f"{form.key}-"))
    titled = (form for form in forms if title and fold(form.title) == fold(title))
    return next(named, None) or next(titled, None)
