"""Letters of apology: who writes and reads them, what they say, and that they stay."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from qms.audit_trail.queries import history_of, whole_chain
from qms.audit_trail.vocabulary import COLUMNS, KINDS
from qms.kernel.database import db
from qms.nonconformities import operations as slips
from qms.nonconformities.papers import queries
from qms.nonconformities.papers.models import Apology
from qms.nonconformities.papers.usual import usual
from qms.nonconformities.papers.word.letter import make_letter
from qms.nonconformities.papers.word.places import place_of
from qms.nonconformities.states import ENDED, State
from tests.documents.routes.builders import refusal
from tests.nonconformities import cases
from tests.nonconformities.papers.letters import CITIZEN, CODE, an_apology, words
from tests.town import actor, an_edition, person

AGENCY = "UBND phường Tân Hòa"
WHO = ("son", "hanh", "lan", "thao", "khoa", "binh", "linh", "minh", "tam", "phuc", "quang")


def refused(act: Callable[[], object]) -> str:
    return " ".join(refusal(act))


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


@pytest.mark.parametrize("by", ["binh", "lan"])
def test_the_handler_or_the_officer_writes_and_the_trail_tells(by: str) -> None:
    found = cases.accepted()
    made = an_apology(found, by)
    [line] = history_of([made])
    assert (line.verb, line.actor_id, made.serial) == ("write apology", person(by).id, 1)
    assert line.changes["citizen"] == [None, CITIZEN]
    assert whole_chain().whole
    assert not [line for line in history_of([found]) if line.verb == "write apology"]


@pytest.mark.parametrize("by", ["linh", "khoa", "hanh", "minh", "tam"])
def test_others_do_not_write(by: str) -> None:
    found = cases.accepted()
    assert "người chịu trách nhiệm xử lý" in refused(lambda: an_apology(found, by))
    assert queries.apologies(actor("lan"), found) == []


@pytest.mark.parametrize("state", State)
def test_it_is_written_while_the_form_is_handled(state: str) -> None:
    found = cases.one_in(state)
    may = state not in ("reported", *ENDED)
    assert queries.letters(actor("lan"), found).may_write == may
    if not may:
        assert "đã tiếp nhận và chưa kết thúc" in refused(lambda: an_apology(found, "lan"))


@pytest.mark.parametrize("source", ["late file", "complaint", "internal audit", "other"])
def test_a_late_file_may_have_come_to_light_in_any_way(source: str) -> None:
    assert an_apology(cases.accepted(source=source)).serial == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"citizen": " "}, "điền đủ các mục"),
        ({"reason": ""}, "điền đủ các mục"),
        ({"contact": ""}, "điền đủ các mục"),
        ({"signer_title": ""}, "điền đủ các mục"),
        ({"on_behalf_of": " "}, "ký thay cho ai"),
    ],
)
def test_a_letter_says_all_it_must(wrong: dict[str, str], said: str) -> None:
    found = cases.accepted()
    assert said in refused(lambda: an_apology(found, **wrong))


def test_the_new_day_is_later_and_can_still_be_kept() -> None:
    found, today = cases.accepted(), cases.today()
    same = {"promised_on": today, "new_on": today}
    assert "phải sau ngày đã hẹn" in refused(lambda: an_apology(found, **same))
    gone = {"promised_on": today - timedelta(days=9), "new_on": today - timedelta(days=1)}
    assert "từ hôm nay trở đi" in refused(lambda: an_apology(found, **gone))
    assert an_apology(found, new_on=today).serial == 1


def test_another_delay_asks_for_another_letter() -> None:
    found = cases.accepted()
    first = an_apology(found)
    later = first.new_on + timedelta(days=3)
    second = an_apology(found, promised_on=first.new_on, new_on=later)
    assert [one.serial for one in queries.apologies(actor("lan"), found)] == [1, 2]
    assert an_apology(cases.accepted()).serial == 1
    assert second.citizen == first.citizen


def test_few_people_read_what_names_a_citizen() -> None:
    found = cases.approved()
    an_apology(found)
    readers = {who for who in WHO if queries.apology(actor(who), found, 1)}
    assert readers == {"hanh", "lan", "binh", "khoa", "minh", "tam"}
    secret = cases.accepted(confidential=True)
    an_apology(secret)
    assert {w for w in WHO if queries.apology(actor(w), secret, 1)} == {"hanh", "lan", "binh"}


def test_whoever_handles_it_no_longer_reads_no_longer() -> None:
    found = cases.accepted()
    an_apology(found)
    to = person("khoa").id
    slips.hand_over(found, to, found.version, by=actor("lan"), reason="nghỉ phép")
    assert queries.apology(actor("binh"), found, 1) is None
    assert queries.apology(actor("khoa"), found, 1)


@pytest.mark.parametrize(
    "trick",
    [
        "UPDATE apology SET reason = 'khác'",
        "DELETE FROM apology",
        "INSERT OR REPLACE INTO apology SELECT * FROM apology",
        "INSERT INTO apology SELECT 9, nonconformity_id, 5, {rest} FROM apology",
        "INSERT INTO apology SELECT 9, 2, 1, {rest} FROM apology",
        "INSERT INTO apology SELECT 9, 1, 2, {unsaid} FROM apology",
        "INSERT INTO apology SELECT 9, 1, 2, {sooner} FROM apology",
    ],
)
def test_the_database_itself_refuses(trick: str) -> None:
    an_apology()
    cases.one_in("declined")
    names = [column.name for column in Apology.__table__.columns][3:]
    filled = {
        "rest": ", ".join(names),
        "unsaid": ", ".join("''" if n == "citizen" else n for n in names),
        "sooner": ", ".join("promised_on" if n == "new_on" else n for n in names),
    }
    db.session.commit()
    with pytest.raises(Exception, match="letter|citizen|apology"), db.engine.begin() as bare:
        bare.exec_driver_sql(trick.format(**filled))


def test_the_same_row_again_is_taken_when_it_is_the_next() -> None:
    an_apology()
    names = [column.name for column in Apology.__table__.columns][3:]
    with db.engine.begin() as bare:
        rest = ", ".join(names)
        bare.exec_driver_sql(f"INSERT INTO apology SELECT 9, 1, 2, {rest} FROM apology")


def test_every_column_has_a_name_in_the_trail() -> None:
    named = {name.partition(".")[2] for name in COLUMNS if name.startswith("apology.")}
    assert named == {column.name for column in Apology.__table__.columns} - {"id"}
    assert "apology" in KINDS


def test_the_letter_is_in_official_form_and_the_same_each_time() -> None:
    made = an_apology(reason="Máy hỏng.\nĐã sửa *xong*.")
    content = make_letter(made, AGENCY)
    said = words(content)
    assert content == make_letter(made, AGENCY)
    for told in (
        "UBND PHƯỜNG TÂN HÒA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "THƯ XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        f"Kính gửi: {CITIZEN}",
        f"mã số {CODE} của {CITIZEN} về việc đăng ký khai sinh",
        "Máy hỏng. Đã sửa *xong*.",
        f"xin lỗi {CITIZEN}",
        f"ngày {made.new_on.day:02d} tháng",
        "TL. CHỦ TỊCH TRƯỞNG PHÒNG",
        "Hoàng Văn Bình",
        "BM.HT.04.03",
    ):
        assert told in said
    assert f"Tân Hòa, ngày {cases.today().day:02d} tháng {cases.today().month:02d}" in said
    assert "None" not in said


def test_the_fields_hold_what_is_known() -> None:
    edition = an_edition("in force")
    report = cases.a_report(about=edition, text=f"Hồ sơ {CODE} trả trễ")
    found = cases.accepted(report)
    known = usual(found, [], AGENCY)
    assert known == {
        "file_code": CODE,
        "service": edition.title,
        "contact": "Phòng Kinh tế",
        "place": "Tân Hòa",
        "signer_name": "Hoàng Văn Bình",
        "signer_title": "Trưởng phòng",
    }
    made = an_apology(found)
    again = usual(found, [made], AGENCY)
    assert again["promised_on"] == made.new_on
    assert again["citizen"] == CITIZEN
    assert "reason" not in again
    assert "new_on" not in again


@pytest.mark.parametrize(
    ("agency", "place"),
    [
        ("UBND phường Tân Hòa", "Tân Hòa"),
        ("Ủy ban nhân dân xã Hòa Bình", "Hòa Bình"),
        ("UBND phường 5", "Phường 5"),
        ("Trung tâm Phục vụ hành chính công phường An Khê, thành phố Đà Nẵng", "An Khê"),
        ("UBND quận Thanh Khê thành phố Đà Nẵng", "Thanh Khê"),
        ("Sở Nội vụ tỉnh Quảng Trị", "Quảng Trị"),
        ("Chi cục Tiêu chuẩn", ""),
    ],
)
def test_where_an_agency_sits_stands_in_its_name(agency: str, place: str) -> None:
    assert place_of(agency) == place


def test_a_letter_knows_its_name() -> None:
    assert str(an_apology()) == f"01/{cases.today().year}/HĐKP, 1"
