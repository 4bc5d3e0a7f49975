"""The papers as LibreOffice prints them: nothing is cut, and pictures keep their words."""

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from pypdf import PdfReader

from qms.nonconformities.causes import operations as causes
from qms.nonconformities.causes.drawing import why_tree
from qms.nonconformities.papers.word.letter import make_letter
from tests.nonconformities import cases
from tests.nonconformities.causes.forests import MANY
from tests.nonconformities.papers.letters import CITIZEN, an_apology
from tests.town import actor
from tests.visitor import Visitor


def pages_of(content: bytes, folder: Path) -> list[str]:
    """The text of each page."""
    office = os.environ.get("QMS_LIBREOFFICE") or shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    (folder / "paper.docx").write_bytes(content)
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [page.extract_text() for page in PdfReader(folder / "paper.pdf").pages]


def test_every_letter_of_the_pictures_is_printed(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        found, finding = cases.corrected(), cases.a_finding(causes=tuple(MANY))
        causes.find_cause(found, finding, found.version, by=actor("binh"))
        number, effect = found.id, found.title
    content = Visitor(app, "lan").get(f"/nonconformities/{number}/form.docx").data
    pages = pages_of(content, tmp_path)
    shown = Counter("".join("".join(pages).split()))
    drawn = "".join("".join(box.lines) for box in why_tree(effect, MANY).boxes)
    assert Counter("".join(drawn.split())) <= shown
    assert "PHỤ LỤC" in pages[-1]
    assert f"Trang {len(pages)}/{len(pages)}" in " ".join(pages[-1].split())
    for page in pages:
        signed = " ".join(page.split())
        assert signed.count("(Ký, ghi rõ họ tên)") <= signed.count("NGƯỜI") + signed.count("ĐẠI")


def test_the_letter_fits_on_a_page(inside: Flask, tmp_path: Path) -> None:
    del inside
    [page] = pages_of(make_letter(an_apology(), "UBND phường Tân Hòa"), tmp_path)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page, "on one line"
    assert CITIZEN in page
    assert "Hoàng Văn Bình" in page
