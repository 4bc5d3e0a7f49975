"""What the calendar is called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, day, name_columns, name_kind, name_verbs
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.organisation.calendar.forms import SORTS
from qms.organisation.calendar.models import CalendarPeriod


def announce() -> None:
    """Name verbs and kinds, and where each is shown."""
    name_verbs(
        {
            "add calendar period": Sentence("Ghi vào lịch làm việc"),
            "remove calendar period": Sentence("Bỏ khỏi lịch làm việc"),
        }
    )
    name_kind("calendar_period", Kind(Sentence("Lịch làm việc"), _periods, str, _place_of_period))
    name_columns(
        "calendar_period",
        {
            "first": Sentence("Từ ngày"),
            "last": Sentence("Đến hết ngày"),
            "name": Sentence("Tên gọi"),
            "sort": Sentence("Loại ngày"),
        },
        readings={"first": day, "last": day, "sort": lambda code: Sentence(SORTS[code])},
    )


def _periods(ids: Iterable[int]) -> Sequence[CalendarPeriod]:
    return db.session.scalars(select(CalendarPeriod).where(CalendarPeriod.id.in_(ids))).all()


def _place_of_period(period: CalendarPeriod) -> str:
    return url_for("working_days.index", year=period.first.year)
