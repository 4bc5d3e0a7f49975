"""The made-up ward as it stands after it was built."""

from collections import Counter

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms import demo
from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.demo import script
from qms.documents.distribution.overview import overview
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import document_by_key
from qms.documents.word import source
from qms.indicators.catalogue import INDICATORS
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.organisation import queries
from qms.organisation.models import Person
from qms.organisation.passwords import matches
from qms.textindex.analysis import code_key
from tests.demo.conftest import Ward
from tests.visitor import Visitor

TOLD = script.agency()
ENDS_AS = {"superseded-by-next": "superseded"}


def entries() -> list[dict[str, str]]:
    """Every edition that the story tells of."""
    found = []
    for entry in TOLD["documents"]:
        found += [entry, *([entry["next"]] if "next" in entry else [])]
    return found


def lines(ward: Ward) -> list[TrailLine]:
    with ward.app.app_context():
        return list(db.session.scalars(select(TrailLine).order_by(TrailLine.id)))


def test_every_document_of_the_story_stands_in_the_register(ward: Ward) -> None:
    with ward.app.app_context():
        wanted = select(func.count()).select_from(Document).where(Document.kind != "form")
        count = db.session.scalar(wanted)
    assert count == len(TOLD["documents"])


def test_editions_stand_in_the_states_of_the_story(ward: Ward) -> None:
    wanted = Counter(ENDS_AS.get(e["state"], e["state"]) for e in entries())
    with ward.app.app_context():
        texts = select(Edition.state, func.count()).join(Document).where(Document.kind != "form")
        counted = texts.group_by(Edition.state)
        found = {row[0]: row[1] for row in db.session.execute(counted)}
    assert found == dict(wanted)
    assert set(found) == set(State) - {State.DISCARDED}, "something of every kind is to be seen"


def test_each_edition_ends_in_its_own_state_by_its_own_people(ward: Ward) -> None:
    with ward.app.app_context():
        for entry in entries():
            raw = (script.FOLDER / "documents" / entry["file"]).read_text("utf-8")
            text = source.parse(raw)
            document = document_by_key(code_key(text.code))
            assert document is not None, text.code
            number = (text.issue, text.amendment)
            [edition] = [e for e in document.editions if (e.issue, e.amendment) == number]
            assert edition.state == ENDS_AS.get(entry["state"], entry["state"]), edition
            assert edition.author.login == entry["author"]
            assert edition.title == text.title
            assert edition.clauses


def test_every_role_is_held_and_everybody_signs_in_with_the_printed_password(ward: Ward) -> None:
    with ward.app.app_context():
        people = db.session.scalars(select(Person)).all()
        held = {role for person in people for role in queries.actor_of(person).roles}
        assert held == set(Role)
        assert {p.login for p in people} == set(ward.accounts)
        for person in people:
            assert matches(person.password_hash, ward.accounts[person.login].password)
            assert queries.actor_of(person).roles == set(ward.accounts[person.login].roles)


def test_no_two_people_share_a_password(ward: Ward) -> None:
    assert len({account.password for account in ward.accounts.values()}) == len(TOLD["people"])


def test_the_first_line_says_that_all_of_it_is_made_up(ward: Ward) -> None:
    first = lines(ward)[0]
    assert first.verb == "set up"
    assert "minh họa" in first.reason
    assert "giả định" in first.reason


def test_the_trail_is_whole_and_time_runs_forward_into_the_present(ward: Ward) -> None:
    with ward.app.app_context():
        assert whole_chain().whole
    moments = [line.at for line in lines(ward)]
    assert moments == sorted(moments)
    assert (moments[-1] - moments[0]).days > 450
    assert moments[-1] <= clock.now()


def test_nobody_acts_in_a_role_they_do_not_hold(ward: Ward) -> None:
    for line in lines(ward)[3:]:
        if line.actor_id is not None:
            assert line.actor_as, line.verb


def test_signatures_are_of_three_people_and_come_in_order(ward: Ward) -> None:
    with ward.app.app_context():
        signed_here = (Edition.approved_at.is_not(None), Edition.issued_outside.is_(False))
        for edition in db.session.scalars(select(Edition).where(*signed_here)):
            assert [s.meaning for s in edition.valid_signatures] == ["reviewed", "approved"]
            assert len({edition.author_id, *(s.person_id for s in edition.signatures)}) == 3


def test_every_document_serves_the_indicators_of_the_story(ward: Ward) -> None:
    named = 0
    with ward.app.app_context():
        for entry in TOLD["documents"]:
            raw = (script.FOLDER / "documents" / entry["file"]).read_text("utf-8")
            document = document_by_key(code_key(source.parse(raw).code))
            assert document is not None
            assert document.indicators == set(entry.get("indicators", ())), document
            assert document.indicators <= INDICATORS.keys()
            named += bool(document.indicators)
    assert named >= 25


def test_some_have_read_what_is_theirs_and_some_have_not(ward: Ward) -> None:
    with ward.app.app_context():
        [lan] = queries.holders(Role.QUALITY_OFFICER)
        found = overview(queries.actor_of(lan))
    assert sum(1 for line in found.shown if line.has_list) >= 12
    assert found.unread >= 5
    assert all(line.tally.read for line in found.shown if line.tally.asked)


def test_the_pages_of_the_ward_can_be_read(ward: Ward) -> None:
    visitor = Visitor(ward.app, None)
    lan = ward.accounts["lan.nt"]
    assert visitor.send("/sign-in", login=lan.login, password=lan.password).status_code == 302
    assert TOLD["agency"]["name"] in visitor.get("/documents").text
    assert visitor.get("/trail").status_code == 200


def test_who_reads_english_is_met_in_english(ward: Ward) -> None:
    [anna] = [p for p in TOLD["people"] if p["language"] == "en"]
    visitor = Visitor(ward.app, None)
    visitor.send("/sign-in", login=anna["login"], password=ward.accounts[anna["login"]].password)
    assert '<html lang="en">' in visitor.get("/").text


def test_the_ward_is_not_built_where_there_is_an_agency(inside: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(TrailLine))
    with pytest.raises(demo.NotEmpty):
        demo.build()
    assert db.session.scalar(select(func.count()).select_from(TrailLine)) == before
    assert queries.by_login("lan.nt") is None
