"""Tricks past the program, by the name of the guard that refuses them."""

from collections.abc import Mapping, Sequence

from tests.nonconformities.statements import (
    CARRIED,
    DONE,
    ENDS,
    LATER,
    PROOF,
    PROPOSE,
    REOPEN,
    VERIFY,
    WISH,
    act,
    again,
    ask,
    begin,
    cause,
    judge,
    note,
    of_round,
    plan,
    slip,
)

TRICKS: Mapping[str, Sequence[str]] = {
    "nonconformity_takes_allowed_steps": [
        slip("corrected", f"state = 'declined', {ENDS}"),
        slip("effective", "state = 'implemented'"),
        slip("approved", "state = 'proposed'"),
    ],
    "nonconformity_that_ended_is_fixed": [slip("closed", "title = 'x'")],
    "nonconformity_begins_in_its_first_round": [
        "INSERT INTO nonconformity (state, text, place, found_on, anchor, clause, reporter_id, "
        "reported_at, hides_reporter, unit_id, title, source, grade, answer, correction, "
        "consequences, version, confidential, due, round) SELECT 'reported', text, place, "
        "found_on, '', '', reporter_id, reported_at, 0, unit_id, '', '', '', '', '', '', 1, 0, "
        f"{LATER}, 2 FROM nonconformity LIMIT 1;"
    ],
    "nonconformity_counts_its_rounds": [
        slip("failed", "round = 1"),
        slip("closed", REOPEN),
    ],
    "nonconformity_is_treated": [
        slip("accepted", "state = 'corrected', correction = 'x', corrected_on = found_on"),
        slip("closed", f"{REOPEN}, round = 2"),
    ],
    "nonconformity_has_a_cause": [
        slip("corrected", "state = 'analysed'"),
        of_round(
            "corrected",
            "analysed_at = '2026-01-01', analysed_by_id = 1, branch = 'law', conclusion = 'x', "
            "elsewhere = 'x'",
        )
        + slip("corrected", "state = 'analysed'"),
    ],
    "nonconformity_has_a_plan": [
        slip("planned", "state = 'proposed'"),
        of_round("analysed", PROPOSE) + slip("analysed", "state = 'proposed'"),
        of_round("planned", PROPOSE)
        + "UPDATE corrective_action SET kind = 'improvement' WHERE treatment_id = {t_planned};"
        + slip("planned", "state = 'proposed'"),
        of_round("planned", PROPOSE)
        + "DELETE FROM corrective_action_indicator WHERE action_id = {a_planned};"
        + slip("planned", "state = 'proposed'"),
    ],
    "nonconformity_has_its_plan_approved": [slip("proposed", "state = 'approved'")],
    "nonconformity_is_implemented": [
        of_round("acting", CARRIED) + slip("acting", "state = 'implemented'"),
        of_round("done", CARRIED) + slip("done", "state = 'implemented'"),
    ],
    "nonconformity_worked": [
        slip("implemented", "state = 'effective'"),
        judge("implemented", "{minh}", result="'too early'", next_on="'2031-01-01'")
        + slip("implemented", "state = 'effective'"),
    ],
    "nonconformity_reopens_where_it_failed": [
        begin("implemented", 2) + slip("implemented", f"{REOPEN}, round = 2"),
        begin("second", 3) + slip("second", f"{REOPEN}, round = 3"),
    ],
    "treatment_begins": [
        begin("closed", 3),
        begin("analysed", 2),
        begin("closed", 2, analysed="'2026-01-01'"),
        begin("reported", 1, "''"),
        again("nonconformity_treatment"),
    ],
    "treatment_is_kept": [
        of_round("analysed", "opened_at = '2020-01-01'"),
        of_round("analysed", "why = 'x'"),
        of_round("old", "round = round"),
    ],
    "treatment_is_analysed_in_its_time": [
        of_round("proposed", f"{column} = 'law'")
        for column in ("conclusion", "elsewhere", "branch")
    ],
    "treatment_is_planned_in_its_time": [
        of_round("implemented", "criterion = 'x'"),
        of_round("corrected", "months = 3"),
    ],
    "treatment_is_approved_in_its_time": [
        of_round("analysed", "approved_by_id = 1, approved_at = '2026-01-01'"),
        of_round("implemented", "approved_at = '2029-01-01'"),
    ],
    "treatment_is_implemented_in_its_time": [
        of_round("proposed", CARRIED),
        of_round("effective", f"check_on = {LATER}"),
    ],
    "treatment_stays": ["DELETE FROM nonconformity_treatment WHERE id = {t_corrected};"],
    "cause_fits": [cause("proposed"), cause("old"), again("nonconformity_cause")],
    "cause_is_kept": ["UPDATE nonconformity_cause SET text = 'x';"],
    "cause_stays": ["DELETE FROM nonconformity_cause WHERE treatment_id = {t_proposed};"],
    "action_begins": [
        plan("planned", 4),
        plan("planned", 1),
        plan("analysed", 1, "acting"),
        plan("approved", 2),
        plan("old", 2),
        again("corrective_action"),
    ],
    "action_stays": ["DELETE FROM corrective_action WHERE id = {a_planned};"],
    "action_that_ended_is_fixed": [
        act("implemented", "version = 99"),
        act("dropped", "version = 99"),
        act("planned", "serial = 7"),
        act("planned", "treatment_id = {t_analysed}"),
    ],
    "action_takes_allowed_steps": [act("acting", "state = 'planned'")],
    "action_is_done_by_an_approved_plan": [
        act("planned", "state = 'acting'"),
        act("proposed", "state = 'acting'"),
        act("approved", "state = 'dropped', answer = 'x'"),
    ],
    "action_is_planned_before": [
        act("approved", "text = 'x'"),
        act("proposed", "owner_id = 1"),
        act("acting", "kind = 'improvement'"),
        act("approved", "resources = 'x'"),
    ],
    "action_keeps_its_day": [
        act("approved", f"due = {LATER}"),
        act("wished", f"due = {LATER}"),
        act("acting", "due = '2020-01-01'"),
        act("refused", "due = (SELECT max(until) FROM corrective_action_extension)"),
    ],
    "action_asks_for_one_change": [act("amending", "request_id = NULL")],
    "action_is_proven": [
        act("approved", DONE),
        note("approved") + act("approved", DONE),
        note("amending") + PROOF + act("amending", DONE),
    ],
    "action_is_done_after_its_plan": [
        note("acting") + PROOF + act("acting", DONE.replace("2030", "2001"))
    ],
    "action_indicator_fits": [
        "INSERT INTO corrective_action_indicator (action_id, indicator) "
        "VALUES ({a_approved}, '1');",
        again("corrective_action_indicator"),
    ],
    "action_indicator_is_kept": ["UPDATE corrective_action_indicator SET indicator = '1.1';"],
    "action_indicator_stays": [
        "DELETE FROM corrective_action_indicator WHERE action_id = {a_approved};"
    ],
    "extension_fits": [
        ask("approved", state="granted"),
        ask("done"),
        ask("implemented"),
        ask("approved").replace("due, '2030", "'2026-01-01', '2030"),
    ],
    "extension_is_answered_once": [
        WISH.format("until = '2031-01-01', reason = 'x'"),
        "UPDATE corrective_action_extension SET state = 'granted' WHERE action_id = {a_refused};",
    ],
    "effect_check_fits": [
        judge("implemented", "{minh}", "'2026-12-01'"),
        *(judge("implemented", who) for who in ("{khoa}", "{lan}", "{binh}", "{tuan}", "{thao}")),
        act("done", VERIFY.format("{minh}", LATER))
        + of_round("done", CARRIED)
        + slip("done", "state = 'implemented'")
        + judge("done", "{minh}"),
        judge("acting", "{minh}"),
        judge("old", "{minh}"),
    ],
    **{
        f"{table}_{name}": [trick.format(table)]
        for table in (
            *("corrective_action_note", "corrective_action_file", "effect_check_file"),
            *("corrective_action_extension", "effect_check"),
        )
        for name, trick in (
            ("comes_once", "INSERT OR REPLACE INTO {0} SELECT * FROM {0} LIMIT 1;"),
            ("is_kept", "UPDATE {0} SET id = id + 100;"),
            ("stays", "DELETE FROM {0};"),
        )
        if (table, name) != ("corrective_action_extension", "is_kept")
    },
}
