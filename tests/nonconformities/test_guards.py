"""What the database itself refuses of treatments, actions and checks of effect, trick by trick."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import CheckConstraint

from qms.kernel.database import db
from qms.nonconformities import operations
from qms.nonconformities.actions import extending, planning
from qms.nonconformities.actions.models import ActionNote, CorrectiveAction, Extension
from qms.nonconformities.effectiveness.models import EffectCheck
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.treatment import FoundCause, Treatment
from tests.nonconformities import cases
from tests.nonconformities.breaches import CHECKS
from tests.nonconformities.cases import today
from tests.nonconformities.tricks import TRICKS
from tests.town import CAST, actor, an_edition, person

GUARDS = {
    name: said
    for number in ("0033_guards_of_treatments", "0034_guards_of_actions")
    for name, _when, _condition, said in import_module(f"qms.migrations.versions.{number}").GUARDS
}
MODELS = (Treatment, FoundCause, CorrectiveAction, ActionNote, Extension, EffectCheck)
UNTRIED = {"action_state"}
"""The steps that an action may take say the same before it."""


def world() -> dict[str, Nonconformity]:
    """A nonconformity for each trick to be tried on."""
    made = {
        state: cases.one_in(state)
        for state in ("reported", "accepted", "corrected", "analysed", "proposed", "approved")
    }
    made |= {state: cases.one_in(state) for state in ("acting", "effective", "closed")}
    made["planned"] = cases.an_action().nonconformity
    cases.an_action(made["planned"])
    made["done"] = cases.done(cases.approved().plan[0]).nonconformity
    dropped = cases.an_action()
    planning.drop_action(dropped, dropped.version, actor("binh"), "thừa")
    made["dropped"] = dropped.nonconformity
    made["failed"] = cases.judged(result="failed", files=[cases.a_file()])
    amending = cases.an_action(about=an_edition("in force"))
    made["amending"] = cases.approved(cases.proposed(amending.nonconformity))
    made["implemented"] = _implemented()
    again = cases.an_action(cases.analysed(cases.judged(result="failed"))).nonconformity
    made["second"] = cases.implemented(cases.approved(cases.proposed(again)))
    for name in ("wished", "refused"):
        made[name] = cases.approved()
        action, until = made[name].plan[0], today() + cases.timedelta(days=50)
        wish = extending.ask_extension(action, until, action.version, actor("khoa"), "chờ")
        if name == "refused":
            extending.refuse_extension(wish, actor("hanh"), "gấp")
    return made


def _implemented() -> Nonconformity:
    """Its cause found by tuan, its plan made by thao: each was its handler for a time."""
    found = cases.corrected()
    for who in ("tuan", "thao", "binh"):
        operations.hand_over(found, person(who).id, found.version, actor("lan"), "đổi việc")
        if who == "tuan":
            cases.analysed(found, by="tuan")
        if who == "thao":
            cases.proposed(cases.an_action(found, by="thao").nonconformity, by="thao")
    return cases.implemented(cases.approved(found))


def ids(made: dict[str, Nonconformity]) -> dict[str, int]:
    """What tricks call them."""
    called = {login: person(login).id for login in CAST}
    for name, found in made.items():
        called[f"n_{name}"] = found.id
        if found.treatments:
            called[f"t_{name}"] = found.treatments[-1].id
            actions = [action for t in found.treatments for action in t.actions]
            called |= {f"a_{name}": actions[0].id} if actions else {}
    return called | {"t_old": made["failed"].treatments[0].id}


@pytest.fixture(scope="module")
def kept() -> list[object]:
    """The world, once it was made: its bytes, and what is called what."""
    return []


@pytest.fixture
def bare(
    data: Path, kept: list[object], request: pytest.FixtureRequest
) -> Iterator[tuple[sqlite3.Connection, dict[str, int]]]:
    """The database without the program, and what tricks call its rows."""
    file = data / "qms.sqlite"
    if not kept:
        app: Flask = request.getfixturevalue("app")
        with app.app_context():
            called = ids(world())
            db.session.remove()
            db.engine.dispose()
        with closing(sqlite3.connect(file)) as whole:
            kept += [whole.serialize(), called]
    names = kept[1]
    assert isinstance(names, dict)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(kept[0])
        connection.execute("PRAGMA recursive_triggers=ON")
        yield connection, names


def test_each_guard_has_a_trick() -> None:
    assert set(TRICKS) == set(GUARDS)
    checks = {
        str(check.name)
        for model in MODELS
        for check in model.__table__.constraints  # type: ignore[attr-defined]
        if isinstance(check, CheckConstraint)
    }
    assert checks - UNTRIED <= set(CHECKS)


@pytest.mark.parametrize(
    ("guard", "trick"), [(guard, trick) for guard in TRICKS for trick in TRICKS[guard]]
)
def test_a_guard_refuses(
    bare: tuple[sqlite3.Connection, dict[str, int]], guard: str, trick: str
) -> None:
    connection, names = bare
    with pytest.raises(sqlite3.IntegrityError) as refused:
        connection.executescript(trick.format(**names))
    also = GUARDS["effect_check_fits"], GUARDS["extension_fits"]
    once = also if guard.endswith("_comes_once") else ()
    assert str(refused.value) in (GUARDS[guard], *once)


@pytest.mark.parametrize(
    ("check", "trick"), [(check, trick) for check in CHECKS for trick in CHECKS[check]]
)
def test_a_check_refuses(
    bare: tuple[sqlite3.Connection, dict[str, int]], check: str, trick: str
) -> None:
    connection, names = bare
    with pytest.raises(sqlite3.IntegrityError, match=f"CHECK constraint failed: {check}$"):
        connection.executescript(trick.format(**names))
