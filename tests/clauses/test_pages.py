"""The page of the clauses."""

import re
from collections.abc import Callable
from html import unescape

from qms.clauses.catalogue import NEWEST
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
CLAUSES = [clause for chapter in NEWEST.chapters for clause in chapter.clauses]


def test_every_clause_stands_on_the_page_with_what_it_asks(visit: Visit) -> None:
    page = unescape(visit("linh").get("/clauses").text)
    rows = re.findall(
        r'<tr id="([\d.]+)">\s*<th scope="row">(.*?)</th>\s*<td[^>]*>(.*?)</td>', page
    )
    assert rows == [(c.number, c.titled.said_in("vi"), c.asks.said_in("vi")) for c in CLAUSES]
    for chapter in NEWEST.chapters:
        assert f'id="chapter-{chapter.number}"' in page
        assert f'href="#chapter-{chapter.number}"' in page
    assert NEWEST.source.said_in("vi") in page


def test_the_page_is_told_in_english_too(visit: Visit) -> None:
    linh = visit("linh")
    linh.send("/language", language="en")
    page = unescape(linh.get("/clauses").text)
    for clause in CLAUSES:
        assert clause.titled.said_in("en") in page
        assert clause.asks.said_in("en") in page
    assert "9. Looking at results" in page
    assert "The clauses of TCVN ISO 9001:2015" in page


def test_whoever_is_signed_out_is_asked_to_sign_in(visit: Visit) -> None:
    assert visit(None).get("/clauses").location == "/sign-in?next=/clauses"


def test_the_catalogue_of_indicators_leads_to_the_clauses(visit: Visit) -> None:
    assert 'href="/clauses"' in visit("linh").get("/indicators").text


def test_no_clause_has_a_page_of_its_own(visit: Visit) -> None:
    assert visit("linh").get("/clauses/8.7").status_code == 404
