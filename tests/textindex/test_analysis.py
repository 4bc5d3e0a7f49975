import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.textindex.analysis import code_key, codes, fold, spell, terms, tokens

VIETNAMESE = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệịỉýỷ QTHĐ0123456789-./"),
    max_size=80,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("thủy", "thuỷ"),
        ("quý", "qúy"),
        ("qui", "quy"),
        ("quí", "quý"),
        ("kĩ", "kỹ"),
        ("lí", "lý"),
        ("mĩ", "mỹ"),
        ("tỉ", "tỷ"),
        ("Ðức", "Đức"),
        ("ðiều", "điều"),
        ("ĐIỀU", "điều"),
        ("vie\u0323\u0302t", "việt"),
        ("vie\u0302\u0323t", "việt"),
        ("tie\u0301\u0302ng", "tiếng"),
        ("quy\u00adết", "quyết"),
        ("hồ\u200b", "hồ"),
    ],
)
def test_two_spellings_of_one_word_are_one_term(one: str, other: str) -> None:
    assert spell(one) == spell(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("trữ", "trú"), ("phòng", "phông"), ("phường", "phương"), ("má", "mà"), ("dân", "đân")],
)
def test_what_folds_together_is_still_told_apart_by_its_accents(one: str, other: str) -> None:
    assert spell(one)[0] == spell(other)[0]
    assert spell(one)[1] != spell(other)[1]


@pytest.mark.parametrize(("one", "other"), [("quyết", "quiết"), ("vi", "vy"), ("tai", "tay")])
def test_i_and_y_are_not_mixed_where_they_make_other_words(one: str, other: str) -> None:
    assert spell(one) != spell(other)


def test_folding_drops_every_accent_and_no_word() -> None:
    assert fold("Không được, sự KHÔNG PHÙ HỢP ở Đà Nẵng!") == (
        "khong duoc su khong phu hop o da nang"
    )


def test_offsets_point_into_the_text_as_it_was_given() -> None:
    text = "Số 19/2014, " + unicodedata.normalize("NFD", "quản lý")
    found = [text[token.start : token.end] for token in tokens(text)]
    assert [unicodedata.normalize("NFC", part) for part in found] == [
        "Số",
        "19",
        "2014",
        "quản",
        "lý",
    ]


def test_letters_and_digits_part_so_that_qt07_finds_qt_07() -> None:
    assert fold("QT07") == fold("QT-07") == "qt 07"


def test_neighbours_make_pairs_in_both_forms() -> None:
    assert terms("hồ sơ lưu").pairs[0] == ("ho so", "hô\u0300 sơ")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("QT-07/TP", "QT-07-TP"),
        ("QT.HT.01", "QT-HT-01"),
        ("qt -sgđ – 04", "QT-SGD-04"),
        ("QT- SGD- 02", "QT-SGD-02"),
        ("19/2014/QĐ-TTg", "19-2014-QD-TTG"),
        ("19/2014/QÐ–TTg", "19-2014-QD-TTG"),
        ("BM_01.01 ", "BM-01-01"),
        ("HTQLCL—LĐTBXH", "HTQLCL-LDTBXH"),
    ],
)
def test_a_code_has_one_key_however_it_is_written(written: str, key: str) -> None:
    assert code_key(written) == key


def test_different_codes_keep_different_keys() -> None:
    assert code_key("QT-07/TP") != code_key("QT-07/TN")
    assert code_key("QT-0.7") != code_key("QT-07")


def test_codes_in_a_text_are_kept_whole_and_in_parts() -> None:
    found = terms("Theo Quyết định 19/2014/QĐ-TTg và BM.01.01, QT-07/TP.")
    assert found.codes == ("19-2014-QD-TTG", "BM-01-01", "QT-07-TP")
    assert ("2014 qd", "2014 qđ") in found.pairs


def test_words_with_a_hyphen_are_no_codes() -> None:
    assert not list(codes("Văn hóa-Xã hội, và/hoặc, tháng 5"))


@given(VIETNAMESE)
def test_a_text_and_its_decomposed_form_give_the_same_terms(text: str) -> None:
    assert terms(text) == terms(unicodedata.normalize("NFD", text))


@given(VIETNAMESE)
def test_capitals_change_no_term(text: str) -> None:
    assert terms(text).singles == terms(text.upper()).singles


@given(VIETNAMESE)
def test_folding_twice_folds_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_any_text_is_cut_into_ordered_tokens_within_it(text: str) -> None:
    places = [(token.start, token.end) for token in tokens(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@given(st.text(st.characters(codec="utf-8")))
def test_a_key_is_its_own_key(text: str) -> None:
    assert code_key(code_key(text)) == code_key(text)


@pytest.mark.parametrize("sign", ["a", "A", "1", "a\u0301", "\u200b", "A-", "1."])
def test_a_text_without_end_is_analysed_before_the_test_ends(sign: str) -> None:
    assert terms("a" + sign * 100_000).singles
