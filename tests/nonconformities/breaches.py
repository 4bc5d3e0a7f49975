"""What no row may say, by the name of the CHECK that refuses it."""

from collections.abc import Mapping, Sequence

from tests.nonconformities.statements import (
    DONE,
    LATER,
    PROOF,
    VERIFY,
    WISH,
    act,
    ask,
    begin,
    cause,
    judge,
    note,
    of_round,
    slip,
)

CHECKS: Mapping[str, Sequence[str]] = {
    "nonconformity_due": [slip("corrected", "due = NULL")],
    "nonconformity_follows_an_earlier_one": [slip("corrected", "follows_id = id")],
    "treatment_branch": [of_round("analysed", "branch = 'x'")],
    "treatment_reopened_why": [begin("closed", 2, "''")],
    "treatment_analysed_whole": [
        of_round("analysed", f"{column} = ''") for column in ("conclusion", "branch", "elsewhere")
    ],
    "treatment_proposed_whole": [
        of_round("proposed", said)
        for said in ("proposed_by_id = NULL", "proposed_at = NULL", "criterion = ''", "months = 0")
    ],
    "treatment_months": [of_round("proposed", "months = 25"), of_round("analysed", "months = -1")],
    "treatment_approved_by_another": [
        of_round("proposed", f"approved_by_id = {who}, approved_at = {when}")
        for who, when in (
            ("proposed_by_id", LATER),
            ("{hanh}", "'2001-01-01'"),
            ("{hanh}", "NULL"),
            ("NULL", LATER),
        )
    ],
    "treatment_implemented": [
        of_round("approved", "implemented_at = '2026-01-01'"),
        of_round("approved", f"check_on = {LATER}"),
    ],
    "cause_branch": [cause("corrected", branch="''")],
    "cause_says_something": [cause("corrected", "''"), cause("corrected", depth=-1)],
    "action_kind": [act("planned", "kind = 'x'")],
    "action_says_what": [act("planned", "text = ''")],
    "action_names_its_risk": [act("planned", "kind = 'preventive'")],
    "action_revises": [
        act("planned", "document_id = 1"),
        act("planned", "about_id = 1"),
        act("approved", "request_id = 1"),
    ],
    "action_done_whole": [
        act("approved", f"done_on = {LATER}"),
        act("approved", "result = 'x'"),
        note("acting") + PROOF + act("acting", DONE.replace("result = 'x'", "result = ''")),
    ],
    "action_verified_whole": [
        act("done", "verified_by_id = {lan}"),
        act("done", "state = 'verified'"),
    ],
    "action_verified_by_another": [
        act("done", VERIFY.format("owner_id", LATER)),
        act("done", VERIFY.format("{lan}", "'2001-01-01'")),
    ],
    "action_dropped_why": [act("planned", "state = 'dropped'")],
    "action_note_kind": [note("acting", "'x'")],
    "action_note_says_something": [note("acting", text="''")],
    "extension_state": [WISH.format("state = 'x'")],
    "extension_says_why": [ask("approved", reason="''"), ask("approved", until="due")],
    "extension_answered_by_another": [
        WISH.format(said)
        for said in (
            "state = 'granted'",
            "state = 'granted', answered_by_id = asked_by_id, answered_at = '2026-01-01'",
            "state = 'granted', answered_by_id = {hanh}",
            "state = 'refused', answered_by_id = {hanh}, answered_at = '2026-01-01'",
            "answered_by_id = {hanh}, answered_at = '2026-01-01'",
        )
    ],
    "effect_check_result": [judge("implemented", "{minh}", result="'x'")],
    "effect_check_says_by_what": [
        judge("implemented", "{minh}", data="''"),
        judge("implemented", "{minh}", criterion="''"),
    ],
    "effect_check_next": [
        judge("implemented", "{minh}", result="'too early'"),
        judge("implemented", "{minh}", result="'too early'", next_on=LATER),
        judge("implemented", "{minh}", next_on="'2031-01-01'"),
    ],
}
