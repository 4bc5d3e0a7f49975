"""The chain: each line holds the one before it."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.audit_trail.chain import START, Link, Verdict, verify

NOON = datetime(2026, 2, 5, 5, 0, 0, 123456, tzinfo=UTC)
FIRST = Link(
    number=1,
    at=NOON,
    actor_id=None,
    actor_name="Hệ thống",
    actor_as="",
    verb="set up",
    subject_kind="unit",
    subject_id=1,
    subject_label="UBND phường Tân Hòa",
    changes={"name": [None, "UBND phường Tân Hòa"], "code": [None, "UBND"]},
    reason="lý do “đầu tiên”",
)
FROZEN = (
    '{"actor_as":"","actor_id":null,"actor_name":"Hệ thống",'
    '"at":"2026-02-05T05:00:00.123456+00:00",'
    '"changes":{"code":[null,"UBND"],"name":[null,"UBND phường Tân Hòa"]},"number":1,'
    '"reason":"lý do “đầu tiên”","subject_id":1,"subject_kind":"unit",'
    '"subject_label":"UBND phường Tân Hòa","verb":"set up"}'
)
FROZEN_DIGEST = "6221cf75bb6f89d3323b881a06f38d94d58bafcae043e429affc6fa2a9a9f77e"
LENGTH = 6
FIELDS = [field.name for field in fields(Link)]


@dataclass
class Kept:
    """A line as it was stored."""

    content: Link
    previous: str
    digest: str

    def link(self) -> Link:
        return self.content


def chained(links: list[Link]) -> list[Kept]:
    lines, head = [], START
    for link in links:
        lines.append(Kept(link, head, link.digest(head)))
        head = lines[-1].digest
    return lines


def trail(length: int = LENGTH) -> list[Kept]:
    return chained(
        [
            replace(FIRST, number=n, at=NOON + timedelta(hours=n), reason=f"việc {n}", actor_id=n)
            for n in range(1, length + 1)
        ]
    )


def test_the_canonical_form_stays_as_it_was_for_ever() -> None:
    assert FIRST.canonical() == FROZEN
    assert FIRST.digest(START) == FROZEN_DIGEST


def test_the_same_moment_in_another_zone_is_the_same_line() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=7)))
    assert replace(FIRST, at=there).canonical() == FROZEN


def test_a_whole_second_is_written_to_the_microsecond() -> None:
    assert (
        '"at":"2026-02-05T05:00:00.000000+00:00"'
        in replace(FIRST, at=NOON.replace(microsecond=0)).canonical()
    )


def test_a_whole_chain_is_found_whole() -> None:
    lines = trail()
    assert verify(lines) == Verdict(LENGTH, lines[-1].digest, broken_at=None)
    assert verify(lines).whole


def test_an_empty_chain_is_whole() -> None:
    assert verify([]) == Verdict(0, START, broken_at=None)


def other(value: Any) -> Any:
    """Something of the same kind that is not ``value``."""
    if isinstance(value, str):
        return value + " "
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1)
    if isinstance(value, dict):
        return {**value, "name": ["", "UBND phường Tân Hòa"]}
    return (value or 0) + 1


@given(st.integers(1, LENGTH), st.sampled_from([*FIELDS, "previous", "digest"]))
def test_any_field_changed_in_any_line_is_found_with_its_number(number: int, field: str) -> None:
    lines = trail()
    line = lines[number - 1]
    if field in FIELDS:
        changed = replace(line.content, **{field: other(getattr(line.content, field))})
        lines[number - 1] = replace(line, content=changed)
    else:
        setattr(line, field, "f" * 64)
    verdict = verify(lines)
    assert not verdict.whole
    assert verdict.broken_at == number
    assert verdict.lines == number - 1


@given(st.integers(1, LENGTH - 1), st.sampled_from(FIELDS))
def test_a_line_changed_with_its_digest_made_anew_breaks_the_next(number: int, field: str) -> None:
    lines = trail()
    line = lines[number - 1]
    changed = replace(line.content, **{field: other(getattr(line.content, field))})
    lines[number - 1] = Kept(changed, line.previous, changed.digest(line.previous))
    broken = number if field == "number" else number + 1
    assert verify(lines).broken_at == broken


@given(st.integers(1, LENGTH - 1))
def test_a_line_taken_out_is_found(number: int) -> None:
    lines = trail()
    del lines[number - 1]
    assert verify(lines).broken_at == number


@given(st.integers(1, LENGTH + 1), st.booleans())
def test_a_line_put_in_between_is_found(number: int, well_chained: bool) -> None:
    lines = trail()
    before = lines[number - 2].digest if number > 1 else START
    stranger = replace(FIRST, number=number if well_chained else 99, reason="xen vào")
    lines.insert(number - 1, Kept(stranger, before, stranger.digest(before)))
    wanted = (number + 1 if number <= LENGTH else None) if well_chained else number
    assert verify(lines).broken_at == wanted


@given(st.integers(1, LENGTH), st.integers(1, LENGTH))
def test_two_lines_that_changed_places_are_found(one: int, other: int) -> None:
    lines = trail()
    lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]
    assert verify(lines).broken_at == (min(one, other) if one != other else None)


@given(st.dictionaries(st.text(), st.tuples(st.none() | st.text() | st.integers(), st.text())))
def test_the_order_of_what_changed_does_not_matter(changes: dict[str, Any]) -> None:
    turned = dict(reversed(changes.items()))
    assert replace(FIRST, changes=changes).canonical() == replace(FIRST, changes=turned).canonical()


def test_words_may_hold_a_line_feed_without_faking_a_link() -> None:
    one = replace(FIRST, reason="a\nb")
    assert "\n" not in one.canonical()


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_counts(field: str) -> None:
    changed = replace(FIRST, **{field: other(getattr(FIRST, field))})
    assert changed.digest(START) != FIRST.digest(START)
    assert FIRST.digest("1" * 64) != FIRST.digest(START)
