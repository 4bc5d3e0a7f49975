"""The pictures in a Word file: shapes with text, each once, that Word and LibreOffice take."""

import os
import shutil
import subprocess
from collections import Counter
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import nsmap
from docx.shared import Mm
from pypdf import PdfReader

from qms.documents.word import dress
from qms.kernel.drawing.shapes import Box, Drawing
from qms.nonconformities.causes.drawing import Look, fishbone, why_tree
from qms.nonconformities.causes.outline import outline
from qms.nonconformities.causes.tree import Branch, Cause
from qms.nonconformities.causes.word import TALLEST, add_drawing
from tests.nonconformities.causes.forests import MANY, PAIRS

EFFECT = 'Hồ sơ "<A & B>" trả trễ hạn'
NAMES = {
    **nsmap,
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}


def with_pictures(*drawings: Drawing, width_mm: float = dress.TEXT_WIDTH) -> Document:
    """A document that holds them, saved and opened again."""
    document = dress.new_document("vi")
    for drawing in drawings:
        add_drawing(document.add_paragraph(), drawing, outline(EFFECT, PAIRS), width_mm)
    saved = BytesIO()
    document.save(saved)
    return docx.Document(BytesIO(saved.getvalue()))


def found(document: Document, path: str) -> list:
    return document.element.getroottree().xpath(path, namespaces=NAMES)


def words(box: Box) -> str:
    return "".join(box.lines)


def test_every_box_is_a_shape_with_its_words_and_nothing_stands_twice() -> None:
    tree, fish = why_tree(EFFECT, PAIRS), fishbone(EFFECT, PAIRS)
    document = with_pictures(tree, fish)
    shapes = found(document, "//wps:wsp[wps:txbx]")
    told = ["".join(shape.xpath(".//w:t/text()", namespaces=NAMES)) for shape in shapes]
    assert told == [words(box) for box in (*tree.boxes, *fish.boxes)]
    assert not found(document, "//w:pict | //pic:pic | //*[local-name() = 'Fallback']")


def test_no_two_shapes_bear_one_number() -> None:
    document = with_pictures(why_tree(EFFECT, MANY), fishbone(EFFECT, MANY))
    numbers = found(document, "//wp:docPr/@id | //wps:cNvPr/@id")
    assert len(numbers) == len(set(numbers)) > 100


def test_the_picture_says_in_words_what_it_shows() -> None:
    document = with_pictures(why_tree(EFFECT, PAIRS))
    assert found(document, "//wp:docPr/@descr") == [outline(EFFECT, PAIRS)]


def test_it_is_as_wide_as_asked_and_no_taller_than_a_page() -> None:
    wide, tall = why_tree(EFFECT, PAIRS), fishbone("trễ", [Cause(Branch.LAW, 0, "vì " * 90)] * 40)
    document = with_pictures(wide, tall)
    (width, other), (_low, height) = (
        [int(size) for size in found(document, f"//wp:extent/@{way}")] for way in ("cx", "cy")
    )
    assert abs(width - Mm(dress.TEXT_WIDTH)) < 10
    assert abs(height - Mm(TALLEST)) < 10
    assert other < Mm(dress.TEXT_WIDTH)


def test_every_shape_lies_within_the_group() -> None:
    document = with_pictures(fishbone(EFFECT, MANY))
    (width,), (height,) = found(document, "//wp:extent/@cx"), found(document, "//wp:extent/@cy")
    for frame in found(document, "//wps:wsp//a:xfrm"):
        (x, y), (wide, high) = ((int(v) for v in part.values()) for part in frame)
        assert 0 <= x <= x + wide <= int(width) + 1
        assert 0 <= y <= y + high <= int(height) + 1


def test_the_letters_grow_with_the_picture() -> None:
    sizes = [
        {int(size) for size in found(with_pictures(d, width_mm=width), "//wps:wsp//w:sz/@w:val")}
        for d, width in ((why_tree(EFFECT, PAIRS), 160), (fishbone(EFFECT, PAIRS), 160))
    ]
    assert sizes == [{17}, {17}]  # half points


def test_a_bone_leads_up_or_down_and_ends_in_a_head() -> None:
    drawing = fishbone(EFFECT, PAIRS)
    document = with_pictures(drawing)
    assert len(found(document, "//wps:wsp[.//a:tailEnd]")) == 6
    assert len(found(document, "//wps:wsp[.//a:tailEnd]//a:xfrm[@flipV='1']")) == 2
    roots = sum(box.look is Look.ROOT for box in drawing.boxes)
    firm = set(found(document, "//wps:wsp[wps:txbx]//a:ln/@w"))
    assert len(firm) == 2
    widest = max(map(int, firm))
    assert len(found(document, f"//wps:wsp[wps:txbx]//a:ln[@w='{widest}']")) == roots


def test_libreoffice_shows_every_letter(tmp_path: Path) -> None:
    office = os.environ.get("QMS_LIBREOFFICE") or shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    drawings = why_tree(EFFECT, PAIRS), fishbone(EFFECT, PAIRS)
    with_pictures(*drawings).save(str(tmp_path / "causes.docx"))
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "causes.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pages = PdfReader(tmp_path / "causes.pdf").pages
    shown = Counter("".join("".join(page.extract_text() for page in pages).split()))
    drawn = "".join(words(box) for drawing in drawings for box in drawing.boxes)
    assert Counter("".join(drawn.split())) <= shown
