"""The register of laws and decrees: entered when they came out, and what befell them since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from qms.demo.script import at_work, external, in_office
from qms.demo.stage import Act, Stage
from qms.documents.external.lifecycle import Act as Fate
from qms.documents.external.numbers import number_key
from qms.documents.external.operations import (
    ExternalFacts,
    Happening,
    add_external,
    declare,
    pass_over,
)
from qms.documents.external.queries import by_key
from qms.kernel import clock

REGISTER_BEGAN = 485.0
"""Days ago; what was issued before is entered on that day, later ones ten days after their day."""
ENTERED, DECLARED = time(9, 5), time(9, 15)
NEWS = timedelta(days=10)
EXAMPLE_SEEN = 120.0
EXAMPLE = "05/QĐ-UBND"
NO_LAW = "Số quyết định trong ví dụ về thể thức, không phải văn bản viện dẫn."
KEPT_AT = "Cơ sở dữ liệu quốc gia về văn bản pháp luật"
DAYS = {"issued": "issued", "from": "start", "until": "until"}
AS_ANNOUNCED = "Theo điều khoản thi hành của văn bản thay thế."


@dataclass(frozen=True)
class Law:
    """An external document of the story."""

    kind: str
    number: str
    name: str
    issuer: str
    unit: str
    follower: str
    issued: date | None = None
    start: date | None = None
    until: date | None = None
    replaced_by: str = ""
    noticed_days_ago: float = 0.0
    noticed_because: str = AS_ANNOUNCED


def acts(_told: dict[str, Any]) -> Iterator[Act]:
    """What is known of by now is entered; what was replaced is declared so."""
    yield Act(in_office(DECLARED, EXAMPLE_SEEN), _pass_over)
    for told in external():
        law = _law(told)
        entered = in_office(ENTERED, REGISTER_BEGAN)
        if law.issued:
            entered = max(entered, at_work(ENTERED, law.issued + NEWS))
        if entered < clock.now():
            yield Act(entered, partial(_enter, law))
        if law.until and law.until <= clock.today():
            yield Act(_noticed(law), partial(_declare, law))


def _pass_over(stage: Stage) -> None:
    pass_over(EXAMPLE, number_key(EXAMPLE), by=stage.officer(), reason=NO_LAW)


def _law(told: dict[str, Any]) -> Law:
    known: dict[str, Any] = {key: what for key, what in told.items() if key not in DAYS}
    known |= {DAYS[key]: date.fromisoformat(told[key]) for key in DAYS if key in told}
    return Law(**known)


def _noticed(law: Law) -> datetime:
    if law.noticed_days_ago:
        return in_office(DECLARED, law.noticed_days_ago)
    return in_office(DECLARED, REGISTER_BEGAN)


def _enter(law: Law, stage: Stage) -> None:
    facts = ExternalFacts(
        kind=law.kind,
        number=law.number,
        name=law.name,
        issuer=law.issuer,
        signed_on=law.issued,
        in_force_from=law.start,
        kept_at=KEPT_AT,
        unit_id=stage.unit(law.unit).id,
        follower_id=stage.person(law.follower).id,
    )
    add_external(facts, by=stage.officer())


def _declare(law: Law, stage: Stage) -> None:
    document, by = by_key(number_key(law.number)), by_key(number_key(law.replaced_by))
    if document is None or by is None or law.until is None:
        raise LookupError(f"{law.number} is not in the register")
    what = Happening(Fate.REPLACED, law.until, by.id)
    declare(document, what, by=stage.officer(), reason=law.noticed_because)
