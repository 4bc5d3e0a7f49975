"""The procedures and forms to start with, and what is found when they are not whole."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from checks.finding import ROOT
from checks.starter_set import Text, faults, read_set
from qms.documents.blanks.mentioned import codes_in
from qms.documents.records.reading import records_in
from qms.documents.word import gate, source
from qms.documents.word.generate import Approval, Signatory, make_word
from qms.documents.word.reader import WordText, read
from tests.checks.conftest import WriteSample

TEXTS = read_set(ROOT)[0]
NOBODY = Signatory()
AGENCY = "Ủy ban nhân dân phường Tân Hòa"
each = pytest.mark.parametrize(
    "text", TEXTS, ids=lambda text: text.path.removeprefix("procedures/")
)

PROCEDURE = """---
code: QT.HT.03
title: Đánh giá nội bộ
kind: procedure
issue: 1
amendment: 0
unit: VP
---
# 1 Mục đích
# 2 Phạm vi
# 3 Tài liệu viện dẫn
# 4 Định nghĩa
# 5 Nội dung

| TT | Trình tự | Trách nhiệm | Thời gian | Kết quả |
| --- | --- | --- | --- | --- |
| 1 | Đánh giá | Đoàn | 1 ngày | BM.HT.03.01 |

# 6 Biểu mẫu

| TT | Mã hiệu | Tên biểu mẫu |
| --- | --- | --- |
| 1 | BM.HT.03.01 | Báo cáo |
| 2 | BM.HT.03.02 | Danh sách |

- BM.HT.03.02: in từ phần mềm.

# 7 Hồ sơ cần lưu

| TT | Hồ sơ lưu | Nơi lưu | Thời gian lưu |
| --- | --- | --- | --- |
| 1 | Báo cáo | VP | 5 năm |
"""
FORM = """---
code: BM.HT.03.01
title: Báo cáo
kind: form
issue: 1
amendment: 0
---
Đơn vị: …
"""
FILES = {"audits": PROCEDURE, "forms/BM.HT.03.01": FORM}


@pytest.fixture
def whole(sample: WriteSample) -> Path:
    for name, text in FILES.items():
        for language in ("vi", "en"):
            root = sample(f"procedures/{name}.{language}.md", text)
    return root


@cache
def made(path: str) -> WordText:
    """A text of the set, as it is read out of the Word file that was made of it."""
    [text] = [text for text in TEXTS if text.path == path]
    approval = Approval(AGENCY, date(2026, 2, 5), NOBODY, NOBODY, NOBODY, language=text.language)
    content = make_word(text.said, approval)
    gate.examine(content, "text.docx")
    return read(content)


def test_there_are_ten_procedures_and_their_forms_in_two_languages() -> None:
    for language in ("vi", "en"):
        mine = [text for text in TEXTS if text.language == language]
        assert len([text for text in mine if not text.is_form]) >= 10
        assert len([text for text in mine if text.is_form]) >= 25


@each
def test_its_word_file_says_code_title_numbers_and_every_clause(text: Text) -> None:
    found, said = made(text.path), text.said
    assert found.code
    assert found.title
    assert found.issue
    assert found.amendment
    assert (found.code.value, found.title.value) == (said.code, said.title)
    assert (int(found.issue.value), int(found.amendment.value)) == (said.issue, said.amendment)
    written = [(b.number, b.text) for b in said.blocks if isinstance(b, source.Heading)]
    assert [(c.number, c.heading) for c in found.clauses if c.heading] == written


@each
def test_its_word_file_holds_every_word(text: Text) -> None:
    words = made(text.path).text
    for block in text.said.blocks:
        if isinstance(block, source.Table):
            for cell in (*block.header, *(cell for row in block.rows for cell in row)):
                assert "".join(span.text for span in source.spans(cell)) in words
        elif isinstance(block, source.Paragraph):
            shown = "".join(span.text for span in source.spans(block.text.removesuffix("…")))
            assert shown.strip() in words


@each
def test_the_program_reads_the_forms_and_records_of_a_procedure(text: Text) -> None:
    if text.is_form:
        return
    clauses = made(text.path).clauses
    tables = [block for block in text.said.blocks if isinstance(block, source.Table)]
    assert [(r.name, r.place, r.kept_for) for r in records_in(clauses)] == [
        row[1:] for row in tables[-1].rows
    ]
    assert list((codes_in(clauses) or {}).values()) == [row[1] for row in tables[-2].rows]


def test_a_whole_set_has_no_fault(whole: Path) -> None:
    assert faults(whole) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("audits", "---\ncode", "code", "Dòng 1"),
        ("audits", "issue: 1", "issue: 2", "other code, kind, numbers or unit than its twin"),
        ("audits", "# 5 Nội dung", "# 5 Nội dung\n## 5.1 Đoàn", "other headings than its twin"),
        ("audits", "| 1 ngày |", "| QT.HT.03 |", "other codes than its twin"),
        (
            "audits",
            "| 1 | Báo cáo | VP | 5 năm |",
            "| 1 | a | b | c |\n| 2 | a | b | c |",
            "tables",
        ),
        ("audits", "# 4 Định nghĩa\n", "", "has not the seven sections"),
        ("audits", "| Đoàn |", "|  |", "leaves a cell open in a table of section 5"),
        ("audits", "| VP | 5 năm |", "| VP |  |", "leaves a cell open in a table of section 7"),
        ("audits", "| 1 | Đánh giá", "| 2 | Đánh giá", "does not count the rows"),
        ("audits", " | Kết quả |", " |", "no table of 5 columns in section 5"),
        ("audits", "- BM.HT.03.02: in từ phần mềm.\n", "", "lists BM.HT.03.02: either a text or"),
        ("audits", "- BM.HT.03.02:", "- BM.HT.03.01:", "lists BM.HT.03.01: either a text or"),
        ("audits", "| BM.HT.03.01 | Báo cáo |", "| BM.HT.03.01 | Phiếu |", "another title"),
        ("audits", "| 1 | BM.HT.03.01 | Báo cáo |\n", "", "is listed by no procedure"),
        ("audits", "BM.HT.03.02", "BM.HT.04.02", "lists BM.HT.04.02, which is not numbered"),
        ("audits", "# 2 Phạm vi", "# 2 Phạm vi\nBM.HT.03.07", "names BM.HT.03.07, which is not"),
        ("audits", "# 2 Phạm vi", "# 2 Phạm vi\nQT.HT.09", "names QT.HT.09, which is not there"),
        ("audits", "- BM.HT.03.02: in", "- BM.HT.03.02: in\n- BM.HT.03.09: in", "does not list"),
        ("forms/BM.HT.03.01", "Đơn vị: …", "Đơn vị", "a form with nothing to fill in"),
        ("forms/BM.HT.03.01", "code: BM.HT.03.01", "code: BM.HT.03.03", "under its code"),
        ("forms/BM.HT.03.01", "code: BM.HT.03.01", "code: QT.HT.03", "shares its code QT.HT.03"),
        ("forms/BM.HT.03.01", "kind: form", "kind: form\nsigns: A | B", "other places to sign"),
    ],
)
def test_what_is_not_whole_is_found(
    whole: Path, sample: WriteSample, name: str, old: str, new: str, fault: str
) -> None:
    assert old in FILES[name]
    broken = FILES[name].replace(old, new)
    if new.count("|") != old.count("|") and "---\n" not in new:
        broken = _with_even_tables(broken, fault)
    sample(f"procedures/{name}.vi.md", broken)
    said = [str(found) for found in faults(whole)]
    assert any(fault in line for line in said), said


def _with_even_tables(text: str, fault: str) -> str:
    """A step table that lost the head of a column loses the column."""
    if "5 columns" not in fault:
        return text
    return text.replace("| --- | --- | --- | --- | --- |", "| --- | --- | --- | --- |").replace(
        "| 1 ngày | BM.HT.03.01 |", "| 1 ngày |"
    )


def test_a_text_without_its_twin_is_found(whole: Path) -> None:
    (whole / "procedures/audits.en.md").unlink()
    assert "has no twin in the other language" in [found.said for found in faults(whole)]
