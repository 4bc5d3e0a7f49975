"""Codes that follow others, the form a file is, and the codes that a text names. No database."""

from dataclasses import dataclass
from itertools import islice

import pytest

from qms.documents.blanks.codes import following, meant
from qms.documents.blanks.mentioned import codes_in, difference


@pytest.mark.parametrize(
    ("codes", "given", "next_ones"),
    [
        (["BM.01-03/TP", "BM.01-01/TP"], set(), ["BM.01-04/TP", "BM.01-05/TP"]),
        (["BM.HT.01.09"], {"BM-HT-01-10"}, ["BM.HT.01.11", "BM.HT.01.12"]),
        (["Mẫu chung"], set(), []),
        ([], set(), []),
    ],
)
def test_codes_follow_the_last(codes: list[str], given: set[str], next_ones: list[str]) -> None:
    assert list(islice(following(codes, given), 2)) == next_ones


@dataclass
class Form:
    key: str
    title: str


FORMS = [Form("BM-01", "Tờ khai"), Form("BM-01-02", "Phiếu hẹn")]


@pytest.mark.parametrize(
    ("code", "title", "name", "key"),
    [
        ("BM 01", "", "a.docx", "BM-01"),
        ("", "", "BM.01.02 Phieu hen sua.docx", "BM-01-02"),
        ("", "PHIẾU HẸN", "a.docx", "BM-01-02"),
        ("BM-77", "Tờ khai", "BM-01.docx", None),
        ("", "", "a.docx", None),
        ("", "", "BM-012.docx", None),
    ],
)
def test_a_file_is_the_form_it_says(code: str, title: str, name: str, key: str | None) -> None:
    found = meant(FORMS, code, title, name)
    assert (found.key if found else None) == key


@dataclass
class Clause:
    heading: str
    text: str = ""
    html: str = ""
    level: int = 1


LISTED = (
    "<table><thead><tr><th>TT</th><th>Mã hiệu</th><th>Tên biểu mẫu</th></tr></thead>"
    "<tbody><tr><td>1</td><td>BM.01-01/TP</td><td>Tờ khai</td></tr>"
    "<tr><td>2</td><td>–</td><td>Theo mẫu của Bộ</td></tr></tbody></table>"
)


def test_the_section_of_forms_names_codes_in_its_table_or_in_its_words() -> None:
    before = Clause("Nội dung", "theo BM.09")
    assert codes_in([before]) is None
    table = [before, Clause("Biểu mẫu", "x BM.05", LISTED), Clause("Hồ sơ", "BM.08")]
    assert codes_in(table) == {"BM-01-01-TP": "BM.01-01/TP"}
    words = [Clause("BIỂU MẪU KÈM THEO", ""), Clause("", "BM.05 và bm-06/tp.", level=2)]
    assert codes_in(words) == {"BM-05": "BM.05", "BM-06-TP": "bm-06/tp"}
    assert codes_in([Clause("Biểu mẫu", "Không có.")]) == {}


def test_the_highest_section_of_that_name_is_the_one_of_forms() -> None:
    early = Clause("Biểu mẫu thuộc quy trình", "BM.08", level=2)
    late = Clause("Biểu mẫu", "BM.05")
    assert codes_in([early, late, Clause("Hồ sơ", "BM.09")]) == {"BM-05": "BM.05"}


def test_text_and_forms_are_compared_by_key() -> None:
    text = [Clause("Biểu mẫu", "", LISTED)]
    assert not difference(text, {"BM-01-01-TP": "BM 01-01/TP"})
    found = difference(text, {"BM-02": "BM.02"})
    assert found
    assert (found.only_in_text, found.only_in_set) == (("BM.01-01/TP",), ("BM.02",))
    assert difference([Clause("Phạm vi")], {"BM-02": "BM.02"}) is None
