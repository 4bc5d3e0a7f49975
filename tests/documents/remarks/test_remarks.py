"""Comments on clauses: made in review, answered before approval, kept with their round."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.documents import drafting, filing, operations
from qms.documents.models import Edition
from qms.documents.operations import Consent
from qms.documents.remarks.models import Remark
from qms.documents.remarks.operations import answer_remark, make_remark, withdraw_remark
from qms.documents.remarks.queries import remarks_on, to_answer
from qms.kernel.database import db
from qms.notices.models import Notice
from tests.documents.routes.builders import refusal, sign
from tests.town import PASSWORD, a_draft, actor, an_edition, move, person, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP/editions/1"


def on_first(edition: Edition, by: str = "tuan", text: str = "Thiếu căn cứ pháp lý.") -> Remark:
    """A comment on the first clause."""
    return make_remark(edition, edition.clauses[0].anchor, text, by=actor(by))


def seen_by(edition: Edition, login: str) -> int:
    return len(remarks_on([edition], actor(login)))


def again(edition: Edition) -> Edition:
    """Returned, its file replaced, and submitted once more."""
    move(edition, "returned")
    file = filing.take_in(word_file("# 1. Mục đích", "Đã thêm căn cứ."), "b.docx")
    drafting.replace_file(edition, file, edition.version, by=actor("thao"))
    return move(edition, "in review")


@pytest.mark.usefixtures("inside")
class TestVerbs:
    def test_a_comment_keeps_its_clause_and_round_and_has_a_line_of_its_own(self) -> None:
        edition = an_edition("in review")
        remark = on_first(edition)
        assert (remark.clause, remark.round, remark.person_name) == (
            "1 Mục đích",
            1,
            "Trần Quang Tuấn",
        )
        line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
        assert line is not None
        assert (line.verb, line.subject_kind) == ("comment", "remark")
        assert whole_chain().whole

    def test_an_unanswered_comment_stands_against_approval(self) -> None:
        edition = an_edition("reviewed")
        remark = on_first(edition, "hung")
        consent = Consent(PASSWORD, edition.version)
        said = refusal(lambda: operations.approve(edition, consent, actor("hung"), ""))
        assert said == ["Còn 1 góp ý chưa được người soạn thảo trả lời."]
        answer_remark(remark, "kept", "đã nêu ở mục 3", by=actor("thao"))
        assert sign(edition, "hung").state == "approved"

    def test_a_withdrawn_comment_no_longer_stands_in_the_way(self) -> None:
        edition = an_edition("reviewed")
        remark = on_first(edition)
        assert refusal(lambda: withdraw_remark(remark, actor("hung"), "vì vậy"))
        assert refusal(lambda: withdraw_remark(remark, actor("tuan"), " "))
        withdraw_remark(remark, actor("tuan"), "tôi đọc nhầm")
        assert sign(edition, "hung").state == "approved"
        assert refusal(lambda: withdraw_remark(remark, actor("tuan"), "lần nữa"))

    def test_changed_is_said_only_of_another_file(self) -> None:
        edition = an_edition("in review")
        remark = on_first(edition)
        said = refusal(lambda: answer_remark(remark, "changed", "", by=actor("thao")))
        assert said[0].startswith("Tệp chưa thay đổi")
        again(edition)
        sign(edition, "tuan")
        assert refusal(lambda: sign(edition, "hung")) == [
            "Còn 1 góp ý chưa được người soạn thảo trả lời."
        ]
        answer_remark(remark, "changed", "", by=actor("thao"))
        assert (remark.round, edition.round) == (1, 2)
        assert sign(edition, "hung").state == "approved"

    @pytest.mark.parametrize("by", ["tuan", "hung", "lan", "minh"])
    def test_only_the_author_answers_and_once(self, by: str) -> None:
        edition = an_edition("in review")
        remark = on_first(edition)
        assert "Chỉ người soạn thảo trả lời góp ý." in refusal(
            lambda: answer_remark(remark, "kept", "vì vậy", by=actor(by))
        )
        answer_remark(remark, "kept", "vì vậy", by=actor("thao"))
        assert refusal(lambda: answer_remark(remark, "kept", "khác", by=actor("thao")))

    @pytest.mark.parametrize(
        ("answer", "text"), [("kept", " "), ("maybe", "vì vậy"), ("", "vì vậy")]
    )
    def test_an_answer_says_what_and_why(self, answer: str, text: str) -> None:
        remark = on_first(an_edition("in review"))
        assert refusal(lambda: answer_remark(remark, answer, text, by=actor("thao")))

    @pytest.mark.parametrize(("state", "by"), [("draft", "lan"), ("approved", "tuan")])
    def test_one_comments_only_in_review(self, state: str, by: str) -> None:
        edition = an_edition(state)
        assert refusal(lambda: on_first(edition, by)) == [
            "Chỉ góp ý được khi phiên bản đang xem xét."
        ]

    @pytest.mark.parametrize(("by", "because"), [("thao", "Bạn là người soạn"), ("tam", "chỉ xem")])
    def test_author_and_inspector_do_not_comment(self, by: str, because: str) -> None:
        edition = an_edition("in review")
        assert because in refusal(lambda: on_first(edition, by))[0]

    def test_a_comment_says_something_of_a_clause_that_is_there(self) -> None:
        edition = an_edition("in review")
        assert refusal(lambda: on_first(edition, text="  "))
        assert refusal(lambda: make_remark(edition, "nowhere", "x", by=actor("tuan")))
        assert make_remark(edition, "", "Cả tài liệu", by=actor("tuan")).clause == ""

    def test_staff_never_see_comments(self) -> None:
        edition = an_edition("reviewed")
        answer_remark(on_first(edition), "kept", "vì vậy", by=actor("thao"))
        for reached in ("approved", "in force"):
            move(edition, reached)
        assert [seen_by(edition, who) for who in ("linh", "khoa", "binh", "son")] == [0, 0, 0, 0]
        assert [seen_by(edition, who) for who in ("thao", "tuan", "hung", "lan", "tam")] == [1] * 5

    def test_the_author_is_told_what_waits_for_an_answer(self) -> None:
        edition = an_edition("in review")
        remark = on_first(edition)
        assert [r.id for r in to_answer(actor("thao"))] == [remark.id]
        assert not to_answer(actor("tuan"))
        answer_remark(remark, "kept", "vì vậy", by=actor("thao"))
        told = {n.person_id for n in db.session.scalars(select(Notice).filter_by(kind="comment"))}
        assert told == {person("thao").id, person("tuan").id}


def test_the_page_takes_a_comment_and_its_answer(app: Flask, visit: Visit) -> None:
    with app.app_context():
        anchor = an_edition("in review").clauses[0].anchor
    tuan, thao = visit("tuan"), visit("thao")
    assert "Góp ý mục này" in tuan.get(f"{HERE}/signing").text
    made = tuan.send(
        f"{HERE}/remarks", anchor=anchor, text="Thiếu <căn cứ>.", **{"from": "signing"}
    )
    assert (made.status_code, made.location) == (302, f"{HERE}/signing#{anchor}")
    page = thao.get(HERE).text
    assert "Thiếu &lt;căn cứ&gt;." in page
    assert "Góp ý chờ trả lời" in thao.get("/").text
    answered = thao.send(f"{HERE}/remarks/1/answer", answer="kept", text="đã nêu ở mục 3")
    assert answered.status_code == 302
    assert "đã nêu ở mục 3" in tuan.get(f"{HERE}/signing").text
    assert "đã nêu ở mục 3" in visit("tam").get("/documents/QT-01-VP/history").text


def test_an_empty_comment_and_a_refused_answer_keep_what_was_typed(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        on_first(an_edition("in review"))
    tuan, thao = visit("tuan"), visit("thao")
    assert tuan.send(f"{HERE}/remarks", anchor="", text=" ").status_code == 422
    refused = thao.send(f"{HERE}/remarks/1/answer", answer="changed", text="một câu dài đã gõ")
    assert refused.status_code == 409
    assert "một câu dài đã gõ" in refused.text
    assert thao.send(f"{HERE}/remarks/9/answer", answer="kept", text="x").status_code == 404


def test_staff_find_no_comment_on_the_page_of_what_is_in_force(app: Flask, visit: Visit) -> None:
    with app.app_context():
        edition = an_edition("reviewed")
        remark = on_first(edition, text="Chỗ này rất bí mật.")
        answer_remark(remark, "kept", "vì vậy", by=actor("thao"))
        for reached in ("approved", "in force"):
            move(edition, reached)
    linh = visit("linh")
    for path in (HERE, "/documents/QT-01-VP/history"):
        assert "bí mật" not in linh.get(path).text
    assert linh.send(f"{HERE}/remarks/1/withdrawal", reason="x y").status_code == 404
    assert "bí mật" in visit("lan").get("/documents/QT-01-VP/history").text


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        ("UPDATE remark SET text = 'khác'", "never changed"),
        ("DELETE FROM remark", "never removed"),
        (
            "UPDATE remark SET answer = 'changed', answer_text = '', answered_at = '2026-01-01'",
            "since",
        ),
        ("INSERT OR REPLACE INTO remark SELECT * FROM remark", "in review|never"),
    ],
)
def test_the_database_keeps_a_comment(app: Flask, data: Path, statement: str, because: str) -> None:
    with app.app_context():
        on_first(an_edition("in review"))
        db.session.remove()
        db.engine.dispose()
    with (
        sqlite3.connect(data / "qms.sqlite") as raw,
        pytest.raises(sqlite3.IntegrityError, match=because),
    ):
        raw.execute(statement)
    raw.close()


def test_the_database_approves_nothing_with_an_open_comment(app: Flask, data: Path) -> None:
    with app.app_context():
        on_first(an_edition("reviewed"))
        db.session.remove()
        db.engine.dispose()
    with (
        sqlite3.connect(data / "qms.sqlite") as raw,
        pytest.raises(
            sqlite3.IntegrityError, match="answered before approval|approved by signatures"
        ),
    ):
        raw.execute("UPDATE edition SET state = 'approved', approved_at = '2026-01-03'")
    raw.close()


def test_a_draft_has_no_comments(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft()
    assert "Góp ý mục này" not in visit("lan").get(HERE).text
