"""The pages on which many files are handed in, corrected and recorded."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from qms.documents.adoption.models import Adoption
from qms.documents.queries import document_by_key
from qms.kernel.database import db
from tests.documents.adoption.test_pages import PAPER, Visit, hidden, pdf
from tests.town import PASSWORD, an_edition, word_file
from tests.visitor import Visitor


def docx(code: str, number: str = "") -> tuple[BytesIO, str]:
    head = f"Mã hiệu: {code}" if code else "Không có mã"
    return BytesIO(word_file(head, "# 1. Mục đích", f"Lời {number}.")), f"{code or 'la'}.docx"


def read(lan: Visitor, *files: tuple[BytesIO, str], **more: object) -> TestResponse:
    return lan.send("/documents/adoptions/files", **PAPER, scan=pdf(), files=list(files), **more)


def row_fields(answer: TestResponse, **changed: str) -> dict[str, str]:
    fields = {}
    for number in hidden(answer)["uploads"].split():
        for name in ("code", "title", "issue", "amendment"):
            found = re.search(rf'name="f{number}-{name}"[^>]*value="([^"]*)"', answer.text)
            fields[f"f{number}-{name}"] = found.group(1) if found else ""
        fields |= {f"f{number}-kind": "procedure", f"f{number}-unit": "2"}
    return {**PAPER, **hidden(answer), **fields, **changed}


def test_many_files_are_read_corrected_and_recorded_with_one_decision(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        an_edition("in force", "QT-02")
    lan, hanh = visit("lan"), visit("hanh")
    answer = read(lan, docx("QT-01"), docx("QT-02"), docx(""))
    assert answer.status_code == 200
    assert "Phiên bản tiếp theo của QT-02" in answer.text
    fields = row_fields(answer)
    incomplete = lan.send("/documents/adoptions", **fields)
    assert incomplete.status_code == 422
    last = hidden(answer)["uploads"].split()[-1]
    fields |= {f"f{last}-code": "QT-03", f"f{last}-title": "Quy trình ba"}
    for number in hidden(answer)["uploads"].split():
        fields[f"f{number}-title"] = fields[f"f{number}-title"] or f"Tên {number}"
        fields[f"f{number}-issue"] = "2"
    done = lan.send("/documents/adoptions", **fields, day_="")
    assert done.status_code == 409, "the edition in force today began after the paper"
    assert "QT-02" in done.text
    with app.app_context():
        assert db.session.query(Adoption).count() == 0
        assert document_by_key("QT-01") is None
    second = hidden(answer)["uploads"].split()[1]
    done = lan.send("/documents/adoptions", **fields, **{f"f{second}-skip": "y"})
    assert done.status_code == 302
    page = hanh.get(done.location)
    assert "Quy trình ba" in page.text
    sent = hanh.send(f"{done.location}/confirmation", password=PASSWORD, seen=hidden(page)["seen"])
    assert sent.status_code == 302
    assert visit("linh").get("/documents/QT-03").status_code == 200


def test_a_bad_file_is_named_and_nothing_of_the_others_is_lost(visit: Visit) -> None:
    lan = visit("lan")
    answer = read(lan, docx("QT-01"), (BytesIO(b"abc"), "hong.docx"))
    assert answer.status_code == 422
    assert "hong.docx" in answer.text
    assert "QT-01.docx" in answer.text
    fields = row_fields(answer)
    number = hidden(answer)["uploads"]
    fields[f"f{number}-title"] = "Một"
    assert lan.send("/documents/adoptions", **fields).status_code == 302


def zipped(**members: bytes) -> tuple[BytesIO, str]:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    out.seek(0)
    return out, "tai-lieu.zip"


def test_a_zip_of_word_files_is_opened(visit: Visit) -> None:
    one, two = docx("QT-01")[0].read(), docx("QT-02")[0].read()
    members = {
        "thu muc/mot.docx": one,
        "hai.docx": two,
        "ghi-chu.txt": b"abc",
        "__MACOSX/mot.docx": b"x",
        "~$mot.docx": b"x",
    }
    sent = zipped(**members)
    answer = read(visit("lan"), sent)
    assert answer.status_code == 422
    assert "ghi-chu" in answer.text
    assert len(hidden(answer)["uploads"].split()) == 2
    assert "Chưa có gì trong đó được nhận" not in answer.text


@pytest.mark.parametrize("content", [b"PK\x03\x04 khong phai", b"", b"PK\x05\x06" + bytes(18)])
def test_a_broken_zip_is_named(visit: Visit, content: bytes) -> None:
    answer = read(visit("lan"), (BytesIO(content), "hong.zip"))
    assert answer.status_code == 422
    assert "Hãy chọn các tệp Word" in answer.text


def test_the_first_page_keeps_everything_when_something_is_missing(visit: Visit) -> None:
    lan = visit("lan")
    answer = lan.send(
        "/documents/adoptions/files",
        **(PAPER | {"number": ""}),
        scan=pdf(),
        files=[docx("QT-01")],
    )
    assert answer.status_code == 422
    assert "Đã nhận 1 tệp" in answer.text
    assert "Đã nhận tệp “qd-12.pdf”" in answer.text
    again = lan.send("/documents/adoptions/files", **PAPER, **hidden(answer))
    assert again.status_code == 200
    assert "QT-01.docx" in again.text


def test_another_persons_waiting_files_do_not_exist(visit: Visit) -> None:
    lan = visit("lan")
    number = hidden(read(lan, docx("QT-01")))["uploads"]
    stolen = visit("lan").send("/documents/adoptions", **PAPER, uploads="9999", scan_kept="x")
    assert stolen.status_code == 422
    assert number
