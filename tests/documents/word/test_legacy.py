"""Letters from before Unicode are read as they stood on the page; the font says what they are."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.word.blocks import Look, Piece
from qms.documents.word.legacy import (
    TCVN3,
    TCVN3_CAPITALS,
    VNI,
    in_unicode,
    letters_of,
    mended,
)
from qms.documents.word.reader import read
from qms.kernel.text import composed
from tests.documents.word.parts import p, run, word_file

LETTERS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
STORED_TCVN3 = "aµ¸¶·¹¨»¾¼½Æ©ÇÊÈÉËeÌÐÎÏÑªÒÕÓÔÖi×ÝØÜÞoßãáâä«åèæçé¬êíëìîuïóñòô\u00adõøö÷ùyúýûüþ®"
STORED_VNI = re.findall(
    r"\S+",
    "a aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä e eø eù eû eõ eï eâ eà eá eå eã eä "
    "i ì í æ ó ò o oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï u uø uù uû uõ uï "
    "ö öø öù öû öõ öï y yø yù yû yõ î ñ",
)


@pytest.mark.parametrize(
    ("font", "letters"),
    [
        (".VnTime", TCVN3),
        (".vntime", TCVN3),
        (".VnArial Narrow", TCVN3),
        (".VnTimeH", TCVN3_CAPITALS),
        (".VnArialH", TCVN3_CAPITALS),
        ("VNI-Times", VNI),
        (" vni-helve-condense", VNI),
        ("Times New Roman", ""),
        ("VNTimes", ""),
        ("", ""),
    ],
)
def test_the_font_says_how_letters_are_stored(font: str, letters: str) -> None:
    assert letters_of(font) == letters


def test_each_letter_of_the_alphabet_is_known() -> None:
    assert in_unicode(STORED_TCVN3, TCVN3) == LETTERS
    assert [in_unicode(stored, VNI) for stored in STORED_VNI] == list(LETTERS)
    capitals = [in_unicode(stored.upper(), VNI) for stored in STORED_VNI]
    assert capitals == list(LETTERS.upper())
    assert in_unicode("".join(STORED_VNI), VNI) == LETTERS
    assert in_unicode("¡¢§£¤¥¦", TCVN3) == "ĂÂĐÊÔƠƯ"


@pytest.mark.parametrize(
    ("stored", "letters", "meant"),
    [
        ("Uû ban nh©n d©n ph­êng", TCVN3, "Uỷ ban nhân dân phường"),
        ("§éc lËp - Tù do - H¹nh phóc, 05/2026", TCVN3, "Độc lập - Tự do - Hạnh phúc, 05/2026"),
        ("céng hßa x· héi", TCVN3_CAPITALS, "cộng hòa xã hội"),
        ("CéNG HßA X· HéI", TCVN3_CAPITALS, "CỘNG HÒA XÃ HỘI"),
        ("QUY TR×NH TiÕp nhËn", TCVN3_CAPITALS, "QUY TRìNH Tiếp nhận"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("UÛY BAN NHAÂN DAÂN PHÖÔØNG", VNI, "ỦY BAN NHÂN DÂN PHƯỜNG"),
        ("Ngöôøi ñöôïc uûy quyeàn, thuyû, myõ, kî", VNI, "Người được ủy quyền, thuỷ, mỹ, kỵ"),
        ("Uỷ ban nhân dân là", TCVN3, "Uỷ ban nhân dân là"),
        ("Ðiều 5, ðơn vị", "", "Điều 5, đơn vị"),
        ("\uf0ae\uf0ca", TCVN3, "đấ"),
        ("", VNI, ""),
    ],
)
def test_text_is_read_as_it_stood_on_the_page(stored: str, letters: str, meant: str) -> None:
    assert in_unicode(stored, letters) == meant


@given(st.text(LETTERS + LETTERS.upper() + " .,-/0129\n"))
def test_unicode_stays_whole_apart_or_out_of_order(text: str) -> None:
    assert in_unicode(text, "") == text
    apart = unicodedata.normalize("NFD", text)
    assert composed(in_unicode(apart, "")) == text
    signs = str.maketrans({"\u0302": "", "\u0306": ""})
    turned = "".join(_late(sign, signs) for sign in text)
    assert composed(in_unicode(turned, "")) == text


def _late(letter: str, signs: dict[int, str]) -> str:
    """A letter whose own sign was typed after its tone: á and ^ for ấ."""
    parts = unicodedata.normalize("NFD", letter)
    own = [sign for sign in "\u0302\u0306" if sign in parts]
    return unicodedata.normalize("NFC", parts.translate(signs)) + "".join(own)


def test_a_letter_may_be_cut_by_a_change_of_look() -> None:
    bold = Look(bold=True, letters=VNI)
    read_as = mended((Piece("ngöô", Look(letters=VNI)), Piece("øi Vie", bold), Piece("ät", bold)))
    assert [piece.text for piece in read_as] == ["ngườ", "i Việ", "t"]
    assert [piece.look for piece in read_as] == [Look(), Look(bold=True), Look(bold=True)]
    other = mended((Piece("o", Look(letters=VNI)), Piece("øi", Look())))
    assert [piece.text for piece in other] == ["o", "øi"]


FONTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsi="VNI-Times"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:styleId="old"><w:name w:val="old"/><w:rPr>'
    '<w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="below"><w:basedOn w:val="old"/></w:style>'
    '<w:style w:type="character" w:styleId="big"><w:name w:val="big"/><w:rPr>'
    '<w:rFonts w:ascii=".VnTimeH"/></w:rPr></w:style>'
)


def dressed(text: str, marks: str) -> str:
    return run(text).replace("<w:r>", f"<w:r><w:rPr>{marks}</w:rPr>")


@pytest.mark.parametrize(
    ("paragraph", "meant"),
    [
        (p("ñôn vò"), "đơn vị"),
        (p("®¬n vÞ", style="below"), "đơn vị"),
        (p(inside=dressed("§¬N VÞ", '<w:rStyle w:val="big"/>')), "ĐƠN VỊ"),
        (p("“Ghi ch”…", inside=run("ú:"), style="old"), "“Ghi ch”…ú:"),
        (p(inside=dressed("ú:", '<w:rFonts w:ascii=".VnTime"/>'), style="old"), "ỳ:"),
        (p(inside=dressed("đơn vị là", '<w:rFonts w:ascii="Arial"/>'), style="old"), "đơn vị là"),
        (
            p(
                inside=dressed("ng", "") + "<w:r><w:softHyphen/></w:r>" + run("êi"),
                style="old",
            ),
            "người",
        ),
        (
            p(inside='<w:r><w:sym w:font=".VnTime" w:char="F0AE"/></w:r>' + run("µ"), style="old"),
            "đà",
        ),
        (p(inside='<w:r><w:sym w:font=".VnTime" w:char="xyz"/></w:r>', style="old"), ""),
    ],
)
def test_the_font_of_a_run_comes_from_wherever_word_takes_it(paragraph: str, meant: str) -> None:
    text = read(word_file(paragraph + p("a"), styles=FONTS))
    assert text.clauses[0].text == f"{meant}\na".strip()


def test_a_heading_in_capitals_of_an_old_font_is_a_heading() -> None:
    body = p(inside=dressed("1. môc ®Ých", '<w:rFonts w:ascii=".VnTimeH"/><w:b/>')) + p("x")
    body += p(inside=dressed("2. ph¹m vi", '<w:rFonts w:ascii=".VnTimeH"/><w:b/>')) + p("y")
    assert [c.title for c in read(word_file(body)).clauses] == ["1 mục đích", "2 phạm vi"]
