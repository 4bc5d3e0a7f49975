"""The sample files beside the project go all the way in, through the pages."""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask import Flask
from lxml import etree
from sqlalchemy import select

from qms.documents.models import Edition
from qms.kernel.database import db
from tests.conftest import ROOT
from tests.documents.word.test_reader import raw_words
from tests.visitor import Visitor

SAMPLES = Path(os.environ.get("QMS_SAMPLE_DATA") or ROOT.parent / "shared" / "data") / "docx"
FILES = sorted(SAMPLES.rglob("*.docx")) if SAMPLES.is_dir() else []
OLD = sorted(SAMPLES.rglob("*.doc")) if SAMPLES.is_dir() else []
Visit = Callable[[str | None], Visitor]

pytestmark = [
    pytest.mark.sample_data,
    pytest.mark.skipif(not FILES, reason="no sample files beside the project"),
]
PART = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


def words_in(file: Path) -> Counter[str]:
    """The words of body, headers, footers and notes, counted from the raw XML; of a file that was
    written before Unicode, those that are known to stand in it.
    """
    truth = file.with_suffix(".truth.txt")
    if truth.exists():
        said = unicodedata.normalize("NFC", truth.read_text(encoding="utf-8"))
        return Counter(re.findall(r"\w+", said))
    archive = ZipFile(file)
    parts = [name for name in archive.namelist() if PART.fullmatch(name)]
    return sum((raw_words(etree.fromstring(archive.read(name))) for name in parts), Counter())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_sample_file_becomes_a_draft_with_all_its_words(
    app: Flask, visit: Visit, file: Path
) -> None:
    thao, content = visit("thao"), file.read_bytes()
    sent = thao.send("/documents/uploads", file=(BytesIO(content), file.name))
    assert sent.status_code == 302, sent.text
    assert thao.client.get(sent.location or "").status_code == 200
    said = {"code": "QT-01", "title": file.stem, "issue": "1", "amendment": "0"}
    said |= {"kind": "procedure", "unit": "2", "reviewer": "0", "approver": "0"}
    number = (sent.location or "").rpartition("=")[2]
    started = thao.send("/documents", upload=number, **said)
    assert started.status_code == 302
    assert thao.client.get(started.location or "").status_code == 200
    with app.app_context():
        edition = db.session.scalars(select(Edition)).one()
        text = [edition.margins, *(f"{c.number} {c.heading} {c.text}" for c in edition.clauses)]
    words = words_in(file)
    lost = words - Counter(re.findall(r"\w+", " ".join(text)))
    assert lost.total() <= 0.005 * words.total(), lost


@pytest.mark.parametrize("file", OLD, ids=lambda file: file.name)
def test_an_old_word_file_is_refused_with_its_reason(visit: Visit, file: Path) -> None:
    answer = visit("thao").send("/documents/uploads", file=(BytesIO(file.read_bytes()), file.name))
    assert answer.status_code == 422
    assert "lưu thành dạng .docx" in answer.text
