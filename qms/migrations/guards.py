"""Triggers by which the database itself refuses, and the conditions that several of them share."""

from collections.abc import Iterable

from alembic import op

Guard = tuple[str, str, str, str]
"""Name; what it stands before ("UPDATE ON table"); the condition that is refused; what is said."""


def create(guards: Iterable[Guard]) -> None:
    """Let the database refuse what each of ``guards`` forbids."""
    for name, when, condition, said in guards:
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {when} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )


def values(pairs: Iterable[tuple[str, str]]) -> str:
    """Pairs as a list for ``IN (VALUES ...)``."""
    return ", ".join(f"('{before}', '{after}')" for before, after in pairs)


def changed(*columns: str) -> str:
    """That an UPDATE changes one of the columns."""
    return "(" + " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in columns) + ")"


def again(table: str) -> str:
    """That an INSERT would replace a row."""
    return f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"


def slip_of(treatment: str) -> str:
    """The state of the nonconformity whose present round a treatment is."""
    return (
        "(SELECT n.state FROM nonconformity AS n JOIN nonconformity_treatment AS t ON "
        f"t.nonconformity_id = n.id AND t.round = n.round WHERE t.id = {treatment})"
    )


def not_in(treatment: str, *states: str) -> str:
    """That the nonconformity is in none of the states, or the round is not its present one."""
    named = ", ".join(f"'{state}'" for state in states)
    return f"coalesce({slip_of(treatment)}, '') NOT IN ({named})"
