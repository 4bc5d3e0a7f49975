"""Papers that were signed by hand: a page prepared as a picture, its number and day written in."""

from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "scans"
INK = (35, 50, 150)
DOTS_PER_INCH = 144.0
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
    made = BytesIO()
    paper.save(made, "PDF", resolution=DOTS_PER_INCH)
    return made.getvalue()
