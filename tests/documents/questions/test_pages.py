"""The pages of questions, as a browser without scripts meets them."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from qms.documents.queries import document_by_key
from qms.documents.questions.queries import of_edition
from tests.counting import statements
from tests.documents.questions.asking import WHEN, WHERE, answering, asking, in_force
from tests.town import a_draft, an_edition, to_be_read
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP/editions/1/questions"
PLACE = "/documents/QT-01-VP"
ASKED = {"question": "Ai ký?", "choices": "Chủ tịch\n\nVăn thư\n", "right": "1"}
NOT_FOR_YOU = "Câu hỏi cùng đáp án chỉ để người soạn thảo"


def texts(app: Flask) -> list[str]:
    with app.app_context():
        document = document_by_key("QT-01-VP")
        assert document is not None
        return [question.text for question in of_edition(document.editions[-1])]


@pytest.fixture
def drafted(app: Flask) -> Flask:
    """The ward with a draft."""
    with app.app_context():
        a_draft()
    return app


@pytest.fixture
def asked(app: Flask) -> Flask:
    """The ward with a document in force that asks two questions of economy."""
    with app.app_context():
        in_force()
    return app


def test_an_author_adds_changes_and_removes_a_question(drafted: Flask, visit: Visit) -> None:
    thao = visit("thao")
    assert f'href="{HERE}"' in thao.get(PLACE).text
    assert thao.send(HERE, **ASKED).location == HERE
    assert texts(drafted) == ["Ai ký?"]
    page = thao.get(HERE).text
    assert "Văn thư" in page
    assert f'href="{HERE}/1"' in page
    assert "Chủ tịch\nVăn thư" in thao.get(f"{HERE}/1").text
    answer = thao.send(f"{HERE}/1", **ASKED | {"question": "Ai phê duyệt?", "seen": "1"})
    assert answer.location == HERE
    assert texts(drafted) == ["Ai phê duyệt?"]
    assert thao.send(f"{HERE}/1/removal", seen="1").status_code == 409
    assert thao.send(f"{HERE}/1/removal", seen="2").location == HERE
    assert texts(drafted) == []


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"question": ""}, "Cần điền mục này."),
        ({"choices": "Một"}, "Mỗi câu hỏi có từ 2 đến 6 câu trả lời"),
        ({"choices": "Có\ncó"}, "Có hai câu trả lời giống nhau"),
        ({"right": "0"}, "Dòng đúng phải là một trong các dòng đã viết."),
        ({"right": "3"}, "Dòng đúng phải là một trong các dòng đã viết."),
        ({"right": "<b>"}, "Dòng đúng phải là một trong các dòng đã viết."),
        ({"choices": "x" * 1001 + "\ny"}, "Nội dung dài quá"),
    ],
)
def test_what_is_unfit_is_said_and_what_was_typed_stays(
    drafted: Flask, visit: Visit, sent: dict[str, str], said: str
) -> None:
    answer = visit("thao").send(HERE, **ASKED | {"question": "Câu tôi đã viết"} | sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert "question" in sent or 'value="Câu tôi đã viết"' in answer.text
    assert texts(drafted) == []


def test_a_change_by_somebody_quicker_keeps_what_was_typed(drafted: Flask, visit: Visit) -> None:
    thao, lan = visit("thao"), visit("lan")
    thao.send(HERE, **ASKED)
    lan.send(f"{HERE}/1", **ASKED | {"question": "Câu của Lan", "seen": "1"})
    answer = thao.send(f"{HERE}/1", **ASKED | {"question": "Câu của Thảo", "seen": "1"})
    assert answer.status_code == 409
    assert 'value="Câu của Thảo"' in answer.text
    assert "Câu của Lan" in answer.text
    assert 'name="seen" type="hidden" value="2"' in answer.text


def test_a_sixth_question_is_refused_with_its_words_kept(drafted: Flask, visit: Visit) -> None:
    thao = visit("thao")
    for number in range(5):
        thao.send(HERE, **ASKED | {"question": f"Câu {number}"})
    assert "Thêm câu hỏi" not in thao.get(HERE).text
    answer = thao.send(HERE, **ASKED | {"question": "Câu thứ sáu"})
    assert answer.status_code == 409
    assert "Câu thứ sáu" in answer.text


def test_the_signer_sees_them_before_signing(drafted: Flask, visit: Visit) -> None:
    with drafted.app_context():
        document = document_by_key("QT-01-VP")
        assert document is not None
        asking(document.editions[0])
    visit("thao").send(f"{PLACE}/editions/1/submission", seen="1")
    assert f'href="{HERE}"' in visit("tuan").get(f"{PLACE}/editions/1/signing").text
    assert "Kho lưu trữ" in visit("tuan").get(HERE).text
    assert visit("tuan").send(HERE, **ASKED).status_code == 409


def test_questions_of_before_are_taken_over_by_one_press(asked: Flask, visit: Visit) -> None:
    with asked.app_context():
        a_draft()
    thao, second = visit("thao"), "/documents/QT-01-VP/editions/2/questions"
    assert "Dùng lại câu hỏi của lần 01/00" in thao.get(second).text
    assert thao.send(f"{second}/reuse").location == second
    assert texts(asked) == [WHERE.text, WHEN.text]
    assert thao.send(f"{second}/reuse").status_code == 409


def answers(page: str) -> list[str]:
    return sorted(set(re.findall(r'name="(answer-\d+)"', page)))


def test_a_reader_answers_wrongly_then_rightly(asked: Flask, visit: Visit) -> None:
    linh = visit("linh")
    page = linh.get(PLACE).text
    first, second = answers(page)
    assert "Kho lưu trữ" in page
    answer = linh.send(f"{PLACE}/receipt", serial="1", **{first: "2", second: "2"})
    assert answer.status_code == 422
    assert answer.text.count("Chưa đúng; hãy đọc lại phần này") == 2
    assert re.search(rf'name="{second}"\s+value="2"\s+checked', answer.text)
    answer = linh.send(f"{PLACE}/receipt", serial="1", **{first: "2", second: "1"})
    assert answer.location == PLACE
    assert "Bạn đã xác nhận đọc" in linh.get(PLACE).text
    readers = visit("lan").get(f"{PLACE}/readers").text
    assert "trả lời đúng ở lần 2" in readers


@pytest.mark.parametrize("sent", [{}, {"answer-1": "2"}, {"answer-1": "9", "answer-2": "x"}])
def test_what_is_not_answered_is_asked_again(
    asked: Flask, visit: Visit, sent: dict[str, str]
) -> None:
    answer = visit("linh").send(f"{PLACE}/receipt", serial="1", **sent)
    assert answer.status_code == 422
    assert "Hãy chọn một" in answer.text
    assert "Bạn chưa xác nhận đã đọc" in visit("linh").get(PLACE).text


def test_answers_to_an_older_edition_are_not_taken(asked: Flask, visit: Visit) -> None:
    answer = visit("linh").send(f"{PLACE}/receipt", serial="7", **{"answer-1": "2"})
    assert answer.status_code == 409
    assert "Tài liệu đã có phiên bản mới" in answer.text


def test_readers_are_told_no_answer(asked: Flask, visit: Visit) -> None:
    linh = visit("linh")
    assert HERE not in linh.get(PLACE).text
    for path in (HERE, f"{HERE}/1"):
        answer = linh.get(path)
        assert answer.status_code == 409
        assert NOT_FOR_YOU in answer.text
        assert "(đúng)" not in answer.text
    for path in (HERE, f"{HERE}/1", f"{HERE}/1/removal", f"{HERE}/reuse"):
        assert linh.send(path, **ASKED | {"seen": "1"}).status_code == 409


def test_a_draft_and_its_questions_do_not_exist_for_others(drafted: Flask, visit: Visit) -> None:
    for login in ("linh", "khoa"):
        assert visit(login).get(HERE).status_code == 404
    assert visit("thao").get(f"{HERE}/99").status_code == 404
    assert visit("thao").get(f"{HERE}/{2**70}").status_code == 404


def test_pages_cost_the_same_for_few_answers_and_many(app: Flask, visit: Visit) -> None:
    with app.app_context():
        edition = in_force()
        answering(edition, "linh", 1, 1)
    lan, costs = visit("lan"), []
    lan.get(HERE), lan.get(f"{PLACE}/readers")
    for more in ((), ("binh", "khoa", "phuc", "quang")):
        with app.app_context():
            document = document_by_key("QT-01-VP")
            assert document is not None
            for login in more:
                answering(document.editions[0], login)
        costs.append([cost(app, lan, path) for path in (HERE, f"{PLACE}/readers")])
    assert costs[0] == costs[1]


def cost(app: Flask, visitor: Visitor, path: str) -> int:
    with statements(app) as asked:
        assert visitor.get(path).status_code == 200
    return len(asked)


def test_a_document_without_questions_shows_readers_none(app: Flask, visit: Visit) -> None:
    with app.app_context():
        to_be_read(an_edition())
    page = visit("linh").get(PLACE).text
    assert "Tôi đã đọc bản này" in page
    assert answers(page) == []
    assert visit("linh").send(f"{PLACE}/receipt", serial="1").status_code == 302
