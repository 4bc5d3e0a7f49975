"""The Word file with tracked changes: accepted it gives the new text, rejected the old one."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qms.documents.comparing.contents import Part
from qms.documents.comparing.difference import compared
from qms.documents.comparing.word import Cover, make_word
from qms.documents.word import gate
from qms.documents.word.names import W
from tests.documents.comparing.test_clauses import AIM, SCOPE, STEPS, part

COVER = Cover("So sánh", ("Lưu trữ",), "Phường", "vi", "Đặng Thu Thảo", datetime(2026, 2, 5, 8, 30))
TABLE = "<table><thead><tr><th>TT</th><th>Việc</th></tr></thead><tbody>{}</tbody></table>"


def body_of(content: bytes) -> etree._Element:
    root = etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))
    [body] = root
    return body


def settled(body: etree._Element, *, accept: bool) -> list[str]:
    """The lines that remain once every change is accepted, or rejected; a row is a line."""
    gone = f"{W}del" if accept else f"{W}ins"
    return [line for told in _lines(body, gone) if (line := told.rstrip(" |"))]


def _lines(parent: etree._Element, gone: str) -> Iterator[str]:
    carried = ""
    for child in parent:
        if child.tag == f"{W}p":
            carried += _words(child, gone)
            # A paragraph whose mark goes is joined to the next one.
            if child.find(f"{W}pPr/{W}rPr/{gone}") is None:
                yield carried
                carried = ""
        elif child.tag == f"{W}tbl":
            assert not carried
            for row in child.iterchildren(f"{W}tr"):
                if row.find(f"{W}trPr/{gone}") is None:
                    cells = row.iterchildren(f"{W}tc")
                    yield " | ".join(" ".join(_lines(cell, gone)) for cell in cells)
                else:
                    assert not any("".join(_lines(c, gone)) for c in row.iterchildren(f"{W}tc"))
    assert not carried


def _words(paragraph: etree._Element, gone: str) -> str:
    told = []
    for found in paragraph.iter(f"{W}t", f"{W}delText", f"{W}br"):
        if not any(above.tag == gone for above in found.iterancestors()):
            told.append(" " if found.tag == f"{W}br" else found.text or "")
    return "".join(told)


def plain(parts: list[Part]) -> list[str]:
    """What an edition says, a line for each heading, paragraph and row."""
    lines = []
    for one in parts:
        lines.append(one.title)
        for block in one.blocks:
            if isinstance(block.said, str):
                lines.append(block.said.replace("\n", " "))
            else:
                lines += [" | ".join(cells) for cells in block.said]
    return [line for told in lines if (line := told.rstrip(" |"))]


def held(number: str, heading: str, html: str) -> Part:
    return Part(f"muc-{number}", number, heading, 1, html, html)


def rows(*told: tuple[str, str]) -> str:
    return TABLE.format("".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in told))


OLD = [
    part("1", "Mục đích", AIM),
    held("2", "Các bước", rows(("1", "Nhận hồ sơ"), ("2", "Trả kết quả")) + "<p>Hết bảng.</p>"),
    part("3", "Trình tự", STEPS),
    part("4", "Kinh phí", "Do ngân sách."),
]
NEW = [
    part("1", "Trình tự thực hiện", STEPS.replace("một lần", "một lần duy nhất")),
    part("2", "Mục đích", AIM.replace("đất đai", "hộ tịch")),
    part("3", "Phạm vi", SCOPE),
    held(
        "4",
        "Các bước",
        rows(("1", "Nhận hồ sơ giấy"), ("2", "Xin ý kiến"), ("3", "Trả kết quả"))
        + "<p>Hết bảng.</p>",
    ),
]
WIDER = [
    held(
        "2",
        "Các bước",
        TABLE.replace("<th>Việc", "<th>Ai</th><th>Việc").format(
            "<tr><td>1</td><td></td><td>Nhận</td></tr>"
        ),
    )
]


@pytest.mark.parametrize(
    ("old", "new"),
    [(OLD, NEW), (NEW, OLD), (OLD, OLD), ([], NEW), (OLD, []), (OLD[1:2], WIDER)],
    ids=["revised", "back", "same", "all new", "all gone", "another column"],
)
def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old(
    old: list[Part], new: list[Part]
) -> None:
    body = body_of(make_word(compared(old, new), COVER))
    assert settled(body, accept=True) == plain(new)
    assert settled(body, accept=False) == plain(old)


MARKUP = st.lists(
    st.sampled_from(
        [
            f"<p>{AIM}</p>",
            "<p>Một dòng.<br>Hai dòng.</p>",
            "<ol><li>trước</li><li>sau</li></ol>",
            "<ol><li>sau</li></ol>",
            rows(("1", "Nhận"), ("2", "Trả")),
            rows(("1", "Trả")),
            "<table><tr><td colspan='2'>chung</td></tr><tr><td>a</td><td>b</td></tr></table>",
        ]
    ),
    max_size=4,
).map("".join)
PARTS = st.lists(
    st.builds(held, st.sampled_from("123"), st.sampled_from(["", "Mục đích", "Phạm vi"]), MARKUP),
    max_size=4,
)


@given(PARTS, PARTS)
def test_whatever_changed_both_texts_come_back(old: list[Part], new: list[Part]) -> None:
    body = body_of(make_word(compared(old, new), COVER))
    assert settled(body, accept=True) == plain(new)
    assert settled(body, accept=False) == plain(old)


def test_each_change_bears_its_author_its_moment_and_a_number_of_its_own() -> None:
    body = body_of(make_word(compared(OLD, NEW), COVER))
    changes = list(body.iter(f"{W}ins", f"{W}del"))
    assert {c.get(f"{W}author") for c in changes} == {"Đặng Thu Thảo"}
    assert {c.get(f"{W}date") for c in changes} == {"2026-02-05T08:30:00Z"}
    numbers = [c.get(f"{W}id") for c in changes]
    assert len(set(numbers)) == len(numbers) > 20


def test_the_file_passes_the_gate_and_the_same_comparison_gives_the_same_bytes() -> None:
    content = make_word(compared(OLD, NEW), COVER)
    gate.examine(content, "so-sanh.docx")
    assert content == make_word(compared(OLD, NEW), COVER)
