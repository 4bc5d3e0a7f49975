"""The verbs of writing: codes, numbers, drafts and who may touch them."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.documents import drafting, filing
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.lifecycle import LIFECYCLE
from qms.documents.routes.queries import plan_of
from qms.kernel import clock
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from qms.organisation import unit_operations
from qms.organisation.operations import end_appointment
from qms.organisation.queries import units
from tests import town
from tests.town import actor, an_edition, move, word_file

UNFIT = "Người xem xét hoặc người phê duyệt không còn giữ vai trò đó; hãy chọn người khác."


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def refusal(act: Callable[[], object]) -> list[str]:
    """The sentences with which ``act`` is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return [reason.text for reason in refused.value.reasons]


def test_a_second_draft_waits_for_the_first() -> None:
    an_edition("in review")
    assert refusal(lambda: town.a_draft()) == [
        "Tài liệu này đang có một phiên bản chưa ban hành; hãy hoàn tất bản đó trước."
    ]


def test_a_discarded_draft_makes_room_and_frees_its_number() -> None:
    first = town.a_draft()
    move(first, "discarded")
    facts = EditionFacts("Lưu trữ", 1, 0)
    file = filing.take_in(word_file(), "a.docx")
    second = drafting.start_edition(first.document, facts, file, by=actor("thao"))
    assert (second.serial, second.number, second.state) == (2, "01/00", "draft")


def test_a_number_is_used_once() -> None:
    edition = an_edition("in force")
    file = filing.take_in(word_file(), "a.docx")
    facts = EditionFacts("Lưu trữ", 1, 0)
    said = refusal(lambda: drafting.start_edition(edition.document, facts, file, by=actor("thao")))
    assert said == ["Lần ban hành/sửa đổi %(number)s đã dùng cho một phiên bản trước."]


@pytest.mark.parametrize("code", ["QT-01/VP", "qt 01 vp", "QT – 01.VP", "QT_01/vp"])
def test_a_code_is_taken_in_every_spelling(code: str) -> None:
    town.a_draft("QT-01/VP")
    file = filing.take_in(word_file(), "a.docx")
    about = DocumentFacts(code, "procedure", town.unit_id())
    said = refusal(
        lambda: drafting.start_document(about, EditionFacts("x", 1, 0), file, by=actor("khoa"))
    )
    assert said[0].startswith("Mã %(code)s đã có")


@pytest.mark.parametrize("code", ["---", "./ _", " "])
def test_a_code_has_letters_or_digits(code: str) -> None:
    file = filing.take_in(word_file(), "a.docx")
    about = DocumentFacts(code, "procedure", town.unit_id())
    said = refusal(
        lambda: drafting.start_document(about, EditionFacts("x", 1, 0), file, by=actor("thao"))
    )
    assert said == [drafting.NO_CODE.text]


@pytest.mark.parametrize("by", ["linh", "tuan", "hung", "tam", "minh", "son", "hanh", "binh"])
def test_only_authors_and_the_officer_begin_documents(by: str) -> None:
    said = refusal(lambda: town.a_draft(by=by))
    assert said[0] == "Chỉ người soạn thảo hoặc thư ký ISO được tạo tài liệu."


@pytest.mark.parametrize("by", ["thao", "lan"])
def test_the_author_and_the_officer_correct_a_draft(by: str) -> None:
    edition = town.a_draft()
    about = DocumentFacts("QT-09/VP", "instruction", town.unit_id("KT"))
    facts = EditionFacts("Tên mới", 3, 1, "sửa", town.person("tuan").id, 0)
    drafting.change_draft(edition, about, facts, edition.version, by=actor(by))
    assert (edition.title, edition.number, edition.approver_id) == ("Tên mới", "03/01", None)
    assert (edition.document.key, edition.document.title) == ("QT-09-VP", "Tên mới")


def test_two_who_correct_at_once_do_not_overwrite_each_other() -> None:
    edition = town.a_draft()
    seen = edition.version
    facts = EditionFacts("Bản của Thảo", 1, 0)
    drafting.change_draft(edition, None, facts, seen, by=actor("thao"))
    other = EditionFacts("Bản của Lan", 1, 0)
    assert refusal(lambda: drafting.change_draft(edition, None, other, seen, by=actor("lan"))) == [
        OVERTAKEN.text
    ]
    assert edition.title == "Bản của Thảo"


@pytest.mark.parametrize("state", ["in review", "approved", "in force"])
def test_what_was_submitted_does_not_change(state: str) -> None:
    edition = an_edition(state)
    facts, file = EditionFacts("x", 1, 0), filing.take_in(word_file("khác"), "a.docx")
    seen, by = edition.version, actor("thao")
    assert refusal(lambda: drafting.change_draft(edition, None, facts, seen, by=by))
    assert refusal(lambda: drafting.replace_file(edition, file, seen, by=by))


def test_another_file_takes_the_place_of_a_drafts() -> None:
    edition = town.a_draft()
    before = edition.file_digest
    file = filing.take_in(word_file("# 1. Phạm vi", "Áp dụng cho mọi đơn vị."), "b.docx")
    drafting.replace_file(edition, file, edition.version, by=actor("thao"))
    assert edition.file_digest != before
    assert [c.text for c in edition.clauses] == ["Áp dụng cho mọi đơn vị."]


@pytest.mark.parametrize("reviewer", ["linh", "hanh", None])
def test_only_who_holds_the_role_is_named(reviewer: str | None) -> None:
    edition = town.a_draft()
    number = town.person(reviewer).id if reviewer else 9_999
    facts = EditionFacts("x", 1, 0, "", number, town.person("hung").id)
    assert refusal(
        lambda: drafting.change_draft(edition, None, facts, edition.version, by=actor("thao"))
    ) == [UNFIT]


def test_signers_must_still_hold_their_roles_when_it_is_submitted() -> None:
    edition = town.a_draft()
    assert "submit" in LIFECYCLE.open_to(edition, actor("thao"))
    held = [a for a in town.person("tuan").appointments if a.role == "reviewer"]
    end_appointment(held[0], by=actor("son"), reason="nghỉ hưu")
    [said] = refusal(lambda: move(edition, "in review"))
    assert "không giữ vai trò cần có để ký" in said
    assert [x.text for x in plan_of(edition).objections] == [said], "the page asks the same"


def test_everything_that_is_wrong_with_a_new_document_is_said_at_once() -> None:
    town.a_draft("QT-01/VP")
    closing = next(u for u in units() if u.code == "KT")
    unit_operations.close_unit(closing, clock.today(), by=actor("son"), reason="sáp nhập")
    author, approver = town.person("thao").id, town.person("hung").id
    said = refusal(
        lambda: drafting.start_document(
            DocumentFacts("QT 01 VP", "poem", town.unit_id("KT")),
            EditionFacts("x", 1, 0, "", author, approver),
            filing.take_in(word_file(), "a.docx"),
            by=actor("thao"),
        )
    )
    assert len(said) == 5
    assert {drafting.NO_KIND.text, UNFIT} < set(said)
    assert any("Đơn vị này không có" in sentence for sentence in said)


@pytest.mark.parametrize("code", ["?!", "(…)"])
def test_a_code_of_signs_alone_is_none(code: str) -> None:
    about = DocumentFacts(code, "procedure", town.unit_id())
    file = filing.take_in(word_file(), "a.docx")
    assert refusal(
        lambda: drafting.start_document(about, EditionFacts("x", 1, 0), file, by=actor("thao"))
    ) == [drafting.NO_CODE.text]


def test_a_draft_stays_with_a_unit_that_closed_but_does_not_move_to_one() -> None:
    edition, other = town.a_draft(), town.a_draft("QT-02/KT")
    close, today = unit_operations.close_unit, clock.today()
    close(edition.document.unit, today, by=actor("son"), reason="sáp nhập")
    facts = EditionFacts("Tên mới", 1, 0)
    stays = DocumentFacts("QT-01/VP", "form", edition.document.unit_id)
    drafting.change_draft(edition, stays, facts, edition.version, by=actor("thao"))
    assert (edition.document.kind, edition.title) == ("form", "Tên mới")
    drafting.change_draft(
        other,
        DocumentFacts("QT-02/KT", "form", town.unit_id("KT")),
        facts,
        other.version,
        by=actor("thao"),
    )
    moves = DocumentFacts("QT-02/KT", "form", edition.document.unit_id)
    said = refusal(
        lambda: drafting.change_draft(other, moves, facts, other.version, by=actor("thao"))
    )
    assert len(said) == 1
    assert "đã đóng" in said[0]
