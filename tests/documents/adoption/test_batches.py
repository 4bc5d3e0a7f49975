"""Many files with one decision: all of them are recorded and confirmed, or none."""

from datetime import date, timedelta

import pytest
from flask import Flask

from qms.documents import filing
from qms.documents.adoption.batches import FileRow, record_files
from qms.documents.adoption.models import Adoption
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.queries import document_by_key
from qms.kernel import clock
from qms.kernel.database import db
from tests import town
from tests.documents.adoption.test_verbs import refusal
from tests.paper import HOLDS, a_paper, an_earlier, confirmed, recorded
from tests.town import a_draft, actor, an_edition, word_file


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def rows(*codes: str) -> list[FileRow]:
    return [
        FileRow(
            filing.take_in(word_file(f"văn bản {code}"), f"{code}.docx".replace("/", "-")),
            DocumentFacts(code, "procedure", town.unit_id()),
            EditionFacts(f"Quy trình {code}", 2, 1),
        )
        for code in codes
    ]


def test_many_files_are_recorded_with_one_decision_and_confirmed_in_one_act() -> None:
    an_edition("in force", "QT-02")
    adoption = record_files(
        a_paper("7/QĐ", clock.today(), clock.today()), rows("QT-01", "QT-02"), by=actor("lan")
    )
    assert [item.edition.state for item in adoption.items] == ["recorded", "recorded"]
    confirmed(adoption)
    first, second = (item.edition for item in adoption.items)
    assert (first.serial, first.number, second.serial) == (1, "02/01", 2)
    assert [e.state for e in second.document.editions] == ["superseded", "in force"]


def test_a_bad_row_is_named_and_nothing_of_the_others_is_kept() -> None:
    an_edition("draft", "QT-02")
    said = refusal(lambda: record_files(a_paper(), rows("QT-01", "QT-02", "---"), by=actor("lan")))
    assert [words.split(":")[0] for words in said] == ["QT-02.docx", "---.docx"]
    assert document_by_key("QT-01") is None
    assert db.session.query(Adoption).count() == 0


def test_one_code_is_one_file() -> None:
    said = refusal(lambda: record_files(a_paper(), rows("QT-01", "QT 01"), by=actor("lan")))
    assert said == [
        "Mã QT-01 được ghi cho nhiều tệp: QT-01.docx, QT 01.docx. Mỗi tài liệu chỉ có một tệp."
    ]


def test_an_objection_to_one_of_many_keeps_all_of_them_waiting() -> None:
    drafts = [a_draft("QT-01"), a_draft("QT-02")]
    adoption = recorded(*drafts)
    an_earlier(drafts[1].document, (0, 5), date(2023, 1, 1), HOLDS + timedelta(9))
    said = refusal(lambda: confirmed(adoption))
    assert len(said) == 1
    assert said[0].startswith("QT-02")
    assert {d.state for d in drafts} == {"recorded"}
