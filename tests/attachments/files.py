"""Sound files of every kind that may be attached, small."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from pypdf import PdfWriter
from xlsxwriter import Workbook

A4 = (595, 842)
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
TURNED_RIGHT = 6


def a_pdf(pages: int = 1) -> bytes:
    """A PDF of blank sheets."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(*A4)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def raw_pdf(*objects: str, root: str = "<< /Type /Catalog /Pages 2 0 R >>") -> bytes:
    """A PDF of one page and more ``objects`` (from number 4), with ``root`` as its catalogue."""
    numbered = [
        root,
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        *objects,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, said in enumerate(numbered, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{said}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(numbered) + 1
    return out + (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode("latin-1")


def a_jpeg(size: tuple[int, int] = (40, 20), **saved: Any) -> bytes:
    """A photo taken with the phone held upright, at a place the phone knew."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = TURNED_RIGHT, "Phone"
    exif.get_ifd(GPS)[1] = "N"
    return _saved(picture, "JPEG", exif=exif, comment=b"nha rieng", **saved)


def a_png(mode: str = "RGB", size: tuple[int, int] = (30, 10)) -> bytes:
    """A picture as a scanner or a screen makes it."""
    return _saved(Image.new(mode, size), "PNG")


def _saved(picture: Image.Image, name: str, **saved: Any) -> bytes:
    out = BytesIO()
    picture.save(out, name, **saved)
    return out.getvalue()


def a_workbook() -> bytes:
    """A workbook of one sheet, with a formula and a link to a page."""
    out = BytesIO()
    book = Workbook(out)
    sheet = book.add_worksheet("Số liệu")
    sheet.write_row(0, 0, ["Quý", "Hồ sơ"])
    sheet.write_row(1, 0, ["I", 120])
    sheet.write_formula(2, 1, "=SUM(B2:B2)")
    sheet.write_url(3, 0, "https://example.gov.vn/")
    book.close()
    return out.getvalue()


def a_workbook_with(**parts: str | bytes) -> bytes:
    """A sound workbook with parts added or replaced; "__" stands for "/", "_DOT_" for "."."""
    out = BytesIO()
    with ZipFile(BytesIO(a_workbook())) as sound, ZipFile(out, "w", ZIP_DEFLATED) as made:
        more = {name.replace("__", "/").replace("_DOT_", "."): said for name, said in parts.items()}
        for name in sound.namelist():
            made.writestr(name, more.pop(name, None) or sound.read(name))
        for name, said in more.items():
            made.writestr(name, said)
    return out.getvalue()
