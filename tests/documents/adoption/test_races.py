"""Two people settle one paper decision at once: one is heard, the other is told."""

from pathlib import Path

import pytest

from qms.documents.adoption.models import Adoption
from qms.kernel.database import db
from tests import races
from tests.contests import RACES, Race, Sent
from tests.paper import a_paper, recorded, second_officer
from tests.town import PASSWORD, a_draft

SHORT = 5


def _settling(adoption: Adoption, noun: str, login: str, typed: str) -> Sent:
    fields = {"seen": str(adoption.version), "reason": typed, "password": PASSWORD}
    return Sent(login, f"/documents/adoptions/{adoption.id}/{noun}", fields, typed)


def _waiting(code: str) -> Adoption:
    return recorded(a_draft(code), paper=a_paper(f"{db.session.query(Adoption).count() + 1}/QĐ"))


def two_confirmations(code: str) -> tuple[Sent, Sent]:
    """The representative and the other quality officer confirm."""
    officer, adoption = second_officer(), _waiting(code)
    shown = f"Quyết định số {adoption.number}"
    return (
        _settling(adoption, "confirmation", "hanh", shown),
        _settling(adoption, "confirmation", officer, shown),
    )


def confirmation_against_refusal(code: str) -> tuple[Sent, Sent]:
    """One confirms, the other declines."""
    officer, adoption = second_officer(), _waiting(code)
    return (
        _settling(adoption, "confirmation", "hanh", f"Quyết định số {adoption.number}"),
        _settling(adoption, "refusal", officer, "sai chức vụ người ký"),
    )


@pytest.mark.parametrize(
    "race",
    [
        Race(two_confirmations, ("confirm paper decision",)),
        Race(confirmation_against_refusal, ("confirm paper decision", "decline paper decision")),
    ],
    ids=["two confirmations", "confirmation against refusal"],
)
def test_of_two_who_settle_at_once_one_is_heard(
    data: Path, monkeypatch: pytest.MonkeyPatch, race: Race
) -> None:
    monkeypatch.setitem(RACES, "settling", race)
    report = races.run_races(data, "settling", SHORT)
    assert report.faults == []
    assert sum(report.wins) == SHORT
