"""Statements past the program, written for the world of ``test_guards``.

``{n_approved}`` is a nonconformity in a state, ``{t_approved}`` its present round, ``{a_approved}``
its first action, ``{lan}`` one of the cast.
"""

LATER = "'2030-01-01'"
SLIP = "UPDATE nonconformity SET {} WHERE id = {};"
ROUND = "UPDATE nonconformity_treatment SET {} WHERE id = {};"
ACT = "UPDATE corrective_action SET {} WHERE id = {};"


def slip(which: str, said: str) -> str:
    return SLIP.format(said, "{n_" + which + "}")


def of_round(which: str, said: str) -> str:
    return ROUND.format(said, "{t_" + which + "}")


def act(which: str, said: str) -> str:
    return ACT.format(said, "{a_" + which + "}")


def begin(which: str, number: int, why: str = "'lại trễ'", analysed: str = "NULL") -> str:
    return (
        "INSERT INTO nonconformity_treatment (nonconformity_id, round, opened_at, why, branch, "
        f"conclusion, elsewhere, criterion, months, analysed_at) SELECT id, {number}, "
        f"'2026-01-01', {why}, '', '', '', '', 0, {analysed} FROM nonconformity "
        "WHERE id = {n_" + which + "};"
    )


def cause(which: str, text: str = "'vì'", depth: int = 0, branch: str = "'law'") -> str:
    return (
        "INSERT INTO nonconformity_cause (treatment_id, position, branch, depth, text) VALUES "
        "({t_" + which + f"}}, 9, {branch}, {depth}, {text});"
    )


def plan(which: str, serial: int, state: str = "planned") -> str:
    return (
        "INSERT INTO corrective_action (treatment_id, serial, state, kind, text, resources, risk, "
        "owner_id, due, anchor, clause, result, answer, version) VALUES ({t_" + which + "}, "
        f"{serial}, '{state}', 'corrective', 'x', '', '', 1, {LATER}, '', '', '', '', 1);"
    )


def note(which: str, kind: str = "'progress'", text: str = "'x'") -> str:
    return (
        "INSERT INTO corrective_action_note (action_id, kind, said_by_id, said_at, text) VALUES "
        "({a_" + which + f"}}, {kind}, 1, '2026-01-01', {text});"
    )


PROOF = (
    "INSERT INTO corrective_action_file (note_id, file_id) SELECT max(o.id), max(f.id) FROM "
    "corrective_action_note AS o, attachment AS f;"
)


def ask(which: str, until: str = LATER, reason: str = "'x'", state: str = "asked") -> str:
    return (
        "INSERT INTO corrective_action_extension (action_id, state, due_before, until, reason, "
        f"asked_by_id, asked_at, answer) SELECT id, '{state}', due, {until}, {reason}, owner_id, "
        "'2026-01-01', '' FROM corrective_action WHERE id = {a_" + which + "};"
    )


def judge(which: str, by: str, on: str = LATER, **otherwise: str) -> str:
    said = {"criterion": "'x'", "data": "'x'", "result": "'worked'", "next_on": "NULL"} | otherwise
    return (
        "INSERT INTO effect_check (treatment_id, checked_on, checked_by_id, said_at, criterion, "
        "data, result, next_on) VALUES ({t_" + which + f"}}, {on}, {by}, '2026-01-01', "
        f"{said['criterion']}, {said['data']}, {said['result']}, {said['next_on']});"
    )


def again(table: str) -> str:
    return f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1;"


PROPOSE = "criterion = 'x', months = 3, proposed_by_id = 1, proposed_at = '2026-01-01'"
DONE = "state = 'done', done_on = '2030-01-01', result = 'x'"
CARRIED = f"implemented_at = '2026-01-01', check_on = {LATER}"
ENDS = "answer = 'x', ended_at = '2026-01-01', due = NULL"
REOPEN = f"state = 'corrected', ended_at = NULL, due = {LATER}"
VERIFY = "state = 'verified', verified_by_id = {}, verified_on = {}"
WISH = "UPDATE corrective_action_extension SET {} WHERE action_id = {{a_wished}};"
