"""Nonconformities of the tests, brought to a state through every step before it."""

from dataclasses import replace
from datetime import date, timedelta

from qms.attachments import gate
from qms.documents.models import Edition
from qms.kernel import clock
from qms.nonconformities import operations
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.operations import Acceptance, Cited, Correction, Report
from tests.attachments.files import a_pdf
from tests.town import actor, person, unit_id

LATE = "Hồ sơ đăng ký khai sinh trả trễ hai ngày so với giấy hẹn."
CLAUSE = "9001:2015/8.7"
STATES = ("reported", "accepted", "corrected", "declined", "merged", "withdrawn")
NUMBERS = {"a report": "1", "a report taken on": "2"}
"""What stands in addresses."""


def two() -> dict[str, int]:
    """A report with a file, and one that its unit's head handles: their versions."""
    first, second = a_report(files=[a_file()]), accepted()
    return dict(zip(NUMBERS, (first.version, second.version), strict=True))


def fields() -> dict[str, object]:
    """What the forms of nonconformities want."""
    return {
        "what": LATE,
        "place": "Quầy 2",
        "found_on": f"{today():%d/%m/%Y}",
        "clause": "",
        "into": "2",
        "done": "Đã trả kết quả",
        "on": f"{today():%d/%m/%Y}",
        "consequences": "Đã xin lỗi",
        "source": "late file",
        "grade": "minor",
        "handler": str(person("binh").id),
        "correct_by": f"{today() + timedelta(days=3):%d/%m/%Y}",
        "places": "",
        "clauses": CLAUSE,
        "indicators": "3.1",
    }


def today() -> date:
    return clock.today()


def a_report(by: str = "linh", about: Edition | None = None, **given: object) -> Nonconformity:
    """What a clerk of economy reports of their own unit."""
    anchor = about.clauses[0].anchor if about else ""
    usual = Report(LATE, "Quầy 2", today(), unit_id("KT"), about, anchor)
    return operations.report(replace(usual, **given), by=actor(by))  # type: ignore[arg-type]


def an_acceptance(**given: object) -> Acceptance:
    """Taken on for economy, to be handled by its head within three days."""
    usual = Acceptance(
        title="Trả hồ sơ khai sinh trễ hẹn",
        source="late file",
        grade="minor",
        unit_id=unit_id("KT"),
        handler_id=person("binh").id,
        correct_by=today() + timedelta(days=3),
        criteria=frozenset({Cited(clause_key=CLAUSE)}),
        indicators=frozenset({"3.1"}),
    )
    return replace(usual, **given)  # type: ignore[arg-type]


def accepted(found: Nonconformity | None = None, by: str = "lan", **given: object) -> Nonconformity:
    """A report, taken on."""
    found = found or a_report()
    return operations.accept(found, an_acceptance(**given), found.version, by=actor(by))


def corrected(found: Nonconformity | None = None, by: str = "binh") -> Nonconformity:
    """Taken on and corrected at once."""
    found = found or accepted()
    done = Correction("Đã trả kết quả tại nhà", today(), "Đã xin lỗi người dân")
    return operations.correct(found, done, found.version, by=actor(by))


def one_in(state: str) -> Nonconformity:
    """A nonconformity in a state."""
    found = a_report()
    if state in ("accepted", "corrected"):
        accepted(found)
    if state == "corrected":
        corrected(found)
    if state == "declined":
        operations.decline(found, found.version, by=actor("lan"), reason="đúng hẹn")
    if state == "merged":
        operations.merge(found, accepted(), found.version, by=actor("lan"))
    if state == "withdrawn":
        operations.withdraw(found, found.version, by=actor("linh"), reason="nhầm")
    return found


def a_file() -> gate.CheckedFile:
    """A paper to send along."""
    return gate.take_in(a_pdf(), "phieu-hen.pdf")
