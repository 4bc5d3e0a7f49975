"""Odd things sent to every address of treatment: no page breaks."""

import random
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from flask import Flask

from tests.nonconformities import rights
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
ODD: tuple[Any, ...] = (
    *("", " ", "\x00", "\u202e\u200b", "x" * 5000, "9" * 5000, "-1", "1e9", "0", "true", "NaN"),
    *("31/02/2026", "01/01/0001", "31/12/9999", "2026-02-30", "<script>alert(1)</script>"),
    *("%s %(name)s {0} {{ 7*7 }}", "'; DROP TABLE person; --", "\U0001f600", "ﷺ" * 50, "１２"),
    None,
    ["3.1", "9.9", ""],
)
ROUTES: Mapping[str, tuple[str, str]] = {
    "/cause": ("a form corrected", "binh"),
    "/actions": ("a form with its cause", "binh"),
    "/actions/1/planning": ("a form with its cause", "binh"),
    "/actions/1/dropping": ("a form with its cause", "binh"),
    "/plan": ("a form with its cause", "binh"),
    "/plan/taking-back": ("a plan proposed", "binh"),
    "/plan/return": ("a plan proposed", "hanh"),
    "/plan/approval": ("a plan proposed", "hanh"),
    "/plan/change": ("a plan approved", "binh"),
    "/actions/1/progress": ("a plan approved", "khoa"),
    "/actions/1/completion": ("a plan approved", "khoa"),
    "/actions/1/extensions": ("a plan approved", "khoa"),
    "/actions/1/extensions/1/answer": ("more time asked", "hanh"),
    "/actions/1/extensions/1/withdrawal": ("more time asked", "khoa"),
    "/actions/1/verification": ("an action done", "lan"),
    "/actions/1/return": ("an action done", "lan"),
    "/effect": ("a form to judge", "minh"),
    "/closing": ("a form that worked", "hanh"),
    "/reopening": ("a closed form", "lan"),
    "/handing-over": ("a form corrected", "lan"),
}
MORE = ("reason", "first_proof_kept", "data_file_kept", "procedure", "law", "next_on", "look")


def test_nothing_that_is_sent_breaks_a_page(app: Flask, visit: Visit) -> None:
    with app.app_context():
        versions, usual = rights.a_desk(), {k: str(v) for k, v in rights.fields().items()}
    usual |= dict.fromkeys(MORE, "x")
    dice, answers = random.Random(7), []
    for path, (state, who) in ROUTES.items():
        visitor, place = visit(who), f"/nonconformities/{rights.NUMBERS[state]}{path}"
        token = visitor.token()
        for count in range(11):
            given: dict[str, Any] = {
                name: dice.choice(ODD) if dice.random() < count / 11 else value
                for name, value in usual.items()
            }
            given = {name: value for name, value in given.items() if value is not None}
            given["seen"] = dice.choice([str(versions[state]), "", "x", "9" * 30])
            if "action" in path and dice.random() < 0.5:
                given["first_proof"] = (BytesIO(dice.choice([b"", b"%PDF-", b"\x89PNG"])), "a.pdf")
            given |= {"csrf_token": token, "once": f"{count}{path}"[:60]}
            answer = visitor.client.post(place, data=given)
            answers.append(answer.status_code)
            assert answer.status_code in (200, 302, 409, 413, 422), (path, given)
        huge = {"csrf_token": token, "reason": "x" * 300_000, "said": "x" * 300_000}
        assert visitor.client.post(place, data=huge).status_code == 413
        assert visitor.client.post(place, data={"csrf_token": token}).status_code in (409, 422)
    assert {302, 409, 422} <= set(answers)
