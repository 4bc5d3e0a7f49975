"""The legal forms of signing, on a real database and on the sheet of signatures."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document as WordDocument
from flask import Flask

from qms.documents import operations
from qms.documents.models import Edition
from qms.documents.operations import Consent
from qms.documents.routes.paper import sheet_of
from qms.kernel import clock
from qms.organisation.authority.lifecycle import Paper, Period
from qms.organisation.authority.operations import (
    Parts,
    end_authority,
    name_deputy,
    record_authority,
)
from qms.organisation.models import SigningAuthority
from tests.documents.routes.builders import a_route, approval, refusal, sign, step
from tests.town import PASSWORD, a_draft, actor, move, person

PAPER = Paper("Giấy ủy quyền số 12/UQ-UBND", date(2027, 2, 1))


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> Iterator[None]:
    """Every test here works inside the application, on a day of 2027."""
    with clock.showing(datetime(2027, 2, 5, 9, tzinfo=clock.LOCAL)):
        yield


NO_PAPER = Paper("", None)


def form_of(
    login: str, form: str = "KT", paper: Paper = NO_PAPER, last: int | None = None
) -> SigningAuthority:
    """Record that one of the cast signs for the chairman."""
    end = clock.today() + timedelta(days=last) if last else None
    period = Period(clock.today(), end)
    return record_authority(person(login), form, "CHỦ TỊCH", paper, period, by=actor("lan"))


def approved_by_dong(consent: int | None = None, code: str = "QT-01/VP") -> Edition:
    """An edition approved by the vice chairman, in one of his forms."""
    edition = move(a_draft(code), "in review")
    sign(edition, "tuan")
    given = Consent(PASSWORD, edition.version, authority=consent)
    return operations.approve(edition, given, by=actor("dong"), reason="")


@pytest.fixture
def _dong_approves() -> None:
    a_route(step("Xem xét", "tuan"), approval("dong"))


@pytest.mark.usefixtures("_dong_approves")
def test_the_form_of_a_signer_is_taken_by_itself_for_an_approval_and_copied() -> None:
    form_of("tuan")
    form = form_of("dong")
    edition = approved_by_dong()
    review, last = edition.valid_signatures
    assert (review.form, last.form, last.on_behalf, last.authority) == (
        None,
        "KT",
        "CHỦ TỊCH",
        None,
    )
    end_authority(form, by=actor("son"), reason="chủ tịch đã về")
    assert edition.valid_signatures[-1].form == "KT"
    assert approved_by_dong(code="QT-02/VP").valid_signatures[-1].form is None


@pytest.mark.usefixtures("_dong_approves")
def test_the_signer_chooses_the_form_at_the_act_and_only_an_own_one() -> None:
    form_of("dong")
    by_paper = form_of("dong", "TUQ", PAPER, last=5)
    edition = approved_by_dong(by_paper.id)
    last = edition.valid_signatures[-1]
    assert (last.form, last.authority) == (
        "TUQ",
        "Giấy ủy quyền số 12/UQ-UBND ngày 01/02/2027, từ 05/02/2027 đến hết 10/02/2027",
    )
    assert approved_by_dong(0, "QT-02/VP").valid_signatures[-1].form is None
    other = form_of("hung")
    assert refusal(lambda: approved_by_dong(other.id, "QT-03/VP")) == [
        "Hình thức ký này không còn áp dụng cho bạn; hãy chọn lại."
    ]


@pytest.mark.parametrize(
    ("form", "paper", "last", "because"),
    [
        ("XX", PAPER, 5, "chọn một hình thức"),
        ("TL", Paper("", None), None, "cần số và ngày"),
        ("TUQ", Paper("12/UQ", None), 5, "cần số và ngày"),
        ("TUQ", PAPER, None, "phải có thời hạn"),
        ("KT", Paper("12/UQ", date(2027, 3, 1)), None, "không sau ngày đầu"),
    ],
)
def test_a_form_without_its_document_is_refused(
    form: str, paper: Paper, last: int | None, because: str
) -> None:
    assert any(because in one for one in refusal(lambda: form_of("dong", form, paper, last)))


@pytest.mark.parametrize("by", ["hung", "dong", "thao", "tam"])
def test_only_the_keepers_record_forms(by: str) -> None:
    period = Period(clock.today(), None)
    said = refusal(
        lambda: record_authority(person("dong"), "KT", "CHỦ TỊCH", PAPER, period, actor(by))
    )
    assert said == ["Chỉ quản trị hệ thống hoặc thư ký ISO được ghi hình thức ký."]


def test_the_sheet_of_signatures_says_in_which_form_and_for_whom() -> None:
    form_of("hanh", "TUQ", PAPER, last=5)
    period = Period(clock.today(), clock.today())
    hung, hanh = person("hung"), person("hanh")
    name_deputy(hung, hanh, Parts(False, True), period, PAPER, by=actor("hung"))
    edition = move(move(a_draft(), "in review"), "reviewed")
    sign(edition, "hanh")
    file = WordDocument(BytesIO(sheet_of(edition, "vi")))
    table = [[cell.text for cell in row.cells] for row in file.tables[0].rows]
    assert table[0] == ["Trách nhiệm", "Soạn thảo", "Xem xét", "Phê duyệt"]
    assert table[1][1:] == ["Đặng Thu Thảo", "Trần Quang Tuấn", "Lê Mỹ Hạnh"]
    assert table[2][3].splitlines()[0] == "Đã ký ngày 05/02/2027"
    assert "Ký thay Chủ tịch Phạm Quốc Hùng, theo ủy quyền: Giấy ủy quyền" in table[2][3]
    assert table[3][3] == "TUQ. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


def test_the_sheet_of_signatures_has_a_column_for_each_signer() -> None:
    a_route(step("Kiểm tra", "tuan", "quang", way="all"), approval("hung"))
    edition = sign(move(a_draft(), "in review"), "quang")
    file = WordDocument(BytesIO(sheet_of(edition, "vi")))
    first = [cell.text for cell in file.tables[0].rows[0].cells]
    assert first == ["Trách nhiệm", "Soạn thảo", "Kiểm tra", "Kiểm tra", "Phê duyệt"]
