"""Whether a cause explains anything, or only says once more what happened.

An inspector's classic finding: the file is late, and the cause written down is that it was late.
"""

import re
from collections.abc import Iterator

from qms.textindex.analysis import tokens

ENOUGH_NEW = 1 / 6


def repeats(cause: str, description: str) -> bool:
    """Whether ``cause`` only says ``description`` again, in any order and with words around it.

    What carries meaning is compared: syllables with their tones, without words that explain
    nothing. What is denied is another thing than what is said: no form is not a wrong form. Less
    than a sixth of it new makes a repetition. A cause of up to six syllables thus needs one that
    is new, for short causes explain with a single word ("máy quét hỏng"); a longer one may bring
    one word that explains nothing and stands in no list.
    """
    cause = _with_tones(cause, description)
    said = {f"{_NOT}{word}" if before else word for word, before, _ in _words(cause)}
    known = set()
    for word, _, denied in _words(description):
        known |= {word, f"{_NOT}{word}"} if denied else {word}
    return bool(said) and len(said - known) < ENOUGH_NEW * len(said)


def _words(text: str) -> Iterator[tuple[str, bool, bool]]:
    """What carries meaning: a denial stands right before it; or somewhere before it."""
    for clause in _CLAUSES.split(text):
        words = _spelled(clause)
        for pattern, meant in _SAME:
            words = pattern.sub(meant, words)
        left = words.split()
        if left[-1:] == [_NOT]:  # "mẫu thư chưa có": denied is what was said first
            left = left[-1:] + left[:-1]
        denied = before = False
        for word in left:
            denied, before, last = denied or word == _NOT, word == _NOT, before
            if not before:
                yield word, last, denied


def _spelled(text: str) -> str:
    return " ".join(token.accented for token in tokens(text) if not token.folded.isdigit())


def _with_tones(cause: str, description: str) -> str:
    """A cause typed without any tone, with those its syllables have elsewhere."""
    typed = tokens(cause)
    if any(token.folded != token.accented for token in typed):
        return cause
    known = {token.folded: token.accented for token in tokens(f"{_PLAIN} {description}")}
    return " ".join(known.get(token.folded, token.folded) for token in typed)


def _any_of(*phrases: str) -> str:
    """A pattern of whole phrases, the longest first."""
    longest = sorted({_spelled(phrase) for phrase in phrases}, key=len, reverse=True)
    return rf"(?<!\S)(?:{'|'.join(longest)})(?!\S) ?"


_NOT = "¬"
_CLAUSES = re.compile(r"[.,;:()\n]")
_DENIED = _any_of(
    *("không", "chưa", "chẳng", "thiếu", "không có", "chưa có"),
    *("không đủ", "chưa đủ", "không đầy đủ", "chưa đầy đủ"),
)
_IN_TIME = _any_of(
    *("đúng hạn", "đúng hẹn", "đúng thời hạn", "đúng thời gian"),
    *("kịp", "kịp thời", "kịp hạn", "kịp thời hạn"),
)
_LATE = _any_of(
    *("trễ", "chậm", "muộn", "trễ hạn", "chậm hạn", "quá hạn", "trễ hẹn", "chậm trễ"),
    *("quá thời hạn", "trễ thời hạn", "quá thời gian"),
)
_WRONG = _any_of("sai", "không đúng", "chưa đúng", "không phù hợp")
_FILLING = _any_of(
    # what joins words and tells time or number
    *("do", "vì", "bởi", "tại", "nên", "là", "việc", "sự", "của", "và", "hoặc", "hay", "mà"),
    *("thì", "để", "cho", "với", "theo", "về", "trong", "ngoài", "khi", "lúc", "sau", "từ"),
    *("đến", "tới", "ở", "trên", "này", "đó", "kia", "rằng", "như", "cũng", "vẫn", "còn"),
    *("đã", "đang", "sẽ", "được", "bị", "phải", "cần", "có", "các", "những", "một", "số"),
    *("nhiều", "mỗi", "rất", "quá", "lại", "ra", "vào", "nào", "gì", "thế", "nhưng", "tuy"),
    *("ngày", "tháng", "năm", "tuần", "quý", "đợt", "kỳ", "lần", "thời gian qua"),
    *("hiện nay", "vừa qua", "thực tế", "cụ thể", "chủ yếu", "theo quy định"),
    # what announces a cause and names none
    *("nguyên nhân", "lý do", "dẫn đến", "dẫn tới", "gây ra", "khiến", "làm cho", "xảy ra"),
    *("tình trạng", "trường hợp", "hiện tượng", "vấn đề", "sự việc", "vụ việc"),
    *("thực hiện", "tiến hành", "tổ chức", "quá trình", "theo yêu cầu", "giải quyết", "xử lý"),
    *("kết quả", "tỷ lệ", "số lượng", "so với", "hạn"),
    # who was there, which explains nothing yet
    *("cán bộ", "công chức", "viên chức", "chuyên viên", "nhân viên", "phụ trách", "người dân"),
    *("nhân dân", "công dân", "dân", "cá nhân", "bộ phận", "một cửa", "đơn vị", "cơ quan"),
    *("phòng", "phường", "xã", "ủy ban", "ubnd", "địa phương", "chuyên môn"),
)
_SAME = [
    (re.compile(rf"{_DENIED}((?:\S+ ){{0,6}}?){_IN_TIME}"), rf"\1{_spelled('trễ')} "),
    (re.compile(_LATE), f"{_spelled('trễ')} "),
    (re.compile(_WRONG), f"{_spelled('sai')} "),
    (re.compile(_DENIED), f"{_NOT} "),
    (re.compile(_FILLING), ""),
]
"""Ways of saying one thing, each brought to one wording, in this order."""
_PLAIN = "do vì bởi nên là việc bị được không chưa có đã của các cho nguyên nhân trễ chậm sai thiếu"
