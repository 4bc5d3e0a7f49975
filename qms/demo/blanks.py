"""The blanks (biểu mẫu) of the ward: out of ``forms.json``, each made into a Word file.

There are some two hundred, so each is written as a package of the few parts it needs: with the big
default parts of a library that edits any file, making and reading them would take most of a start.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FILE = Path(__file__).parent / "forms.json"
PARTS = Path(__file__).parent / "word"
EPOCH = (1980, 1, 1, 0, 0, 0)
WIDE_FROM = 7
"""A table of so many columns lies across the page."""
TWIPS = 56.7
LEADER = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="%d"/></w:tabs>'


@dataclass(frozen=True)
class Blank:
    """A form as the ward uses it.

    ``of`` is the code of its procedure; ``to`` whom it is addressed to; ``lines`` what is filled
    in; ``columns`` and ``items`` (or so many empty ``rows``) its table; ``signs`` who sign.
    """

    code: str
    title: str
    of: str
    to: str = ""
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    rows: int = 0
    signs: tuple[str, ...] = ()


def blanks() -> list[Blank]:
    """Every form of the ward, in the order of its procedures."""
    told: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
    return [Blank(**{key: _kept(words) for key, words in form.items()}) for form in told]


def _kept(told: Any) -> Any:
    return tuple(told) if isinstance(told, list) else told


def plain(code: str, title: str, of: str) -> Blank:
    """A form that the procedure of the program itself lists: a list with room for remarks."""
    columns = ("TT", "Nội dung", "Người thực hiện", "Ngày", "Ghi chú")
    return Blank(code, title, of, "", ("Đơn vị", "Ngày lập"), columns, (), 12, ("Người lập",))


def make_blank(blank: Blank, agency: str, edition: str, on: date) -> bytes:
    """The Word file (.docx) of ``blank``; ``edition`` is such as "01/00", issued ``on`` a day."""
    wide = len(blank.columns) >= WIDE_FROM
    width = round((247 if wide else 160) * TWIPS)
    parts = {name: (PARTS / name).read_text("utf-8") for name in ("types.xml", "styles.xml")}
    told = {
        "[Content_Types].xml": parts["types.xml"],
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("header", "header.xml")
        ),
        "word/styles.xml": parts["styles.xml"],
        "word/header.xml": _part("hdr", _head(blank, agency, edition, on, width)),
        "word/document.xml": _part("document", _body(blank, width, wide=wide)),
    }
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as target:
        for name, text in told.items():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, text.encode())
    return made.getvalue()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def _relations(*told: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(told, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>'


def _part(root: str, inside: str) -> str:
    return f'<w:{root} xmlns:w="{WORD}" xmlns:r="{OFFICE}">{inside}</w:{root}>'


def _run(text: str, *, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _paragraph(text: str, style: str = "", *, bold: bool = False, more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{_run(text, bold=bold)}</w:p>"


def _line(text: str, width: int) -> str:
    """A line to be filled in, or a heading between lines when it is in capitals."""
    if text.isupper():
        return _paragraph(text, "Part")
    tab = "<w:r><w:tab/></w:r>"
    return f"<w:p><w:pPr>{LEADER % width}</w:pPr>{_run(f'{text}: ')}{tab}</w:p>"


def _cell(inside: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _table(rows: Iterable[Iterable[str]], widths: list[int], style: str) -> str:
    """``rows`` of cells, each the paragraphs inside it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    kept = '<w:trPr><w:cantSplit/><w:trHeight w:val="420"/></w:trPr>'
    lines = "".join(
        f"<w:tr>{kept}{''.join(_cell(*told) for told in zip(row, widths, strict=True))}</w:tr>"
        for row in rows
    )
    look = f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


def _head(blank: Blank, agency: str, edition: str, on: date, width: int) -> str:
    identity = (
        f"Mã hiệu: {blank.code}",
        f"Ngày ban hành: {on:%d/%m/%Y}",
        f"Lần ban hành/sửa đổi: {edition}",
    )
    cells = (
        _paragraph(agency, "Small", bold=True),
        _paragraph(blank.title, "Small", bold=True),
        "".join(_paragraph(line, "Small") for line in identity),
    )
    widths = [round(width * share) for share in (0.32, 0.38, 0.30)]
    return _table([cells], widths, "Grid") + _paragraph("", "Small")


def _body(blank: Blank, width: int, *, wide: bool) -> str:
    told = []
    if blank.to:
        told.append(_paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Centred", bold=True))
        told.append(_paragraph("Độc lập - Tự do - Hạnh phúc", "Motto"))
    told.append(_paragraph(blank.title.upper(), "Title"))
    if blank.to:
        told.append(_paragraph(f"Kính gửi: {blank.to}", "Centred"))
    told += [_line(line, width) for line in blank.lines]
    if blank.columns:
        told += [_paragraph("", "Small"), _grid(blank, width)]
    if blank.signs:
        told += [_paragraph("Tân Hòa, ngày …… tháng …… năm 20……", "Dated"), _signs(blank, width)]
    return f"<w:body>{''.join(told)}{_paragraph('', 'Small')}{_section(wide=wide)}</w:body>"


def _grid(blank: Blank, width: int) -> str:
    """The table: its items in the first column, or rows left empty, numbered where one is "TT"."""
    first = blank.items or tuple(
        str(place) if blank.columns[0] == "TT" else "" for place in range(1, blank.rows + 1)
    )
    shares = [
        _share(name, narrow=blank.columns[0] == "TT" or place > 0)
        for place, name in enumerate(blank.columns)
    ]
    widths = [round(width * share / sum(shares)) for share in shares]
    empty = [_paragraph("", "Small")] * (len(blank.columns) - 1)
    head = [_paragraph(name, "Small", bold=True) for name in blank.columns]
    rows = [[_paragraph(words, "Small"), *empty] for words in first]
    return _table([head, *rows], widths, "Grid")


def _share(name: str, *, narrow: bool) -> int:
    """How wide a column is beside the others, by the words over it."""
    if name == "TT" or len(name) < 3:
        return 5
    return min(24, max(9, len(name))) if narrow else 30


def _signs(blank: Blank, width: int) -> str:
    cells = [
        _paragraph(who, "Centred", bold=True)
        + _paragraph("(Ký, ghi rõ họ tên)", "Centred")
        + _paragraph("", "Centred") * 3
        for who in blank.signs
    ]
    if len(cells) == 1:
        cells.insert(0, _paragraph(""))
    return _table([cells], [width // len(cells)] * len(cells), "Bare")


def _section(*, wide: bool) -> str:
    across = ' w:w="16838" w:h="11906" w:orient="landscape"'
    page = across if wide else ' w:w="11906" w:h="16838"'
    margins = 'w:top="1134" w:bottom="1134" w:left="1701" w:right="1134" w:header="567"'
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="r2"/>'
        f'<w:pgSz{page}/><w:pgMar {margins} w:footer="567" w:gutter="0"/></w:sectPr>'
    )
