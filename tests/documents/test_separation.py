"""Who writes, who reviews and who approves stay three people, whatever else their roles allow."""

import pytest
from flask import Flask

from qms.documents import drafting, filing, operations
from qms.documents.drafting import EditionFacts
from qms.documents.lifecycle import not_open_to_change
from qms.documents.models import Edition
from qms.kernel.access import Role
from qms.kernel.lifecycle import Refused
from qms.organisation.operations import appoint
from tests import town
from tests.town import BEGAN, a_draft, actor, person, word_file


@pytest.fixture(autouse=True)
def _lan_reviews_too(inside: Flask) -> None:
    """Lan is quality officer, and a reviewer besides."""
    appoint(person("lan"), Role.REVIEWER, None, BEGAN, None, by=actor("son"), reason="13/QĐ-UBND")


def name(edition: Edition, reviewer: str, by: str) -> Edition:
    """Choose the reviewer of a draft."""
    facts = EditionFacts("Lưu trữ", 1, 0, "", person(reviewer).id, person("hung").id)
    return drafting.change_draft(edition, None, facts, edition.version, by=actor(by))


def replace_file(edition: Edition, by: str) -> Edition:
    """Put other words in the place of a draft's."""
    file = filing.take_in(word_file(f"lời của {by}"), "b.docx")
    return drafting.replace_file(edition, file, edition.version, by=actor(by))


def test_an_officer_who_is_to_review_does_not_write() -> None:
    edition = name(a_draft(), "lan", by="thao")
    assert not_open_to_change(edition, actor("lan"))
    for act in (lambda: replace_file(edition, "lan"), lambda: name(edition, "tuan", by="lan")):
        with pytest.raises(Refused, match="được giao xem xét"):
            act()
    replace_file(edition, "thao")
    town.move(edition, "in review")


def test_an_officer_who_wrote_is_not_made_reviewer_by_anybody() -> None:
    edition = replace_file(a_draft(), "lan")
    for by in ("thao", "lan"):
        with pytest.raises(Refused, match="đã đưa tệp Word"):
            name(edition, "lan", by=by)
    assert town.move(name(edition, "tuan", by="lan"), "in review").state == "in review"


def test_what_was_written_before_a_return_counts_too() -> None:
    edition = town.move(replace_file(a_draft(), "lan"), "in review")
    operations.return_to_author(edition, edition.version, actor("tuan"), "thiếu mục 3")
    replace_file(edition, "thao")
    with pytest.raises(Refused, match="đã đưa tệp Word"):
        name(edition, "lan", by="thao")


def test_an_officer_who_wrote_nothing_may_review() -> None:
    edition = name(a_draft(), "lan", by="thao")
    town.move(edition, "in review")
    consent = operations.Consent(town.PASSWORD, edition.version)
    operations.review(edition, consent, by=actor("lan"), reason="")
    assert edition.is_reviewed
