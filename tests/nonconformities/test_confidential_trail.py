"""Confidential nonconformities: seen by who is named and who leads, in the trail too."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.audit_trail import queries as trail
from qms.audit_trail.queries import Wanted
from qms.nonconformities import queries
from tests.nonconformities import cases
from tests.nonconformities.cases import a_report, accepted, an_action, corrected
from tests.nonconformities.papers.letters import an_apology
from tests.town import actor, person
from tests.visitor import Visitor

SEEN_BY = {"lan", "hanh", "binh", "linh", "khoa"}
"""Officer, representative, handler, reporter, owner of an action."""
EVERYBODY = (*SEEN_BY, "minh", "tam", "phuc", "quang", "thao")


@pytest.fixture
def hidden(app: Flask) -> int:
    """A confidential form with an action of khoa."""
    with app.app_context():
        found = cases.analysed(corrected(accepted(a_report(), confidential=True)))
        an_action(found)
        return found.id


def test_only_who_is_named_or_leads_sees_it(
    app: Flask, visit: Callable[[str | None], Visitor], hidden: int
) -> None:
    for login in EVERYBODY:
        page = visit(login).get(f"/nonconformities/{hidden}")
        action = visit(login).get(f"/nonconformities/{hidden}/actions/1")
        wanted = 200 if login in SEEN_BY else 404
        assert (page.status_code, action.status_code) == (wanted, wanted), login
    with app.app_context():
        for login in EVERYBODY:
            found = queries.listed(actor(login), queries.Wanted()).total
            assert found == (login in SEEN_BY), login
            counted = queries.open_by_indicator(actor(login)).get("3.1", 0)
            assert counted == (login in SEEN_BY), login


def test_the_trail_tells_its_lines_to_no_other(app: Flask, hidden: int) -> None:
    kinds = {"nonconformity", "corrective_action"}
    with app.app_context():
        plain = accepted().id
        for login in ("lan", "hanh", "minh", "tam"):
            lines = trail.find(actor(login), Wanted()).lines
            told = {(n.subject_kind, n.subject_id) for n in lines if n.subject_kind in kinds}
            assert ("nonconformity", plain) in told
            assert (("nonconformity", hidden) in told) == (login in SEEN_BY), login
            assert any(kind == "corrective_action" for kind, _id in told) == (login in SEEN_BY)
        assert trail.whole_chain().whole


def test_an_auditor_who_handles_one_sees_its_lines(inside: Flask) -> None:
    found = accepted(confidential=True, handler_id=person("minh").id)
    lines = trail.find(actor("minh"), Wanted(kind="nonconformity")).lines
    assert found.id in {line.subject_id for line in lines}


def test_letters_of_a_confidential_form_are_told_to_no_other(inside: Flask) -> None:
    plain, secret = an_apology(), an_apology(accepted(confidential=True))
    for login in ("lan", "minh", "tam"):
        lines = trail.find(actor(login), Wanted(kind="apology")).lines
        told = {line.subject_id for line in lines}
        assert told == ({plain.id, secret.id} if login == "lan" else {plain.id}), login
