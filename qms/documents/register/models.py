"""The views of a register that people keep for themselves."""

from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.database import Row, Trace, among

INTERNAL, EXTERNAL = REGISTERS = ("internal", "external")


class SavedView(Row):
    """A way of looking at one of the registers that a person gave a name; nobody else sees it.

    ``query`` is what stands behind the question mark of its address. No matter of the agency, so
    the trail does not tell of it.
    """

    __tablename__ = "saved_view"
    __table_args__ = (
        UniqueConstraint("person_id", "register", "name", name="one_view_a_name"),
        CheckConstraint(among("register", REGISTERS), name="saved_view_register"),
    )
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    register: Mapped[str]
    name: Mapped[str]
    query: Mapped[str]
