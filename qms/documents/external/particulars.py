"""What a text says of a law beside its number: when it was signed, by whom, what it is about."""

import re
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(
    r",?\s?(?i:ngay)\s(?P<day>\d{1,2})\s?(?:[/.\-]|(?i:thang))\s?(?P<month>\d{1,2})"
    r"\s?(?:[/.\-]|(?i:nam))\s?(?P<year>(?:19|20)\d\d)(?!\w)"
)
_ABOUT = "ve|quy dinh|ban hanh|sua doi|huong dan|cong bo|phe duyet|hop nhat|bai bo|thay the|giao"
_ISSUER = re.compile(
    rf",?\s(?i:cua)\s(?P<issuer>[A-Z][^.,;:()\n]{{1,80}}?)(?=\s(?:{_ABOUT})\b|[.,;:()\n]|$)"
)
_SUBJECT = re.compile(rf",?\s(?P<subject>(?:{_ABOUT})\b[^.;()\n]{{3,240}})")
_TITLE = re.compile(r"[,:\s\-]{1,4}(?P<title>[^\W\d_][^.,;:()\n]{3,160})")
_LEADS = ("va ", "dieu ", "hoac ", "cua ", "tai ", "thi ", "duoc ", "la ")
WORD_OF = {
    "resolution": "Nghị quyết",
    "decree": "Nghị định",
    "decision": "Quyết định",
    "directive": "Chỉ thị",
    "circular": "Thông tư",
    "consolidation": "Văn bản hợp nhất",
    "ordinance": "Pháp lệnh",
    "law": "Luật",
}
ISSUERS = {
    "ND-CP": "Chính phủ",
    "NQ-CP": "Chính phủ",
    "QD-TTG": "Thủ tướng Chính phủ",
    "CT-TTG": "Thủ tướng Chính phủ",
}


@dataclass(frozen=True)
class Particulars:
    """What was read; "" and ``None`` where the text does not say."""

    kind: str
    number: str
    name: str = ""
    issuer: str = ""
    signed_on: date | None = None

    @property
    def told(self) -> int:
        """How much is known, to choose the fullest of several."""
        return sum(map(bool, (self.name, self.issuer, self.signed_on)))


def date_after(flat: str, end: int) -> date | None:
    """The day that stands right behind a number, if it is one."""
    found = _DAY.match(flat, end)
    return _date(found) if found else None


def particulars(text: str, flat: str, end: int, kind: str, number: str, name: str) -> Particulars:
    """Read what follows a citation that ends at ``end``; ``flat`` is ``text`` without accents."""
    signed, issuer = None, ""
    if found := _DAY.match(flat, end):
        signed, end = _date(found), found.end()
    if said := _ISSUER.match(flat, end):
        issuer, end = text[slice(*said.span("issuer"))].strip(), said.end()
    return Particulars(
        kind, number, name or _named(text, flat, end, kind), issuer or _usual(number), signed
    )


def _named(text: str, flat: str, end: int, kind: str) -> str:
    if kind == "standard":
        title = _TITLE.match(flat, end)
        if title is None or flat[title.start("title") :].lower().startswith(_LEADS):
            return ""
        return text[slice(*title.span("title"))].strip()
    subject = _SUBJECT.match(flat, end)
    if subject is None or kind not in WORD_OF:
        return ""
    return f"{WORD_OF[kind]} {' '.join(text[slice(*subject.span('subject'))].split())}"


def _usual(number: str) -> str:
    upper = number.upper().replace("Đ", "D").replace(" ", "")
    return next((who for sign, who in ISSUERS.items() if upper.endswith(sign)), "")


def _date(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
