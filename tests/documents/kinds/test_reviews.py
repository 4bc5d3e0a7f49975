"""When a document in force is due for another look."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.kinds import queries
from qms.documents.kinds.operations import KindRule, set_kind
from qms.documents.kinds.reviews import due_after, is_overdue, months_after
from qms.kernel import clock
from tests.town import actor, an_edition


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 15), 2, date(2026, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 1), 12, date(2026, 12, 1)),
    ],
)
def test_months_end_where_a_person_would_count_them(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 120))
def test_no_month_is_shorter_than_the_database_is_asked_for(day: date, months: int) -> None:
    after = months_after(day, months)
    assert after - day >= queries.SHORTEST_MONTH * months
    assert (after.year - day.year) * 12 + after.month - day.month == months


def test_the_day_is_the_one_in_viet_nam() -> None:
    late_evening = datetime(2026, 1, 31, 18, tzinfo=UTC)
    assert due_after("procedure", late_evening, {"procedure": 12}) == date(2027, 2, 1)
    assert due_after("manual", late_evening, {"procedure": 12}) is None
    assert due_after("procedure", None, {"procedure": 12}) is None


def test_only_a_day_that_has_passed_is_overdue(inside: Flask) -> None:
    today = clock.today()
    assert is_overdue(today - timedelta(days=1))
    assert not is_overdue(today)
    assert not is_overdue(None)


def test_the_officer_is_told_what_is_past_its_review_and_nothing_else(inside: Flask) -> None:
    with clock.showing(clock.days_ago(400)):
        old = an_edition("in force", "QT-01/VP")
        an_edition("approved", "QT-02/VP")
    an_edition("in force", "QT-03/VP")
    lan = actor("lan")
    assert not queries.overdue(lan)
    set_kind("procedure", KindRule("", 12), 0, by=lan, reason="soát xét hằng năm")
    told = queries.longest_overdue(lan)
    assert told.total == 1
    [due] = told.longest
    assert due.edition is old
    assert due.is_late
    assert not queries.overdue(lan, {"procedure": 24})
    assert not queries.overdue(lan, {"procedure": 0, "manual": 1})
    assert not queries.overdue(actor("son"))
