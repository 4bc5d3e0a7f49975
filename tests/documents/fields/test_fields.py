"""Fields of an agency's own: who sets them, who fills them in, where they are shown."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.audit_trail.vocabulary import Reader
from qms.documents.fields import operations, queries
from qms.documents.fields.reading import Sort, Unreadable, read, shown, value
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from tests.documents.fields.own import LEVELS, a_field, facts, fill
from tests.town import actor, an_edition
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
OF_KIND = "/documents/kinds/procedure/fields"


def refusal(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [reason.text for reason in refused.value.reasons]


@pytest.mark.parametrize(
    ("sort", "written", "kept", "seen"),
    [
        (Sort.TEXT, "  Hộ tịch ", "Hộ tịch", "Hộ tịch"),
        (Sort.NUMBER, "12,5", "12.5", "12,5"),
        (Sort.NUMBER, "-3", "-3", "-3"),
        (Sort.DAY, "05/02/2026", "2026-02-05", "05/02/2026"),
        (Sort.DAY, "2026-02-05", "2026-02-05", "05/02/2026"),
        (Sort.CHOICE, "Một phần", "Một phần", "Một phần"),
        (Sort.DAY, " ", "", ""),
    ],
)
def test_what_is_written_is_kept_and_shown_again(
    sort: str, written: str, kept: str, seen: str
) -> None:
    assert read(sort, LEVELS, written) == kept
    assert shown(sort, kept) == seen


@pytest.mark.parametrize(
    ("sort", "written"),
    [
        (Sort.NUMBER, "mười"),
        (Sort.NUMBER, "1e9"),
        (Sort.NUMBER, "٣"),
        (Sort.DAY, "31/02/2026"),
        (Sort.CHOICE, "Khác"),
        (Sort.TEXT, "x" * 301),
    ],
)
def test_what_does_not_fit_is_not_kept(sort: str, written: str) -> None:
    with pytest.raises(Unreadable):
        read(sort, LEVELS, written)


def test_values_are_ordered_as_what_they_are() -> None:
    assert value(Sort.NUMBER, "12.5") == 12.5
    assert value(Sort.NUMBER, "12") == 12
    assert value(Sort.TEXT, "") is None


def test_the_officer_sets_a_field_and_the_trail_tells_it(inside: Flask) -> None:
    field = a_field(needed=True, label_en="Field of work")
    assert (field.label("en"), field.label("vi")) == ("Field of work", "Lĩnh vực")
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line is not None
    assert (line.verb, line.subject_label, line.reason) == ("add field", "Lĩnh vực", "cần biết")
    told = [tuple(map(str, row)) for row in Reader([line]).told(line)]
    assert ("Bắt buộc điền", "", "có") in told


@pytest.mark.parametrize("login", ["thao", "hanh", "tam", "son"])
def test_nobody_else_sets_one(inside: Flask, login: str) -> None:
    by = actor(login)
    assert refusal(lambda: operations.add_field("procedure", facts(), by, "thử"))
    field = a_field()
    assert refusal(lambda: operations.change_field(field, facts("Khác"), 1, by, "thử"))
    assert refusal(lambda: operations.retire_field(field, 1, by, "thử"))


def test_a_field_is_refused_with_every_reason_at_once(inside: Flask) -> None:
    a_field()
    lan = actor("lan")
    wrong = facts("lĩnh vực ", "choice", choices=("một",))
    assert len(refusal(lambda: operations.add_field("procedure", wrong, lan, " "))) == 3
    wrong = facts(" ", "poem")
    assert len(refusal(lambda: operations.add_field("poem", wrong, lan, "x"))) == 3
    for choices in (("a", "a"), tuple(map(str, range(51)))):
        wrong = facts("Mức", "choice", choices=choices)
        assert len(refusal(lambda w=wrong: operations.add_field("procedure", w, lan, "x"))) == 1  # type: ignore[misc]


def test_a_field_changes_but_not_its_sort_and_once_retired_no_more(inside: Flask) -> None:
    field, lan = a_field(), actor("lan")
    operations.change_field(field, facts("Ngành", needed=True), field.version, lan, "gọi đúng")
    assert (field.label_vi, field.needed) == ("Ngành", True)
    other = facts("Ngành", "number")
    assert refusal(lambda: operations.change_field(field, other, field.version, lan, "đổi"))
    said = refusal(lambda: operations.change_field(field, facts(), 1, lan, "trễ"))
    assert said == [OVERTAKEN.text]
    operations.retire_field(field, field.version, lan, "không cần")
    assert queries.fields_of("procedure") == []
    assert refusal(lambda: operations.retire_field(field, field.version, lan, "lần nữa"))
    assert a_field("Ngành")


def test_what_was_said_belongs_to_the_document_and_is_traced(inside: Flask) -> None:
    a_field()
    a_field("Từ ngày", "day", position=2)
    document = an_edition().document
    fill(document, **{"Lĩnh vực": "Hộ tịch", "Từ ngày": "05/02/2026"})
    assert [(str(s.name), s.words) for s in queries.said_of(document)] == [
        ("Lĩnh vực", "Hộ tịch"),
        ("Từ ngày", "05/02/2026"),
    ]
    fill(document, **{"Lĩnh vực": "", "Từ ngày": "06/02/2026"})
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line is not None
    assert (line.verb, line.subject_kind) == ("fill in fields", "document")
    told = [tuple(map(str, row)) for row in Reader([line]).told(line)]
    assert ("Nội dung", "Hộ tịch", "") in told
    before = db.session.scalar(select(TrailLine.id).order_by(TrailLine.id.desc()))
    fill(document, **{"Lĩnh vực": ""})
    assert db.session.scalar(select(TrailLine.id).order_by(TrailLine.id.desc())) == before
    assert whole_chain().whole


def test_what_is_needed_or_does_not_fit_is_refused(inside: Flask) -> None:
    a_field(needed=True)
    a_field("Mức", "choice", choices=LEVELS, position=2)
    document = an_edition().document
    assert len(refusal(lambda: fill(document, **{"Lĩnh vực": " ", "Mức": "Khác"}))) == 2
    values = {999: "x"}
    assert refusal(lambda: operations.fill_in(document, values, {}, actor("lan"))) == [
        OVERTAKEN.text
    ]
    fill(document, **{"Lĩnh vực": "Hộ tịch"})
    field = queries.fields_of("procedure")[0]
    stale: dict[int, str] = {}
    again = {field.id: "Đất đai"}
    assert refusal(lambda: operations.fill_in(document, again, stale, actor("lan"))) == [
        OVERTAKEN.text
    ]


@pytest.mark.parametrize(
    ("login", "state", "may"),
    [
        ("lan", "in force", True),
        ("thao", "draft", True),
        ("thao", "in force", False),
        ("khoa", "draft", False),
        ("tuan", "in review", False),
        ("linh", "in force", False),
        ("tam", "in force", False),
    ],
)
def test_who_fills_in(inside: Flask, login: str, state: str, may: bool) -> None:
    a_field()
    document = an_edition(state).document
    if may:
        assert fill(document, login, **{"Lĩnh vực": "Hộ tịch"})
    else:
        assert refusal(lambda: fill(document, login, **{"Lĩnh vực": "Hộ tịch"}))


def test_what_was_said_in_a_retired_field_stays_to_be_read(inside: Flask) -> None:
    field, document = a_field(needed=True), an_edition().document
    fill(document, **{"Lĩnh vực": "Hộ tịch"})
    operations.retire_field(field, field.version, actor("lan"), "không cần")
    assert [s.words for s in queries.said_of(document)] == ["Hộ tịch"]
    assert queries.kept_in(document) == {}
    assert queries.said_of(an_edition("draft", "QT-02/VP").document) == []
