"""Correcting a name through the pages, and every page that then shows it."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from qms.documents.serving.operations import name_indicators
from qms.indicators.catalogue import INDICATORS
from qms.kernel.i18n import Name
from tests.counting import statements
from tests.documents.requests.asking import a_request
from tests.indicators.naming import WHY, WORK, corrected, seen
from tests.nonconformities.cases import a_report, accepted
from tests.town import CAST, actor, an_edition
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/indicators/3.1"
LABEL, RESTORATION = f"{HERE}/label", f"{HERE}/label/restoration"
SENT = {"vi": WORK.text, "en": WORK.english, "reason": WHY}


def version(page: str) -> str:
    """Which version the forms of a page say they show."""
    [found] = set(re.findall(r'name="seen"[^>]*value="(\d+)"', page))
    return found


def prepare(app: Flask) -> None:
    """A document that serves an indicator, a request about it, a report and one taken on."""
    with app.app_context():
        edition = an_edition("in force")
        name_indicators(edition.document, frozenset({"3.1"}), frozenset(), actor("lan"))
        a_request(edition)
        a_report(about=edition), accepted(a_report(about=edition))


def test_the_officer_corrects_a_name_and_everybody_reads_what_it_was(visit: Visit) -> None:
    lan, linh = visit("lan"), visit("linh")
    assert f'href="{LABEL}"' in lan.get(HERE).text
    page = lan.get(LABEL).text
    assert "Trở lại tên trong bảng" not in page
    assert 'value="Dịch vụ công"' in page
    answer = lan.send(LABEL, seen=version(page), **SENT)
    assert (answer.status_code, answer.location) == (302, HERE)
    assert "tên mới hiện ở mọi trang" in lan.get(HERE).text
    page = linh.get(HERE).text
    assert "3.1 Việc phục vụ dân" in page
    assert "Tên trong bảng của chương trình: “Dịch vụ công”" in page
    assert LABEL not in page
    assert "đã sửa tên của: 3.1." in linh.get("/indicators").text
    linh.send("/language", language="en")
    page = linh.get(HERE).text
    assert "3.1 Work for the people" in page
    assert "catalogue says “Public services”" in page


def test_the_officer_takes_the_name_of_the_catalogue_back(app: Flask, visit: Visit) -> None:
    with app.app_context():
        corrected()
    lan = visit("lan")
    page = lan.get(LABEL).text
    assert f'value="{WORK.text}"' in page
    assert WHY in page
    answer = lan.send(RESTORATION, seen=version(page), reason="ghi nhầm")
    assert (answer.status_code, answer.location) == (302, HERE)
    page = lan.get(HERE).text
    assert "3.1 Dịch vụ công" in page
    assert "do cơ quan sửa" not in page
    history = lan.get(LABEL).text
    assert history.index("ghi nhầm") < history.index(WHY)
    assert "Trở lại tên trong bảng</summary>" not in history


@pytest.mark.parametrize("login", [who for who in CAST if who != "lan"])
def test_others_find_no_button_and_no_page(app: Flask, visit: Visit, login: str) -> None:
    with app.app_context():
        corrected()
    other = visit(login)
    assert "/label" not in other.get(HERE).text
    assert other.get(LABEL).status_code == 403
    assert other.send(LABEL, seen="1", **SENT).status_code == 403
    assert other.send(RESTORATION, seen="1", reason=WHY).status_code == 403
    with app.app_context():
        assert seen("3.1") == 1


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"vi": ""}, "Cần điền mục này"),
        ({"en": "  "}, "Cần điền mục này"),
        ({"reason": ""}, "Cần điền mục này"),
        ({"vi": "a" * 201}, "Nội dung dài quá"),
        ({"reason": "a" * 1001}, "Nội dung dài quá"),
    ],
)
def test_what_is_missing_or_too_long_is_told_and_nothing_is_lost(
    app: Flask, visit: Visit, changed: dict[str, str], because: str
) -> None:
    answer = visit("lan").send(LABEL, seen="0", **(SENT | changed))
    assert answer.status_code == 422
    assert because in answer.text
    for field in SENT.keys() - changed.keys():
        assert SENT[field] in answer.text
    with app.app_context():
        assert seen("3.1") == 0


def test_a_reason_that_is_missing_is_told_where_the_name_is_taken_back(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        corrected()
    answer = visit("lan").send(RESTORATION, seen="1", reason="")
    assert answer.status_code == 422
    assert 'href="#restoring-reason"' in answer.text
    assert re.search(r'<details class="unfold"\s+open>', answer.text)


def test_two_officers_at_once_lose_nothing(app: Flask, visit: Visit) -> None:
    lan = visit("lan")
    assert lan.send(LABEL, seen="0", **SENT).status_code == 302
    answer = lan.send(LABEL, seen="0", **(SENT | {"vi": "Phục vụ công", "reason": "bản khác"}))
    assert answer.status_code == 409
    assert "Có người vừa thay đổi" in answer.text
    assert "Phục vụ công" in answer.text
    assert "bản khác" in answer.text
    assert version(answer.text) == "1"
    assert lan.send(RESTORATION, seen="0", reason=WHY).status_code == 409
    assert lan.send(RESTORATION, seen="x", reason=WHY).status_code == 409


def test_the_same_name_is_refused_with_a_sentence(visit: Visit) -> None:
    own = INDICATORS["3.1"].name
    sent = {"vi": f" {own.text} ", "en": own.english, "reason": WHY}
    answer = visit("lan").send(LABEL, seen="0", **sent)
    assert answer.status_code == 409
    assert "đang dùng rồi" in answer.text


@pytest.mark.parametrize("number", ["3.13", "0.1", "x", "3.1.1"])
def test_the_name_of_what_is_no_indicator_is_not_found(visit: Visit, number: str) -> None:
    lan, place = visit("lan"), f"/indicators/{number}/label"
    assert lan.get(place).status_code == 404
    assert lan.send(place, seen="0", **SENT).status_code == 404
    assert lan.send(f"{place}/restoration", seen="0", reason=WHY).status_code == 404


EVERYWHERE = (
    "/indicators",
    HERE,
    LABEL,
    "/documents",
    "/documents/QT-01-VP",
    "/documents/QT-01-VP/indicators",
    "/documents/QT-01-VP/history",
    "/requests/1",
    "/search?q=luu+tru",
    "/nonconformities",
    "/nonconformities/1/acceptance",
    "/nonconformities/2",
    "/trail",
)


def paths(lan: Visitor) -> list[str]:
    """Every page that shows names; a request is found by its own address."""
    [request] = set(re.findall(r'href="(/requests/\d+/\d+)"', lan.get("/requests").text))
    return [request if path == "/requests/1" else path for path in EVERYWHERE]


def test_the_corrected_name_is_what_every_page_shows(app: Flask, visit: Visit) -> None:
    prepare(app)
    lan = visit("lan")
    for path in paths(lan):
        if path != LABEL:
            assert "3.1 Dịch vụ công" in lan.get(path).text, path
    with app.app_context():
        corrected(name=Name("Việc <b>công</b> 100% %(số)s", "Work <b>%s</b> 100%"))
    for path in paths(lan):
        page = lan.get(path).text
        assert "3.1 Dịch vụ công" not in page, path
        assert "Việc &lt;b&gt;công&lt;/b&gt; 100% %(số)s" in page, path
        assert "<b>công" not in page, path
    lan.send("/language", language="en")
    for path in paths(lan):
        assert "Work &lt;b&gt;%s&lt;/b&gt; 100%" in lan.get(path).text, path


@pytest.mark.usefixtures("index_follows_at_once")
def test_a_page_reads_names_once_whether_few_or_all_were_corrected(
    app: Flask, visit: Visit
) -> None:
    prepare(app)
    lan = visit("lan")
    everywhere = [*paths(lan), "/"]
    costs = []
    for numbers in (["3.1"], list(INDICATORS)):
        with app.app_context():
            for number in numbers:
                corrected(number, Name(f"Tên {number} {len(costs)}", f"Name {number}"))
        lan.get("/trail")
        cost = {}
        for path in everywhere:
            with statements(app) as sent:
                assert lan.get(path).status_code == 200
            cost[path] = len(sent)
            names = [said for said in sent if re.search(r"FROM indicator_label\s*$", said)]
            assert len(names) <= 1, path
            assert names or path in ("/", LABEL), path
        costs.append(cost)
    assert costs[0] == costs[1]
