"""Words struck and inserted: applied to the old text they give the new one, at any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.comparing.matching import Effort, matched, rising, steps
from qms.documents.comparing.words import Change, difference, is_changed, side

PROSE = st.lists(
    st.sampled_from(["hồ", "hồ sơ", "thủ tục", "5", "ngày", "làm việc", ",", ".", "\n", "Điều 5"])
).map(" ".join)
TEXT = st.one_of(PROSE, st.text(max_size=60))


def marked(old: str, new: str) -> str:
    """The difference as a person writes it: [-struck-] and [+inserted+]."""
    frames = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.NEW: "[+{}+]"}
    return "".join(frames[s.kind].format(s.text) for s in difference(old, new, Effort()))


@given(TEXT, TEXT, st.sampled_from([0, 40, 10_000]))
def test_what_is_told_spells_both_texts(old: str, new: str, left: int) -> None:
    spans = difference(old, new, Effort(left))
    assert side(spans, Change.GONE) == old
    assert side(spans, Change.NEW) == new
    assert is_changed(spans) == (old != new)
    assert all(a.kind != b.kind for a, b in zip(spans, spans[1:], strict=False))


@given(TEXT)
def test_where_nothing_changed_nothing_is_told(text: str) -> None:
    assert not is_changed(difference(text, text, Effort()))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("trong 5 ngày làm việc", "trong 3 ngày làm việc", "trong [-5-][+3+] ngày làm việc"),
        ("hồ sơ", "hồ sơ gốc", "hồ sơ[+ gốc+]"),
        ("ban hành", "bán hành", "[-ban-][+bán+] hành"),
        (
            "theo Nghị định 01/2010/NĐ-CP.",
            "theo Nghị định 30/2020/NĐ-CP.",
            "theo Nghị định [-01/2010/NĐ-CP-][+30/2020/NĐ-CP+].",
        ),
        ("", "mới", "[+mới+]"),
        ("cũ", "", "[-cũ-]"),
    ],
)
def test_words_with_their_tones_are_struck_and_inserted(old: str, new: str, told: str) -> None:
    assert marked(old, new) == told


def test_two_sentences_with_nothing_but_a_comma_in_common_are_not_interwoven() -> None:
    old = "Người nộp nhận phiếu hẹn, rồi chờ kết quả ở nhà trong thời hạn."
    new = "Công chức kiểm tra giấy tờ kèm theo, ghi sổ và chuyển bộ phận chuyên môn."
    assert marked(old, new) == f"[-{old}-][+{new}+]"


@given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)), st.sampled_from([0, 9, 10_000]))
def test_what_is_matched_is_the_same_and_keeps_its_order(
    old: list[int], new: list[int], left: int
) -> None:
    pairs = matched(old, new, Effort(left))
    assert all(old[i] == new[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    told = list(steps(pairs, len(old), len(new)))
    assert [i for i, _ in told if i is not None] == list(range(len(old)))
    assert [j for _, j in told if j is not None] == list(range(len(new)))


@given(st.permutations(range(8)))
def test_a_longest_rising_run_rises_and_no_longer_one_exists(values: list[int]) -> None:
    run = [values[k] for k in rising(values)]
    assert run == sorted(run)
    lengths: list[int] = []
    for k, value in enumerate(values):
        below = [lengths[i] for i in range(k) if values[i] < value]
        lengths.append(1 + max(below, default=0))
    assert len(run) == max(lengths)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 500_000, "b a c " * 350_000),
        ("x" * 2_000_000, "y" * 2_000_000),
        (" " * 2_000_000, "\n" * 2_000_000),
        (" ".join(map(str, range(60_000))), " ".join(map(str, range(60_000, 0, -1)))),
        ("./" * 200_000, "-a" * 200_000),
    ],
    ids=["two words", "one word", "blanks", "reversed", "signs"],
)
def test_a_text_as_long_as_the_gate_lets_in_is_compared(old: str, new: str) -> None:
    spans = difference(old, new, Effort())
    assert side(spans, Change.GONE) == old
    assert side(spans, Change.NEW) == new
