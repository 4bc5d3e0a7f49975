"""Files that must be turned away at the gate of attachments; each with the cause to expect."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from PIL import Image
from pypdf import PdfWriter

from tests.attachments.files import (
    a_jpeg,
    a_pdf,
    a_png,
    a_workbook,
    a_workbook_with,
    raw_pdf,
    written,
)
from tests.town import word_file

MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="x" Type="{0}{1}" Target="{2}"{3}/></Relationships>'
).format


def changed(act: Callable[[PdfWriter], object]) -> bytes:
    """A blank sheet to which something was done."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    act(writer)
    return written(writer)


def with_action(said: str) -> bytes:
    """A PDF that does something when it is opened."""
    return raw_pdf(said, root="<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>")


def in_an_object_stream(said: str) -> bytes:
    """A PDF that keeps an object where a reader of plain text does not see it."""
    body = zlib.compress(f"5 0 {said}".encode())
    stream = (
        f"<< /Type /ObjStm /N 1 /First 4 /Length {len(body)} /Filter /FlateDecode >>\n"
        f"stream\n{body.decode('latin-1')}\nendstream"
    )
    sound = raw_pdf(stream, root="<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>")
    start = sound.rindex(b"xref\n0")
    places = [sound.index(f"{number} 0 obj".encode()) for number in range(1, 5)]
    rows = b"\0" + struct.pack(">LB", 0, 255)
    rows += b"".join(b"\1" + struct.pack(">LB", place, 0) for place in places)
    rows += b"\2" + struct.pack(">LB", 4, 0) + b"\1" + struct.pack(">LB", start, 0)
    packed = zlib.compress(rows)
    head = (
        f"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R /Length {len(packed)} "
        f"/Filter /FlateDecode >>\nstream\n"
    )
    end = f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n"
    return sound[:start] + head.encode() + packed + end.encode()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG whose header says that it is larger than its bytes."""
    sound = a_png()
    head = struct.pack(">LL", width, height) + sound[24:29]
    checked = struct.pack(">L", zlib.crc32(b"IHDR" + head))
    return sound[:16] + head + checked + sound[33:]


def bomb() -> bytes:
    """A PNG of few bytes that unpacks to half a gigabyte."""
    out = BytesIO()
    Image.new("1", (21_000, 21_000)).save(out, "PNG")
    return out.getvalue()


def looping_pages() -> bytes:
    """A PDF whose pages hold themselves."""
    return raw_pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def with_related(kind: str, target: str, outside: bool = False) -> bytes:
    """A workbook whose sheet is related to something."""
    mode = ' TargetMode="External"' if outside else ""
    said = RELATIONS(RELATION, kind, target, mode)
    return a_workbook_with(xl__worksheets___rels__sheet1_DOT_xml_DOT_rels=said)


def declared_as(kind: str) -> bytes:
    """A workbook whose main part says that it is something else."""
    name = "[Content_Types].xml"
    with ZipFile(BytesIO(a_workbook())) as sound:
        said = sound.read(name).replace(b"spreadsheetml.sheet.main", kind.encode())
    return a_workbook_with(**{name: said})


SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
LAUNCH = "<< /S /Launch /F (cmd.exe) >>"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "empty"),
    "text": (lambda: "Ủy ban nhân dân".encode(), "other kind"),
    "program": (lambda: b"MZ" + bytes(500), "other kind"),
    "page": (lambda: b"<html><script>alert(1)</script></html>", "other kind"),
    "drawing that runs": (lambda: b"<svg onload='alert(1)'/>", "other kind"),
    "photo of a phone": (lambda: b"\0\0\0\x18ftypheic" + bytes(100), "heic"),
    "Word file": (word_file, "other kind"),
    "old Word file": (lambda: OLE + "WordDocument".encode("utf-16-le"), "old word"),
    "old workbook": (lambda: OLE + "Workbook".encode("utf-16-le"), "old workbook"),
    "PDF over 25 MB": (lambda: b"%PDF-1.7\n" + bytes(25 * MEGABYTE), "too large"),
    "PDF cut short": (lambda: a_pdf()[:-60], "damaged"),
    "PDF of nothing but its ends": (lambda: b"%PDF-1.7\n%%EOF", "damaged"),
    "PDF without pages": (lambda: raw_pdf().replace(b"[3 0 R]", b"[     ]"), "damaged"),
    "PDF whose pages hold themselves": (looping_pages, "damaged"),
    "PDF with more pages than anybody reads": (lambda: a_pdf(1001), "too many pages"),
    "PDF with a password": (lambda: changed(lambda w: w.encrypt("bi mat")), "password"),
    "PDF with rights of its owner": (
        lambda: changed(lambda w: w.encrypt("", "chu so huu")),
        "password",
    ),
    "PDF with a script": (
        lambda: raw_pdf(
            "<< /Names [(a) 5 0 R] >>",
            SCRIPT,
            root="<< /Type /Catalog /Pages 2 0 R /Names << /JavaScript 4 0 R >> >>",
        ),
        "active",
    ),
    "PDF with a script on opening": (lambda: with_action(SCRIPT), "active"),
    "PDF with a script under another spelling": (
        lambda: with_action("<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>"),
        "active",
    ),
    "PDF with a script that is packed": (lambda: in_an_object_stream(SCRIPT), "active"),
    "PDF that launches a program": (lambda: with_action(LAUNCH), "active"),
    "PDF that launches a program, packed": (lambda: in_an_object_stream(LAUNCH), "active"),
    "PDF that opens another file": (
        lambda: with_action("<< /S /GoToR /F (\\\\\\\\may-chu\\\\a.pdf) >>"),
        "active",
    ),
    "PDF that sends what was filled in": (
        lambda: with_action("<< /S /SubmitForm /F (https://la.example/) >>"),
        "active",
    ),
    "PDF with a form of another kind": (
        lambda: raw_pdf("<< /XFA [] >>", root="<< /Pages 2 0 R /AcroForm 4 0 R >>"),
        "active",
    ),
    "PDF with a film": (lambda: raw_pdf("<< /Type /Annot /Subtype /RichMedia >>"), "active"),
    "PDF with a file inside": (
        lambda: changed(lambda w: w.add_attachment("a.exe", b"MZ")),
        "embedded",
    ),
    "PDF with a file pinned to a page": (
        lambda: raw_pdf("<< /Type /Annot /Subtype /FileAttachment >>"),
        "embedded",
    ),
    "JPEG cut short": (lambda: a_jpeg((400, 400))[:-900], "damaged"),
    "JPEG of nothing": (lambda: b"\xff\xd8\xff\xe0" + bytes(50), "damaged"),
    "JPEG over 20 MB": (lambda: a_jpeg() + bytes(20 * MEGABYTE), "too large"),
    "PNG that claims to be huge": (lambda: png_that_claims(60_000, 60_000), "too many pixels"),
    "PNG that claims to be long": (lambda: png_that_claims(2_000_000, 1), "too many pixels"),
    "PNG that unpacks to a huge one": (bomb, "too many pixels"),
    "PNG that is not whole": (lambda: a_png(size=(500, 500))[:200], "damaged"),
    "PNG with a broken part": (lambda: a_png().replace(b"IDAT", b"IDAX"), "damaged"),
    "workbook with macros": (lambda: a_workbook_with(xl__vbaProject_DOT_bin=OLE), "macro"),
    "workbook that says it has macros": (
        lambda: declared_as("sheet.macroEnabled.main"),
        "macro",
    ),
    "workbook with macros of old": (
        lambda: with_related("xlMacrosheet", "../macrosheets/sheet1.xml"),
        "macro",
    ),
    "workbook with numbers from another": (
        lambda: with_related("externalLink", "../externalLinks/externalLink1.xml"),
        "links",
    ),
    "workbook that asks a database": (lambda: with_related("connections", "../c.xml"), "links"),
    "workbook with a picture from elsewhere": (
        lambda: with_related("image", "https://la.example/a.png", outside=True),
        "links",
    ),
    "workbook with a file inside": (
        lambda: with_related("package", "../embeddings/a.docx"),
        "embedded",
    ),
    "workbook with a button that runs": (
        lambda: with_related("control", "../activeX/activeX1.xml"),
        "macro",
    ),
    "workbook with a password": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "password",
    ),
    "workbook cut short": (lambda: a_workbook()[:-50], "damaged"),
    "workbook with an entity": (
        lambda: a_workbook_with(xl__styles_DOT_xml='<!DOCTYPE a [<!ENTITY x "ha">]><a>&x;</a>'),
        "unsafe",
    ),
    "workbook that unpacks to a huge one": (
        lambda: a_workbook_with(xl__media__a_DOT_png=bytes(20 * MEGABYTE)),
        "unsafe",
    ),
}
