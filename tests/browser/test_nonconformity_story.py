"""From a citizen's late file to a revised procedure in force and a proof that it worked.

Six people: a clerk, the quality officer, the unit head, the management representative, the author
of the procedure, the auditor; with the two who sign its new edition.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from qms.kernel import clock
from tests.attachments.files import a_pdf
from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.browser.test_every_page import assert_fits
from tests.town import PASSWORD, an_edition, word_file

PLACE = "/documents/QT-01-KT"
NUMBER = f"01/{clock.today().year}/HĐKP"


class Later:
    """The program, at a time to come: ``days`` from now."""

    def __init__(self, app: WSGIApplication) -> None:
        self.days = 0
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Answer at that time; an answer is made whole, for the clock shows it no longer after."""
        with clock.showing(clock.now() + timedelta(days=self.days)):
            given = self._app(environ, start_response)
            try:
                return list(given)
            finally:
                if close := getattr(given, "close", None):
                    close()


@pytest.fixture
def app_under_test(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Later:
    """The ward with a procedure of economy in force."""
    with app.app_context():
        text = word_file("# 1. Mục đích", "Cấp phép.", "# 2. Thời hạn", "Trả trong mười ngày.")
        an_edition("in force", "QT-01/KT", title="Cấp phép xây dựng", text=text, unit="KT")
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return Later(app)


Look = Callable[[Page], None]


def test_a_late_file_ends_in_a_revised_procedure_and_a_proven_effect(
    open_window: OpenWindow, axe: Look, tmp_path: Path, app_under_test: Later
) -> None:
    story = Story(open_window)
    paper = tmp_path / "giay-hen.pdf"
    paper.write_bytes(a_pdf())

    def look(page: Page) -> None:
        axe(page)
        assert_fits(page)

    reported(story.of("linh", PHONE), paper, look)
    taken_on(story.of("lan"), look)
    put_right_and_analysed(story.of("binh", PHONE), look)
    planned(story.of("binh"), look)
    approved(story.of("hanh", PHONE), look)
    proven(story.of("linh", PHONE), paper, look)
    revised(story, tmp_path)
    done(story.of("khoa"), look)
    for serial in (1, 2):
        checked(story.of("lan"), serial, look)
    app_under_test.days = 35
    later = Story(open_window)
    judged(later.of("minh", PHONE), look)
    closed(later.of("hanh"), look)
    walked_back(later.of("minh"), look)


def main(page: Page) -> Locator:
    return page.locator("main")


def reported(linh: Page, paper: Path, look: Look) -> None:
    """From the page of the procedure, on a phone; what is missing is said and nothing is lost."""
    linh.goto(PLACE)
    linh.get_by_role("link", name="Báo sự không phù hợp").click()
    linh.get_by_label("Ở đâu?").fill("Tổ xây dựng")
    linh.get_by_label("Trái với mục nào của tài liệu?").select_option("2 Thời hạn")
    linh.set_input_files("#first_file", paper)
    linh.get_by_role("button", name="Gửi báo cáo").click()
    expect(main(linh)).to_contain_text("Cần điền mục này.")
    expect(linh.get_by_label("Ở đâu?")).to_have_value("Tổ xây dựng")
    look(linh)
    linh.get_by_label("Việc gì không đúng?").fill("Hồ sơ xin phép xây dựng trả trễ hạn bốn ngày.")
    linh.get_by_role("button", name="Gửi báo cáo").click()
    expect(main(linh)).to_contain_text("Đã gửi báo cáo")
    expect(main(linh)).to_contain_text("giay-hen.pdf")


def taken_on(lan: Page, look: Look) -> None:
    """By the officer, with the indicator that the text suggests."""
    lan.goto("/")
    lan.get_by_role("link", name="Hồ sơ xin phép xây dựng trả trễ hạn").first.click()
    lan.get_by_role("link", name="Tiếp nhận", exact=True).click()
    indicators = lan.get_by_role("group", name="Chỉ số liên quan")
    expect(indicators).to_contain_text("vì có:")
    expect(lan.get_by_label("Căn cứ: mục của tài liệu")).to_have_value("QT-01/KT 2")
    lan.get_by_role("button", name="Tiếp nhận và giao xử lý").click()
    expect(main(lan)).to_contain_text("Hãy chọn ít nhất một chỉ số")
    look(lan)
    indicators.get_by_role("checkbox", name="3.1").first.check()
    lan.get_by_label("Nguồn", exact=True).select_option("Hồ sơ trễ hạn")
    lan.get_by_role("button", name="Tiếp nhận và giao xử lý").click()
    expect(main(lan)).to_contain_text(NUMBER)


def put_right_and_analysed(binh: Page, look: Look) -> None:
    """A cause that only says again what happened is met with a warning; the next one is drawn."""
    binh.goto("/")
    binh.get_by_role("link", name=NUMBER).first.click()
    binh.get_by_label("Đã khắc phục thế nào?").fill("Trả giấy phép tại nhà trong ngày.")
    binh.get_by_label("Hậu quả đã được xử lý ra sao?").fill("Đã xin lỗi người dân.")
    binh.get_by_role("button", name="Ghi việc đã khắc phục").click()
    expect(main(binh)).to_contain_text("tìm và ghi nguyên nhân")
    binh.get_by_role("link", name="Tìm nguyên nhân").click()
    binh.get_by_label("Con người").fill("Do hồ sơ xin phép xây dựng trả trễ hạn")
    binh.get_by_label("Nguyên nhân chính thuộc nhóm nào?").select_option("Con người")
    binh.get_by_label("Kết luận: nguyên nhân chính").fill("Không ai làm thay khi vắng người.")
    binh.get_by_label("Nơi khác có thể xảy ra không?").fill("Quầy đất đai.")
    binh.get_by_role("button", name="Ghi nguyên nhân").click()
    expect(main(binh)).to_contain_text("Nguyên nhân này chỉ nhắc lại việc đã xảy ra")
    binh.get_by_label("Con người").fill(
        "Cán bộ thẩm định nghỉ ốm\n- Không ai được phân công làm thay\n"
        "-- Quy trình không nói ai theo dõi hạn trả"
    )
    binh.get_by_role("button", name="Xem hình").click()
    expect(binh.locator("svg.drawing-picture")).to_have_count(2)
    look(binh)
    binh.get_by_role("button", name="Ghi nguyên nhân").click()
    expect(main(binh)).to_contain_text("Đã ghi nguyên nhân.")
    look(binh)


def planned(binh: Page, look: Look) -> None:
    """Two actions: one revises the clause, the other trains; then the plan is proposed."""
    binh.goto("/")
    binh.get_by_role("link", name=NUMBER).first.click()
    for what, who, revises in (
        ("Ghi rõ ai theo dõi hạn trả", "Ngô Đăng Khoa – Công chức", "QT-01/KT 2"),
        ("Phổ biến cách hẹn lại cho cả phòng", "Tạ Khánh Linh – Công chức", ""),
    ):
        binh.get_by_role("link", name="Thêm hành động").click()
        binh.get_by_label("Sẽ làm gì?").fill(what)
        binh.get_by_label("Người thực hiện").select_option(who)
        binh.get_by_label("Tài liệu phải sửa").fill(revises and "QT-01/KT 9")
        if revises:
            binh.get_by_role("button", name="Lưu").click()
            expect(main(binh)).to_contain_text("QT-01/KT không có mục “9”")
            expect(binh.get_by_label("Sẽ làm gì?")).to_have_value(what)
            look(binh)
            binh.get_by_label("Tài liệu phải sửa").fill(revises)
        binh.get_by_role("button", name="Lưu").click()
        expect(main(binh)).to_contain_text("Đã lưu kế hoạch.")
    binh.get_by_label("Căn cứ vào đâu để biết có kết quả?").fill("Không còn hồ sơ trễ hạn")
    binh.get_by_label("Kiểm tra kết quả sau mấy tháng?").fill("1")
    binh.get_by_role("button", name="Trình kế hoạch").click()
    expect(main(binh)).to_contain_text("Chờ duyệt kế hoạch")
    look(binh)


def approved(hanh: Page, look: Look) -> None:
    """By the management representative, on a phone; the change request opens by itself."""
    hanh.goto("/")
    hanh.get_by_role("link", name=NUMBER).first.click()
    hanh.get_by_role("button", name="Duyệt kế hoạch").click()
    expect(main(hanh)).to_contain_text("Đã duyệt kế hoạch.")
    look(hanh)


def proven(linh: Page, paper: Path, look: Look) -> None:
    """Nothing is done without a proof; what was typed stays."""
    linh.goto("/")
    linh.get_by_role("link", name=f"{NUMBER}-2").first.click()
    linh.get_by_label("Đã làm gì và đạt được gì?").fill("Đã phổ biến, mười người dự.")
    linh.get_by_role("button", name="Báo đã làm xong").click()
    expect(main(linh)).to_contain_text("Hãy kèm ít nhất một tệp hoặc ảnh làm bằng chứng.")
    expect(linh.get_by_label("Đã làm gì và đạt được gì?")).to_have_value(
        "Đã phổ biến, mười người dự."
    )
    look(linh)
    form = linh.locator("form", has=linh.get_by_role("button", name="Báo đã làm xong"))
    form.locator("input[type=file]").first.set_input_files(paper)
    linh.get_by_role("button", name="Báo đã làm xong").click()
    expect(main(linh)).to_contain_text("Chờ kiểm tra")


def revised(story: Story, folder: Path) -> None:
    """The request is taken up, the new edition signed and put in force."""
    lan, khoa, year = story.of("lan"), story.of("khoa"), clock.today().year
    khoa.goto("/")
    khoa.get_by_role("link", name=f"{NUMBER}-1").first.click()
    expect(main(khoa)).to_contain_text("chưa có hiệu lực")
    lan.goto(f"/requests/{year}/1")
    expect(main(lan)).to_contain_text("Phục vụ hành động khắc phục")
    lan.get_by_label("Người soạn thảo").select_option(label="Ngô Đăng Khoa – Công chức")
    lan.get_by_role("button", name="Chấp nhận và giao soạn").click()
    khoa.goto(f"/requests/{year}/1")
    khoa.get_by_role("link", name="Soạn phiên bản mới").click()
    second = folder / "lan-2.docx"
    second.write_bytes(
        word_file("# 1. Mục đích", "Cấp phép.", "# 2. Thời hạn", "Phó phòng theo dõi hạn trả.")
    )
    khoa.set_input_files("input[type=file]", second)
    khoa.locator("main form").get_by_role("button").last.click()
    khoa.wait_for_url("**/new?upload=*")
    khoa.get_by_label("Tên tài liệu").fill("Cấp phép xây dựng")
    khoa.get_by_label("Nội dung thay đổi").fill("Ghi ai theo dõi hạn trả.")
    khoa.get_by_role("button", name="Lưu").click()
    khoa.get_by_role("button", name="Trình xem xét").click()
    for page, words in ((story.of("tuan"), "Ký xem xét"), (story.of("hung"), "Ký phê duyệt")):
        page.goto("/")
        page.locator(f"main a[href*='{PLACE}/editions/2']").first.click()
        page.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
        page.get_by_role("button", name=words).click()
    lan.goto(f"{PLACE}/editions/2")
    lan.get_by_role("button", name="Ban hành").click()
    expect(lan.locator(".edition .badge").first).to_contain_text("Có hiệu lực")


def done(khoa: Page, look: Look) -> None:
    """The edition in force is the proof."""
    khoa.goto("/")
    khoa.get_by_role("link", name=f"{NUMBER}-1").first.click()
    khoa.get_by_label("Đã làm gì và đạt được gì?").fill("Quy trình mới đã có hiệu lực.")
    khoa.get_by_role("button", name="Báo đã làm xong").click()
    expect(main(khoa)).to_contain_text("Chờ kiểm tra")
    look(khoa)


def checked(lan: Page, serial: int, look: Look) -> None:
    """By another than the one who did it."""
    lan.goto("/")
    lan.get_by_role("link", name=f"{NUMBER}-{serial}").first.click()
    lan.get_by_label("Đã kiểm tra thế nào, thấy gì?").fill("Đã xem, đúng như kế hoạch.")
    lan.get_by_role("button", name="Kiểm tra đạt").click()
    expect(main(lan)).to_contain_text("Đã kiểm tra đạt")
    look(lan)


def judged(minh: Page, look: Look) -> None:
    """A month later, by the auditor, who took no part."""
    minh.goto("/")
    minh.get_by_role("link", name=NUMBER).first.click()
    minh.get_by_label("Số liệu đã thấy").fill("30 hồ sơ trong tháng, không hồ sơ nào trễ.")
    minh.get_by_label("Kết luận", exact=True).select_option("Có kết quả, việc không lặp lại")
    minh.get_by_role("button", name="Ghi kết quả kiểm tra").click()
    expect(main(minh)).to_contain_text("Đã kiểm tra kết quả")
    look(minh)


def closed(hanh: Page, look: Look) -> None:
    """By the management representative."""
    hanh.goto("/")
    hanh.get_by_role("link", name=NUMBER).first.click()
    hanh.get_by_role("button", name="Đóng phiếu").click()
    expect(main(hanh)).to_contain_text("Đã đóng phiếu.")
    look(hanh)


def walked_back(minh: Page, look: Look) -> None:
    """From indicator 3.1 along its trace to the finding, the cause, the action, the procedure."""
    minh.goto("/trace/indicators/3.1")
    for said in (
        "Không ai làm thay khi vắng người.",
        "Ghi rõ ai theo dõi hạn trả",
        "30 hồ sơ trong tháng, không hồ sơ nào trễ.",
        "Đóng phiếu",
    ):
        expect(main(minh)).to_contain_text(said)
    look(minh)
    minh.goto("/indicators/3.1")
    minh.get_by_role("link", name=NUMBER, exact=True).first.click()
    expect(main(minh)).to_contain_text("Không ai làm thay khi vắng người.")
    minh.get_by_role("link", name=f"{NUMBER}-1").first.click()
    expect(main(minh)).to_contain_text("Quy trình mới đã có hiệu lực.")
    minh.get_by_role("link", name="02/00", exact=True).click()
    expect(main(minh)).to_contain_text("Phó phòng theo dõi hạn trả.")
