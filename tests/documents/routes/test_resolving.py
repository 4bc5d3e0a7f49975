"""From a wanted route to the people who are asked, and what stands in the way."""

from dataclasses import replace

import pytest

from qms.documents.routes.lifecycle import AGENCY, ANY, CHOICE, NAMED, StepRule, faults
from qms.documents.routes.resolving import Wanted, resolve
from qms.documents.routes.turns import ALL
from qms.kernel.access import Role

FIT = frozenset(range(1, 10))
REVIEW = Wanted("Soát xét", False, ANY, Role.REVIEWER, (2,), FIT)
CHECK = Wanted("Kiểm tra", False, ALL, Role.UNIT_HEAD, (4, 5), FIT)
APPROVAL = Wanted("Phê duyệt", True, ANY, Role.APPROVER, (3,), FIT)


def asked(*steps: Wanted, makers: tuple[int, ...] = (1,)) -> list[tuple[int, ...]]:
    plan = resolve(steps, makers)
    assert not plan.objections, plan.objections
    return [step.people for step in plan.steps]


def objection(*steps: Wanted, makers: tuple[int, ...] = (1,)) -> str:
    [said] = resolve(steps, makers).objections
    return str(said)


def test_each_step_asks_its_people() -> None:
    assert asked(REVIEW, CHECK, APPROVAL) == [(2,), (4, 5), (3,)]


def test_makers_are_left_out_where_others_can_sign() -> None:
    assert asked(replace(CHECK, people=(1, 4)), APPROVAL) == [(4,), (3,)]
    assert asked(replace(REVIEW, people=(1, 2)), APPROVAL) == [(2,), (3,)]


def test_a_maker_alone_at_a_step_is_objected_to() -> None:
    assert "người soạn thảo" in objection(replace(REVIEW, people=(1,)), APPROVAL)


def test_who_must_sign_keeps_the_step_and_a_step_of_several_gives_way() -> None:
    several = replace(APPROVAL, people=(2, 3, 6))
    assert asked(REVIEW, several) == [(2,), (3, 6)]
    assert asked(replace(REVIEW, people=(2, 3)), APPROVAL) == [(2,), (3,)]


def test_of_two_steps_of_several_the_later_keeps_its_people() -> None:
    early, late = replace(REVIEW, people=(2, 3, 4)), replace(APPROVAL, people=(3, 4))
    assert asked(early, late) == [(2,), (3, 4)]
    assert "không còn ai ký được" in objection(replace(early, people=(3, 4)), late)


def test_nobody_must_sign_twice() -> None:
    said = objection(REVIEW, replace(APPROVAL, people=(2,)))
    assert said == "Bước “Soát xét” và bước “Phê duyệt” phải do những người khác nhau ký."


def test_whoever_lost_the_role_is_not_asked() -> None:
    fit = FIT - {2}
    assert "không giữ vai trò" in objection(replace(REVIEW, fit=fit), APPROVAL)
    assert asked(replace(REVIEW, fit=fit, people=(2, 6)), APPROVAL) == [(6,), (3,)]
    assert "không giữ vai trò" in objection(replace(CHECK, fit=FIT - {5}), APPROVAL)


def test_the_author_picks_where_the_route_leaves_a_choice() -> None:
    choice = replace(REVIEW, people=(2, 6), choice=True)
    waiting = resolve([choice, APPROVAL], (1,))
    assert not waiting.objections
    assert [str(said) for said in waiting.unchosen] == ["Bước “Soát xét”: chưa chọn người ký."]
    assert asked(replace(choice, chosen=6), APPROVAL) == [(6,), (3,)]
    assert "trong danh sách" in objection(replace(choice, chosen=7), APPROVAL)


RULES = (
    StepRule("Soát xét", ANY, Role.QUALITY_OFFICER, AGENCY),
    StepRule("Phê duyệt", CHOICE, Role.APPROVER, AGENCY),
)


def test_a_route_ends_with_one_approval_after_a_review() -> None:
    assert faults(RULES) == []
    assert faults(()) == []


@pytest.mark.parametrize(
    ("steps", "because"),
    [
        (RULES[1:], "từ 2 đến"),
        (RULES[:1] * 7, "từ 2 đến"),
        ((RULES[1], RULES[0]), "là phê duyệt"),
        ((RULES[0], replace(RULES[1], way=ALL)), "là phê duyệt"),
        ((replace(RULES[0], role=Role.APPROVER), RULES[1]), "bước xem xét"),
        ((replace(RULES[0], role=Role.STAFF), RULES[1]), "bước xem xét"),
        ((replace(RULES[0], label="phê DUYỆT"), RULES[1]), "cùng một tên"),
        ((replace(RULES[0], label=""), RULES[1]), "cần có tên"),
        ((replace(RULES[0], place=NAMED), RULES[1]), "ít nhất một người"),
        ((replace(RULES[0], way="most"), RULES[1]), "chọn lại"),
    ],
)
def test_a_route_that_cannot_be_signed_is_no_route(
    steps: tuple[StepRule, ...], because: str
) -> None:
    assert any(because in str(said) for said in faults(steps))
