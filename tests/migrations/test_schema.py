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

TRIGGERS = {
    "adopted_edition_fits",
    "adopted_edition_is_kept",
    "adopted_edition_stays",
    "adoption_begins",
    "adoption_is_kept",
    "adoption_stays",
    "attachment_is_kept",
    "attachment_is_new",
    "attachment_stays",
    "attempt_fits",
    "attempt_is_kept",
    "attempt_stays",
    "blank_fits",
    "blank_moves_to_a_procedure",
    "blank_stays_while_carried",
    "calendar_period_is_apart",
    "calendar_period_is_kept",
    "carried_form_fits",
    "carried_form_is_kept",
    "carried_form_lets_go",
    "carried_form_stays",
    "clause_is_fixed",
    "clause_is_new",
    "clause_stays",
    "decision_begins",
    "decision_holds_together",
    "decision_is_fixed",
    "decision_is_signed",
    "decision_is_whole",
    "decision_item_fits",
    "decision_item_is_fixed",
    "decision_item_stays",
    "decision_scan_fits",
    "decision_scan_is_kept",
    "decision_scan_stays",
    "decision_signature_fits",
    "decision_signature_is_kept",
    "decision_signature_stays",
    "decision_stays",
    "decision_takes_allowed_steps",
    "delegation_is_kept",
    "delegation_is_new",
    "delegation_stays",
    "document_code_is_fixed",
    "document_field_fits",
    "document_stays",
    "earlier_edition_fits",
    "earlier_edition_is_kept",
    "earlier_edition_stays",
    "edition_adopted_in_order",
    "edition_begins_as_draft",
    "edition_bytes_are_fixed",
    "edition_comes_in_order",
    "edition_counts_its_rounds",
    "edition_ends_after_its_start",
    "edition_has_a_route",
    "edition_is_adopted",
    "edition_is_answered",
    "edition_is_let_go",
    "edition_is_recorded",
    "edition_is_signed",
    "edition_number_is_free",
    "edition_number_stays_free",
    "edition_stays",
    "edition_stays_outside",
    "edition_takes_allowed_steps",
    "effect_begins_open",
    "effect_is_of_one_act",
    "effect_stays",
    "effect_takes_allowed_steps",
    "external_act_is_kept",
    "external_act_is_new",
    "external_act_stays",
    "external_document_is_new",
    "external_document_stays",
    "form_moves_with_its_procedure",
    "forms_stay_forms",
    "indicator_label_is_fixed",
    "indicator_label_is_new",
    "indicator_label_stays",
    "kind_field_is_fixed",
    "kind_field_is_new",
    "kind_field_stays",
    "nonconformity_begins",
    "nonconformity_criterion_fits",
    "nonconformity_criterion_is_kept",
    "nonconformity_criterion_stays",
    "nonconformity_file_fits",
    "nonconformity_file_is_kept",
    "nonconformity_file_stays",
    "nonconformity_indicator_fits",
    "nonconformity_indicator_is_kept",
    "nonconformity_indicator_stays",
    "nonconformity_is_kept",
    "nonconformity_is_numbered_once",
    "nonconformity_is_taken_on_with_its_grounds",
    "nonconformity_stays",
    "nonconformity_takes_allowed_steps",
    "nonconformity_that_ended_is_fixed",
    "paper_copy_fits",
    "paper_copy_is_kept",
    "paper_copy_stays",
    "question_fits",
    "question_is_kept",
    "question_stays",
    "reaffirmation_fits",
    "reaffirmation_is_kept",
    "reaffirmation_stays",
    "receipt_after_questions",
    "receipt_fits",
    "receipt_is_kept",
    "receipt_stays",
    "record_is_fixed",
    "record_is_new",
    "record_stays",
    "remark_fits",
    "remark_is_kept",
    "remark_is_told_the_truth",
    "remark_stays",
    "reminder_fits",
    "reminder_is_kept",
    "reminder_stays",
    "request_is_kept",
    "request_is_next",
    "request_stays",
    "request_takes_allowed_steps",
    "request_that_ended_is_fixed",
    "route_seat_fits",
    "route_seat_is_kept",
    "route_seat_stays",
    "route_step_fits",
    "route_step_is_kept",
    "route_step_stays",
    "route_template_is_kept",
    "route_template_stays",
    "signature_fits",
    "signature_has_its_delegation",
    "signature_is_in_order",
    "signature_is_kept",
    "signature_is_the_first",
    "signature_stays",
    "signature_takes_a_seat",
    "signing_authority_is_kept",
    "signing_authority_is_new",
    "signing_authority_stays",
    "step_return_fits",
    "step_return_is_kept",
    "step_return_stays",
    "template_person_is_kept",
    "template_person_stays",
    "template_step_is_kept",
    "template_step_stays",
    "trail_line_is_kept",
    "trail_line_is_next",
    "trail_line_stays",
}
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
