"""The migrated database is the one that the models speak of."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from qms import migrations
from qms.app import create_app
from qms.config import Settings
from qms.documents.lifecycle import LIFECYCLE
from qms.kernel.database import Row, db
from tests.installing import CHEAP, close
from tests.migrations.triggers import TRIGGERS

OF_THE_TOOLS = ("sqlite_%", "alembic_version")


def schema(engine: Engine, *kinds: str) -> dict[str, str]:
    """What the database itself keeps of its shape: {name: statement}."""
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master"))
        return {
            name: said
            for kind, name, said in rows
            if kind in kinds and not name.startswith("sqlite_") and name != "alembic_version"
        }


def parts(statement: str) -> list[str]:
    """A statement without its accidents: white space, quotes, and the order of columns' rules."""
    plain = re.sub(r"\s+", " ", re.sub(r'["`]', "", statement))
    head, _, body = plain.partition("(")
    depth, found = 0, [""]
    for sign in body.rstrip(" )") if head.startswith("CREATE TABLE") else f"({body}":
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return [head.strip(), *sorted(re.sub(r"[() ]+", " ", part).strip() for part in found)]


def in_memory() -> Engine:
    engine = create_engine("sqlite://")
    Row.metadata.create_all(engine)
    return engine


@pytest.mark.parametrize("kind", ["table", "index"])
def test_migrations_and_models_make_the_same_schema(inside: Flask, kind: str) -> None:
    migrated, modelled = schema(db.engine, kind), schema(in_memory(), kind)
    assert len(modelled) >= 13
    assert migrated.keys() == modelled.keys()
    for name, statement in modelled.items():
        assert parts(migrated[name]) == parts(statement), name


def test_the_comparison_sees_what_alembic_does_not() -> None:
    table = "CREATE TABLE a (b INTEGER NOT NULL, CONSTRAINT c CHECK (b IN (1, 2)))"
    assert parts(table) == parts(
        'CREATE TABLE "a" (\n CONSTRAINT c CHECK (b IN (1, 2)), b INTEGER NOT NULL)'
    )
    assert parts(table) != parts(table.replace("(1, 2)", "(1, 3)"))
    assert parts(table) != parts(table.replace("NOT NULL", ""))
    index = "CREATE UNIQUE INDEX i ON a (b) WHERE b > 1"
    assert parts(index) != parts(index.replace("b > 1", "b > 2"))
    assert parts(index) != parts(index.replace("UNIQUE ", ""))


def test_exactly_these_triggers_stand_guard(inside: Flask) -> None:
    assert set(schema(db.engine, "trigger")) == TRIGGERS


def test_migrating_again_changes_nothing(inside: Flask) -> None:
    before = schema(db.engine, "table", "index", "trigger")
    migrations.migrate(db.engine)
    assert schema(db.engine, "table", "index", "trigger") == before
    assert migrations.is_current(db.engine)


def test_a_new_data_folder_is_behind_until_it_is_migrated(tmp_path: Path) -> None:
    app = create_app(Settings(tmp_path, password_cost=CHEAP))
    with app.app_context():
        assert not migrations.is_current(db.engine)
        migrations.migrate(db.engine)
        assert migrations.is_current(db.engine)
        close(app)


def test_a_step_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(Settings(tmp_path, password_cost=CHEAP))
    with app.app_context():
        with db.engine.begin() as connection:
            connection.execute(text("CREATE TABLE upload (spoilt)"))
        with pytest.raises(Exception, match="already exists"):
            migrations.migrate(db.engine)
        assert set(schema(db.engine, "table", "index")) == {"upload"}
        close(app)


def test_the_database_allows_the_steps_of_the_lifecycle_and_no_other(inside: Flask) -> None:
    guard = schema(db.engine, "trigger")["edition_takes_allowed_steps"]
    allowed = set(re.findall(r"\('([a-z ]+)', '([a-z ]+)'\)", guard))
    steps = {
        (str(source), str(step.target))
        for step in LIFECYCLE.steps.values()
        for source in step.sources
        if source != step.target
    }
    assert allowed == steps
