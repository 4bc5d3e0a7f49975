import pytest

from qms.textindex.question import LONGEST_QUESTION, LONGEST_TYPED, understand
from qms.textindex.whoosh_engine import WhooshEngine
from tests.textindex.passages import a_passage, ask, found, put


def test_a_word_is_found_with_and_without_accents(engine: WhooshEngine) -> None:
    put(engine, records="Kiểm soát hồ sơ.", letters="Thư xin lỗi.")
    assert found(engine, "hồ sơ") == found(engine, "ho so") == ["records"]


def test_one_syllable_is_enough(engine: WhooshEngine) -> None:
    put(engine, records="Kiểm soát hồ sơ.", letters="Thư xin lỗi.")
    assert found(engine, "thu") == ["letters"]


def test_words_that_say_no_are_not_left_out(engine: WhooshEngine) -> None:
    put(engine, one="Sự không phù hợp được ghi lại.", other="Mức độ phù hợp được ghi lại.")
    assert found(engine, "không phù hợp") == ["one"]


def test_typed_accents_decide_the_order(engine: WhooshEngine) -> None:
    put(
        engine,
        staying="Đăng ký lưu trú. Lưu trú ngắn ngày. Lưu trú qua đêm. Khai báo lưu trú.",
        keeping="Thời hạn lưu trữ của hồ sơ là mười năm, theo danh mục của cơ quan.",
    )
    assert found(engine, "lưu trữ") == ["keeping", "staying"]
    assert found(engine, "lưu trú") == ["staying", "keeping"]
    assert found(engine, "luu tru") == ["staying", "keeping"]


def test_a_title_weighs_more_than_a_mention(engine: WhooshEngine) -> None:
    text = "Cán bộ một cửa tiếp nhận và chuyển đến bộ phận chuyên môn."
    with engine.batch() as batch:
        batch.replace("e:1", [a_passage(text + " Xem thư xin lỗi.", group="mention")])
        batch.replace("e:2", [a_passage(text, group="title", title="Thư xin lỗi")])
    assert found(engine, "thư xin lỗi") == ["title", "mention"]


def test_neighbours_come_before_scattered_words(engine: WhooshEngine) -> None:
    put(
        engine,
        scattered="Chính sách của cơ quan. Mỗi phường có người phụ trách hành động.",
        together="Nội dung khác của cơ quan, ban hành quy định về chính sách phường.",
    )
    assert found(engine, "chính sách phường")[0] == "together"


def test_a_long_question_is_answered_by_most_of_its_words(engine: WhooshEngine) -> None:
    put(
        engine,
        late="Khi hồ sơ giải quyết quá hạn, cơ quan gửi thư xin lỗi và hẹn lại ngày trả.",
        other="Họp xem xét của lãnh đạo mỗi năm một lần.",
    )
    question = "Nếu hồ sơ của người dân bị giải quyết quá hạn thì cán bộ phải gửi thư xin lỗi không"
    answer = ask(engine, question)
    assert [group.key for group in answer.groups] == ["late"]
    assert answer.relaxed


@pytest.mark.parametrize(
    "typed", ["QT-07/TP", "qt 07 tp", "QT07TP", "qt.07.tp", "QT-07", "Qt07", "xem QT-07/TP"]
)
def test_a_code_leads_straight_to_its_document(engine: WhooshEngine, typed: str) -> None:
    with engine.batch() as batch:
        for name, code in (("wanted", "QT-07/TP"), ("other", "QT-08/TP")):
            text = "Theo QT-07/TP, QT-07/TP và QT-07/TP." if name == "other" else "Nội dung."
            batch.replace(f"e:{name}", [a_passage(text, group=name, code=code)])
    assert found(engine, typed)[0] == "wanted"


def test_a_decree_is_found_by_its_number(engine: WhooshEngine) -> None:
    put(engine, cites="Căn cứ Quyết định 19/2014/QĐ-TTg.", other="Căn cứ Quyết định 19/2015/QĐ-UB.")
    assert found(engine, "19/2014/qd-ttg")[0] == "cites"
    assert found(engine, "QĐ-TTg") == ["cites"]


def test_the_last_word_may_be_unfinished_while_typing(engine: WhooshEngine) -> None:
    put(engine, records="Kiểm soát hồ sơ.", letters="Thư xin lỗi.")
    assert found(engine, "kiểm so", typing=True) == ["records"]
    assert found(engine, "kiem s", typing=True) == ["records"]
    assert ask(engine, "kiểm soa").relaxed


def test_without_a_passage_of_all_words_the_nearest_are_given_and_said_to_be_so(
    engine: WhooshEngine,
) -> None:
    put(engine, records="Kiểm soát hồ sơ.")
    answer = ask(engine, "hồ sơ vũ trụ")
    assert [group.key for group in answer.groups] == ["records"]
    assert answer.relaxed
    assert not ask(engine, "kiểm soát hồ sơ").relaxed


def test_passages_of_one_document_are_one_hit(engine: WhooshEngine) -> None:
    with engine.batch() as batch:
        clauses = [a_passage(f"Hồ sơ lần {n}", heading=f"5.{n}", anchor=f"c{n}") for n in range(9)]
        batch.replace("edition:1", clauses)
    answer = ask(engine, "hồ sơ")
    assert answer.total == 1
    assert len(answer.groups[0].hits) == 3
    assert answer.groups[0].hits[0].passage.anchor.startswith("c")


def test_pages_follow_each_other_without_gap_or_repetition(engine: WhooshEngine) -> None:
    put(engine, **{f"d{n}": "Hồ sơ " * (n + 1) for n in range(25)})
    pages = [found(engine, "hồ sơ", offset=offset, limit=10) for offset in (0, 10, 20, 30)]
    assert [len(page) for page in pages] == [10, 10, 5, 0]
    assert len({key for page in pages for key in page}) == 25
    assert ask(engine, "hồ sơ", limit=10).total == 25


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "?!… --- ///",
        '"',
        "(((",
        "*",
        "a*",
        "AND OR NOT",
        "title:",
        "[1 TO",
        "\x00\x00",
        "hồ\x00sơ",
        "\ud800",
        "hồ \udfff sơ",
        "🙂",
        "hồ 🙂 sơ",
        "a" * 10_000,
        "hồ sơ " * 10_000,
        "1" * 10_000,
        "\u0301\u0301",
        "\t",
        "quy\x1fđịnh",
        "~~^^",
        "%(name)s {} \\",
    ],
)
@pytest.mark.parametrize("typing", [False, True])
def test_nothing_that_can_be_typed_is_an_error(
    engine: WhooshEngine, typed: str, *, typing: bool
) -> None:
    put(engine, records="Kiểm soát hồ sơ.")
    answer = ask(engine, typed, typing=typing)
    assert answer.total == len(answer.groups)


def test_a_question_of_signs_only_finds_nothing(engine: WhooshEngine) -> None:
    put(engine, records="Kiểm soát hồ sơ.")
    assert ask(engine, '"*" ?').total == 0


def test_a_passage_of_odd_characters_is_kept_and_shown(engine: WhooshEngine) -> None:
    put(engine, odd="Hồ \ud800 sơ \x00 🙂")
    assert "".join(p.text for p in ask(engine, "hồ").groups[0].hits[0].snippet) == (
        "Hồ \ud800 sơ \x00 🙂"
    )


def test_what_is_too_long_is_cut_and_said_to_be_cut() -> None:
    assert understand("hồ sơ " * LONGEST_QUESTION).cut
    assert understand("!" * (LONGEST_TYPED + 1)).cut
    assert not understand("hồ sơ").cut


def test_the_answer_says_what_was_looked_for(engine: WhooshEngine) -> None:
    assert ask(engine, '"Hồ sơ" AND lưu').words == ("Hồ", "sơ", "AND", "lưu")
    assert ask(engine, "qt-07").code == "QT07"
