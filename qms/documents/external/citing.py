"""Reads which laws, decrees and standards a text cites. Plain Python, in linear time.

A citation is a full number (30/2020/NĐ-CP), a short one after its kind (NĐ 30/2020), a law by its
name (Luật Hộ tịch năm 2014) or a standard (TCVN ISO 9001:2015). Letters, submissions, plans and
case files have numbers too and are no law: only the kinds of ``numbers.TYPES`` count. What a text
gives in short is completed by what the same document gives in full.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from qms.documents.external.numbers import (
    SHORT,
    TYPES,
    WORDS,
    YEAR,
    name_key,
    number_key,
    other_keys,
    plain,
    tidy,
)
from qms.documents.external.particulars import Particulars, date_after, particulars

VERSION = 2
"""Raised whenever the same text would be read otherwise; editions are then read again."""

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_LEAD = rf"(?:(?P<word>(?i:{_WORD})(?i: lien tich)?|ND|TT|QD|NQ)(?:\s+(?i:so))?\s?:?\s?)?"
_BEFORE = r"(?<![\w/.\-])"
_TYPE = "|".join(sorted(TYPES, key=len, reverse=True))
_FULL = re.compile(
    rf"{_BEFORE}{_LEAD}(?P<number>(?<![\d/.\-])\d{{1,5}}\s?/\s?(?:"
    rf"{YEAR}\s?/\s?(?i:UBTVQH|QH)\d{{1,2}}"
    rf"|(?:{YEAR}\s?/\s?)?(?i:NDCP|(?:{_TYPE})\s?-\s?[A-Z]{{2,12}}(?:-[A-Z]{{2,12}}){{0,4}}))"
    r"|(?<![\d/.\-])\d{1,4}-QD/TW)(?!\w)"
)
_BRIEF = re.compile(
    rf"{_BEFORE}(?:(?P<word>(?i:{'|'.join(SHORT)})|ND|TT|QD|NQ)(?:\s+(?i:so))?\s?:?\s?)"
    rf"(?P<number>\d{{1,4}}(?:\s?/\s?|\s(?i:nam)\s){YEAR})(?!\s?/\s?[A-Za-z\d]|[\w\-])"
)
_STANDARD = re.compile(
    rf"{_BEFORE}(?P<number>(?:TCVN|QCVN|ISO)(?:[ /](?:ISO|IEC|TS|TR)){{0,2}} "
    r"\d{1,6}(?:-\d{1,2}(?!\d))?"
    rf"(?:\s?[:\-]\s?{YEAR})?(?:/[A-Z]{{2,8}})?)(?!\w)"
)
_LAW = re.compile(
    rf"{_BEFORE}(?P<word>Hien phap|HIEN PHAP|(?:Bo luat|BO LUAT|Luat|LUAT|Phap lenh|PHAP LENH)"
    r"(?= [A-Z]))"
)
_NAMES = re.compile(r"(?P<gap>,? )(?P<word>[^\W\d_]{1,20})")
_YEAR_AFTER = re.compile(rf",? (?:(?i:nam) )?(?P<year>{YEAR})(?![\w/])")
_ENDS_NAME = re.compile(
    r",? (?:(?i:năm|nam|số|so|ngày|ngay|được|thì|khi|theo|của|cua|tại|có|là|này|từ|sau|trước|đến|"
    r"trong|hoặc|mà|về|cho phép|quy định|quy dinh|hiện hành|hien hanh|sửa đổi)|"
    r"Luật|Nghị|Thông|Quyết|Điều|Khoản)(?!\w)"
)
_BY_NUMBER = re.compile(r" (?:\((?i:luat) )?(?i:so) ")
_GOES_ON = re.compile(
    r" (?i:phong|phong chay|phong chay, chua chay|phong chay, chua chay va cuu nan|"
    r"quan ly|thi dua|pho bien|hon nhan|xuat canh|nhap canh|chat luong san pham|"
    r"tin nguong|thuc hanh tiet kiem|dau tu)"
)
"""How names of laws begin that go on behind a comma or "và": Luật Phòng, chống tham nhũng."""
_OF_MERIT = " có công"
_ENDS_AT_AND = frozenset(["va"])
_MOST_WORDS = 16
_ARTICLE = r"(?i:dieu)\s\d+[a-z]?(?:\.\d+)*"
_MORE = r"(?:\s?(?:,|va|den)\s?(?:(?i:dieu)\s)?\d+[a-z]?(?:\.\d+)*(?![\w/]))"
_ARTICLES_BEFORE = re.compile(rf"{_ARTICLE}{_MORE}{{0,8}}\s(?:cua\s)?$")
_ARTICLES_AFTER = re.compile(rf"[\s,;(]{{0,3}}(?:va\s)?(?P<list>{_ARTICLE}{_MORE}{{0,8}})")
_ASIDE = re.compile(r"\s?\([^()]{0,120}\)")
_FIGURE = re.compile(r"\d+[a-z]?(?:\.\d+)*")
_FAR = 120


@dataclass(frozen=True)
class Cited:
    """A law that a text names, as it stands there; ``about`` is what else is said of it."""

    key: str
    printed: str
    articles: tuple[str, ...]
    about: Particulars


class _Place(NamedTuple):
    """Where a citation stands: its key, its number or name, and from where to where."""

    start: int
    end: int
    key: str
    kind: str
    number: str
    name: str = ""


def read(text: str) -> list[Cited]:
    """What one text cites, each once, in its order."""
    return read_all([text])[0]


def read_all(texts: Sequence[str]) -> list[list[Cited]]:
    """What each clause of a document cites; what is short in one is completed from the others."""
    tidied = [tidy(text) for text in texts]
    found = [_places(text, plain(text)) for text in tidied]
    full = _completions(place for places in found for place in places)
    return [
        _once(text, [place._replace(key=full.get(place.key, place.key)) for place in places])
        for text, places in zip(tidied, found, strict=True)
    ]


def _places(text: str, flat: str) -> list[_Place]:
    """Every citation in its order; what two readers see, the first of them has."""
    taken: list[_Place] = []
    for reader in (_laws, _full, _brief, _standards):
        for place in reader(text, flat):
            at = bisect(taken, place)
            free_before = at == 0 or taken[at - 1].end <= place.start
            if free_before and (at == len(taken) or taken[at].start >= place.end):
                taken.insert(at, place)
    return taken


def _full(text: str, flat: str) -> Iterator[_Place]:
    for found in _FULL.finditer(flat):
        number = _line(text[slice(*found.span("number"))])
        yield _Place(found.start(), found.end(), _key_of(number, flat, found.end()), "", number)


def _key_of(number: str, flat: str, end: int) -> str:
    return number_key(number, date_after(flat, end))


def _brief(text: str, flat: str) -> Iterator[_Place]:
    for found in _BRIEF.finditer(flat):
        sign = SHORT.get(found["word"].lower(), found["word"])
        figures = "-".join(re.findall(r"\d+", found["number"]))
        organ = "-CP" if sign == "ND" else ""
        number = _line(text[slice(*found.span("number"))])
        if organ:
            number = f"{figures.replace('-', '/')}/NĐ-CP"
        key = number_key(f"{figures}-{sign}{organ}")
        yield _Place(found.start(), found.end(), key, TYPES[sign], number)


def _standards(text: str, flat: str) -> Iterator[_Place]:
    for found in _STANDARD.finditer(flat):
        number = _line(text[found.start() : found.end()])
        yield _Place(found.start(), found.end(), number_key(number), "standard", number)


def _laws(text: str, flat: str) -> Iterator[_Place]:
    for found in _LAW.finditer(flat):
        kind = WORDS[found["word"].lower()]
        long, brief = _ends_of_name(text, flat, found.end())
        name = _line(text[found.start() : long])
        if dated := _YEAR_AFTER.match(flat, long):
            key = name_key(name, dated["year"])
            yield _Place(found.start(), dated.end(), key, kind, "", name)
        elif numbered := _BY_NUMBER.match(flat, long):
            if whole := _FULL.match(flat, numbered.end()):
                number = _line(text[slice(*whole.span("number"))])
                key = _key_of(number, flat, whole.end())
                yield _Place(found.start(), whole.end(), key, kind, number, name)
        elif signed := date_after(flat, long):
            yield _Place(found.start(), long, name_key(name, signed.year), kind, "", name)
        elif brief > found.end():
            name = _line(text[found.start() : brief])
            yield _Place(found.start(), brief, name_key(name), kind, "", name)


def _ends_of_name(text: str, flat: str, start: int) -> tuple[int, int]:
    """Where the name that begins here ends if a year follows, and where if none does."""
    end, brief = start, 0
    if flat[start - 4 : start].lower() == "phap":  # there is one constitution; it has no name
        return start, start
    for _count in range(_MOST_WORDS):
        found = _NAMES.match(flat, end)
        ends = end > start and _ENDS_NAME.match(text, end)
        if found is None or (ends and not text.startswith(_OF_MERIT, end)):
            break
        halts = "," in found["gap"] or found["word"].lower() in _ENDS_AT_AND
        if halts and not _GOES_ON.fullmatch(flat, start, end):
            brief = brief or end
        end = found.end()
    return end, brief or end


def _completions(places: Iterable[_Place]) -> Mapping[str, str]:
    """Short keys of a document that only one of its full ones completes."""
    full: dict[str, set[str]] = {}
    for place in places:
        about = _kind_of(place)
        for short in _short_keys(place, about):
            full.setdefault(short, set()).add(place.key)
    return {short: keys.pop() for short, keys in full.items() if len(keys) == 1}


def _short_keys(place: _Place, kind: str) -> set[str]:
    whole = {name_key(place.name)} if place.name else set()
    if place.number:
        whole |= other_keys(kind, place.number, place.name, None)
        year = re.search(YEAR, place.number)
        whole |= {name_key(place.name, year[0])} if place.name and year else set()
        whole.add(number_key(place.number))
    return whole - {place.key}


def _kind_of(place: _Place) -> str:
    if place.kind:
        return place.kind
    sign = re.sub(r"^[\d\-]+", "", place.key).partition("-")[0]
    return TYPES.get(sign, "law" if sign.startswith(("QH", "UBTVQH")) else "other")


def _once(text: str, places: Sequence[_Place]) -> list[Cited]:
    """One citation for each key, with every article that is named beside it."""
    flat, found = plain(text), dict[str, Cited]()
    ends = [place.end for place in places]
    for i, place in enumerate(places):
        after = places[i + 1].start if i + 1 < len(places) else len(flat)
        articles = _articles(flat, place, ends[i - 1] if i else 0, after)
        known = found.get(place.key)
        if known is None:
            about = particulars(text, flat, place.end, _kind_of(place), place.number, place.name)
            printed = _line(text[place.start : place.end])
            found[place.key] = Cited(place.key, printed, articles, about)
        else:
            both = tuple(dict.fromkeys(known.articles + articles))
            found[place.key] = replace(known, articles=both)
    return list(found.values())


def _articles(flat: str, place: _Place, earliest: int, after: int) -> tuple[str, ...]:
    """The articles named before a citation, or behind it where no other citation takes them."""
    before = flat[max(earliest, place.start - _FAR) : place.start]
    if named := _ARTICLES_BEFORE.search(before):
        return tuple(_FIGURE.findall(named[0]))
    found: list[str] = []
    end = place.end
    while named := _ARTICLES_AFTER.match(flat, end, after):
        if re.fullmatch(r"\s(?:cua\s)?", flat[named.end() : after]):
            break
        found += _FIGURE.findall(named["list"])
        aside = _ASIDE.match(flat, named.end(), after)
        end = aside.end() if aside else named.end()
    return tuple(dict.fromkeys(found))


def _line(text: str) -> str:
    return " ".join(text.split())
