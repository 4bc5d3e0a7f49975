"""Who acts, and in which roles. Words only: people and appointments live in ``organisation``."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A part a person plays; several at once is usual. Vietnamese names: ``organisation.roles``."""

    ADMINISTRATOR = "administrator"
    MANAGEMENT_REPRESENTATIVE = "management_representative"
    QUALITY_OFFICER = "quality_officer"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    UNIT_HEAD = "unit_head"
    STAFF = "staff"
    INTERNAL_AUDITOR = "internal_auditor"
    INSPECTOR = "inspector"
    SCORER = "scorer"
    VERIFIER = "verifier"
    COUNCIL_MEMBER = "council_member"


@dataclass(frozen=True)
class Actor:
    """Someone who acts, as they stand at this moment.

    ``holds`` are pairs (role, unit id); the unit id is ``None`` for the whole agency.
    ``stands_in`` are pairs (person id, role): for whom they may sign today, and in which part. It
    gives no role of one's own.
    """

    id: int
    name: str
    title: str = ""
    holds: frozenset[tuple[Role, int | None]] = frozenset()
    stands_in: frozenset[tuple[int, Role]] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held now, in whatever unit."""
        return frozenset(role for role, _unit in self.holds)

    def has(self, *roles: Role) -> bool:
        """Whether one of ``roles`` is held, in whatever unit."""
        return not self.roles.isdisjoint(roles)
