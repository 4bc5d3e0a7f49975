"""Two people send contrary things at the same moment: one wins, the other is told and keeps what
they typed.

Each race is run through the pages, from two threads that start together, many times over.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from qms.app import create_app
from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.config import Settings
from qms.documents import filing
from qms.documents.decisions.drafting import Draft, prepare
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.lifecycle import OPEN, State
from qms.documents.models import Document, Edition
from qms.kernel.database import db
from tests.documents.requests.asking import a_request
from tests.installing import CHEAP, close
from tests.town import PASSWORD, actor, an_edition, person, word_file
from tests.visitor import Visitor


@dataclass(frozen=True)
class Sent:
    """What one of the two sends; ``typed`` is what the loser must find again."""

    login: str
    path: str
    fields: dict[str, str]
    typed: str


@dataclass(frozen=True)
class Race:
    """``prepare(code)`` makes what the two fight for; ``verbs`` are those of which one is taken."""

    prepare: Callable[[str], tuple[Sent, Sent]]
    verbs: tuple[str, ...]


@dataclass
class Report:
    """How often each side won, and every fault in words."""

    wins: list[int] = field(default_factory=lambda: [0, 0])
    faults: list[str] = field(default_factory=list)


def _deciding(code: str, noun: str, login: str, typed: str, seen: int) -> Sent:
    fields = {"seen": str(seen), "reason": typed, "password": PASSWORD}
    return Sent(login, f"/documents/{code}/editions/1/{noun}", fields, typed)


def two_approvals(code: str) -> tuple[Sent, Sent]:
    """Approved twice, from two windows."""
    seen = an_edition("reviewed", code).version
    return (
        _deciding(code, "approval", "hung", "duyệt ở bàn", seen),
        _deciding(code, "approval", "hung", "duyệt ở điện thoại", seen),
    )


def approval_against_return(code: str) -> tuple[Sent, Sent]:
    """Approved and sent back."""
    seen = an_edition("reviewed", code).version
    return (
        _deciding(code, "approval", "hung", "đồng ý ban hành", seen),
        _deciding(code, "return", "lan", "còn thiếu mục 3", seen),
    )


def entry_against_return(code: str) -> tuple[Sent, Sent]:
    """Put in force and sent back."""
    seen = an_edition("approved", code).version
    return (
        _deciding(code, "entry-into-force", "lan", "từ hôm nay", seen),
        _deciding(code, "return", "hung", "xem lại mục 5", seen),
    )


def _drafting(login: str, path: str, typed: str, **fields: str) -> Sent:
    file = filing.take_in(word_file(typed), f"{typed}.docx")
    told = {
        "upload": str(filing.keep_upload(file, actor(login))),
        "title": "Lưu trữ hồ sơ",
        "issue": "2",
        "amendment": "0",
        "change_note": typed,
        "reviewer": str(person("tuan").id),
        "approver": str(person("hung").id),
    }
    return Sent(login, path, told | fields, typed)


def two_drafts(code: str) -> tuple[Sent, Sent]:
    """Two people begin the next edition of one document."""
    an_edition("in force", code)
    path = f"/documents/{code}/editions"
    return _drafting("thao", path, "sửa bước 2"), _drafting("khoa", path, "sửa bước 5")


def two_numbers(code: str) -> tuple[Sent, Sent]:
    """Two people take one code; each spells it in their own way."""
    kind = {"kind": "procedure", "unit": str(person("thao").unit_id)}
    return (
        _drafting("thao", "/documents", "lần đầu của Thảo", code=code, **kind),
        _drafting("khoa", "/documents", "lần đầu của Khoa", code=code.lower(), **kind),
    )


def _bringing(login: str, code: str, typed: str, seen: int) -> Sent:
    file = filing.take_in(word_file(typed), f"{typed}.docx")
    number = filing.keep_upload(file, actor(login))
    said = {"target": "0", "code": f"BM-{code}-{login}", "title": typed}
    row = {f"blank-{number}-{name}": value for name, value in said.items()}
    row |= {f"blank-{number}-issue": "1", f"blank-{number}-amendment": "0"}
    path = f"/documents/{code}/editions/1/blanks"
    return Sent(login, path, {"upload": str(number), "seen": str(seen)} | row, typed)


def two_sets_of_forms(code: str) -> tuple[Sent, Sent]:
    """The author and the officer bring forms to one draft."""
    seen = an_edition("draft", code).version
    return (
        _bringing("thao", code, "tờ khai của Thảo", seen),
        _bringing("lan", code, "tờ khai của Lan", seen),
    )


def acceptance_against_declining(code: str) -> tuple[Sent, Sent]:
    """A change request is taken on and turned down."""
    request = a_request(an_edition("in force", code))
    path, seen = f"/requests/{request.year}/{request.serial}", str(request.version)
    task = {"author": str(person("thao").id), "due": "05/02/2099", "reason": "sửa ngay"}
    return (
        Sent(
            "lan",
            f"{path}/acceptance",
            {"seen": seen} | task,
            "sửa ngay",
        ),
        Sent("lan", f"{path}/declining", {"seen": seen, "reason": "chưa cần sửa"}, "chưa cần sửa"),
    )


def two_decisions(code: str) -> tuple[Sent, Sent]:
    """Two decisions are prepared over one edition."""
    held = str(an_edition("approved", code).id)

    def prepared(about: str, number: str) -> Sent:
        given = {"about": about, "number": f"{number}/{code}", "signer": "0", "editions": held}
        return Sent("lan", "/documents/decisions/new", given | {"signing_form": ""}, about)

    return prepared("ban hành đợt một", "1"), prepared("ban hành đợt hai", "2")


def signing_against_return(code: str) -> tuple[Sent, Sent]:
    """A decision is signed, and one of the editions it lists is sent back."""
    edition = an_edition("approved", code)
    listed = frozenset({edition.id, an_edition("approved", f"{code}-B").id})
    draft = Draft("ban hành", listed, f"7/{code}", signer_id=person("hung").id)
    decision = prepare(Purpose.ISSUE, draft, by=actor("lan"))
    consent = {"seen": str(decision.version), "password": PASSWORD}
    return (
        Sent("hung", f"/documents/decisions/{decision.id}/signature", consent, f"7/{code}"),
        _deciding(code, "return", "lan", "còn sai mục 4", edition.version),
    )


RACES = {
    "two approvals": Race(two_approvals, ("approve",)),
    "approval against return": Race(approval_against_return, ("approve", "return")),
    "entry into force against return": Race(entry_against_return, ("put in force", "return")),
    "two decisions over one edition": Race(two_decisions, ("prepare decision",)),
    "signing against return": Race(signing_against_return, ("carry out", "return")),
    "two drafts of one document": Race(two_drafts, ("start edition",)),
    "two documents of one code": Race(two_numbers, ("start document",)),
    "two sets of forms": Race(two_sets_of_forms, ("bring forms",)),
    "acceptance against declining": Race(
        acceptance_against_declining, ("accept request", "decline request")
    ),
}


def run_races(data: Path, name: str, count: int) -> Report:
    """Run one race ``count`` times on the installation in ``data``."""
    app, report = create_app(Settings(data, password_cost=CHEAP)), Report()
    visitors: dict[tuple[str, int], Visitor] = {}
    with ThreadPoolExecutor(2) as threads:
        for turn in range(count):
            report.faults += _run(app, RACES[name], f"R-{turn}", visitors, threads, report.wins)
    with app.app_context():
        if not whole_chain().whole:
            report.faults.append("the trail is broken")
        report.faults += _two_where_one_may_be()
        close(app)
    return report


def _run(
    app: Flask,
    race: Race,
    code: str,
    visitors: dict[tuple[str, int], Visitor],
    threads: ThreadPoolExecutor,
    wins: list[int],
) -> Iterator[str]:
    with app.app_context():
        both = race.prepare(code)
        before = _lines(race.verbs)
        db.session.remove()
    answers = _at_once(app, both, visitors, threads)
    statuses = [answer.status_code for answer in answers]
    if sorted(statuses) != [302, 409]:
        yield f"{code}: answered {statuses}"
        return
    winner = statuses.index(302)
    wins[winner] += 1
    if both[1 - winner].typed not in answers[1 - winner].text:
        yield f"{code}: what the loser typed is gone"
    with app.app_context():
        if _lines(race.verbs) != before + 1:
            yield f"{code}: {_lines(race.verbs) - before} lines of {race.verbs}"
        db.session.remove()


def _at_once(
    app: Flask,
    both: tuple[Sent, Sent],
    visitors: dict[tuple[str, int], Visitor],
    threads: ThreadPoolExecutor,
) -> list[TestResponse]:
    start = Barrier(2)

    def send(place: int) -> TestResponse:
        sent = both[place]
        visitor = visitors.get((sent.login, place)) or Visitor(app, sent.login)
        visitors[sent.login, place] = visitor
        token = visitor.token()
        start.wait(timeout=30)
        fields = sent.fields | {"csrf_token": token, "once": token_hex(8)}
        return visitor.client.post(sent.path, data=fields)

    return list(threads.map(send, (0, 1)))


def _lines(verbs: tuple[str, ...]) -> int:
    wanted = select(func.count()).where(TrailLine.verb.in_(verbs))
    return db.session.scalar(wanted) or 0


def _two_where_one_may_be() -> Iterator[str]:
    for document in db.session.scalars(select(Document)):
        states = [edition.state for edition in document.editions]
        if states.count(State.IN_FORCE) > 1 or sum(state in OPEN for state in states) > 1:
            yield f"{document.code}: {states}"
    for edition in db.session.scalars(select(Edition).where(Edition.state == State.APPROVED)):
        if len(edition.valid_signatures) < 2:
            yield f"{edition}: approved with {len(edition.valid_signatures)} signatures"
