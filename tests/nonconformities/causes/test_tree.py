"""Which cause answers which, and where the whys end."""

from qms.nonconformities.causes.tree import (
    BRANCH_NAMES,
    Branch,
    Cause,
    Node,
    nested,
    parents_of,
    roots_of,
)

LATE = Cause(Branch.PEOPLE, 0, "Cán bộ nghỉ dài ngày")
NOBODY = Cause(Branch.PEOPLE, 1, "Không có người làm thay")
NO_PLAN = Cause(Branch.PEOPLE, 2, "Phòng không lập lịch nghỉ")
OLD = Cause(Branch.MEANS, 0, "Máy quét hỏng")
NEW = Cause(Branch.PEOPLE, 1, "Không báo trước")


def test_every_branch_has_a_name() -> None:
    assert set(BRANCH_NAMES) == set(Branch)


def test_a_cause_answers_the_nearest_earlier_one_of_its_branch() -> None:
    assert parents_of((LATE, OLD, NOBODY, NO_PLAN, NEW)) == (None, None, 0, 2, 0)


def test_the_forest_knows_all_five_branches() -> None:
    grown = nested((LATE, NOBODY, NO_PLAN, NEW, OLD))
    assert grown[Branch.PEOPLE] == (Node(LATE, (Node(NOBODY, (Node(NO_PLAN),)), Node(NEW))),)
    assert grown[Branch.MEANS] == (Node(OLD),)
    assert [branch for branch, nodes in grown.items() if not nodes] == [
        Branch.PROCEDURE,
        Branch.ENVIRONMENT,
        Branch.LAW,
    ]


def test_the_last_answer_of_each_chain_is_a_root_cause() -> None:
    assert roots_of((LATE, NOBODY, NO_PLAN, NEW, OLD)) == (NO_PLAN, NEW, OLD)


def test_two_equal_answers_are_two_causes() -> None:
    assert roots_of((LATE, LATE, NOBODY)) == (LATE, NOBODY)


def test_nothing_has_no_roots() -> None:
    assert roots_of(()) == ()
    assert not any(nested(()).values())
