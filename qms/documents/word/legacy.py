"""Letters that were written before Unicode, or in Unicode but oddly: what stood on the page.

Before 2001 Vietnamese was stored as other letters of Latin-1, and only the name of the font says
so: ``.VnTime`` and its kin hold TCVN3 (TCVN 5712:1993), those ending in H show capitals;
``VNI-Times`` and its kin hold VNI, where most accents are a sign after their letter. Signs without
meaning there stay as they are.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from qms.documents.word.blocks import Look, Piece
from qms.kernel.alphabet import ETH

TCVN3, TCVN3_CAPITALS, VNI = "TCVN3", "TCVN3 capitals", "VNI"
_TONES = {"sắc": "\u0301", "huyền": "\u0300", "hỏi": "\u0309", "ngã": "\u0303", "nặng": "\u0323"}
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = _TONES.values()
_ROUND, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TCVN3_SIGNS = (
    "µà¸á¶ả·ã¹ạ¨ă»ằ¾ắ¼ẳ½ẵÆặ©âÇầÊấÈẩÉẫËậ®đÌèÐéÎẻÏẽÑẹªêÒềÕếÓểÔễÖệ×ìÝíØỉÜĩÞị"
    "ßòãóáỏâõäọ«ôåồèốæổçỗéộ¬ơêờíớëởìỡîợïùóúñủòũôụ\u00adưõừøứöử÷ữùựúỳýýûỷüỹþỵ"
    "¡Ă¢Â§Đ£Ê¤Ô¥Ơ¦Ư"
)
_VNI_ALONE = "ôơöưííììæỉóĩòịîỵñđÔƠÖƯÍÍÌÌÆỈÓĨÒỊÎỴÑĐ"
_VNI_MARKS = {
    **dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    **dict(zip("áàåãä", (_ROUND + t for t in _TONES.values()), strict=True)),
    **dict(zip("éèúüë", (_BREVE + t for t in _TONES.values()), strict=True)),
    "â": _ROUND,
    "ê": _BREVE,
}
_VNI_LETTERS = {**dict.fromkeys("aeouy", "ùøûõï"), "ô": "ùøûõï", "ö": "ùøûõï"}
_VNI_LETTERS["a"] += "áàåãäâéèúüëê"
_VNI_LETTERS["e"] += "áàåãäâ"
_VNI_LETTERS["o"] += "áàåãäâ"
_PRIVATE = {0xF000 + code: code for code in range(0x20, 0x100)}
"""Where Word keeps the signs of fonts that it takes for symbols."""
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0-\u01b0\u1ea0-\u1ef9]"
)
_NOT_UNICODE = re.compile(
    "(?![àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ°²³«»§©®])[\u00a1-\u00ff\uf0a1-\uf0ff]"
)
_MISPLACED = re.compile(
    f"([{_ACUTE}{_GRAVE}{_HOOK}{_TILDE}áàảãéèẻẽóòỏõÁÀẢÃÉÈẺẼÓÒỎÕ])([{_ROUND}{_BREVE}])"
)


def _single(pairs: str) -> Mapping[str, str]:
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


def _vni() -> Mapping[str, str]:
    """What a letter with the sign after it means, and what letters mean alone."""
    meant = dict(_single(_VNI_ALONE))
    for letter, signs in _VNI_LETTERS.items():
        base = meant.get(letter, letter)
        for sign in signs:
            small = unicodedata.normalize("NFC", base + _VNI_MARKS[sign])
            for mark in (sign, sign.upper()):
                meant[letter + mark] = small
                meant[letter.upper() + mark] = small.upper()
    return meant


_OF_TCVN3 = {ord(sign): letter for sign, letter in _single(_TCVN3_SIGNS).items()}
_OF_VNI = _vni()
_IN_VNI = re.compile("|".join(sorted(_OF_VNI, key=len, reverse=True)))


def letters_of(font: str) -> str:
    """How the letters of ``font`` are stored: TCVN3, TCVN3_CAPITALS, VNI, or "" for Unicode."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return TCVN3_CAPITALS if name.endswith("h") else TCVN3
    return VNI if name.startswith("vni-") else ""


def in_unicode(text: str, letters: str) -> str:
    """``text`` whose letters are stored so, in composed Unicode. What is Unicode already stays."""
    if letters and _UNICODE.search(text):
        letters = ""
    return _READ[letters](text)


def mended(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a paragraph, all in Unicode; a sign that stands after its letter joins it.

    Styles of old fonts outlive the change to Unicode. So where only a style names the font, the
    paragraph must hold a sign that no Vietnamese word has in Unicode.
    """
    if all(piece.text.isascii() and not piece.look.letters for piece in pieces):
        return tuple(pieces)
    found: list[Piece] = []
    told = "".join(piece.text for piece in pieces if piece.look.by_style)
    styled = bool(_NOT_UNICODE.search(told))
    for letters, same in groupby(pieces, lambda piece: _letters(piece.look, styled=styled)):
        found += _read(list(same), letters)
    return tuple(found)


def _letters(look: Look, *, styled: bool) -> str:
    return look.letters if styled or not look.by_style else ""


def _read(pieces: Iterable[Piece], letters: str) -> Iterator[Piece]:
    waiting = None
    for piece in pieces:
        if waiting and letters == VNI and _parted(waiting.text, piece.text):
            waiting = replace(waiting, text=waiting.text + piece.text[0])
            piece = replace(piece, text=piece.text[1:])
        if waiting:
            yield _plain(waiting, letters)
        waiting = piece
    if waiting:
        yield _plain(waiting, letters)


def _parted(before: str, after: str) -> bool:
    return before[-1:] + after[:1] in _OF_VNI and len(before[-1:] + after[:1]) == 2


def _plain(piece: Piece, letters: str) -> Piece:
    look = piece.look
    if look.letters:
        caps = look.caps or letters == TCVN3_CAPITALS
        look = replace(look, letters="", by_style=False, caps=caps)
    return replace(piece, text=in_unicode(piece.text, letters), look=look)


def _from_tcvn3(text: str) -> str:
    return text.translate(_PRIVATE).translate(_OF_TCVN3)


def _from_capitals(text: str) -> str:
    """Letters as they were typed where capitals and small ones are told apart, else capitals: in
    these fonts both look alike, and accented letters have no codes of their own for capitals.
    """
    meant = _from_tcvn3(text)
    return meant if any(sign.isascii() and sign.islower() for sign in text) else meant.upper()


def _from_vni(text: str) -> str:
    return _IN_VNI.sub(lambda found: _OF_VNI[found[0]], text.translate(_PRIVATE))


def _put_in_order(text: str) -> str:
    """Unicode with Đ for Eth, and the sign of the letter before its tone where they stand the other
    way round.
    """
    return _MISPLACED.sub(_turned, text.translate(ETH))


def _turned(found: re.Match[str]) -> str:
    letter = unicodedata.normalize("NFD", found[1])
    return unicodedata.normalize("NFC", letter[:-1] + found[2] + letter[-1])


_READ: Mapping[str, Callable[[str], str]] = {
    TCVN3: _from_tcvn3,
    TCVN3_CAPITALS: _from_capitals,
    VNI: _from_vni,
    "": _put_in_order,
}
