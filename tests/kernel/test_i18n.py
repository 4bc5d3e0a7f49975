"""One sentence, two languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qms.kernel import i18n
from qms.kernel.i18n import Name, Sentence, msg

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Chào %(name)s."
msgstr "Hello %(name)s."

msgid "Trưởng phòng"
msgstr "Head of unit"

msgid "Đóng cửa"
msgstr "Closed"

#, fuzzy
msgid "Mở cửa"
msgstr "A guess"
"""


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "en.po").write_text(CATALOGUE, "utf-8")
    monkeypatch.setattr(i18n, "CATALOGUES", tmp_path)
    i18n.catalogue.cache_clear()
    yield
    i18n.catalogue.cache_clear()


def test_a_sentence_is_said_in_either_language() -> None:
    closed = Sentence("Đóng cửa")
    assert closed.said_in("vi") == str(closed) == "Đóng cửa"
    assert closed.said_in("en") == "Closed"


def test_a_name_brings_its_own_english() -> None:
    door = Name.of({"vi": "Đóng cửa", "en": "The door"}).numbered("8.7")
    assert door.said_in("vi") == str(door) == "8.7 Đóng cửa"
    assert door.said_in("en") == "8.7 The door"
    assert Sentence("Xem %(what)s", what=door).said_in("en").endswith("8.7 The door")


def test_values_fill_the_sentence_in_both_languages() -> None:
    hello = Sentence("Chào %(name)s.", name="Lan")
    assert hello.said_in("vi") == "Chào Lan."
    assert hello.said_in("en") == "Hello Lan."


def test_a_sentence_in_a_sentence_speaks_the_same_language() -> None:
    hello = Sentence("Chào %(name)s.", name=Sentence("Trưởng phòng"))
    assert hello.said_in("vi") == "Chào Trưởng phòng."
    assert hello.said_in("en") == "Hello Head of unit."


def test_a_list_is_said_with_commas_each_item_in_the_same_language() -> None:
    both = Sentence("Chào %(name)s.", name=[Sentence("Trưởng phòng"), "Lan", 3])
    assert both.said_in("vi") == "Chào Trưởng phòng, Lan, 3."
    assert both.said_in("en") == "Hello Head of unit, Lan, 3."


def test_what_is_not_translated_yet_is_said_in_vietnamese() -> None:
    assert Sentence("Chưa dịch %(n)s", n=1).said_in("en") == "Chưa dịch 1"


def test_a_guessed_translation_is_not_used() -> None:
    assert Sentence("Mở cửa").said_in("en") == "Mở cửa"


def test_an_unknown_language_and_a_missing_catalogue_fall_back_to_vietnamese() -> None:
    assert Sentence("Đóng cửa").said_in("fr") == "Đóng cửa"


def test_a_percent_sign_stands_as_it_is_where_no_value_is_filled_in() -> None:
    assert str(Sentence("Đạt 100% chỉ số")) == "Đạt 100% chỉ số"


def test_a_value_that_looks_like_a_place_is_not_filled_again() -> None:
    assert str(Sentence("Chào %(name)s.", name="%(name)s")) == "Chào %(name)s."


def test_a_sentence_without_its_value_fails_where_it_is_said() -> None:
    with pytest.raises(KeyError):
        Sentence("Chào %(name)s.", other="x").said_in("vi")


def test_sentences_are_equal_by_words_and_values() -> None:
    assert Sentence("Chào %(name)s.", name="Lan") == Sentence("Chào %(name)s.", name="Lan")
    assert Sentence("Chào %(name)s.", name="Lan") != Sentence("Chào %(name)s.", name="Linh")
    assert Sentence("Đóng cửa") != "Đóng cửa"
    assert len({Sentence("Đóng cửa"), Sentence("Đóng cửa")}) == 1
    assert repr(Sentence("Đóng cửa")) == "Sentence('Đóng cửa')"


def test_marking_words_changes_nothing() -> None:
    assert msg("Đóng cửa") == "Đóng cửa"
