"""The rules of document control, without a database."""

from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest

from checks.procedures import tables
from qms.documents import lifecycle
from qms.documents.lifecycle import LIFECYCLE, STATE_NAMES, VERB_NAMES, State
from qms.kernel.access import Actor, Role
from qms.kernel.lifecycle import Refused

PROCEDURES = Path(__file__).parent.parent.parent / "procedures"
WHO_IN_VIETNAMESE = {
    "author of the edition": "người soạn thảo",
    "named reviewer": "người xem xét được giao",
    "named approver": "người phê duyệt được giao",
    "quality officer": "thư ký ISO",
    "named reviewer, named approver or quality officer": (
        "người xem xét được giao, người phê duyệt được giao hoặc thư ký ISO"
    ),
    "author of the edition or quality officer": "người soạn thảo hoặc thư ký ISO",
}


def somebody(number: int, *roles: Role) -> Actor:
    return Actor(number, f"Người {number}", holds=frozenset((role, None) for role in roles))


AUTHOR = somebody(1, Role.AUTHOR)
REVIEWER = somebody(2, Role.REVIEWER)
APPROVER = somebody(3, Role.APPROVER)
OFFICER = somebody(4, Role.QUALITY_OFFICER)
EVERY_ROLE = somebody(9, *Role)


def edition(state: str = "draft", **changed: object) -> SimpleNamespace:
    given = {
        "state": state,
        "author_id": 1,
        "reviewer_id": 2,
        "approver_id": 3,
        "is_reviewed": False,
        "signers_are_fit": True,
        "editions": [],
    }
    return SimpleNamespace(**(given | changed))


ALLOWED = [
    ("submit", edition("draft"), AUTHOR, "in review"),
    ("review", edition("in review"), REVIEWER, "in review"),
    ("approve", edition("in review", is_reviewed=True), APPROVER, "approved"),
    ("return", edition("in review"), REVIEWER, "draft"),
    ("return", edition("in review"), APPROVER, "draft"),
    ("return", edition("approved"), OFFICER, "draft"),
    ("put in force", edition("approved"), OFFICER, "in force"),
    ("supersede", edition("in force"), OFFICER, "superseded"),
    ("withdraw", edition("in force"), OFFICER, "withdrawn"),
    ("discard", edition("draft"), AUTHOR, "discarded"),
    ("discard", edition("draft"), OFFICER, "discarded"),
]


@pytest.mark.parametrize(("verb", "subject", "by", "reached"), ALLOWED)
def test_each_step_leads_where_the_table_says(
    verb: str, subject: SimpleNamespace, by: Actor, reached: str
) -> None:
    moved = SimpleNamespace(**vars(subject))
    LIFECYCLE.check(verb, moved, by)
    LIFECYCLE.take(verb, moved)
    assert moved.state == reached


@pytest.mark.parametrize(("verb", "subject", "by", "_reached"), ALLOWED)
def test_a_bystander_with_every_role_but_no_name_on_the_route_takes_no_named_step(
    verb: str, subject: SimpleNamespace, by: Actor, _reached: str
) -> None:
    bystander = somebody(9, *(set(Role) - {Role.QUALITY_OFFICER}))
    assert LIFECYCLE.objections(verb, subject, bystander)


@pytest.mark.parametrize(("verb", "subject", "by", "_reached"), ALLOWED)
def test_who_lost_the_role_loses_the_step(
    verb: str, subject: SimpleNamespace, by: Actor, _reached: str
) -> None:
    assert LIFECYCLE.objections(verb, subject, somebody(by.id, Role.STAFF))


@pytest.mark.parametrize(("verb", "state"), [(v, s) for v, s in product(LIFECYCLE.steps, State)])
def test_a_step_starts_only_where_the_table_says(verb: str, state: State) -> None:
    step = LIFECYCLE.steps[verb]
    subject = edition(state, author_id=9, reviewer_id=9, approver_id=9)
    texts = [said.text for said in LIFECYCLE.objections(verb, subject, EVERY_ROLE)]
    out_of_turn = any(text.startswith("Phiên bản đang ở trạng thái") for text in texts)
    assert out_of_turn == (state not in step.sources)


@pytest.mark.parametrize(("reviewer", "approver"), [(1, 3), (2, 1), (2, 2)])
def test_author_reviewer_and_approver_are_three_people(reviewer: int, approver: int) -> None:
    subject = edition(reviewer_id=reviewer, approver_id=approver)
    assert lifecycle.signers_not_distinct(subject, AUTHOR)
    assert LIFECYCLE.objections("submit", subject, AUTHOR)


def test_three_different_people_meet_no_objection() -> None:
    assert lifecycle.signers_not_distinct(edition(), AUTHOR) is None


@pytest.mark.parametrize("missing", ["reviewer_id", "approver_id"])
def test_a_route_needs_both_its_people(missing: str) -> None:
    assert LIFECYCLE.objections("submit", edition(**{missing: None}), AUTHOR)


def test_nobody_signs_what_they_wrote() -> None:
    both = somebody(1, Role.AUTHOR, Role.REVIEWER, Role.APPROVER)
    subject = edition("in review", reviewer_id=1, is_reviewed=True)
    assert lifecycle.own_work(subject, both) in LIFECYCLE.objections("review", subject, both)
    assert lifecycle.own_work(subject, both) in LIFECYCLE.objections("approve", subject, both)


def test_approval_waits_for_the_review_of_the_same_bytes() -> None:
    assert lifecycle.not_reviewed(edition("in review"), APPROVER)
    assert lifecycle.not_reviewed(edition("in review", is_reviewed=True), APPROVER) is None


def test_one_review_is_one_signature() -> None:
    subject = edition("in review", is_reviewed=True)
    assert lifecycle.already_reviewed(subject, REVIEWER) in LIFECYCLE.objections(
        "review", subject, REVIEWER
    )


def test_every_reason_is_given_at_once_and_nothing_changes() -> None:
    subject = edition("withdrawn", reviewer_id=None)
    with pytest.raises(Refused) as refused:
        LIFECYCLE.check("submit", subject, somebody(7))
    assert len(refused.value.reasons) == 3
    assert subject.state == "withdrawn"


@pytest.mark.parametrize("state", [s for s in State if s != State.DRAFT])
def test_only_a_draft_changes(state: State) -> None:
    assert lifecycle.not_open_to_change(edition(state), AUTHOR)
    assert lifecycle.not_open_to_change(edition("draft"), AUTHOR) is None
    assert lifecycle.not_open_to_change(edition("draft"), REVIEWER)


@pytest.mark.parametrize("state", list(State))
def test_one_edition_at_a_time_is_on_its_way(state: State) -> None:
    document = SimpleNamespace(editions=[edition(state)])
    open_states = {State.DRAFT, State.IN_REVIEW, State.APPROVED}
    assert bool(lifecycle.another_is_open(document, AUTHOR)) == (state in open_states)


def _written(language: str, head: tuple[str, ...]) -> list[tuple[str, ...]]:
    text = (PROCEDURES / f"document-control.{language}.md").read_text("utf-8")
    found = [table.rows for table in tables(text) if tuple(table.head) == head]
    assert len(found) == 1
    return [tuple(row) for row in found[0]]


def test_the_written_procedure_says_the_same_in_english() -> None:
    table = [
        (step.verb, ", ".join(step.sources), str(step.target), step.by.name)
        for step in LIFECYCLE.steps.values()
    ]
    assert _written("en", ("Step", "From", "To", "Who")) == table


def test_the_written_procedure_says_the_same_in_vietnamese() -> None:
    names = {state: STATE_NAMES[state].text.lower() for state in State}
    table = [
        (
            VERB_NAMES[step.verb].text.lower(),
            ", ".join(names[State(s)] for s in step.sources),
            names[State(step.target)],
            WHO_IN_VIETNAMESE[step.by.name],
        )
        for step in LIFECYCLE.steps.values()
    ]
    head = ("Bước", "Từ trạng thái", "Sang trạng thái", "Người thực hiện")
    written = [tuple(cell.lower() for cell in row) for row in _written("vi", head)]
    assert written == [tuple(cell.lower() for cell in row) for row in table]
