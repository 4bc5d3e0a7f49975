"""The ward of Tân Hòa: a small fixed cast, so that tests read like sentences.

Builders act through the verbs; each needs an application context.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO

from docx import Document as WordDocument

from qms.documents import drafting, filing, operations
from qms.documents.blanks.operations import BlankFacts, place_form, take_forms
from qms.documents.blanks.queries import forms_of
from qms.documents.distribution.lifecycle import EVERYBODY
from qms.documents.distribution.operations import Listed, acknowledge, set_distribution
from qms.documents.distribution.queries import entries_of
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.models import Document, Edition
from qms.documents.operations import Consent
from qms.documents.queries import document_by_key
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
from qms.textindex.analysis import code_key

PASSWORD = "mot hai ba bon nam"
BEGAN = date(2024, 1, 2)


@dataclass(frozen=True)
class Member:
    """One of the cast."""

    name: str
    title: str
    unit: str
    roles: tuple[Role, ...]


UNITS = {"VP": "Văn phòng HĐND và UBND", "KT": "Phòng Kinh tế"}
CAST = {
    "son": Member("Vũ Thái Sơn", "Quản trị mạng", "UBND", (Role.ADMINISTRATOR,)),
    "hanh": Member(
        "Lê Mỹ Hạnh", "Phó Chủ tịch", "UBND", (Role.MANAGEMENT_REPRESENTATIVE, Role.STAFF)
    ),
    "lan": Member("Nguyễn Thị Lan", "Thư ký ISO", "VP", (Role.QUALITY_OFFICER, Role.STAFF)),
    "thao": Member("Đặng Thu Thảo", "Công chức", "VP", (Role.AUTHOR, Role.STAFF)),
    "khoa": Member("Ngô Đăng Khoa", "Công chức", "KT", (Role.AUTHOR, Role.STAFF)),
    "tuan": Member("Trần Quang Tuấn", "Chánh Văn phòng", "VP", (Role.REVIEWER, Role.STAFF)),
    "hung": Member("Phạm Quốc Hùng", "Chủ tịch", "UBND", (Role.APPROVER, Role.STAFF)),
    "quang": Member("Đinh Minh Quang", "Phó phòng", "KT", (Role.REVIEWER,)),
    "dong": Member("Võ Thành Đông", "Phó Chủ tịch", "UBND", (Role.APPROVER,)),
    "binh": Member("Hoàng Văn Bình", "Trưởng phòng", "KT", (Role.UNIT_HEAD,)),
    "linh": Member("Tạ Khánh Linh", "Công chức", "KT", (Role.STAFF,)),
    "minh": Member("Châu Tuệ Minh", "Công chức", "VP", (Role.INTERNAL_AUDITOR,)),
    "tam": Member("Hồ Nhật Tâm", "Thanh tra viên", "UBND", (Role.INSPECTOR,)),
    "phuc": Member("Mai Hồng Phúc", "Công chức", "KT", (Role.SCORER,)),
    "nga": Member("Bùi Thanh Nga", "Công chức", "VP", (Role.VERIFIER,)),
    "dung": Member("Võ Đình Dũng", "Ủy viên", "UBND", (Role.COUNCIL_MEMBER,)),
}
BY_ROLE = {role: login for login, member in CAST.items() for role in member.roles[:1]}


def found() -> None:
    """Build the ward in an empty installation."""
    word = offer_set_up() or ""
    first = CAST["son"]
    steps = FirstSteps("UBND phường Tân Hòa", "son", first.name, first.title, PASSWORD)
    keeper = queries.actor_of(set_up(steps, word))
    root = queries.agency()
    assert root is not None
    ids = {"UBND": root.id}
    for code, name in UNITS.items():
        ids[code] = unit_operations.add_unit(code, name, root, BEGAN, by=keeper).id
    for login, member in CAST.items():
        if login != "son":
            new = NewPerson(login, member.name, member.title, ids[member.unit])
            joined, link = add_person(new, by=keeper)
            choose_password(link, PASSWORD)
            for role in member.roles:
                appoint(joined, role, None, BEGAN, None, by=keeper, reason="12/QĐ-UBND")


def person(login: str) -> Person:
    """One of the cast, as a row."""
    found = queries.by_login(login)
    assert found is not None, login
    return found


def actor(login: str) -> Actor:
    """One of the cast, as one who acts today."""
    return queries.actor_of(person(login))


@lru_cache(maxsize=100)
def word_file(*paragraphs: str) -> bytes:
    """A small Word file; a paragraph that begins with "# " is a heading."""
    file = WordDocument()
    for words in paragraphs or ("# 1. Mục đích", "Quy định cách lưu trữ hồ sơ."):
        if words.startswith("# "):
            file.add_heading(words[2:], level=1)
        else:
            file.add_paragraph(words)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def unit_id(code: str = "VP") -> int:
    """A unit of the ward."""
    return next(u.id for u in queries.units() if u.code == code)


def a_draft(
    code: str = "QT-01/VP",
    *,
    title: str = "Lưu trữ hồ sơ",
    by: str = "thao",
    text: bytes = b"",
    unit: str = "VP",
) -> Edition:
    """A draft with its signers chosen: the first edition of a document, or its next."""
    file = filing.take_in(text or word_file(), f"{title}.docx")
    document = document_by_key(code_key(code))
    issue = max((e.issue for e in document.editions), default=0) + 1 if document else 1
    facts = EditionFacts(title, issue, 0, "", person("tuan").id, person("hung").id)
    if document:
        return drafting.start_edition(document, facts, file, by=actor(by))
    about = DocumentFacts(code, "form" if code.startswith("BM") else "procedure", unit_id(unit))
    return drafting.start_document(about, facts, file, by=actor(by))


def with_forms(draft: Edition, *codes: str, by: str = "thao") -> Edition:
    """``draft``, with a form of each code: a new one, or the next edition of one it has."""
    known = {form.code: form for form in forms_of(draft.document)}
    given = []
    for code in codes:
        form, title = known.get(code), f"Tờ khai {code}"
        number = max((e.issue for e in form.editions), default=0) + 1 if form else 1
        file = filing.take_in(word_file(f"{title}, lần {number}"), f"{title}.docx")
        given.append((BlankFacts(form, code, title, number, 0), file))
    return take_forms(draft, given, draft.version, by=actor(by))


def belonging(edition: Edition, *codes: str) -> list[Document]:
    """Forms in force that the officer placed under the document of ``edition``."""
    placed = [an_edition("in force", code).document for code in codes]
    for form in placed:
        place_form(form, edition.document, 0, by=actor("lan"), reason="theo mục 6")
    return placed


PATH = ("draft", "in review", "reviewed", "approved", "in force")


def an_edition(state: str = "in force", code: str = "QT-01/VP", **given: object) -> Edition:
    """An edition brought to ``state`` through every step before it."""
    edition = a_draft(code, **given)  # type: ignore[arg-type]
    for reached in PATH[1 : PATH.index(state) + 1]:
        move(edition, reached)
    return edition


def move(edition: Edition, state: str) -> Edition:
    """Take the one step that leads to ``state``."""
    seen = edition.version
    if state == "in review":
        return operations.submit(edition, seen, by=actor(edition.author.login))
    if state == "reviewed":
        return operations.review(edition, Consent(PASSWORD, seen), by=actor("tuan"), reason="")
    if state == "approved":
        return operations.approve(edition, Consent(PASSWORD, seen), by=actor("hung"), reason="")
    if state == "in force":
        return operations.put_in_force(edition, seen, by=actor("lan"), reason="")
    if state == "withdrawn":
        return operations.withdraw(edition, seen, by=actor("lan"), reason="không dùng nữa")
    if state == "discarded":
        return operations.discard(edition, seen, by=actor("lan"), reason="lập nhầm")
    assert state == "returned", state
    return operations.return_to_author(edition, seen, by=actor("tuan"), reason="thiếu mục 3")


def to_be_read(edition: Edition, *places: tuple[str, str]) -> Edition:
    """``edition``, its document to be read by (unit, role) places: all of economy if none."""
    document, wanted = edition.document, places or (("KT", EVERYBODY),)
    listed = frozenset((unit_id(code), group) for code, group in wanted)
    seen = frozenset(entry.place for entry in entries_of(document))
    set_distribution(document, Listed(listed), Listed(seen), by=actor("lan"))
    return edition


def read_by(edition: Edition, *logins: str) -> Edition:
    """``edition``, read by some of the cast."""
    for login in logins:
        acknowledge(edition, edition.serial, by=actor(login))
    return edition
