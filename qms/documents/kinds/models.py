"""How each kind of document is numbered and how often it is reviewed."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms.documents.kinds import KIND_NAMES
from qms.kernel.database import Row

LONGEST_INTERVAL = 120


class KindSetting(Row):
    """The agency's rule for one kind; a kind without a row has no rule.

    ``pattern`` is "" where codes are free; ``review_months`` is 0 where no review is due.
    """

    __tablename__ = "kind_setting"
    __table_args__ = (
        CheckConstraint(f"kind IN ({', '.join(map(repr, KIND_NAMES))})", name="kind_setting_kind"),
        CheckConstraint(
            f"review_months BETWEEN 0 AND {LONGEST_INTERVAL}", name="kind_setting_months"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(unique=True)
    pattern: Mapped[str]
    review_months: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def __str__(self) -> str:
        return str(KIND_NAMES[self.kind])
