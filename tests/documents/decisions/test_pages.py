"""The pages of decisions: prepared, signed once, recorded from paper, given up."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select

from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.models import Decision
from qms.documents.models import Edition
from qms.kernel.database import db
from tests.attachments.files import a_pdf
from tests.counting import statements
from tests.documents.decisions.builders import approved, in_days, prepared, signed, states
from tests.town import PASSWORD, an_edition, person
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
NEW = "/documents/decisions/new"
FIELDS = {
    "about": "ban hành quy trình",
    "number": "12/QĐ-UBND",
    "signer": "0",
    "signing_form": "TM.",
    "on_behalf_of": "ỦY BAN NHÂN DÂN",
    "bases": "Luật Tổ chức chính quyền địa phương",
}


def made(app: Flask, *codes: str, **said: object) -> list[int]:
    """Ids of approved editions; with ``said`` held by decision 1."""
    with app.app_context():
        editions = approved(*codes)
        if said:
            prepared(editions, **{k: v for k, v in said.items() if k != "held"})
        return [edition.id for edition in editions]


def stand(app: Flask, ids: list[int]) -> list[str]:
    with app.app_context():
        return states(list(db.session.scalars(select(Edition).where(Edition.id.in_(ids)))))


def signer(app: Flask) -> int:
    with app.app_context():
        return person("hung").id


def test_the_officer_ticks_what_waits_and_the_chairman_signs_once(app: Flask, visit: Visit) -> None:
    ids = made(app, "QT-01/VP", "QT-02/VP")
    lan, hung = visit("lan"), visit("hung")
    assert NEW in lan.get("/").text
    page = lan.get(NEW).text
    assert page.count("checked") == 2
    answer = lan.send(NEW, **dict(FIELDS, signer=str(signer(app))), editions=ids)
    assert answer.status_code == 302, answer.text
    place = answer.location
    assert "Chờ bạn ký quyết định" in hung.get("/").text
    shown = hung.get(place).text
    assert "Bạn ký một lần cho 2 tài liệu" in shown
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', shown)
    assert seen
    wrong = hung.send(f"{place}/signature", seen=seen[1], password="khong phai")
    assert (wrong.status_code, stand(app, ids)) == (409, ["approved"] * 2)
    empty = hung.send(f"{place}/signature", seen=seen[1])
    assert empty.status_code == 422
    assert hung.send(f"{place}/signature", seen=seen[1], password=PASSWORD).status_code == 302
    assert stand(app, ids) == ["in force"] * 2
    assert "Đã thực hiện" in hung.get(place).text
    assert "12/QĐ-UBND" in lan.get("/documents/QT-01-VP").text


def test_nothing_is_signed_after_too_many_wrong_passwords(app: Flask, visit: Visit) -> None:
    made(app, "QT-01/VP", held=True)
    hung = visit("hung")
    place = "/documents/decisions/1/signature"
    for _time in range(5):
        hung.send(place, seen="1", password="khong phai")
    answer = hung.send(place, seen="1", password=PASSWORD)
    assert (answer.status_code, stand(app, [1])) == (429, ["approved"])


def test_a_paper_is_recorded_with_its_scan(app: Flask, visit: Visit) -> None:
    ids = made(app, "QT-01/VP", held=True)
    lan, place = visit("lan"), "/documents/decisions/1"
    fields = {
        "seen": "1",
        "number": "15/QĐ-UBND",
        "day": f"{in_days(0):%d/%m/%Y}",
        "signer_name": "Phạm Quốc Hùng",
        "signer_title": "Chủ tịch",
        "signing_form": "TM.",
        "on_behalf_of": "ỦY BAN NHÂN DÂN",
    }
    without = lan.send(f"{place}/paper", **fields)
    assert (without.status_code, "Hãy chọn tệp PDF" in without.text) == (422, True)
    assert "15/QĐ-UBND" in without.text
    wrong = lan.send(f"{place}/paper", **fields, scan=(BytesIO(b"khong"), "a.pdf"))
    assert wrong.status_code == 422
    unfinished = dict(fields, signer_name="", scan=(BytesIO(a_pdf()), "qd.pdf"))
    kept = lan.send(f"{place}/paper", **unfinished)
    assert (kept.status_code, "Đã nhận tệp" in kept.text) == (422, True)
    done = lan.send(f"{place}/paper", **fields, scan=(BytesIO(a_pdf()), "qd.pdf"))
    assert done.status_code == 302, done.text
    assert stand(app, ids) == ["in force"]
    sent = lan.get(f"{place}/scan")
    assert (sent.status_code, sent.mimetype) == (200, "application/pdf")
    assert visit("linh").get(f"{place}/scan").status_code == 404


def test_what_was_typed_is_kept_when_another_holds_an_edition(app: Flask, visit: Visit) -> None:
    ids = made(app, "QT-01/VP", held=True)
    answer = visit("lan").send(NEW, **dict(FIELDS, number="13/QĐ-UBND"), editions=ids)
    assert answer.status_code == 409
    assert "đã nằm trong một quyết định khác" in answer.text
    assert "ban hành quy trình" in answer.text


@pytest.mark.parametrize(
    "wrong",
    [{"about": ""}, {"effective_on": "32/01/2026"}, {"signing_form": "X"}],
)
def test_a_field_that_is_wrong_is_named(app: Flask, visit: Visit, wrong: dict[str, object]) -> None:
    ids = made(app, "QT-01/VP")
    sent = {**FIELDS, "editions": [str(number) for number in ids], **wrong}
    assert visit("lan").send(NEW, **sent).status_code == 422


def test_a_stale_change_is_refused_and_kept(app: Flask, visit: Visit) -> None:
    ids = made(app, "QT-01/VP", held=True)
    lan, place = visit("lan"), "/documents/decisions/1/draft"
    assert "12/QĐ-UBND" in lan.get(place).text
    fields = dict(FIELDS, editions=ids)
    assert lan.send(place, **fields, seen="1").status_code == 302
    stale = lan.send(place, **dict(fields, about="viết lại"), seen="1")
    assert (stale.status_code, "viết lại" in stale.text) == (409, True)
    with app.app_context():
        assert db.session.get_one(Decision, 1).about == FIELDS["about"]


def test_what_is_to_be_withdrawn_is_searched_for(app: Flask, visit: Visit) -> None:
    with app.app_context():
        ids = [an_edition("in force", code).id for code in ("QT-01/VP", "QT-02/VP")]
    lan, place = visit("lan"), f"{NEW}?purpose=withdraw"
    assert "QT-01/VP" not in lan.get(place).text
    found = lan.send(place, **FIELDS, search="QT-02", find="1", editions=[ids[0]])
    assert found.status_code == 200
    assert found.text.count('name="editions"') == 2
    assert found.text.count("checked") == 1
    answer = lan.send(place, **dict(FIELDS, signer=str(signer(app))), editions=ids)
    with app.app_context():
        decision = db.session.scalars(select(Decision)).one()
        assert decision.purpose == Purpose.WITHDRAW
        signed(decision)
    assert "Bãi bỏ" in lan.get(answer.location).text
    assert stand(app, ids) == ["withdrawn"] * 2


def test_a_decision_is_given_up_with_a_reason(app: Flask, visit: Visit) -> None:
    made(app, "QT-01/VP", held=True)
    lan, place = visit("lan"), "/documents/decisions/1"
    assert lan.send(f"{place}/cancellation", seen="1").status_code == 422
    assert lan.send(f"{place}/cancellation", seen="9", reason="hoãn").status_code == 409
    assert lan.send(f"{place}/cancellation", seen="1", reason="hoãn").status_code == 302
    assert "Đã hủy" in lan.get(place).text


def test_whoever_is_late_reads_why_and_keeps_what_was_typed(app: Flask, visit: Visit) -> None:
    made(app, "QT-01/VP", held=True)
    hung, lan, place = visit("hung"), visit("lan"), "/documents/decisions/1"
    paper = {"number": "15/QĐ-UBND", "signer_name": "Lê Văn Tám", "signer_title": "Phó Chủ tịch"}
    paper |= {"seen": "1", "day": f"{in_days(0):%d/%m/%Y}", "signing_form": ""}
    assert hung.send(f"{place}/signature", seen="1", password=PASSWORD).status_code == 302
    late = lan.send(f"{place}/cancellation", seen="1", reason="chưa ban hành vội")
    assert (late.status_code, "chưa ban hành vội" in late.text) == (409, True)
    assert "Đã thực hiện" in late.text
    scan = (BytesIO(a_pdf()), "qd.pdf")
    recorded = lan.send(f"{place}/paper", **paper, scan=scan)
    assert (recorded.status_code, "Lê Văn Tám" in recorded.text) == (409, True)


def test_the_paper_says_what_is_issued_in_official_form(app: Flask, visit: Visit) -> None:
    [number] = made(app, "QT-01/VP", effective_on=in_days(3), bases="Luật X;\nCăn cứ Luật Y")
    answer = visit("lan").get("/documents/decisions/1/paper.docx")
    file = Document(BytesIO(answer.data))
    cells = [c.text for t in file.tables for row in t.rows for c in row.cells]
    text = "\n".join([p.text for p in file.paragraphs] + cells)
    with app.app_context():
        digest = db.session.get_one(Edition, number).file_digest
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/QĐ-UBND",
        "Căn cứ Luật X;",
        "Căn cứ Luật Y;",
        "Điều 1.",
        f"tháng {in_days(3).month if in_days(3).month > 2 else f'{in_days(3).month:02d}'} năm",
        "Nơi nhận:",
        "Phạm Quốc Hùng",
        "QT-01/VP",
        digest,
    ):
        assert words in text, words


def test_a_day_is_set_and_taken_back_on_the_page_of_an_edition(app: Flask, visit: Visit) -> None:
    [number] = made(app, "QT-01/VP")
    lan, place = visit("lan"), "/documents/QT-01-VP/editions/1/entry-into-force"
    with app.app_context():
        seen = db.session.get_one(Edition, number).version
    day = f"{in_days(4):%d/%m/%Y}"
    assert lan.send(place, seen=str(seen), day="31/31/2026").status_code == 422
    past = lan.send(place, seen=str(seen), day=f"{in_days(-4):%d/%m/%Y}")
    assert (past.status_code, "quá khứ" in past.text) == (409, True)
    assert lan.send(place, seen=str(seen), day=day).status_code == 302
    page = lan.get("/documents/QT-01-VP").text
    assert f"Có hiệu lực từ {day}" in page
    answer = lan.send(f"{place}/revocation", seen=str(seen + 1), reason="hoãn")
    assert answer.status_code == 302
    assert day not in lan.get("/documents/QT-01-VP").text


@pytest.mark.parametrize("path", ["/documents/decisions", "/documents/decisions/1", NEW])
def test_a_long_list_asks_no_more_of_the_database(app: Flask, visit: Visit, path: str) -> None:
    lan, counts = visit("lan"), []
    lan.get("/")
    for many in (2, 12):
        with app.app_context():
            codes = [f"QT-{many}{place:02}/VP" for place in range(many)]
            decision = prepared(approved(*codes), number=f"{many}/QĐ")
            approved(*[f"QC-{many}{place:02}/VP" for place in range(many)])
            number = decision.id
        with statements(app) as sent:
            assert lan.get(path.replace("/1", f"/{number}")).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
