"""The steps of a procedure are read as they are printed, whatever the layout of its table."""

from dataclasses import dataclass

import pytest

from qms.documents.steps.reading import Course, courses_in
from qms.documents.word.reader import read
from tests.documents.word.layouts import LAYOUTS, Layout

HEAD = "<tr><th>TT</th><th>Trình tự</th><th>Trách nhiệm</th><th>Thời gian</th></tr>"


@dataclass(frozen=True)
class Clause:
    html: str = ""
    anchor: str = "muc-5"
    number: str = "5"
    heading: str = "Nội dung"
    text: str = ""


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def course(*rows: str, text: str = "") -> Course:
    [found] = courses_in([Clause(f"<table>{HEAD}{''.join(rows)}</table>", text=text)])
    return found


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_step_of_every_layout_is_read(layout: Layout) -> None:
    found = courses_in(read(layout.build()).clauses)
    told = [
        (s.number, s.what, s.who, s.time, s.hours, s.forms) for each in found for s in each.steps
    ]
    assert told == [
        (s.number, " ".join(s.what.split()), s.who, s.time, s.hours, " ".join(s.forms.split()))
        for s in layout.truth.steps
    ]
    assert (found[0].stated if found else None) == layout.truth.stated_hours
    if found:
        total = sum(s.hours or 0 for s in layout.truth.steps)
        assert found[0].differs == (layout.truth.stated_hours not in (None, total))


def test_a_time_told_for_two_steps_counts_once() -> None:
    two = '<tr><td>1</td><td>Nhận</td><td>A</td><td rowspan="2">1 ngày</td></tr>'
    found = course(two, row("2", "Xét", "B"), row("3", "Trả", "A", "4 giờ"))
    assert [step.hours for step in found.steps] == [8, None, 4]
    assert found.total == 12


def test_totals_phases_and_numbers_of_columns_are_no_steps() -> None:
    phase = '<tr><td colspan="4">Giai đoạn tiếp nhận</td></tr>'
    rows = row("1", "Tổng hợp ý kiến", "A", "1 ngày"), row("", "Tổng cộng", "", "1 ngày")
    total = '<tr><td colspan="3">Tổng thời gian</td><td>1 ngày</td></tr>'
    found = course(row("(1)", "(2)", "(3)", "(4)"), phase, *rows, total)
    assert [step.what for step in found.steps] == ["Tổng hợp ý kiến"]


@pytest.mark.parametrize(
    ("text", "stated", "differs"),
    [
        ("Thời gian xử lý: 1 ngày làm việc", 8, False),
        ("Thời hạn giải quyết\n02 ngày", 16, True),
        ("Tổng thời gian thực hiện: 4 giờ", 4, True),
        ("Thời gian xử lý theo quy định", None, False),
        ("Thời gian lưu: 2 ngày", None, False),
    ],
)
def test_the_stated_time_is_held_against_the_steps(
    text: str, stated: float | None, differs: bool
) -> None:
    found = course(row("1", "Nhận", "A", "8 giờ"), text=text)
    assert (found.stated, found.differs) == (stated, differs)
    assert found.stated_in == ("5 Nội dung" if stated else "")


def test_steps_without_times_contradict_nothing() -> None:
    found = course(row("1", "Nhận", "A", "Hằng ngày"), text="Thời gian xử lý: 1 ngày")
    assert (found.total, found.differs) == (0, False)


def test_of_several_tables_none_is_held_against_the_stated_time() -> None:
    one = Clause(f"<table>{HEAD}{row('1', 'Nhận', 'A', '8 giờ')}</table>", text="")
    other = Clause(one.html, "muc-6", text="Thời gian xử lý: 9 ngày")
    assert [(c.anchor, c.stated) for c in courses_in([one, other])] == [
        ("muc-5", None),
        ("muc-6", None),
    ]


def test_other_tables_tell_no_steps() -> None:
    records = "<table><tr><td>TT</td><td>Hồ sơ lưu</td><td>Nơi lưu</td></tr>"
    assert courses_in([Clause(records + row("1", "Đơn", "VP") + "</table>")]) == []
    assert courses_in([Clause("<p>Không có bảng.</p>"), Clause("")]) == []
