"""Letters of apology. Triggers (see the migration) number them one after the other, take one only
while its nonconformity is handled, and refuse to change or remove it.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.decisions.lifecycle import FORMS
from qms.kernel.database import Moment, Row, among
from qms.nonconformities.models import Nonconformity
from qms.organisation.models import Person


class Apology(Row):
    """A letter to whose file is late: with the reason, and the day on which it will be ready.

    ``citizen`` is how the letter speaks to them ("bà Nguyễn Thị Hoa"). ``file_code`` is the number
    of the file at the one-stop counter, which is kept elsewhere. ``place`` stands before the day.
    ``signing_form`` ("TL.") and ``on_behalf_of`` stand above the ``signer_title``. ``serial``
    counts the letters of a nonconformity. Its line in the trail is its own: what it tells of a
    citizen is not for everybody who may see the nonconformity.
    """

    __tablename__ = "apology"
    __table_args__ = (
        UniqueConstraint("nonconformity_id", "serial", name="one_apology_a_serial"),
        CheckConstraint(
            "citizen <> '' AND address <> '' AND file_code <> '' AND service <> '' AND "
            "reason <> '' AND contact <> '' AND place <> '' AND signer_name <> '' AND "
            "signer_title <> ''",
            name="apology_says_all",
        ),
        CheckConstraint("new_on > promised_on", name="apology_gives_a_later_day"),
        CheckConstraint(among("signing_form", FORMS), name="apology_signing_form"),
        CheckConstraint("signing_form = '' OR on_behalf_of <> ''", name="apology_signed_for"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonconformity_id: Mapped[int] = mapped_column(ForeignKey("nonconformity.id"))
    serial: Mapped[int]
    citizen: Mapped[str]
    address: Mapped[str]
    file_code: Mapped[str]
    service: Mapped[str]
    promised_on: Mapped[date]
    new_on: Mapped[date]
    reason: Mapped[str]
    contact: Mapped[str]
    place: Mapped[str]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    signing_form: Mapped[str]
    on_behalf_of: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    written_at: Mapped[datetime] = mapped_column(Moment)

    nonconformity: Mapped[Nonconformity] = relationship()
    written_by: Mapped[Person] = relationship()

    def __str__(self) -> str:
        return f"{self.nonconformity.number}, {self.serial}"
