"""The rules of document control, without a database."""

from datetime import date
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest

from qms.documents import lifecycle
from qms.documents.lifecycle import LIFECYCLE, STATE_NAMES, VERB_NAMES, State
from qms.documents.routes.turns import ALL, ANY, Given, Round, Step
from qms.kernel.access import Actor, Role
from qms.kernel.lifecycle import Objection, Refused
from tests.procedures import in_english, in_vietnamese, written

WHO_IN_VIETNAMESE = {
    "author of the edition": "người soạn thảo",
    "named reviewer": "người xem xét được giao",
    "named approver": "người phê duyệt được giao",
    "quality officer": "thư ký ISO",
    "named reviewer, named approver or quality officer": (
        "người xem xét được giao, người phê duyệt được giao hoặc thư ký ISO"
    ),
    "author of the edition or quality officer": "người soạn thảo hoặc thư ký ISO",
    "the program, on the day that was set": "phần mềm, vào ngày đã định",
    "together with the edition that takes its place": "cùng lúc với phiên bản thay nó",
    "quality officer or management representative": "thư ký ISO hoặc đại diện lãnh đạo",
}


def somebody(number: int, *roles: Role) -> Actor:
    return Actor(number, f"Người {number}", holds=frozenset((role, None) for role in roles))


AUTHOR = somebody(1, Role.AUTHOR)
REVIEWER = somebody(2, Role.REVIEWER)
APPROVER = somebody(3, Role.APPROVER)
OFFICER = somebody(4, Role.QUALITY_OFFICER)
REPRESENTATIVE = somebody(5, Role.MANAGEMENT_REPRESENTATIVE)
EVERY_ROLE = somebody(9, *Role)


def asked(*given: Given, people: tuple[tuple[int, ...], ...] = ((2,), (3,))) -> Round:
    """Steps with their people, the last the approval; by default one reviewer, one approver."""
    last = len(people)
    steps = tuple(
        Step(n, Role.APPROVER, True, ANY, frozenset(seats))
        if n == last
        else Step(n, Role.REVIEWER, False, ALL, frozenset(seats))
        for n, seats in enumerate(people, start=1)
    )
    return Round(frozenset({1, 5}), steps, given)


REVIEWED = asked(Given(1, 2, 2))


def edition(state: str = "draft", round_now: Round | None = None, **changed: object) -> Any:
    now = round_now or asked()
    given = {
        "state": state,
        "author_id": 1,
        "reviewer_id": 2,
        "approver_id": 3,
        "round_now": now,
        "is_reviewed": now.is_reviewed,
        "open_remarks": 0,
        "editions": [],
        "parent": None,
        "effective_on": None,
        "listed": [],
        "document": SimpleNamespace(editions=[], earlier=[]),
        "adoption": None,
        "makers": now.makers,
    }
    return SimpleNamespace(**(given | changed))


def listed(*, has_come: bool = False) -> SimpleNamespace:
    """That a decision on its way holds an edition."""
    return SimpleNamespace(held=True, decision=SimpleNamespace(has_come=has_come))


LATER, TODAY = date(2199, 1, 1), date(2024, 1, 1)
WITH_SUCCESSOR = SimpleNamespace(editions=[edition("approved")])


ALLOWED = [
    ("submit", edition("draft"), AUTHOR, "in review"),
    ("review", edition("in review"), REVIEWER, "in review"),
    ("approve", edition("in review", REVIEWED), APPROVER, "approved"),
    ("return", edition("in review"), REVIEWER, "draft"),
    ("return", edition("in review"), APPROVER, "draft"),
    ("return", edition("approved"), OFFICER, "draft"),
    ("return to step", edition("in review", REVIEWED), APPROVER, "in review"),
    ("return to step", edition("in review", REVIEWED), OFFICER, "in review"),
    ("set day", edition("approved"), OFFICER, "approved"),
    ("take back day", edition("approved", effective_on=LATER), OFFICER, "approved"),
    ("put in force", edition("approved"), OFFICER, "in force"),
    ("withdraw", edition("in force"), OFFICER, "withdrawn"),
    ("discard", edition("draft"), AUTHOR, "discarded"),
    ("discard", edition("draft"), OFFICER, "discarded"),
    ("adopt", edition("draft"), OFFICER, "recorded"),
    ("confirm adoption", edition("recorded", makers=frozenset({1})), OFFICER, "in force"),
    ("confirm adoption", edition("recorded", makers=frozenset({1})), REPRESENTATIVE, "in force"),
    ("decline adoption", edition("recorded"), REPRESENTATIVE, "draft"),
]
WITH_ADOPTED = SimpleNamespace(editions=[edition("recorded")])
BY_THE_DAY = [
    ("come into force", edition("approved", effective_on=TODAY), OFFICER, "in force"),
    ("come into force", edition("approved", listed=[listed(has_come=True)]), OFFICER, "in force"),
    ("go out of force", edition("in force", listed=[listed(has_come=True)]), OFFICER, "withdrawn"),
    ("supersede", edition("in force", document=WITH_SUCCESSOR), OFFICER, "superseded"),
    ("supersede", edition("in force", document=WITH_ADOPTED), REPRESENTATIVE, "superseded"),
]


@pytest.mark.parametrize(("verb", "subject", "by", "reached"), ALLOWED + BY_THE_DAY)
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
    bystander = somebody(9, *(set(Role) - {Role.QUALITY_OFFICER, Role.MANAGEMENT_REPRESENTATIVE}))
    assert LIFECYCLE.objections(verb, subject, bystander)


@pytest.mark.parametrize(("verb", "subject", "by", "_reached"), ALLOWED)
def test_who_lost_the_role_loses_the_step(
    verb: str, subject: SimpleNamespace, by: Actor, _reached: str
) -> None:
    assert LIFECYCLE.objections(verb, subject, somebody(by.id, Role.STAFF))


@pytest.mark.parametrize(("verb", "state"), [(v, s) for v, s in product(LIFECYCLE.steps, State)])
def test_a_step_starts_only_where_the_table_says(verb: str, state: State) -> None:
    step = LIFECYCLE.steps[verb]
    subject = edition(state, asked(people=((9,), (9,))), author_id=9)
    texts = [said.text for said in LIFECYCLE.objections(verb, subject, EVERY_ROLE)]
    out_of_turn = any(text.startswith("Phiên bản đang ở trạng thái") for text in texts)
    assert out_of_turn == (state not in step.sources)


@pytest.mark.parametrize(("reviewer", "approver"), [(1, 3), (2, 1), (2, 2)])
def test_author_reviewer_and_approver_are_three_people(reviewer: int, approver: int) -> None:
    subject = edition(reviewer_id=reviewer, approver_id=approver)
    assert lifecycle.signers_not_distinct(subject, AUTHOR)


def test_three_different_people_meet_no_objection() -> None:
    assert lifecycle.signers_not_distinct(edition(), AUTHOR) is None


@pytest.mark.parametrize("maker", [1, 5])
def test_nobody_signs_what_they_wrote_or_brought(maker: int) -> None:
    both = somebody(maker, Role.AUTHOR, Role.REVIEWER, Role.APPROVER)
    subject = edition("in review", asked(people=((maker,), (3,))))
    for verb in ("review", "approve"):
        assert lifecycle.own_work(subject, both) in LIFECYCLE.objections(verb, subject, both)


def test_approval_waits_for_the_review_of_the_same_bytes() -> None:
    assert lifecycle.not_reviewed(edition("in review"), APPROVER)
    assert lifecycle.not_reviewed(edition("in review", REVIEWED), APPROVER) is None


def test_approval_waits_until_every_comment_is_answered() -> None:
    subject = edition("in review", REVIEWED, open_remarks=2)
    assert LIFECYCLE.objections("approve", subject, APPROVER) == [
        lifecycle.unanswered(subject, APPROVER)
    ]
    assert LIFECYCLE.objections("review", edition("in review", open_remarks=2), REVIEWER) == []


def test_one_review_is_one_signature() -> None:
    said = LIFECYCLE.objections("review", edition("in review", REVIEWED), REVIEWER)
    assert lifecycle.already_reviewed(edition("in review", REVIEWED), REVIEWER) in said
    assert lifecycle.signed_before(edition("in review", REVIEWED), REVIEWER) in said


def test_steps_are_signed_in_their_order() -> None:
    steps = ((2,), (6, 7), (3,))
    sixth, seventh = somebody(6, Role.REVIEWER), somebody(7, Role.REVIEWER)
    early = edition("in review", asked(people=steps))
    assert [x.text[:14] for x in LIFECYCLE.objections("review", early, sixth)] == ["Chưa đến lượt "]
    later = edition("in review", asked(Given(1, 2, 2), Given(2, 6, 6), people=steps))
    assert LIFECYCLE.objections("approve", later, APPROVER) == [
        lifecycle.not_reviewed(later, APPROVER)
    ]
    assert LIFECYCLE.objections("review", later, seventh) == []
    done = (Given(1, 2, 2), Given(2, 6, 6), Given(2, 7, 7))
    whole = edition("in review", asked(*done, people=steps))
    assert LIFECYCLE.objections("approve", whole, APPROVER) == []


def standing_in(number: int, *seats: tuple[int, Role]) -> Actor:
    return Actor(number, f"Người {number}", stands_in=frozenset(seats))


def test_who_stands_in_signs_for_an_absent_person_and_for_nobody_else() -> None:
    deputy = standing_in(8, (3, Role.APPROVER))
    assert LIFECYCLE.objections("approve", edition("in review", REVIEWED), deputy) == []
    assert LIFECYCLE.objections("review", edition("in review"), deputy)
    assert LIFECYCLE.objections("approve", edition("in review", REVIEWED), standing_in(8)) != []
    wrong_part = standing_in(8, (3, Role.REVIEWER))
    assert LIFECYCLE.objections("approve", edition("in review", REVIEWED), wrong_part)


@pytest.mark.parametrize(
    ("number", "objection"),
    [
        (1, lifecycle.own_work),
        (5, lifecycle.own_work),
        (2, lifecycle.signed_before),
        (2, lifecycle.named_elsewhere),
    ],
)
def test_who_stands_in_signs_neither_own_work_nor_a_second_step(
    number: int, objection: Objection
) -> None:
    deputy, subject = standing_in(number, (3, Role.APPROVER)), edition("in review", REVIEWED)
    said = objection(subject, deputy)
    assert said
    assert said in LIFECYCLE.objections("approve", subject, deputy)


def test_a_seat_signed_by_the_deputy_is_not_signed_again() -> None:
    subject = edition("in review", asked(Given(1, 2, 8), people=((2, 6), (3,))))
    said = LIFECYCLE.objections("review", subject, REVIEWER)
    assert [x.text for x in said] == ["Đã có người ký ở chỗ của bạn trong bước này."]


def test_one_returns_only_to_what_was_signed() -> None:
    assert lifecycle.nothing_signed(edition("in review"), APPROVER)
    assert lifecycle.nothing_signed(edition("in review", REVIEWED), APPROVER) is None


def test_every_reason_is_given_at_once_and_nothing_changes() -> None:
    subject = edition("withdrawn")
    with pytest.raises(Refused) as refused:
        LIFECYCLE.check("approve", subject, somebody(7))
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
    open_states = {State.DRAFT, State.IN_REVIEW, State.APPROVED, State.RECORDED}
    assert bool(lifecycle.another_is_open(document, AUTHOR)) == (state in open_states)


def test_the_written_procedure_says_the_same_in_english() -> None:
    head = ("Step", "From", "To", "Who")
    assert written("document-control.en", *head) == in_english(LIFECYCLE)


def test_the_written_procedure_says_the_same_in_vietnamese() -> None:
    head = ("Bước", "Từ trạng thái", "Sang trạng thái", "Người thực hiện")
    table = in_vietnamese(LIFECYCLE, VERB_NAMES, STATE_NAMES, WHO_IN_VIETNAMESE)
    assert written("document-control.vi", *head) == table
