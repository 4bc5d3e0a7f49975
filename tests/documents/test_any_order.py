"""Whoever does whatever in whatever order, on whatever day: what must hold holds."""

import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from qms.app import create_app
from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.config import Settings
from qms.documents import drafting, filing, operations
from qms.documents.decisions import operations as deciding
from qms.documents.decisions.drafting import Draft, prepare
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.models import Decision
from qms.documents.decisions.timetable import put_in_force_due
from qms.documents.drafting import EditionFacts
from qms.documents.lifecycle import OPEN, State
from qms.documents.models import Document, Edition
from qms.documents.operations import Consent
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.organisation.authority.lifecycle import Paper, Period
from qms.organisation.authority.operations import Parts, name_deputy
from qms.search.finder import finder
from tests import town
from tests.installing import CHEAP, close
from tests.town import PASSWORD, actor, person, word_file

PEOPLE = ("thao", "khoa", "tuan", "quang", "hung", "dong", "lan", "linh", "tam", "son")
REVIEWERS = ("tuan", "quang")
SIGNERS = (*REVIEWERS, "hung", "dong")
RIGHT = {
    State.DRAFT: ("submit", "thao"),
    State.IN_REVIEW: ("review", "tuan"),
    State.APPROVED: ("put in force", "lan"),
}
"""Who brings an edition one step further, so that the machine gets far."""

people = st.sampled_from(PEOPLE)
signers = st.sampled_from(SIGNERS)
reached: Counter[str] = Counter()


def _nothing(_edition: Edition, _by: Actor) -> None:
    """No act of its own."""


class Ward(RuleBasedStateMachine):
    """The ward with one document, and everything that anybody may try on it."""

    def __init__(self, founded: Path) -> None:
        super().__init__()
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(TemporaryDirectory()))
        data = Path(shutil.copytree(founded, folder / "data"))
        self._app = create_app(Settings(data, password_cost=CHEAP))
        self._stack.enter_context(self._app.app_context())
        self._now = clock.now()

    @initialize()
    def begin(self) -> None:
        """The first draft."""
        town.a_draft()

    @rule(days=st.sampled_from((1, 3, 40)))
    def days_pass(self, days: int) -> None:
        """What was to happen on a day happens, and only once."""
        self._now += timedelta(days=days)
        with clock.showing(self._now):
            put_in_force_due()
            lines = _lines()
            put_in_force_due()
            assert _lines() == lines

    @rule()
    def the_right_person_goes_on(self) -> None:
        """One step further, by whoever is asked."""
        edition = _newest()
        if edition.state == State.IN_REVIEW and edition.is_reviewed:
            self._try("approve", "hung")
        else:
            self._try(*RIGHT.get(State(edition.state), ("start", "thao")))

    @rule(verb=st.sampled_from(("start", "submit", "review", "approve", "return")), who=people)
    def anybody_tries_to_write_or_sign(self, verb: str, who: str) -> None:
        """Most of it is refused."""
        self._try(verb, who)

    @rule(verb=st.sampled_from(("put in force", "put off", "take back", "withdraw", "discard")))
    def the_officer_decides(self, verb: str) -> None:
        """Now, on a day to come, or against it."""
        self._try(verb, "lan")

    @rule(verb=st.sampled_from(("put in force", "put off", "withdraw")), who=people)
    def anybody_tries_to_decide(self, verb: str, who: str) -> None:
        """Most of it is refused."""
        self._try(verb, who)

    @rule(verb=st.sampled_from(("prepare", "sign", "cancel")), who=st.sampled_from(("lan", "hung")))
    def by_decision(self, verb: str, who: str) -> None:
        """A decision holds the edition and carries it out on its day."""
        self._try(verb, who)

    @rule(who=signers, deputy=people)
    def somebody_goes_on_leave(self, who: str, deputy: str) -> None:
        """Whoever it is that stands in, even the author."""

        def delegate(_edition: Edition, by: Actor) -> None:
            today = clock.today()
            name_deputy(
                person(who),
                person(deputy),
                Parts(reviews=who in REVIEWERS, approves=who not in REVIEWERS),
                Period(today, today + timedelta(days=5)),
                Paper("15/UQ-UBND", today),
                by,
            )

        self._try("delegate", who, delegate)
        if _newest().state == State.IN_REVIEW:
            self._try("approve" if _newest().is_reviewed else "review", deputy)

    def _try(self, verb: str, who: str, act: Callable[[Edition, Actor], object] = _nothing) -> None:
        before = _lines()
        with clock.showing(self._now):
            try:
                (ACTS.get(verb) or act)(_newest(), actor(who))
            except Refused:
                db.session.rollback()
                assert _lines() == before, "a refusal left a line"
            else:
                assert _lines() > before, "a change left no line"
                reached[verb] += 1
        self._now += timedelta(minutes=1)

    @invariant()
    def one_is_in_force_and_one_is_open(self) -> None:
        """At most, of each document."""
        for document in db.session.scalars(select(Document)):
            states = [edition.state for edition in document.editions]
            assert states.count(State.IN_FORCE) <= 1
            assert sum(state in OPEN for state in states) <= 1
            reached.update(set(states))

    @invariant()
    def signers_are_others_and_in_order(self) -> None:
        """Nobody signs their own work or twice; approval follows every review of those bytes."""
        for edition in db.session.scalars(select(Edition)):
            given = sorted(edition.valid_signatures, key=lambda signature: signature.id)
            assert edition.author_id not in {s.person_id for s in edition.signatures}
            assert len({s.person_id for s in given}) == len(given)
            assert [s.position for s in given] == sorted(s.position for s in given)
            assert all(s.digest == edition.file_digest for s in given)
            if edition.approved_at:
                assert [s.meaning for s in given] == ["reviewed", "approved"]
            reached["stood in"] += sum(s.person_id != s.seat_id for s in given)

    @invariant()
    def no_day_is_left_out_or_double(self) -> None:
        """What is superseded ended when its successor began, and not before it began itself."""
        ended = select(Edition).where(Edition.state == State.SUPERSEDED)
        for edition in db.session.scalars(ended):
            assert edition.in_force_at
            assert edition.ended_at
            assert edition.in_force_at <= edition.ended_at
            assert any(e.in_force_at == edition.ended_at for e in edition.document.editions)

    @invariant()
    def nothing_is_in_force_before_its_day(self) -> None:
        """A day that was set is kept, by the edition and by the decision that set it."""
        with clock.showing(self._now):
            for edition in db.session.scalars(select(Edition)):
                assert edition.effective_on is None or edition.state == State.APPROVED
                assert edition.in_force_at is None or edition.in_force_at <= clock.now()

    def teardown(self) -> None:
        """The trail is whole, and the index equal to the database."""
        try:
            assert whole_chain().whole
            assert finder().indexer.check() == []
            close(self._app)
        finally:
            self._stack.close()


def _newest() -> Edition:
    found = db.session.scalars(select(Edition).order_by(Edition.serial.desc())).first()
    assert found is not None
    return found


def _lines() -> int:
    return db.session.scalar(select(func.count()).select_from(TrailLine)) or 0


def _start(edition: Edition, by: Actor) -> None:
    named = person("tuan").id, person("hung").id
    file = filing.take_in(word_file(f"lần {edition.serial + 1}"), "a.docx")
    facts = EditionFacts("Lưu trữ", edition.issue + 1, 0, "", *named)
    drafting.start_edition(edition.document, facts, file, by)


def _put_off(edition: Edition, by: Actor) -> None:
    day = clock.today() + timedelta(days=2)
    operations.put_in_force(edition, edition.version, by, "", day)


def _prepare(edition: Edition, by: Actor) -> None:
    number = db.session.scalar(select(func.count()).select_from(Decision)) or 0
    wanted = Draft(
        "Ban hành",
        frozenset({edition.id}),
        f"{number + 1}/QĐ-UBND",
        signer_id=person("hung").id,
        effective_on=clock.today() + timedelta(days=number % 3),
    )
    prepare(Purpose.ISSUE, wanted, by)


def _decision() -> Decision:
    found = db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    if found is None:
        raise Refused
    return found


def _sign(_edition: Edition, by: Actor) -> None:
    deciding.sign(_decision(), Consent(PASSWORD, _decision().version), by)


def _cancel(_edition: Edition, by: Actor) -> None:
    deciding.cancel(_decision(), _decision().version, by, "thôi")


ACTS: dict[str, Callable[[Edition, Actor], object]] = {
    "start": _start,
    "submit": lambda e, by: operations.submit(e, e.version, by),
    "review": lambda e, by: operations.review(e, Consent(PASSWORD, e.version), by, ""),
    "approve": lambda e, by: operations.approve(e, Consent(PASSWORD, e.version), by, ""),
    "return": lambda e, by: operations.return_to_author(e, e.version, by, "thiếu"),
    "put in force": lambda e, by: operations.put_in_force(e, e.version, by, ""),
    "put off": _put_off,
    "take back": lambda e, by: operations.take_back_day(e, e.version, by, "chưa"),
    "withdraw": lambda e, by: operations.withdraw(e, e.version, by, "thôi dùng"),
    "discard": lambda e, by: operations.discard(e, e.version, by, "lập nhầm"),
    "prepare": _prepare,
    "sign": _sign,
    "cancel": _cancel,
}
FAR = {"superseded", "delegate"}


def test_what_must_hold_holds(founded: Path) -> None:
    machine = settings(
        max_examples=30,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: Ward(founded), settings=machine)  # type: ignore[no-untyped-call]
    assert {mark for mark, count in reached.items() if count} >= FAR, "the machine did not get far"
