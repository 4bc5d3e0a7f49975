"""What the database refuses of what is done against causes, and of looking whether it worked."""

from qms.migrations.guards import again, changed, create, not_in, values

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Take the step."""
    create(GUARDS)


ACTION_STEPS = (
    ("planned", "dropped"),
    ("acting", "dropped"),
    ("planned", "acting"),
    ("planned", "done"),
    ("acting", "done"),
    ("done", "verified"),
    ("done", "acting"),
)
SERIALS = (
    "SELECT max(a.serial) FROM corrective_action AS a JOIN nonconformity_treatment AS t ON "
    "t.id = a.treatment_id WHERE t.nonconformity_id = (SELECT nonconformity_id FROM "
    "nonconformity_treatment WHERE id = NEW.treatment_id)"
)
ACTION = (
    (
        "action_begins",
        "INSERT ON corrective_action",
        f"NEW.state <> 'planned' OR NEW.request_id IS NOT NULL OR "
        f"{again('corrective_action')} OR NEW.serial <> coalesce(({SERIALS}), 0) + 1 OR "
        f"{not_in('NEW.treatment_id', 'analysed')}",
        "an action begins with the next serial, while the plan is made",
    ),
    ("action_stays", "DELETE ON corrective_action", "1", "an action is never removed"),
    (
        "action_that_ended_is_fixed",
        "UPDATE ON corrective_action",
        f"OLD.state IN ('verified', 'dropped') OR {changed('id', 'treatment_id', 'serial')}",
        "an action that has ended stays as it is",
    ),
    (
        "action_takes_allowed_steps",
        "UPDATE ON corrective_action",
        f"OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (VALUES {values(ACTION_STEPS)})",
        "no such step in the life of an action",
    ),
    (
        "action_is_done_by_an_approved_plan",
        "UPDATE ON corrective_action",
        "OLD.state <> NEW.state AND CASE NEW.state WHEN 'dropped' THEN "
        f"{not_in('NEW.treatment_id', 'analysed')} ELSE "
        f"{not_in('NEW.treatment_id', 'approved', 'acting')} END",
        "plans are made first, and acted on once they are approved",
    ),
    (
        "action_is_planned_before",
        "UPDATE ON corrective_action",
        changed(
            *("kind", "text", "resources", "risk", "owner_id"),
            *("document_id", "about_id", "anchor", "clause"),
        )
        + f" AND (OLD.state <> 'planned' OR {not_in('NEW.treatment_id', 'analysed')})",
        "what an action is stays as it was approved",
    ),
    (
        "action_keeps_its_day",
        "UPDATE ON corrective_action",
        "NEW.due <> OLD.due AND "
        f"(OLD.state <> 'planned' OR {not_in('NEW.treatment_id', 'analysed')}) AND "
        "NOT EXISTS (SELECT 1 FROM corrective_action_extension AS x WHERE x.action_id = NEW.id "
        "AND x.state = 'granted' AND x.due_before = OLD.due AND x.until = NEW.due)",
        "a day moves when a later one is granted",
    ),
    (
        "action_asks_for_one_change",
        "UPDATE ON corrective_action",
        "NEW.request_id IS NOT OLD.request_id AND OLD.request_id IS NOT NULL AND NOT "
        f"{changed('document_id', 'about_id', 'anchor')} AND (SELECT state FROM change_request "
        "WHERE id = OLD.request_id) NOT IN ('declined', 'withdrawn')",
        "an action asks for one change",
    ),
    (
        "action_is_proven",
        "UPDATE ON corrective_action",
        "NEW.state IN ('done', 'verified') AND CASE WHEN NEW.document_id IS NULL THEN NOT EXISTS "
        "(SELECT 1 FROM corrective_action_file AS f JOIN corrective_action_note AS o ON "
        "o.id = f.note_id WHERE o.action_id = NEW.id) ELSE NOT EXISTS (SELECT 1 FROM "
        "change_request AS r WHERE r.id = NEW.request_id AND r.state = 'done') END",
        "done is what can be shown",
    ),
    (
        "action_is_done_after_its_plan",
        "UPDATE ON corrective_action",
        "NEW.done_on IS NOT OLD.done_on AND NEW.done_on < (SELECT date(approved_at) FROM "
        "nonconformity_treatment WHERE id = NEW.treatment_id)",
        "something is done after it was planned",
    ),
)
PARTS = (
    (
        "action_indicator_fits",
        "INSERT ON corrective_action_indicator",
        f"{again('corrective_action_indicator')} OR "
        + not_in(
            "(SELECT treatment_id FROM corrective_action WHERE id = NEW.action_id)", "analysed"
        ),
        "what an action lifts is settled with its plan",
    ),
    (
        "action_indicator_is_kept",
        "UPDATE ON corrective_action_indicator",
        "1",
        "what an action lifts is written anew",
    ),
    (
        "action_indicator_stays",
        "DELETE ON corrective_action_indicator",
        not_in("(SELECT treatment_id FROM corrective_action WHERE id = OLD.action_id)", "analysed"),
        "what an action lifts is settled with its plan",
    ),
    (
        "extension_fits",
        "INSERT ON corrective_action_extension",
        f"{again('corrective_action_extension')} OR NEW.state <> 'asked' OR NOT EXISTS (SELECT 1 "
        "FROM corrective_action AS a WHERE a.id = NEW.action_id AND a.due = NEW.due_before AND "
        "a.state IN ('planned', 'acting'))",
        "more time is asked for what is still to be done",
    ),
    (
        "extension_is_answered_once",
        "UPDATE ON corrective_action_extension",
        "OLD.state <> 'asked' OR "
        + changed(*("id", "action_id", "due_before", "until", "reason", "asked_by_id", "asked_at")),
        "a wish is answered once",
    ),
    (
        "effect_check_fits",
        "INSERT ON effect_check",
        f"{again('effect_check')} OR {not_in('NEW.treatment_id', 'implemented')} OR "
        "NEW.checked_on < (SELECT check_on FROM nonconformity_treatment WHERE "
        "id = NEW.treatment_id) OR EXISTS (SELECT 1 FROM corrective_action AS a WHERE "
        "a.treatment_id = NEW.treatment_id AND ((a.state <> 'dropped' AND "
        "NEW.checked_by_id IN (a.owner_id, a.verified_by_id)) OR NEW.checked_by_id IN "
        "(SELECT o.said_by_id FROM corrective_action_note AS o WHERE o.action_id = a.id))) OR "
        "EXISTS (SELECT 1 FROM nonconformity AS n JOIN nonconformity_treatment AS t ON "
        "t.nonconformity_id = n.id WHERE t.id = NEW.treatment_id AND NEW.checked_by_id IN "
        "(n.handler_id, t.analysed_by_id, t.proposed_by_id))",
        "whether it worked is judged in its time, by somebody who took no part",
    ),
    *(
        (f"{table}_{name}", f"{when} ON {table}", condition, "what was said and shown is kept")
        for table in (
            *("corrective_action_note", "corrective_action_file", "effect_check_file"),
            *("corrective_action_extension", "effect_check"),
        )
        for name, when, condition in (
            ("comes_once", "INSERT", again(table)),
            ("is_kept", "UPDATE", "1"),
            ("stays", "DELETE", "1"),
        )
        if (table, name) != ("corrective_action_extension", "is_kept")
    ),
)
GUARDS = (*ACTION, *PARTS)
