"""The pictures of causes on paper, in letters that can be read.

The tree stands in the text, in as many pieces as pages need. The fishbone has a page of its own
that lies across; what is too deep for it is left to the tree.
"""

from collections.abc import Callable, Sequence

from docx.document import Document
from docx.section import Section

from qms.documents.word import dress
from qms.kernel.drawing.lettering import SIZE
from qms.kernel.drawing.shapes import Drawing
from qms.nonconformities.causes.drawing import fishbone, why_tree
from qms.nonconformities.causes.outline import outline
from qms.nonconformities.causes.tree import Cause
from qms.nonconformities.causes.word import TALLEST, add_drawing
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.papers.word import sheet
from qms.nonconformities.treatment import Treatment

READABLE = 6.5
"""Points, the least that letters of a picture may have."""
_HIGH = 145  # millimetres on a page laid across, below its title and a note
_POINT = 0.3528  # millimetres


def trees(document: Document, effect: str, causes: Sequence[Cause]) -> None:
    """The tree of whys, as wide as the text.

    It begins a section: LibreOffice drops the words of shapes behind a table of the same section.
    """
    sheet.begin_anew(document)
    for piece in _pieces(effect, causes):
        drawing = why_tree(effect, piece)
        add_drawing(document.add_paragraph(), drawing, outline(effect, piece), dress.TEXT_WIDTH)


def fishbones(document: Document, found: Nonconformity, foot: Callable[[Section], None]) -> None:
    """A page for each round whose cause was found."""
    analysed = [treatment for treatment in found.treatments if treatment.analysed_at]
    for place, treatment in enumerate(analysed):
        page = sheet.lay_across(document)
        if not place:
            foot(page)
        again = f", lần xử lý {treatment.round}" if len(found.treatments) > 1 else ""
        sheet.section(document, f"PHỤ LỤC. Biểu đồ xương cá{again}", level=1)
        _fishbone(document, found.title, treatment)


def _fishbone(document: Document, effect: str, treatment: Treatment) -> None:
    drawing, shown = _readable(effect, treatment.causes)
    words = outline(effect, treatment.causes)
    add_drawing(document.add_paragraph(), drawing, words, sheet.ACROSS, _HIGH)
    if len(shown) < len(treatment.causes):
        deepest = max(cause.depth for cause in shown) + 1
        note = f"Chỉ vẽ đến lần hỏi “vì sao” thứ {deepest}; toàn bộ có ở cây vì sao, mục 5."
        sheet.said(document, note)


def _readable(effect: str, causes: Sequence[Cause]) -> tuple[Drawing, Sequence[Cause]]:
    """The fishbone with as many whys as can be read, and the causes that it shows."""
    for deepest in range(max(cause.depth for cause in causes), -1, -1):
        shown = [cause for cause in causes if cause.depth <= deepest]
        drawing = fishbone(effect, shown)
        scale = min(sheet.ACROSS / drawing.width, _HIGH / drawing.height)
        if scale * SIZE / _POINT >= READABLE or not deepest:
            break
    return drawing, shown


def _pieces(effect: str, causes: Sequence[Cause]) -> list[list[Cause]]:
    """The causes, cut between first whys so that the tree of each piece fits on a page."""
    pieces: list[list[Cause]] = []
    for chain in _chains(causes):
        longer = [*pieces[-1], *chain] if pieces else chain
        if pieces and _fits(effect, longer):
            pieces[-1] = longer
        else:
            pieces.append(chain)
    return pieces


def _chains(causes: Sequence[Cause]) -> list[list[Cause]]:
    """Each answer to a first why, with what was asked on from it."""
    chains: list[list[Cause]] = []
    for cause in causes:
        if cause.depth and chains:
            chains[-1].append(cause)
        else:
            chains.append([cause])
    return chains


def _fits(effect: str, causes: Sequence[Cause]) -> bool:
    drawing = why_tree(effect, causes)
    return drawing.height * dress.TEXT_WIDTH / drawing.width <= TALLEST
