"""The pages of a procedure's forms, as a browser without scripts meets them."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from qms.documents.blanks import operations as verbs
from qms.documents.blanks.queries import forms_of, set_of
from qms.documents.models import Edition
from qms.documents.queries import document_by_key
from tests.counting import statements
from tests.town import a_draft, actor, an_edition, move, with_forms, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP"
SET = f"{HERE}/editions/1/blanks"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def in_force(*codes: str, text: bytes = b"") -> Edition:
    draft = with_forms(a_draft(text=text), *codes)
    for step in ("in review", "reviewed", "approved", "in force"):
        move(draft, step)
    return draft


def latest() -> Edition:
    document = document_by_key("QT-01-VP")
    assert document
    return document.editions[-1]


def fates(app: Flask) -> dict[str, str]:
    with app.app_context():
        lines = set_of(latest(), actor("lan")).lines
        return {line.form.code: line.fate for line in lines}


def a_form_file(code: str, title: str, number: str = "01") -> bytes:
    return word_file(f"Mã hiệu: {code}", f"Lần ban hành: {number}", f"# {title}", "Kính gửi")


def sent(visitor: Visitor, place: str, *files: tuple[str, bytes]) -> object:
    data = [(BytesIO(content), name) for name, content in files]
    fields = {"csrf_token": visitor.token(), "once": "a" * 16, "files": data}
    return visitor.client.post(f"{place}/uploads", data=fields, content_type="multipart/form-data")


def test_staff_take_the_blank_of_today_by_one_press(app: Flask, visit: Visit) -> None:
    with app.app_context():
        in_force("BM-01", "BM-02")
        with_forms(a_draft(), "BM-01")
    linh = visit("linh")
    page = linh.get(HERE).text
    assert 'href="/documents/BM-01/blank"' in page
    answer = linh.get("/documents/BM.01/blank")
    assert (answer.status_code, answer.mimetype) == (200, WORD)
    assert "BM-01" in answer.headers["Content-Disposition"]
    with app.app_context():
        document = document_by_key("BM-01")
        assert document
        first = document.editions[0]
        assert linh.get(f"/documents/BM-01/editions/{first.serial}/original").data == answer.data


@pytest.mark.parametrize("login", ["lan", "thao", "tam"])
def test_there_is_no_blank_of_what_is_not_in_force(app: Flask, visit: Visit, login: str) -> None:
    with app.app_context():
        with_forms(a_draft(), "BM-01")
        move(an_edition("in force", "BM-05"), "withdrawn")
    visitor = visit(login)
    for key in ("BM-01", "BM-05", "BM-99"):
        assert visitor.get(f"/documents/{key}/blank").status_code == 404


def test_files_are_matched_with_forms_by_the_codes_in_them(app: Flask, visit: Visit) -> None:
    with app.app_context():
        in_force("BM-01", "BM-02")
        a_draft()
    thao, place = visit("thao"), f"{HERE}/editions/2/blanks"
    answer = sent(
        thao,
        place,
        ("moi.docx", a_form_file("BM.01", "Tờ khai mới", "05")),
        ("them.docx", word_file("# Phiếu hẹn", "Kính gửi")),
    )
    assert answer.status_code == 302  # type: ignore[attr-defined]
    described = thao.get(answer.location)  # type: ignore[attr-defined]
    said = dict(re.findall(r'name="(blank-\d+-\w+)"[^>]*value="([^"]*)"', described.text))
    assert list(said.values()).count("BM-03") == 1
    assert list(said.values()).count("5") == 1
    uploads = re.findall(r'name="upload"\s+value="(\d+)"', described.text)
    form_id = re.search(r'value="(\d+)"\s+selected>Bản mới của BM-01', described.text)
    assert form_id, described.text
    fields = {**said, f"blank-{uploads[0]}-target": form_id.group(1)}
    fields[f"blank-{uploads[1]}-target"] = "0"
    fields[f"blank-{uploads[1]}-title"] = "Phiếu hẹn"
    fields[f"blank-{uploads[0]}-title"] = "Tờ khai mới"
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', described.text)
    assert seen
    saved = thao.send(place, upload=uploads, seen=seen.group(1), **fields)
    assert (saved.status_code, saved.location) == (302, place), saved.text
    assert fates(app) == {"BM-01": "changed", "BM-02": "stays", "BM-03": "new"}


def test_a_file_that_is_not_let_in_does_not_hold_back_the_others(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft()
    thao = visit("thao")
    answer = sent(thao, SET, ("hong.docx", b"PK"), ("tot.docx", a_form_file("BM-01", "Tờ khai")))
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "hong.docx" in answer.text  # type: ignore[attr-defined]
    assert 'value="BM-01"' in answer.text  # type: ignore[attr-defined]
    nothing = thao.send(f"{SET}/uploads")
    assert nothing.status_code == 422
    assert "Chưa chọn tệp nào" in nothing.text


def test_what_is_wrong_in_a_row_is_said_and_all_is_kept(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft()
        an_edition("in force", "QT-09")
    thao = visit("thao")
    place = sent(thao, SET, ("a.docx", a_form_file("BM-01", "Tờ khai"))).location  # type: ignore[attr-defined]
    number = place.rpartition("=")[2]
    row = {f"blank-{number}-{name}": "" for name in ("code", "title", "issue", "amendment")}
    seen = {"upload": number, "seen": "1"}
    bad = thao.send(SET, **seen, **row, **{f"blank-{number}-target": "0"})
    assert bad.status_code == 422
    assert bad.text.count("Cần điền mục này.") >= 2
    row |= {f"blank-{number}-code": "QT.09", f"blank-{number}-title": "Tờ khai riêng"}
    row |= {f"blank-{number}-issue": "1", f"blank-{number}-amendment": "0"}
    taken = thao.send(SET, **seen, **row, **{f"blank-{number}-target": "0"})
    assert taken.status_code == 409
    assert "Mã QT.09 đã có" in taken.text
    assert "Tờ khai riêng" in taken.text
    assert fates(app) == {}


def test_who_is_late_is_told_and_keeps_what_was_typed(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft()
    thao = visit("thao")
    place = sent(thao, SET, ("a.docx", a_form_file("BM-01", "Tờ khai"))).location  # type: ignore[attr-defined]
    with app.app_context():
        with_forms(latest(), "BM-07", by="lan")
    number = place.rpartition("=")[2]
    row = {"target": "0", "code": "BM-01", "title": "Tờ khai", "issue": "1", "amendment": "0"}
    fields = {f"blank-{number}-{name}": value for name, value in row.items()}
    late = thao.send(SET, upload=number, seen="1", **fields)
    assert late.status_code == 409
    assert "Có người vừa thay đổi" in late.text
    assert 'value="BM-01"' in late.text
    assert fates(app) == {"BM-07": "new"}


def test_another_persons_files_do_not_exist(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft()
    place = sent(visit("thao"), SET, ("a.docx", word_file())).location  # type: ignore[attr-defined]
    assert visit("lan").get(place).status_code == 404
    for odd in ("upload=x", "upload=1&upload=1"):
        assert visit("thao").get(f"{SET}/new?{odd}").status_code == 404


def test_a_form_goes_and_stays_after_all(app: Flask, visit: Visit) -> None:
    with app.app_context():
        in_force("BM-01")
        a_draft()
    thao, place = visit("thao"), f"{HERE}/editions/2/blanks"
    assert "Bỏ khỏi tài liệu" in thao.get(place).text
    seen = 1
    assert thao.send(f"{place}/BM-01/removal", seen=seen).status_code == 302
    assert fates(app) == {"BM-01": "goes"}
    assert thao.send(f"{place}/BM-01/removal", seen=seen).status_code == 409
    assert thao.send(f"{place}/BM-01/keeping", seen=seen + 1).status_code == 302
    assert fates(app) == {"BM-01": "stays"}
    assert thao.send(f"{place}/BM-99/keeping", seen=seen).status_code == 404


def test_the_signer_sees_every_file_that_the_signature_is_for(app: Flask, visit: Visit) -> None:
    with app.app_context():
        in_force("BM-01", "BM-02")
        draft = with_forms(a_draft(), "BM-01", "BM-03")
        form = document_by_key("BM-02")
        assert form
        verbs.remove_form(draft, form, draft.version, by=actor("thao"))
        move(draft, "in review")
        digests = [
            line.comes.file_digest for line in set_of(draft, actor("lan")).lines if line.comes
        ]
    page = visit("tuan").get(f"{HERE}/editions/2/signing").text
    assert "Biểu mẫu thay đổi cùng phiên bản này" in page
    assert len(digests) == 2
    for digest in digests:
        assert digest in page
    assert "01/00 → 02/00" in page


def test_the_page_of_a_form_leads_to_the_edition_it_comes_with(app: Flask, visit: Visit) -> None:
    with app.app_context():
        with_forms(a_draft(), "BM-01")
    page = visit("thao").get("/documents/BM-01").text
    assert f'href="{HERE}/editions/1"' in page
    assert "Trình xem xét</" not in page
    assert "Lập phiên bản mới" not in page
    assert "Sửa thông tin" not in page


TABLE_OF_FORMS = word_file(
    "# 6. Biểu mẫu", "Gồm các biểu mẫu BM-01 (tờ khai) và BM-09.", "# 7. Hồ sơ", "Không."
)


def test_the_author_is_reminded_where_text_and_forms_differ(app: Flask, visit: Visit) -> None:
    with app.app_context():
        with_forms(a_draft(text=TABLE_OF_FORMS), "BM-01", "BM-02")
    page = visit("thao").get(HERE).text
    assert "Văn bản nêu nhưng không có tệp: BM-09." in page
    assert "Có tệp nhưng văn bản không nêu: BM-02." in page
    with app.app_context():
        move(latest(), "in review")
    assert "Văn bản nêu nhưng" not in visit("thao").get(HERE).text


def test_the_officer_places_a_form_and_is_told_what_is_wrong(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force")
        an_edition("in force", "BM-07")
    lan, place = visit("lan"), "/documents/BM-07/procedure"
    fields = {"seen": 0, "reason": "theo mục 6"}
    assert lan.send(place, **fields, procedure="QT-77").status_code == 409
    assert lan.send(place, seen=0, procedure="QT-01/VP", reason="").status_code == 422
    assert lan.send(place, seen=7, procedure="QT-01/VP", reason="vì").status_code == 409
    assert lan.send(place, **fields, procedure="QT 01 VP").status_code == 302
    with app.app_context():
        procedure = document_by_key("QT-01-VP")
        assert procedure
        assert [f.code for f in forms_of(procedure)] == ["BM-07"]
    assert visit("thao").get(place).status_code == 403


@pytest.mark.parametrize("path", [HERE, f"{HERE}/editions/2/blanks"])
def test_thirty_forms_ask_no_more_of_the_database_than_three(
    app: Flask, visit: Visit, path: str
) -> None:
    with app.app_context():
        in_force(*(f"BM-{n:02}" for n in range(1, 4)))
        a_draft()
    lan, asked = visit("lan"), []
    for more in (range(4, 5), range(5, 31)):
        with app.app_context():
            with_forms(latest(), *(f"BM-{n:02}" for n in more))
        lan.get(path)
        with statements(app) as sent_:
            assert lan.get(path).status_code == 200
        asked.append(len(sent_))
    assert asked[0] == asked[1]
