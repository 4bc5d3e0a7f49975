"""Who may correct what an indicator is called, and what a name must be. Objections only.

Source: ISO 18091:2019, annex D: the 39 of annex A stay as they are. So numbers are fixed, and only
the names, which are translations, may be corrected; the written procedure is
``procedures/document-control``, 5.9.
"""

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Name, Sentence

IN_CATEGORIES = (10, 8, 12, 9)
"""How many indicators each category has, in the order of the categories."""
NUMBERS = tuple(
    f"{category}.{place}"
    for category, count in enumerate(IN_CATEGORIES, start=1)
    for place in range(1, count + 1)
)
"""The number of every indicator, in the order of the standard."""
LONGEST_NAME = 200
"""Letters; a longer name fits in no list to choose from."""


def may_not_correct(actor: Actor) -> Sentence | None:
    """Names are the quality officer's, who holds the agency's text of the standard."""
    if actor.has(Role.QUALITY_OFFICER):
        return None
    return Sentence("Chỉ thư ký ISO sửa tên của chỉ số.")


def unfit_name(name: Name) -> Sentence | None:
    """A name stands in both languages, each in one line that a list can show."""
    said = (name.text, name.english)
    if all(said) and all(words == " ".join(words.split()) for words in said):
        if max(map(len, said)) <= LONGEST_NAME:
            return None
        return Sentence("Tên dài quá; nhiều nhất %(most)s chữ cái và dấu.", most=LONGEST_NAME)
    return Sentence("Cần tên ở cả hai ngôn ngữ, mỗi tên viết trên một dòng.")


def nothing_new(name: Name, now: Name, own: Name) -> Sentence | None:
    """A correction changes something; the catalogue's ``own`` name comes back by a verb for it."""
    if _words(name) == _words(now):
        return Sentence("Tên này đang dùng rồi; chưa có gì để lưu.")
    if _words(name) == _words(own):
        return Sentence("Đó là tên trong bảng; hãy dùng nút “Trở lại tên trong bảng”.")
    return None


def not_corrected(correction: Name | None) -> Sentence | None:
    """Only what was corrected can be taken back."""
    return None if correction else Sentence("Chỉ số này đang mang tên trong bảng.")


def _words(name: Name) -> tuple[str, str]:
    return name.text, name.english
