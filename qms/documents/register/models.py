"""The views of the register that people keep for themselves."""

from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.database import Row, Trace


class SavedView(Row):
    """A way of looking at the register that a person gave a name; nobody else sees it.

    ``query`` is what stands behind the question mark of its address. No matter of the agency, so
    the trail does not tell of it.
    """

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name", name="one_view_a_name"),)
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    query: Mapped[str]
