"""What an edition knows of its rounds: who is asked, who has signed, what is still awaited."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped

from qms.audit_trail.models import TrailLine
from qms.documents.remarks.models import Remark
from qms.documents.routes.models import RouteStep, Signature, StepReturn
from qms.documents.routes.turns import Round, is_ended


class InRounds:
    """The part of an edition that is about signing; the columns and links stand in the model."""

    if TYPE_CHECKING:
        author_id: Mapped[int]
        round: Mapped[int]
        file_digest: Mapped[str]
        steps: Mapped[list[RouteStep]]
        signatures: Mapped[list[Signature]]
        returns: Mapped[list[StepReturn]]
        remarks: Mapped[list[Remark]]
        brought: Mapped[list[TrailLine]]

    @property
    def route(self) -> list[RouteStep]:
        """The steps of the present round, in order; none before the first submission."""
        return [step for step in self.steps if step.round == self.round]

    @property
    def valid_signatures(self) -> list[Signature]:
        """Those of the present round, for the present bytes, that no return has ended."""
        ends = [(r.position, r.last_signature) for r in self.returns if r.round == self.round]
        return [
            s
            for s in self.signatures
            if s.round == self.round
            and s.digest == self.file_digest
            and not is_ended(s.position, s.id, ends)
        ]

    @property
    def makers(self) -> frozenset[int]:
        """The author, and whoever put a Word file into the edition."""
        return frozenset({self.author_id, *(x.actor_id for x in self.brought if x.actor_id)})

    @property
    def readers_by_signing(self) -> frozenset[int]:
        """Whoever knows the present bytes, having written or signed them."""
        signed = (s.person_id for s in self.signatures if s.digest == self.file_digest)
        return frozenset({self.author_id, *signed})

    @property
    def round_now(self) -> Round:
        """The present round, as the rules see it."""
        return Round(
            self.makers,
            tuple(step.asked for step in self.route),
            tuple(s.given for s in self.valid_signatures),
        )

    @property
    def open_remarks(self) -> int:
        """How many comments wait for the author's answer, of whatever round."""
        return sum(remark.is_open for remark in self.remarks)

    @property
    def is_reviewed(self) -> bool:
        """Whether the present bytes passed every step before the approval in this round."""
        return self.round_now.is_reviewed
