"""Questions and what was answered.

Triggers (see the migration) let questions change while their edition is open only, keep every
attempt as it was made, let it say "passed" only when it is, and refuse a receipt of an edition with
questions that its reader has not answered rightly.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.models import Edition
from qms.documents.questions.lifecycle import FEWEST_CHOICES, MOST_CHOICES
from qms.kernel.database import Moment, Row

LINES = "length(choices) - length(replace(choices, char(10), '')) + 1"


class Question(Row):
    """A question of one edition; its choices stand one a line, ``right_line`` from 1."""

    __tablename__ = "reading_question"
    __table_args__ = (
        CheckConstraint("text <> ''", name="reading_question_asks"),
        CheckConstraint(
            f"{LINES} BETWEEN {FEWEST_CHOICES} AND {MOST_CHOICES}", name="reading_question_choices"
        ),
        CheckConstraint(f"right_line BETWEEN 1 AND {LINES}", name="reading_question_right"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    text: Mapped[str]
    choices: Mapped[str]
    right_line: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    edition: Mapped[Edition] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def offered(self) -> Sequence[str]:
        """The choices, in their order."""
        return self.choices.split("\n")

    def traced_as(self) -> Row:
        """Questions are told on their edition's line."""
        return self.edition


class Attempt(Row):
    """What somebody answered, ``answers`` as the numbers of their choices: "2 1 3"."""

    __tablename__ = "reading_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    answers: Mapped[str]
    passed: Mapped[bool]
    tried_at: Mapped[datetime] = mapped_column(Moment)
    edition: Mapped[Edition] = relationship()

    @property
    def chosen(self) -> Sequence[int]:
        """The number of the choice for each question."""
        return [int(answer) for answer in self.answers.split()]

    def __str__(self) -> str:
        return str(self.edition)
