"""Every page, at the desk and on the phone, shuts nobody out and fits its window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, ViewportSize

from qms.documents.fields.lifecycle import FieldFacts
from qms.documents.fields.operations import add_field
from qms.documents.operations import Consent
from qms.documents.reaffirming.operations import reaffirm
from qms.documents.serving.operations import name_indicators
from qms.kernel import clock
from qms.kernel.jobs import failures
from tests import laws
from tests.browser.conftest import DESKTOP, PHONE, OpenWindow
from tests.browser.story import Story
from tests.documents.copies.test_verbs import handed
from tests.documents.decisions.builders import approved, in_days, prepared, signed
from tests.documents.questions.asking import WHERE, answering, asking, in_force
from tests.documents.requests.asking import a_request, accepted
from tests.documents.word.builders import everything
from tests.documents.word.layouts import LAYOUTS
from tests.indicators.naming import corrected as corrected_name
from tests.nonconformities.cases import a_file, a_report, corrected
from tests.nonconformities.cases import accepted as accepted_nonconformity
from tests.paper import a_desk
from tests.town import (
    PASSWORD,
    a_draft,
    actor,
    an_edition,
    belonging,
    move,
    read_by,
    to_be_read,
    word_file,
)

FIRST_REQUEST = f"/requests/{clock.today().year}/1"
PAGES = {
    "lan": (
        "/",
        "/documents",
        "/documents?text=khong-co-gi",
        "/documents/register?overdue=",
        "/documents/register?text=khong-co-gi",
        "/documents/register?sort=parent&columns=code&columns=title&columns=parent",
        "/documents/records",
        "/documents/records?text=khong-co-gi",
        "/documents/QT-02-VP/editions/1/records",
        "/documents/kinds",
        "/documents/routes",
        "/documents/routes/procedure",
        "/authorities",
        "/documents/kinds/procedure?pattern=QT-{number:02}/{unit}&review_months=12",
        "/documents/QT-01-VP",
        "/documents/QT-01-VP/history",
        "/documents/QT-06-VP/history",
        "/documents/QT-05-VP/editions/2/comparison",
        "/documents/QT-13-VP/editions/2/comparison",
        "/documents/QT-13-VP/editions/2/comparison?with=1&only=changes",
        "/documents/QT-01-VP/editions/1/comparison",
        "/documents/QT-06-VP",
        "/documents/QT-01-VP/readers",
        "/documents/QT-01-VP/readers?show=unread",
        "/documents/QT-01-VP/distribution",
        "/reading",
        "/reading?show=late",
        "/external",
        "/external?soon=1",
        "/external/30-2020-ND-CP",
        "/external/30-2020-ND-CP/correction",
        "/external/30-2020-ND-CP/acts",
        "/external/new?key=1-2021-ND-CP",
        "/external/unlisted",
        "/calendar",
        "/external/30-2020-ND-CP/request",
        "/effects",
        "/effects/3",
        "/effects/2",
        "/documents/QT-50",
        "/documents/QT-02-VP",
        "/documents/QT-02-VP/editions/1/draft",
        "/documents/QT-11-VP/editions/2/blanks",
        "/documents/BM-01/procedure",
        "/documents/QT-04-VP",
        "/documents/QT-73",
        "/documents/QT-73/history",
        "/documents/QT-73/earlier",
        "/documents/QT-02-VP/editions/1/adoption",
        "/documents/QT-02-VP/editions/1/questions",
        "/documents/QT-02-VP/editions/1/questions/1",
        "/documents/QT-12-VP/editions/1/questions",
        "/documents/adoptions",
        "/documents/adoptions/1",
        "/documents/adoptions/2/renewal",
        "/documents/adoptions/new",
        "/documents/QT-01-VP/copies",
        "/recalls",
        "/documents/decisions",
        "/documents/decisions/new",
        "/documents/decisions/new?purpose=withdraw&search=QT",
        "/documents/decisions/1",
        "/documents/decisions/1/draft",
        "/documents/decisions/2",
        "/documents/QT-06-VP",
        "/nonconformities",
        "/nonconformities?text=khong-co-gi",
        "/nonconformities?repeats=any&criterion=clause:9001:2015/8.7&until=2099-01-01",
        "/nonconformities/figures",
        "/nonconformities/figures?year=2001",
        "/nonconformities/figures?since=31/02/2026&until=",
        "/nonconformities/1",
        "/nonconformities/1/acceptance",
        "/nonconformities/2",
        "/nonconformities/2/acceptance",
        "/nonconformities/2/apologies/new",
        "/nonconformities/3",
        "/documents/new",
        "/search",
        "/search?q=luu+tru",
        "/search?q=xyzzy",
        "/documents/QT-01-VP/indicators",
        "/requests",
        "/requests?text=khong-co-gi",
        "/requests/new",
        "/documents/QT-01-VP/review",
        "/documents/QT-01-VP/fields",
        "/documents/kinds/procedure/fields",
        "/documents/kinds/procedure/fields/new?label_vi=Ngành&sort=text&position=2",
        "/documents/kinds/procedure/fields/1",
        "/documents/register?kind=procedure&columns=code&columns=own1",
        "/documents/register?columns=code&columns=unread&columns=requests&columns=in_review",
        FIRST_REQUEST,
        "/documents/QT-01-VP/requests/new?clause=muc-1",
        "/indicators",
        "/clauses",
        "/indicators/3.1",
        "/indicators/3.1/label",
        "/trace/indicators/3.1",
        "/trace/documents/QT-01-VP",
        "/trace/nonconformities/3",
        "/trail",
        "/account",
        "/nowhere",
    ),
    "hanh": ("/", "/documents/adoptions/1"),
    "linh": (
        "/",
        "/nonconformities/new",
        "/nonconformities/new?document=QT-01-VP",
        "/nonconformities/1",
        "/deputies",
        "/notices",
        "/notices/settings",
        "/working-days",
        "/documents/QT-01-VP",
        "/documents/QT-12-VP",
        "/documents/QT-73",
        "/requests",
        FIRST_REQUEST,
    ),
    "thao": ("/", "/documents/QT-03-VP", FIRST_REQUEST, "/documents/QT-05-VP/editions/2"),
    "tuan": (
        "/",
        "/documents/QT-03-VP/editions/1/signing",
        "/documents/QT-13-VP/editions/2/signing",
    ),
    "son": (
        "/authorities",
        "/people",
        "/people/new",
        "/people/2",
        "/units",
        "/jobs",
        "/notices",
        "/working-days?year=2026",
    ),
    "hung": ("/", "/deputies", "/documents/decisions/1"),
}


@pytest.fixture
def app_under_test(app: Flask, jobs_may_fail: None, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The ward with a document in every state."""
    with app.app_context():
        failures.keep("documents.check", (7,), OSError("Không mở được tệp"))
        edition = an_edition("in force", "QT-01/VP", text=everything())
        document = read_by(to_be_read(edition), "binh").document
        name_indicators(document, frozenset({"3.1", "4.2"}), frozenset(), actor("lan"))
        corrected_name()
        laws.happens(laws.a_register())
        accepted(a_request(edition))
        a_request(edition)
        accepted(a_request(an_edition("in force", "QT-05/VP")))
        a_draft("QT-05/VP")
        levels = FieldFacts("Mức độ", "", "choice", False, 1, ("Toàn trình", "Một phần"))
        add_field("procedure", levels, by=actor("lan"), reason="cần biết")
        asking(an_edition("draft", "QT-02/VP", by="lan"), WHERE, by="lan")
        answering(in_force(code="QT-12/VP"), "binh", 1, 1)
        kept = an_edition("in force", "QT-06/VP")
        reaffirm(kept, Consent(PASSWORD, kept.version), actor("lan"), "căn cứ còn hiệu lực")
        an_edition("in force", "QT-13/VP", text=everything())
        an_edition("in review", "QT-13/VP", text=word_file("# 1. Mục đích", "Lưu trữ.", "# 9. Mới"))
        belonging(an_edition("in force", "QT-11/VP"), "BM-01", "BM-02")
        an_edition("draft", "QT-11/VP")
        an_edition("in review", "QT-03/VP", text=LAYOUTS["plain cover and articles"].build())
        an_edition("approved", "QT-04/VP")
        a_report(about=edition, files=[a_file()])
        accepted_nonconformity(), corrected()
        a_desk()
        handed(edition, "KT", 2)
        ended = an_edition("in force", "QT-08/VP")
        handed(ended, "KT")
        move(ended, "withdrawn")
        prepared(approved("QT-07/VP"), number="12/QĐ-UBND")
        signed(prepared(approved("QT-06/VP"), number="13/QĐ-UBND", effective_on=in_days(3)))
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_nobody_is_shut_out(
    open_window: OpenWindow, axe: Callable[[Page], None], size: ViewportSize
) -> None:
    story = Story(open_window)
    for login, paths in PAGES.items():
        page = story.of(login, size)
        for path in paths:
            page.goto(path)
            axe(page)
            assert_fits(page)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_door_shuts_nobody_out(
    open_window: OpenWindow, axe: Callable[[Page], None], size: ViewportSize
) -> None:
    page = open_window(size).new_page()
    for path in ("/sign-in", "/welcome/khong-con", "/password/khong-con"):
        page.goto(path)
        axe(page)
        assert_fits(page)


def test_describing_a_file_shuts_nobody_out(
    open_window: OpenWindow, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    file = tmp_path / "moi.docx"
    file.write_bytes(everything())
    page = Story(open_window).of("lan")
    page.goto("/documents/new")
    page.set_input_files("input[type=file]", file)
    page.locator("main form").get_by_role("button").last.click()
    page.wait_for_url("**/new?upload=*")
    axe(page)
    page.get_by_role("button", name="Lưu").click()
    axe(page)


def assert_fits(page: Page) -> None:
    """The page can be read without moving it sideways."""
    wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wider <= 0, f"{page.url} is {wider} pixels too wide"
