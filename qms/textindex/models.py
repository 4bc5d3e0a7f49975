"""What waits to be indexed."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.database import Moment, Row, Trace


class IndexTask(Row):
    """A source that changed, written in the transaction that changed it.

    The row goes only after the index has taken the change in, so none is lost between the two.
    """

    __tablename__ = "index_task"
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(Moment)
