"""What the agency calls indicators otherwise than the catalogue does.

Triggers (see the migration) keep the number of a row, and the row.
"""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms.indicators.lifecycle import LONGEST_NAME, NUMBERS
from qms.kernel.database import Row, among
from qms.kernel.i18n import Name


class Label(Row):
    """The name that an agency gave an indicator; an indicator that was never corrected has no row.

    ``vi`` and ``en`` are empty (null) where the catalogue's own name was taken back.
    """

    __tablename__ = "indicator_label"
    __table_args__ = (
        CheckConstraint(among("number", NUMBERS), name="indicator_label_number"),
        CheckConstraint("(vi IS NULL) = (en IS NULL)", name="indicator_label_in_both_languages"),
        CheckConstraint("trim(vi) <> '' AND trim(en) <> ''", name="indicator_label_says_something"),
        CheckConstraint(
            f"length(vi) <= {LONGEST_NAME} AND length(en) <= {LONGEST_NAME}",
            name="indicator_label_fits",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    vi: Mapped[str | None]
    en: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def name(self) -> Name | None:
        """The name given; none where the catalogue's own holds."""
        return Name(self.vi, self.en) if self.vi and self.en else None

    def __str__(self) -> str:
        return self.number
