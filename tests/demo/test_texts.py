"""The made-up ward's texts and cast: readable, consistent, and true to the procedures' format."""

import re
import unicodedata
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

from qms.demo import script
from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import LIFECYCLE
from qms.documents.word import source
from qms.documents.word.source import Heading, Paragraph, ProcedureText, Table
from qms.kernel import clock
from qms.kernel.access import Role
from qms.textindex.analysis import code_key

TOLD = script.agency()
DOCUMENTS = script.FOLDER / "documents"
EXTERNAL = script.external()
PEOPLE = {person["login"]: person for person in TOLD["people"]}
UNITS = {TOLD["agency"]["code"], *(unit["code"] for unit in TOLD["units"])}
HOURS = {"phút": 1 / 60, "giờ": 1.0, "ngày": 8.0}
DURATION = re.compile(r"([\d,]+) (phút|giờ|ngày)(?: làm việc)?(?: \(.*\))?")
SPOKEN_CODE = re.compile(
    r"\bQT(?:\.HT\.\d\d|-\d\d/[A-ZĐ]+|\.[A-Z]+\.\d\d)|\bQC-\d\d|\bHD-\d\d/[A-Z]+"
)
SPOKEN_FORM = re.compile(r"\bBM(?:\.[A-Z]+)?(?:\.\d\d)+(?:-\d\d)?(?:/[A-ZĐ]+)?")
CITED = re.compile(r"\b\d+/\d{4}/(?:QH|UBTVQH|NĐ|TT|QĐ)[A-Za-zĐ0-9-]*")
FORMS = ("TT", "Mã hiệu", "Tên biểu mẫu")
BARE_DAY = re.compile(r"ngày [1-9] tháng|tháng [12](?!\d)\b(?= năm)")


def editions() -> list[dict[str, Any]]:
    """What the story says of each edition."""
    found = []
    for entry in TOLD["documents"]:
        found.append(entry)
        if "next" in entry:
            found.append({"unit": entry["unit"], **entry["next"]})
    return found


def path_of(entry: dict[str, Any]) -> Path:
    return DOCUMENTS.joinpath(entry["file"]).resolve()


def text_of(entry: dict[str, Any]) -> ProcedureText:
    return source.parse(path_of(entry).read_text("utf-8"))


WHOLE_LIFE = ("start", "submit", "review", "approve", "put in force", "withdraw")
LIVES = {WHOLE_LIFE[:length] for length in range(1, 7)} | {("start", "submit", "return")}
EDITIONS = {entry["file"]: entry for entry in editions()}
TEXTS = {name: text_of(entry) for name, entry in EDITIONS.items()}
TIMED = [n for n, text in TEXTS.items() if "## 5.4 Thời gian" in text.raw]
each = pytest.mark.parametrize("name", EDITIONS)


def roles(login: str) -> set[str]:
    return {held["role"] for held in PEOPLE[login]["roles"]}


def hours(cell: str) -> float | None:
    """A time such as "0,5 ngày làm việc" in working hours; nothing when it is no time."""
    said = DURATION.fullmatch(cell.strip())
    return float(said[1].replace(",", ".")) * HOURS[said[2]] if said else None


def section(text: ProcedureText, number: str) -> list[source.Block]:
    """The blocks under the heading of that number."""
    numbers = [block.number if isinstance(block, Heading) else None for block in text.blocks]
    start = numbers.index(number) + 1
    after = [i for i, n in enumerate(numbers) if n is not None and i >= start]
    return list(text.blocks[start : after[0] if after else None])


def promised_forms(name: str) -> list[tuple[str, str]]:
    """Code and title of each form that a text lists."""
    tables = [b for b in TEXTS[name].blocks if isinstance(b, Table) and b.header == FORMS]
    return [(row[1], row[2]) for table in tables for row in table.rows]


def test_there_are_sixty_procedures() -> None:
    assert len({text.code for text in TEXTS.values() if text.kind == "procedure"}) >= 60


def test_everybody_has_a_unit_and_roles_that_exist() -> None:
    for person in TOLD["people"]:
        assert person["unit"] in UNITS
        assert {held["role"] for held in person["roles"]} <= set(Role)
        assert all(held["unit"] is None or held["unit"] in UNITS for held in person["roles"])
    assert {role for login in PEOPLE for role in roles(login)} == set(Role)


def test_every_text_is_used_and_every_story_has_its_text() -> None:
    assert {path_of(entry) for entry in EDITIONS.values()} >= {
        path.resolve() for path in DOCUMENTS.glob("*.md")
    }


@each
def test_a_text_is_written_in_composed_letters(name: str) -> None:
    assert unicodedata.is_normalized("NFC", TEXTS[name].raw)


@each
def test_a_text_says_what_the_story_says(name: str) -> None:
    text, entry = TEXTS[name], EDITIONS[name]
    assert text.extra == {"unit": entry["unit"]}
    assert text.kind in KIND_NAMES


@each
def test_three_people_with_the_right_to_it_sign(name: str) -> None:
    entry = EDITIONS[name]
    author, reviewer, approver = (entry[part] for part in ("author", "reviewer", "approver"))
    assert len({author, reviewer, approver}) == 3
    assert roles(author) & {"author", "quality_officer"}
    assert "reviewer" in roles(reviewer)
    assert "approver" in roles(approver)


@each
def test_a_procedure_has_its_seven_parts(name: str) -> None:
    text = TEXTS[name]
    if text.kind == "procedure":
        parts = [b.number for b in text.blocks if isinstance(b, Heading) and b.level == 1]
        assert parts == list("1234567")


def test_some_procedures_say_how_long_they_take() -> None:
    assert len(TIMED) >= 10


@pytest.mark.parametrize("name", TIMED)
def test_the_steps_take_together_as_long_as_is_promised(name: str) -> None:
    text = TEXTS[name]
    promise = next(b for b in section(text, "5.4") if isinstance(b, Paragraph))
    promised = re.search(r"\*\*([^*]+)\*\*", promise.text)
    assert promised
    [steps] = [b for b in section(text, "5.7") if isinstance(b, Table)]
    spent = sum(hours(row[3]) or 0 for row in steps.rows)
    assert spent == pytest.approx(hours(promised[1]))


@each
def test_days_and_months_are_written_with_two_signs(name: str) -> None:
    assert not BARE_DAY.search(TEXTS[name].raw)


@each
def test_a_document_that_is_named_exists(name: str) -> None:
    known = {code_key(text.code) for text in TEXTS.values()}
    for spoken in SPOKEN_CODE.findall(TEXTS[name].raw):
        assert code_key(spoken) in known, spoken


@each
def test_a_form_that_is_named_is_listed_somewhere(name: str) -> None:
    listed = {code for other in EDITIONS for code, _title in promised_forms(other)}
    for spoken in SPOKEN_FORM.findall(TEXTS[name].raw):
        assert spoken in listed, spoken


@each
def test_what_is_cited_is_among_the_external_documents(name: str) -> None:
    known = {told["number"] for told in EXTERNAL}
    assert set(CITED.findall(TEXTS[name].raw)) <= known


def test_external_documents_run_in_order_of_time_and_what_lapsed_was_replaced() -> None:
    by_number = {told["number"]: told for told in EXTERNAL}
    assert len(by_number) == len(EXTERNAL) >= 40
    for told in EXTERNAL:
        days = [told[key] for key in ("issued", "from", "until") if key in told]
        assert days == sorted(days)
        assert ("until" in told) == ("replaced_by" in told)
        if "until" in told:
            assert by_number[told["replaced_by"]]["from"] == told["until"]


def test_a_decree_that_lapsed_is_still_cited_by_two_or_three_in_force() -> None:
    lapsed = {told["number"] for told in EXTERNAL if "until" in told}
    citing = {
        entry["file"]
        for entry in EDITIONS.values()
        if entry["state"] == "in force" and lapsed & set(CITED.findall(TEXTS[entry["file"]].raw))
    }
    assert len(citing) in (2, 3)


def test_an_edition_and_its_next_are_of_one_document() -> None:
    for entry in TOLD["documents"]:
        if "next" in entry:
            text, following = TEXTS[entry["file"]], TEXTS[entry["next"]["file"]]
            assert code_key(text.code) == code_key(following.code)
            assert (text.issue, text.amendment) < (following.issue, following.amendment)


def test_no_two_documents_share_a_code() -> None:
    keys = [code_key(TEXTS[entry["file"]].code) for entry in TOLD["documents"]]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("weekday", range(7))
def test_whatever_day_it_is_built_the_steps_were_taken_in_order_at_office_hours(
    weekday: int,
) -> None:
    now = clock.now() + timedelta(days=weekday)
    with clock.showing(now):
        scenes = script.scenes(TOLD)
    assert [s.at for s in scenes] == sorted(s.at for s in scenes)
    assert now - timedelta(days=500) < scenes[0].at
    assert scenes[-1].at < now
    taken: dict[str, list[str]] = {}
    for scene in scenes:
        assert scene.at.weekday() < 5
        assert time(8) <= scene.at.timetz().replace(tzinfo=None) <= time(17)
        if scene.verb not in ("start", *LIFECYCLE.steps):
            continue  # of the document, no step of an edition
        assert scene.text
        number = f"{scene.code} {scene.text.issue}/{scene.text.amendment}"
        taken.setdefault(number, []).append(scene.verb)
    for number, verbs in taken.items():
        assert tuple(verbs) in LIVES, number
