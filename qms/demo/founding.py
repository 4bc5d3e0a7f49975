"""How the ward begins: its units, people, roles and the rules for its kinds of document."""

from typing import Any

from qms.documents.kinds.operations import KindRule, set_kind
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.organisation import queries, unit_operations
from qms.organisation.operations import (
    FirstSteps,
    NewPerson,
    add_person,
    appoint,
    choose_password,
    offer_set_up,
    set_up,
)

FIRST_ORDER = "Quyết định phân công khi thành lập phường"
REASON = "Cơ quan minh họa: mọi người và sự việc đều là giả định, thời gian được lùi lại."


def found(told: dict[str, Any], passwords: dict[str, str]) -> None:
    """Found the ward of ``agency.json``: everybody chooses the password given for their login."""
    first = next(p for p in told["people"] if _is_administrator(p))
    units, keeper = _set_up(told, first, passwords)
    for person in told["people"]:
        if person is not first:
            _welcome(person, units, passwords, keeper)
        _appoint(person, units, keeper)
    _set_kinds(told)


def _set_up(
    told: dict[str, Any], first: dict[str, Any], passwords: dict[str, str]
) -> tuple[dict[str, int], Actor]:
    """The agency with its first person and its units; answers with the units and who keeps them."""
    password = passwords[first["login"]]
    steps = FirstSteps(
        told["agency"]["name"], first["login"], first["name"], first["title"], password
    )
    keeper = queries.actor_of(set_up(steps, offer_set_up() or "", reason=REASON))
    root = queries.agency()
    if root is None:
        raise LookupError("the agency was just founded")
    units = {told["agency"]["code"]: root.id}
    for unit in told["units"]:
        opened = unit_operations.add_unit(
            unit["code"], unit["name"], root, clock.today(), by=keeper
        )
        units[unit["code"]] = opened.id
    return units, keeper


def _is_administrator(person: dict[str, Any]) -> bool:
    return any(r["role"] == Role.ADMINISTRATOR for r in person["roles"])


def _welcome(
    person: dict[str, Any], units: dict[str, int], passwords: dict[str, str], keeper: Actor
) -> None:
    new = NewPerson(
        person["login"], person["name"], person["title"], units[person["unit"]], person["language"]
    )
    _added, link = add_person(new, by=keeper)
    choose_password(link, passwords[person["login"]])


def _appoint(told: dict[str, Any], units: dict[str, int], keeper: Actor) -> None:
    person = queries.by_login(told["login"])
    if person is None:
        raise LookupError(f"nobody is called {told['login']}")
    for held in told["roles"]:
        if held["role"] == Role.ADMINISTRATOR:
            continue  # given with the set-up
        unit = units[held["unit"]] if held["unit"] else None
        appoint(
            person, Role(held["role"]), unit, clock.today(), None, by=keeper, reason=FIRST_ORDER
        )


def _set_kinds(told: dict[str, Any]) -> None:
    officer = queries.actor_of(queries.holders(Role.QUALITY_OFFICER)[0])
    for rule in told["kinds"]:
        wanted = KindRule(rule["pattern"], rule["review_months"])
        set_kind(rule["kind"], wanted, 0, by=officer, reason=told["kinds_reason"])
