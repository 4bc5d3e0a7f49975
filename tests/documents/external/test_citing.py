"""The reader of citations, against cases that were written down before it."""

import json
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qms.documents.external.citing import read

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).with_name("citations.json").read_text("utf-8")
)
LEAST_PRECISION, LEAST_RECALL = 0.98, 0.95


def keys(text: str) -> list[str]:
    return [cited.key for cited in read(text)]


def tally(cases: list[dict[str, Any]]) -> tuple[int, int, int, list[str]]:
    """How many citations were rightly found, wrongly found and missed; and where."""
    right = wrong = missed = 0
    told = []
    for case in cases:
        found, wanted = set(keys(case["text"])), set(case["keys"])
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
        if found != wanted:
            told.append(f"{case['text']}\n  read {sorted(found)}, wanted {sorted(wanted)}")
    return right, wrong, missed, told


def test_the_reader_finds_what_is_cited_and_nothing_else() -> None:
    right, wrong, missed, told = tally(CASES)
    precision, recall = right / (right + wrong), right / (right + missed)
    said = f"precision {precision:.3f}, recall {recall:.3f}\n" + "\n".join(told)
    print(said)
    assert precision >= LEAST_PRECISION, said
    assert recall >= LEAST_RECALL, said


def test_the_cases_are_many_and_hold_negatives() -> None:
    assert len(CASES) >= 60
    assert sum(not case["keys"] for case in CASES) >= 15


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_letters_typed_in_parts_are_read_alike(case: dict[str, Any]) -> None:
    assert keys(unicodedata.normalize("NFD", case["text"])) == keys(case["text"])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("theo Luật Phòng, chống tham nhũng, cơ quan", "LUAT-PHONG-CHONG-THAM-NHUNG"),
        ("theo Luật Phòng cháy và chữa cháy, chủ nhà", "LUAT-PHONG-CHAY-VA-CHUA-CHAY"),
        ("Luật Thi đua, khen thưởng và các nghị định", "LUAT-THI-DUA-KHEN-THUONG"),
        ("Luật Quản lý, sử dụng tài sản công.", "LUAT-QUAN-LY-SU-DUNG-TAI-SAN-CONG"),
        ("Luật Đấu thầu về lựa chọn nhà thầu", "LUAT-DAU-THAU"),
        ("mà Luật Xây dựng cho phép", "LUAT-XAY-DUNG"),
        ("Pháp lệnh Ưu đãi người có công", "PHAP-LENH-UU-DAI-NGUOI-CO-CONG"),
        ("Luật Hộ tịch, công chức ghi sổ", "LUAT-HO-TICH"),
        ("Luật Hộ tịch và các văn bản hướng dẫn", "LUAT-HO-TICH"),
    ],
)
def test_a_law_without_a_year_is_read_to_the_end_of_its_name(text: str, key: str) -> None:
    assert keys(text) == [key]


@pytest.mark.parametrize("odd", ["Luật ", "Luật A, ", "1/2/3/", "Điều 1, ", "QĐ số ", "TCVN "])
def test_what_is_long_and_odd_is_read_to_its_end(odd: str) -> None:
    assert [c.key for c in read(odd * 20_000 + "\nNĐ 30/2020.")][-1] == "30-2020-ND-CP"


@pytest.mark.parametrize("case", [c for c in CASES if "articles" in c])
def test_articles_go_with_their_law(case: dict[str, Any]) -> None:
    found = {c.key: list(c.articles) for c in read(case["text"]) if c.articles}
    assert found == case["articles"]


@pytest.mark.parametrize("case", [c for c in CASES if "about" in c])
def test_what_is_said_of_a_law_is_read_too(case: dict[str, Any]) -> None:
    about = read(case["text"])[0].about
    for part, wanted in case["about"].items():
        said = getattr(about, part)
        assert (said.isoformat() if isinstance(said, date) else said) == wanted, part
