"""Papers and photographs, prepared as pictures: decisions signed by hand, and proofs of work done.

A decision has its number and day written in; what shows that something was done stays as it is.
"""

from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "scans"
INK = (35, 50, 150)
DOTS_PER_INCH, SHEET_DOTS = 144.0, 100.0
PHOTOGRAPH = "anh-"
PLACES = {"number": (238, 199), "day": (708, 199), "month": (834, 199), "year": (940, 199)}
"""Where on a page the hand writes, in dots from the upper left."""


def scanned(page: str, number: str, on: date) -> bytes:
    """The prepared ``page`` as a scanned PDF, with the figures of ``number`` and the day ``on``."""
    with Image.open(FOLDER / f"{page}.png") as kept:
        paper = kept.convert("RGB")
    told = {
        "number": number.split("/")[0],
        "day": f"{on:%d}",
        "month": f"{on:%m}" if on.month < 3 else str(on.month),
        "year": str(on.year),
    }
    pen, hand = ImageDraw.Draw(paper), ImageFont.load_default(30)
    for name, words in told.items():
        pen.text(PLACES[name], words, INK, font=hand)
    return _printed(paper, DOTS_PER_INCH)


def sheet(page: str) -> bytes:
    """The prepared ``page`` as a scanned PDF; a photograph as the picture that it is."""
    path = FOLDER / f"{page}.png"
    if page.startswith(PHOTOGRAPH):
        return path.read_bytes()
    with Image.open(path) as kept:
        return _printed(kept.convert("RGB"), SHEET_DOTS)


def _printed(paper: Image.Image, dots: float) -> bytes:
    made = BytesIO()
    paper.save(made, "PDF", resolution=dots)
    return made.getvalue()
