"""How a file is taken in: what it is called, what is too much, and that no verb waits for it."""

import pytest
from flask import Flask

from qms.documents import filing
from qms.documents.filing import LONGEST_NAME, shown_name, take_in
from qms.documents.word import aside
from qms.documents.word.gate import NotAccepted
from qms.kernel import apart
from qms.kernel.installation import installation
from qms.kernel.operation import transaction
from tests.town import actor as _actor
from tests.town import word_file
from tests.visitor import Visitor

NAMES = [
    ("Quy trình 01.docx", "Quy trình 01.docx"),
    ("C:\\Users\\lan\\Quy trình.docx", "Quy trình.docx"),
    ("../../etc/passwd", "passwd.docx"),
    ("a\nSet-Cookie: x=1.docx", "a Set-Cookie: x=1.docx"),
    ("\u202exod.exe", "xod.exe.docx"),
    ("\x00.docx", "docx.docx"),
    ("..", "tai-lieu.docx"),
    (" ", "tai-lieu.docx"),
    ("", "tai-lieu.docx"),
    ("trang.html", "trang.html.docx"),
    ("QT.DOCX", "QT.docx"),
]


@pytest.mark.parametrize(("sent", "kept"), NAMES)
def test_a_file_is_called_by_its_name_alone(sent: str, kept: str) -> None:
    assert shown_name(sent) == kept


def test_a_long_name_keeps_its_end() -> None:
    kept = shown_name("x" * 5000 + " lần 2.docx")
    assert len(kept) == LONGEST_NAME
    assert kept.endswith(" lần 2.docx")


def test_whatever_a_file_is_called_it_can_be_fetched_again(app: Flask) -> None:
    thao = Visitor(app, "thao")
    for number, (sent, kept) in enumerate(NAMES[:6]):
        with app.app_context():
            from_thao = take_in(word_file(), sent)
            assert from_thao.name == kept
            upload = filing.keep_upload(from_thao, _actor("thao"))
        form = {"upload": str(upload), "code": f"QT-{number}", "title": "x", "unit": "2"}
        form |= {"issue": "1", "amendment": "0", "kind": "procedure"}
        place = thao.send("/documents", reviewer="0", approver="0", **form).location
        answer = thao.get(f"{place}/original")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("limit", ["MOST_CLAUSES", "MOST_READ"])
def test_a_file_that_says_too_much_is_refused_and_not_kept(
    inside: Flask, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    content = word_file("# 1. Mục đích", "Lưu trữ.", "# 2. Phạm vi", "Mọi đơn vị.")
    monkeypatch.setattr(aside, limit, 1)
    monkeypatch.setattr(apart, "run", lambda task, content: task(content))
    with pytest.raises(NotAccepted, match="quá dài"):
        take_in(content, "a.docx")
    assert not list(installation().blobs.folder.rglob("*"))
    monkeypatch.undo()
    assert len(take_in(content, "a.docx").text.clauses) == 2


def test_no_verb_waits_while_a_file_is_read(inside: Flask) -> None:
    with transaction(), pytest.raises(RuntimeError, match="before it"):
        take_in(word_file(), "a.docx")
