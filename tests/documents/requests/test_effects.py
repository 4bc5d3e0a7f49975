"""What a change of a document would touch."""

import pytest
from flask import Flask

from qms.documents.requests.effects import effects_of, names
from qms.documents.serving.operations import name_indicators
from tests.town import a_draft, actor, an_edition, belonging, move, to_be_read, word_file

KEY = "QT-07-TP"


@pytest.mark.parametrize(
    "said", ["theo QT-07/TP.", "QT.07.TP", "(qt 07 tp)", "QT -07 – TP", "xem QT-07/TP/BM"]
)
def test_a_code_is_known_however_it_is_written(said: str) -> None:
    assert names(f"Làm {said} hằng năm", KEY)


@pytest.mark.parametrize("said", ["", "QT-07", "QT-107/TP", "QT-07/TPX", "AQT-07/TP", "QT-07/HT"])
def test_another_code_is_not_this_one(said: str) -> None:
    assert not names(f"Làm {said} hằng năm", KEY)


def test_a_longer_code_that_exists_is_not_the_shorter_one() -> None:
    longer = [KEY]
    assert not names("theo QT-07/TP", "QT-07", longer)
    assert names("theo QT-07/TP và QT-07", "QT-07", longer)
    assert names("theo QT-07/XD", "QT-07", longer)


def test_d_with_a_stroke_is_read_as_d() -> None:
    assert names("theo QT.HĐ.04", "QT-HD-04")


@pytest.fixture
def ward(inside: Flask) -> Flask:
    """A procedure with its form, readers and indicators, and texts that name it or do not."""
    procedure = word_file("# 1. Mục đích", "Dùng BM.HĐ.04.01 và BM.HĐ.04.03.")
    edition = to_be_read(an_edition("in force", "QT.HĐ.04", text=procedure))
    name_indicators(edition.document, frozenset({"3.1"}), frozenset(), actor("lan"))
    an_edition("in force", "BM.HĐ.04.01", title="Đơn")
    an_edition("in force", "BM.HĐ.04.02", title="Sổ")
    belonging(edition, "BM.01")
    a_draft("BM.HĐ.04.03", title="Giấy mời")
    said = word_file("# 1. Mục đích", "Không có gì.", "# 2. Căn cứ", "Theo qt -hđ – 04, mục 5.")
    an_edition("in force", "QT-05/VP", text=said)
    an_edition("in force", "QT-06/VP", text=word_file("# 1. Theo QT.HD.04", "Như trên."))
    an_edition("in force", "QT-09/VP", text=word_file("# 1. Mục đích", "Theo QT.HĐ.044 và hđ 04."))
    a_draft("QT-10/VP", text=word_file("# 1. Mục đích", "Theo QT.HĐ.04."))
    move(an_edition("in force", "QT-11/VP", text=said), "withdrawn")
    return inside


def test_everything_that_a_change_would_touch(ward: Flask) -> None:
    edition = a_draft("QT.HĐ.04", by="lan")
    found = effects_of(edition.document, actor("lan"))
    assert [
        (r.edition.document.code, [c.heading for c in r.clauses]) for r in found.references
    ] == [("QT-05/VP", ["Căn cứ"]), ("QT-06/VP", ["Theo QT.HD.04"])]
    assert [form.document.code for form in found.forms] == ["BM.01", "BM.HĐ.04.01"]
    assert (found.readers, len(found.entries)) == (5, 1)
    assert [indicator.number for indicator in found.indicators] == ["3.1"]


def test_a_document_that_touches_nothing(inside: Flask) -> None:
    found = effects_of(a_draft().document, actor("lan"))
    assert not any((found.references, found.forms, found.entries, found.readers, found.indicators))
