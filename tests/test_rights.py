"""Who may ask what: every route, as every person, against the table in ``procedures/rights.md``."""

import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from checks.procedures import tables
from qms.app import create_app
from qms.config import Settings
from qms.documents import filing
from qms.documents.blanks.operations import remove_form
from qms.documents.kinds.operations import KindRule, set_kind
from qms.documents.register import saved_views
from qms.documents.register.models import REGISTERS
from qms.indicators.catalogue import INDICATORS
from qms.indicators.operations import correct_label
from qms.kernel import clock, jobs
from qms.kernel.database import db
from qms.kernel.i18n import Name, Sentence
from qms.kernel.jobs import failures, registry
from qms.kernel.sessions import COOKIE
from qms.notices import queries
from tests import laws, paper, standing_in, town
from tests.conftest import ROOT
from tests.documents.decisions import rights
from tests.documents.fields.own import a_field
from tests.documents.questions.asking import WHERE, asking, in_force
from tests.documents.requests.asking import REQUESTS, SAID, one_of_each_state
from tests.installing import CHEAP, close
from tests.nonconformities import rights as nonconformities
from tests.town import PASSWORD, an_edition, word_file
from tests.visitor import Visitor
from tests.well_filled import CODES, FACTS, FIELDS_OF, LAWS

COLUMNS = {
    "anonymous": None,
    "administrator": "son",
    "management_representative": "hanh",
    "quality_officer": "lan",
    "its_author": "thao",
    "other_author": "khoa",
    "its_reviewer": "tuan",
    "other_reviewer": "quang",
    "its_approver": "hung",
    "other_approver": "dong",
    "unit_head": "binh",
    "staff": "linh",
    "internal_auditor": "minh",
    "inspector": "tam",
    "scorer": "phuc",
    "verifier": "nga",
    "council_member": "dung",
}


def written() -> dict[tuple[str, str], dict[str, str]]:
    """The table: {(method and route, state): {column: word}}."""
    text = (ROOT / "procedures" / "rights.md").read_text("utf-8")
    [table] = [t for t in tables(text) if t.head[0] == "route"]
    return {(r[0], r[1]): dict(zip(table.head[2:], r[2:], strict=True)) for r in table.rows}


class World:
    """The ward with an edition in every state; put back as it was after each request."""

    def __init__(self, data: Path) -> None:
        self.app = create_app(Settings(data, password_cost=CHEAP))
        self.file, self.kept = data / "qms.sqlite", data / "kept.sqlite"
        with self.app.app_context():
            made = {s: an_edition(s, c) for s, c in CODES.items() if s in STATES}
            an_edition("in force", CODES["a form in force"])
            asking(made["draft"], WHERE)
            first = in_force(code=CODES["a later draft"])
            going = town.belonging(first, "BM-51", "BM-52")[-1]
            later = an_edition("draft", CODES["a later draft"])
            remove_form(later, going, later.version, by=town.actor("lan"))
            town.to_be_read(made["in force"])
            self.approved = made["approved"].id
            self.versions = {state: edition.version for state, edition in made.items()}
            self.versions |= rights.decisions()
            rights.copies(made["in force"])
            self.versions |= {"a form in force": 0, "a later draft": later.version}
            an_edition("in force", CODES["superseded"])
            second = an_edition("in force", CODES["superseded"])
            self.versions["superseded"] = second.version
            rule = KindRule("QT-{number:02}", 24)
            set_kind("procedure", rule, 0, by=town.actor("lan"), reason="lần đầu")
            standing_in.prepare(CODES["in review"])
            a_field()
            named = Name("Việc công", "Public work")
            correct_label(INDICATORS["3.1"], named, 0, by=town.actor("lan"), reason="TCVN")
            [saved_views.keep(r, "", "của tôi", by=town.actor("lan")) for r in REGISTERS]
            jobs.register("notes", len, at_start=True, title=Sentence("Ghi"))
            failures.keep("notes", (1,), ValueError("thiếu tệp"))
            laws.a_register(), self.versions.update(paper.a_desk())
            self.versions |= one_of_each_state(second)
            self.versions |= nonconformities.a_desk()
            self.reporting, self.word = nonconformities.fields(), word_file("mới")
            self.author = town.person("thao").id
            self.unit, self.person = town.unit_id("KT"), town.person("linh").id
            self.people = {who: town.person(who).id for who in town.CAST}
            self.appointment = town.person("linh").appointments[0].id
            self.uploads = {
                who: filing.keep_upload(filing.take_in(word_file(), "a.docx"), town.actor(who))
                for who in COLUMNS.values()
                if who
            }
            self.notice = queries.found(town.actor("linh"), 1).newest
            db.session.remove()
        self.visitors = {name: Visitor(self.app, who) for name, who in COLUMNS.items()}
        self.tokens = {name: visitor.token() for name, visitor in self.visitors.items()}
        self.cookies = {
            name: visitor.client.get_cookie(COOKIE) for name, visitor in self.visitors.items()
        }
        self._let_go()
        shutil.copy(self.file, self.kept)

    def _let_go(self) -> None:
        with self.app.app_context():
            db.engine.dispose()

    def ask(self, route: str, state: str, column: str) -> TestResponse:
        """Send one well-formed request, then undo whatever it did."""
        method, path = route.split(" ")
        names = {
            **paper.named(state),
            "<int:number>": nonconformities.NUMBERS.get(state, "1"),
            "<key>": (CODES | LAWS | paper.CODES).get(state, "QT-05"),
            "<int:effect_id>": "2" if state == "an answered effect" else "1",
            "<int:serial>": "2" if state == "a later draft" else "1",
            "<word>": "nobody-knows-it",
            "<int:person_id>": str(self.person),
            "<int:appointment_id>": str(self.appointment),
            "<int:unit_id>": str(self.unit),
            "<path:filename>": "logo.svg",
            "<number>": "3.1",
            "<kind>": "procedure",
            "<int:view_id>": "2" if "external" in path else "1",
            "<int:field_id>": "1",
            "<int:failure_id>": "1",
            "<int:period_id>": "1",
            "<int:notice_id>": str(self.notice),
            "<form>": "BM-52" if path.endswith("keeping") else "BM-51",
            "<int:year>": str(clock.today().year),
        }
        if state in REQUESTS:
            names["<int:serial>"] = str(REQUESTS.index(state) + 1)
        for name, value in names.items():
            path = path.replace(name, value)
        path = re.sub(r"<int:\w+>", "1", path)  # the first of its kind
        client, cookie = self.visitors[column].client, self.cookies[column]
        assert cookie is not None
        client.set_cookie(COOKIE, cookie.value)
        if method == "GET":
            answer = client.get(path)
            answer.close()
            return answer
        fields = self.fields(state, COLUMNS[column]) | {"csrf_token": self.tokens[column]}
        fields |= FIELDS_OF.get(route, dict)()
        if path.startswith("/nonconformities"):
            fields |= self.reporting | nonconformities.files()
        if path.endswith("/handing-over"):
            fields["handler"] = str(self.people["khoa"])
        if "adoption" in path or "/earlier" in path:
            fields |= paper.fields(int(fields["upload"]))
        fields["person"] = str(self.people["hung"]) if path == "/authorities" else fields["person"]
        fields["login"] = "linh" if path == "/sign-in" else "nguoi.moi"
        answer = client.post(path, data=fields, content_type="multipart/form-data")
        self._let_go()
        shutil.copy(self.kept, self.file)
        return answer

    def fields(self, state: str, who: str | None) -> dict[str, Any]:
        """Every field that any form may want, well filled in."""
        return {
            **FACTS,
            **SAID,
            **standing_in.sent(self.people, who),
            "seen": str(self.versions.get(state, 1)),
            "reason": "theo quy định",
            "mail": "ai.do@tanhoa.gov.vn",
            "password": PASSWORD,
            "new_password": "nam bon ba hai mot",
            "again": "nam bon ba hai mot",
            "language": "en",
            "name": "Người Mới",
            "role": "staff",
            "start": "05/02/2026",
            "end": "05/02/2030",
            "parent": "1",
            "indicators": "3.1",
            "sort": "holiday",
            "first": "05/02/2031",
            "last": "06/02/2031",
            "pattern": "QT-{number:02}/{unit}",
            "review_months": "12",
            "places": f"{self.unit}:everybody",
            "known": f"{self.unit}:everybody" if state == "in force" else "",
            "serial": "1",
            "author": str(self.author),
            **rights.fields(self.approved),
            "unit": str(self.unit),
            "upload": str(self.uploads.get(who or "", 0)),
            "file": (BytesIO(self.word), "moi.docx"),
            "files": (BytesIO(self.word), "moi.docx"),
            "procedure": CODES["in force"],
            **self.described(who),
        }

    def described(self, who: str | None) -> dict[str, str]:
        """The file that waits, described as a new form."""
        said = {"target": "0", "code": "BM-99", "title": "Tờ khai", "issue": "1", "amendment": "0"}
        return {f"blank-{self.uploads.get(who or '', 0)}-{name}": v for name, v in said.items()}


STATES = town.PATH


@pytest.fixture(scope="module")
def world(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    data = Path(shutil.copytree(founded, tmp_path_factory.mktemp("rights") / "data"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "_JOBS", dict(registry.registered()))
        world = World(data)
        yield world
    with world.app.app_context():
        close(world.app)


def word_for(answer: TestResponse) -> str:
    """An answer in the words of the table."""
    status, location = answer.status_code, answer.location or ""
    if status == 401 or (status == 302 and location.startswith("/sign-in?")):
        return "sign in"
    words = {200: "yes", 302: "yes", 403: "403", 404: "404", 409: "refused"}
    return words.get(status, str(status))


TABLE = written()


@pytest.mark.parametrize(("route", "state"), TABLE, ids=[" on ".join(k) for k in TABLE])
def test_every_person_is_answered_as_the_table_says(world: World, route: str, state: str) -> None:
    answers = {c: word_for(world.ask(route, state, c)) for c in COLUMNS}
    differing = {
        column: (said, TABLE[route, state][column])
        for column, said in answers.items()
        if said != TABLE[route, state][column]
    }
    assert not differing, f"{{column: (answered, written)}}: {differing}"


def test_every_route_is_in_the_table_and_declares_its_audience(app: Flask) -> None:
    listed = {route for route, _state in TABLE}
    silent = []
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert f"{method} {rule.rule}" in listed, f"{method} {rule.rule} is not in the table"
        page: Callable[..., Any] = app.view_functions[rule.endpoint]
        if rule.endpoint != "static" and not getattr(page, "audience", None):
            silent.append(rule.endpoint)
    assert silent == []


def test_the_table_lists_no_route_that_is_gone(app: Flask) -> None:
    there = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    assert {route for route, _state in TABLE} <= there


def test_every_column_of_the_table_is_asked() -> None:
    for answers in TABLE.values():
        assert list(answers) == list(COLUMNS)
