"""Whatever verbs whoever tries in whatever order, what must hold holds."""

import shutil
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from qms.app import create_app
from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.config import Settings
from qms.documents import drafting, filing, operations
from qms.documents.drafting import EditionFacts
from qms.documents.lifecycle import OPEN, State
from qms.documents.models import Document, Edition
from qms.documents.operations import Consent
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.search.finder import finder
from tests import town
from tests.installing import CHEAP, close
from tests.town import PASSWORD, actor, word_file

PEOPLE = ("thao", "khoa", "tuan", "quang", "hung", "dong", "lan", "linh", "tam", "son")
VERBS = ("start", "submit", "review", "approve", "return", "in force", "withdraw", "discard")
ACTS = st.lists(st.tuples(st.sampled_from(VERBS), st.sampled_from(PEOPLE)), max_size=25)
LIKELY = st.lists(
    st.sampled_from(
        [
            ("start", "thao"),
            ("submit", "thao"),
            ("review", "tuan"),
            ("approve", "hung"),
            ("in force", "lan"),
            ("return", "tuan"),
            ("withdraw", "lan"),
            ("discard", "lan"),
        ]
    ),
    max_size=25,
)


def act(verb: str, by: Actor) -> None:
    """Try one verb on the newest edition."""
    edition = db.session.scalars(select(Edition).order_by(Edition.serial.desc())).first()
    assert edition is not None
    seen = edition.version
    if verb == "start":
        facts = EditionFacts(
            "Lưu trữ", edition.issue + 1, 0, "", town.person("tuan").id, town.person("hung").id
        )
        file = filing.take_in(word_file(f"lần {edition.serial + 1}"), "a.docx")
        drafting.start_edition(edition.document, facts, file, by)
    elif verb == "submit":
        operations.submit(edition, seen, by)
    elif verb in ("review", "approve"):
        getattr(operations, verb)(edition, Consent(PASSWORD, seen), by, "")
    else:
        names = {"return": "return_to_author", "in force": "put_in_force"}
        getattr(operations, names.get(verb, verb))(edition, seen, by, "vì vậy")


def check_everything(done: int) -> None:
    """All that must hold, whatever happened."""
    for document in db.session.scalars(select(Document)):
        states = [e.state for e in document.editions]
        assert states.count(State.IN_FORCE) <= 1
        assert sum(s in OPEN for s in states) <= 1
        for edition in document.editions:
            check_signatures(edition)
        ended = [e for e in document.editions if e.state == State.SUPERSEDED]
        for edition in ended:
            assert edition.in_force_at
            assert edition.ended_at
            assert edition.in_force_at <= edition.ended_at
            assert any(e.in_force_at == edition.ended_at for e in document.editions)
    assert whole_chain().whole
    lines = db.session.scalars(select(TrailLine).where(TrailLine.id > 0)).all()
    verbs = [x for x in lines if x.subject_kind == "edition" and x.verb != "supersede"]
    assert len(verbs) == done
    assert finder().indexer.check() == []


def check_signatures(edition: Edition) -> None:
    """Signers are three people, sign the edition's bytes, and approval follows review."""
    named = {edition.author_id, edition.reviewer_id, edition.approver_id}
    assert len(named) == 3
    meanings = [s.meaning for s in edition.valid_signatures]
    assert all(s.person_id != edition.author_id for s in edition.signatures)
    assert "approved" not in meanings or meanings == ["reviewed", "approved"]
    approved = edition.state in (State.APPROVED, State.IN_FORCE, State.SUPERSEDED, State.WITHDRAWN)
    assert approved == (meanings == ["reviewed", "approved"] and edition.state != State.DRAFT)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.one_of(ACTS, LIKELY))
def test_what_must_hold_holds(founded: Path, tmp_path: Path, acts: list[tuple[str, str]]) -> None:
    data = tmp_path / "data"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(founded, data)
    app = create_app(Settings(data, password_cost=CHEAP))
    with app.app_context():
        town.a_draft()
        done = 1
        for verb, who in acts:
            try:
                act(verb, actor(who))
                done += 1
            except Refused:
                db.session.rollback()
        check_everything(done)
        close(app)
