"""The page of a comparison, its Word file and the ways to it: for whoever may see both editions."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from flask import Flask

from qms.documents.operations import submit
from tests.counting import statements
from tests.documents.requests.asking import a_request, accepted
from tests.town import a_draft, actor, an_edition, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
OLD = (
    *("# 1. Mục đích", "Quy định cách lưu trữ hồ sơ trong 5 ngày làm việc."),
    *("# 2. Phạm vi", "Áp dụng tại Văn phòng."),
    *("# 3. Kinh phí", "Do ngân sách bảo đảm theo dự toán hằng năm của phường được giao."),
)
NEW = (
    *("# 1. Mục đích", "Quy định cách lưu trữ hồ sơ trong 3 ngày làm việc."),
    *("# 2. Căn cứ", "Luật Lưu trữ."),
    *("# 3. Phạm vi", "Áp dụng tại Văn phòng."),
)
HERE = "/documents/QT-01-VP/editions/2"
PAGE = f"{HERE}/comparison"


@pytest.fixture
def revised(app: Flask) -> Flask:
    """A first edition in force, and its revision in review."""
    with app.app_context():
        an_edition("in force", text=word_file(*OLD))
        an_edition("in review", text=word_file(*NEW))
    return app


def test_words_are_struck_and_inserted_and_told_to_whoever_listens(
    revised: Flask, visit: Visit
) -> None:
    page = visit("tuan").get(PAGE).text
    assert (
        '<del><span class="only-heard">[bỏ: </span>5<span class="only-heard">]</span></del>' in page
    )
    assert (
        '<ins><span class="only-heard">[thêm: </span>3<span class="only-heard">]</span></ins>'
        in page
    )
    for name in ("Mới", "Bị bỏ", "Đổi số", "Sửa lời"):
        assert name in page


def test_only_changes_leaves_out_what_is_as_it_was(app: Flask, visit: Visit) -> None:
    same = ("# 9. Lưu hồ sơ", "Lưu tại bộ phận một cửa.")
    with app.app_context():
        an_edition("in force", text=word_file(*OLD, *same))
        an_edition("in review", text=word_file(*OLD[:-1], "Do phường tự lo.", *same))
    lan = visit("lan")
    assert "Lưu tại bộ phận một cửa" in lan.get(PAGE).text
    page = lan.get(PAGE, only="changes").text
    assert "Lưu tại bộ phận một cửa" not in page
    assert "Do phường tự lo" in page


def test_a_draft_that_one_may_not_see_cannot_be_compared(revised: Flask, visit: Visit) -> None:
    linh = visit("linh")
    assert linh.get(PAGE).status_code == 404
    assert linh.get(f"{PAGE}.docx").status_code == 404
    assert linh.get("/documents/QT-01-VP/editions/1/comparison", **{"with": "2"}).status_code == 404
    assert visit("tuan").get(PAGE).status_code == 200


def test_whoever_sees_one_edition_alone_is_told_there_is_none_to_compare(
    revised: Flask, visit: Visit
) -> None:
    page = visit("linh").get("/documents/QT-01-VP/editions/1/comparison")
    assert page.status_code == 200
    assert "Không có phiên bản nào trước đó để so" in page.text
    assert "02/00" not in page.text
    assert visit("linh").get("/documents/QT-01-VP/editions/1/comparison.docx").status_code == 404


@pytest.mark.parametrize("other", ["0", "2", "9", "x", "-1", "1.0", "99999999999999999999"])
def test_an_edition_that_is_not_there_and_the_same_one_are_not_found(
    revised: Flask, visit: Visit, other: str
) -> None:
    assert visit("lan").get(PAGE, **{"with": other}).status_code == 404


def test_the_usual_partner_is_the_last_one_that_was_in_force(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", text=word_file("# 1. Mục đích", "Bản đầu."))
        an_edition("draft", text=word_file(*OLD))
    lan = visit("lan")
    lan.send(f"{HERE}/discarding", seen="1", reason="lập nhầm")
    with app.app_context():
        an_edition("draft", text=word_file(*NEW))
    page = lan.get("/documents/QT-01-VP/editions/3/comparison").text
    assert "Bản đầu." in page
    assert '<option value="1" selected>' in " ".join(page.split())


def test_an_older_edition_held_against_a_newer_one_is_still_the_older(
    revised: Flask, visit: Visit
) -> None:
    page = visit("lan").get("/documents/QT-01-VP/editions/1/comparison", **{"with": "2"}).text
    assert "</span>5<span" in page.partition("</del>")[0]


def test_the_word_file_tracks_the_changes_under_the_author(revised: Flask, visit: Visit) -> None:
    answer = visit("tuan").get(f"{PAGE}.docx")
    assert answer.headers["Content-Disposition"].endswith("QT-01-VP-01-00-02-00-so-sanh.docx")
    file = docx.Document(BytesIO(answer.data))
    xml = file.element.xml
    assert 'w:author="Đặng Thu Thảo"' in xml
    assert "<w:delText" in xml
    assert "Chấp nhận mọi thay đổi" in "".join(p.text for p in file.sections[0].header.paragraphs)


def test_the_reviewer_is_led_to_what_changed(revised: Flask, visit: Visit) -> None:
    page = visit("tuan").get(f"{HERE}/signing").text
    assert "Thay đổi so với lần 01/00" in page
    assert f"{PAGE}?with=1&amp;only=changes#muc-1" in page
    assert f"{PAGE}?with=1&amp;only=changes#cu.muc-3" in page


def test_a_first_edition_leads_nowhere(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in review")
    tuan = visit("tuan")
    assert "comparison" not in tuan.get("/documents/QT-01-VP/editions/1/signing").text
    assert "comparison" not in tuan.get("/documents/QT-01-VP/history").text


def test_history_and_the_page_in_force_lead_to_the_comparison(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", text=word_file(*OLD))
        an_edition("in force", text=word_file(*NEW))
    lan, linh = visit("lan"), visit("linh")
    assert f"{PAGE}?only=changes" in lan.get("/documents/QT-01-VP/history").text
    assert f"{PAGE}?only=changes" in lan.get("/documents/QT-01-VP").text
    assert "/comparison" not in linh.get("/documents/QT-01-VP").text
    assert "/comparison" not in linh.get("/documents/QT-01-VP/history").text


def test_a_change_request_leads_to_what_its_draft_changes(app: Flask, visit: Visit) -> None:
    with app.app_context():
        asked = accepted(a_request(an_edition("in force", text=word_file(*OLD))))
        draft = a_draft(text=word_file(*NEW), by=asked.author.login)
        submit(draft, draft.version, by=actor(asked.author.login))
        where = f"/requests/{asked.year}/{asked.serial}"
    assert f"{PAGE}?only=changes" in visit("lan").get(where).text


def test_what_a_file_says_runs_nowhere(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", text=word_file("# 1. <b>Mục</b>", "<script>alert(1)</script>"))
        an_edition("in review", text=word_file("# 1. <i>Mục</i>", "<script>alert(2)</script>"))
    page = visit("lan").get(PAGE).text
    assert "<script>alert" not in page
    assert "<b>Mục" not in page


def asked_for(app: Flask, visit: Visit, clauses: int) -> int:
    text = [line for n in range(clauses) for line in (f"# {n}. Mục {n}", f"Nội dung {n}.")]
    with app.app_context():
        code = f"QT-{clauses}/VP"
        an_edition("in force", code, text=word_file(*text))
        for _ in range(clauses // 10):
            an_edition("in force", code, text=word_file(*text))
        an_edition("in review", code, text=word_file(*text, "thêm"))
    lan = visit("lan")
    where = f"/documents/QT-{clauses}-VP/editions/{2 + clauses // 10}/comparison"
    assert lan.get(where).status_code == 200
    with statements(app) as sent:
        lan.get(where)
    return len(sent)


def test_many_clauses_and_editions_ask_no_more_of_the_database_than_few(
    app: Flask, visit: Visit
) -> None:
    assert asked_for(app, visit, 3) == asked_for(app, visit, 40)
