"""Builds the ward, act by act."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qms.demo.hurry import building
from qms.demo.script import Scene, agency, scenes
from qms.documents import drafting, filing, operations
from qms.documents.distribution import queries as reading
from qms.documents.distribution.operations import acknowledge, set_distribution
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.kinds.operations import KindRule, set_kind
from qms.documents.models import Edition
from qms.documents.operations import Consent
from qms.documents.queries import document_by_key
from qms.documents.serving.operations import name_indicators
from qms.documents.word.generate import Approval, Signatory, make_word
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.organisation import queries, unit_operations
from qms.organisation.models import Person
from qms.organisation.operations import (
    FirstSteps,
    NewPerson,
    add_person,
    appoint,
    choose_password,
    offer_set_up,
    set_up,
)
from qms.textindex import outbox
from qms.textindex.analysis import code_key

FOUNDED_DAYS_AGO = 500.0
REASON = "Cơ quan minh họa: mọi người và sự việc đều là giả định, thời gian được lùi lại."
SYLLABLES = ("lua", "song", "nui", "may", "tre", "sen", "gio", "bien", "cau", "dua", "mua", "trang")


class NotEmpty(Exception):
    """The installation already holds an agency."""


@dataclass(frozen=True)
class Account:
    """How a person of the ward signs in."""

    login: str
    password: str
    name: str
    title: str
    roles: tuple[Role, ...]


def build() -> list[Account]:
    """Build the ward in an empty installation; answers with its people and fresh passwords.

    Raises :class:`NotEmpty` when there is an agency already.
    """
    if queries.agency():
        raise NotEmpty
    outbox.wake(lambda: None)  # the index is filled once, at the end
    told = agency()
    accounts = {p["login"]: _account(p) for p in told["people"]}
    with building():
        with clock.showing(clock.days_ago(FOUNDED_DAYS_AGO)):
            _found(told, accounts)
            _set_kinds(told)
        cast = _Cast(accounts)
        for scene in scenes(told):
            with clock.showing(scene.at):
                cast.play(scene)
    return list(accounts.values())


def _account(person: dict[str, Any]) -> Account:
    roles = tuple(Role(r["role"]) for r in person["roles"])
    return Account(person["login"], _password(), person["name"], person["title"], roles)


def _password() -> str:
    words = [secrets.choice(SYLLABLES) for _ in range(4)]
    return f"{'-'.join(words)}-{secrets.randbelow(9000) + 1000}"


def _found(told: dict[str, Any], accounts: dict[str, Account]) -> None:
    first = next(p for p in told["people"] if _is_administrator(p))
    account = accounts[first["login"]]
    word = offer_set_up() or ""
    steps = FirstSteps(
        told["agency"]["name"], account.login, account.name, account.title, account.password
    )
    keeper = queries.actor_of(set_up(steps, word, reason=REASON))
    units = {told["agency"]["code"]: _agency_id()}
    root = queries.agency()
    for unit in told["units"]:
        if root:
            opened = unit_operations.add_unit(
                unit["code"], unit["name"], root, clock.today(), by=keeper
            )
            units[unit["code"]] = opened.id
    for person in told["people"]:
        if person is not first:
            new = NewPerson(
                person["login"],
                person["name"],
                person["title"],
                units[person["unit"]],
                person["language"],
            )
            _added, link = add_person(new, by=keeper)
            choose_password(link, accounts[person["login"]].password)
        _appoint(person, units, keeper)


def _set_kinds(told: dict[str, Any]) -> None:
    officer = queries.actor_of(queries.holders(Role.QUALITY_OFFICER)[0])
    for rule in told["kinds"]:
        wanted = KindRule(rule["pattern"], rule["review_months"])
        set_kind(rule["kind"], wanted, 0, by=officer, reason=told["kinds_reason"])


def _is_administrator(person: dict[str, Any]) -> bool:
    return any(r["role"] == Role.ADMINISTRATOR for r in person["roles"])


def _agency_id() -> int:
    root = queries.agency()
    if root is None:
        raise LookupError("the agency was just founded")
    return root.id


def _appoint(told: dict[str, Any], units: dict[str, int], keeper: Actor) -> None:
    person = _person(told["login"])
    for held in told["roles"]:
        if held["role"] == Role.ADMINISTRATOR:
            continue  # given with the set-up
        unit = units[held["unit"]] if held["unit"] else None
        appoint(
            person, Role(held["role"]), unit, clock.today(), None, by=keeper, reason=FIRST_ORDER
        )


FIRST_ORDER = "Quyết định phân công khi thành lập phường"


def _person(login: str) -> Person:
    person = queries.by_login(login)
    if person is None:
        raise LookupError(f"nobody is called {login}")
    return person


class _Cast:
    """The people of the ward, acting."""

    def __init__(self, accounts: dict[str, Account]) -> None:
        self._accounts = accounts
        self._verbs: dict[str, Callable[[Scene], object]] = {
            "start": self._start,
            "name indicators": self._name_indicators,
            "submit": lambda s: operations.submit(*self._on(s), by=self._actor(s, "author")),
            "review": lambda s: self._sign(operations.review, s, "reviewer"),
            "approve": lambda s: self._sign(operations.approve, s, "approver"),
            "return": lambda s: self._decide(operations.return_to_author, s, "reviewer"),
            "put in force": lambda s: self._decide(operations.put_in_force, s, ""),
            "withdraw": lambda s: self._decide(operations.withdraw, s, ""),
            "list": self._list,
            "read": self._read,
        }

    def play(self, scene: Scene) -> None:
        """Take one step."""
        self._verbs[scene.verb](scene)

    def _actor(self, scene: Scene, part: str) -> Actor:
        if part:
            return queries.actor_of(_person(scene.people[part]))
        return queries.actor_of(queries.holders(Role.QUALITY_OFFICER)[0])

    def _on(self, scene: Scene) -> tuple[Edition, int]:
        document = document_by_key(code_key(scene.code))
        if document is None or scene.text is None:
            raise LookupError(f"{scene.code} was not started")
        number = (scene.text.issue, scene.text.amendment)
        edition = next(e for e in document.editions if (e.issue, e.amendment) == number)
        return edition, edition.version

    def _decide(self, verb: Callable[..., Edition], scene: Scene, part: str) -> None:
        edition, seen = self._on(scene)
        verb(edition, seen, by=self._actor(scene, part), reason=scene.note)

    def _sign(self, verb: Callable[..., Edition], scene: Scene, part: str) -> None:
        edition, seen = self._on(scene)
        consent = Consent(self._accounts[scene.people[part]].password, seen)
        verb(edition, consent, by=self._actor(scene, part), reason="")

    def _start(self, scene: Scene) -> None:
        text, by = scene.text, self._actor(scene, "author")
        if text is None:
            raise LookupError(f"{scene.code} has no text")
        file = filing.take_in(self._word(scene), f"{code_key(text.code)}.docx")
        facts = EditionFacts(
            text.title,
            text.issue,
            text.amendment,
            scene.note,
            _person(scene.people["reviewer"]).id,
            _person(scene.people["approver"]).id,
        )
        document = document_by_key(code_key(text.code))
        if document:
            drafting.start_edition(document, facts, file, by=by)
            return
        unit = next(u for u in queries.units() if u.code == scene.unit)
        about = DocumentFacts(text.code, text.kind, unit.id)
        drafting.start_document(about, facts, file, by=by)

    def _name_indicators(self, scene: Scene) -> None:
        document, by = self._on(scene)[0].document, self._actor(scene, "author")
        name_indicators(document, scene.indicators, document.indicators, by)

    def _list(self, scene: Scene) -> None:
        document = document_by_key(code_key(scene.code))
        if document is None:
            raise LookupError(f"{scene.code} was not started")
        units = {unit.code: unit.id for unit in queries.units()}
        places = frozenset((units[code], group) for code, group in scene.places)
        set_distribution(document, places, frozenset(), by=self._actor(scene, ""))

    def _read(self, scene: Scene) -> None:
        edition, _seen = self._on(scene)
        reader, entries = self._actor(scene, "reader"), reading.entries_of(edition.document)
        if reading.standing(edition, entries, reader, reading.parents()).awaits:
            acknowledge(edition, edition.serial, by=reader)

    def _word(self, scene: Scene) -> bytes:
        if scene.text is None:
            raise LookupError(f"{scene.code} has no text")
        people = {part: _person(login) for part, login in scene.people.items()}
        signing = {part: Signatory(p.name, p.title) for part, p in people.items()}
        agency = queries.agency()
        approval = Approval(
            agency=agency.name if agency else "",
            on=clock.today(),
            author=signing["author"],
            reviewer=signing["reviewer"],
            approver=signing["approver"],
        )
        return make_word(scene.text, approval)
