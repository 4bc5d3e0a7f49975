"""Title, code, issue and amendment, from where agencies print them.

Looked for in this order: page header, table on the cover, text box, page footer, first lines,
properties. The cover ends at the first numbered heading: below it forms and other documents are
named, in the same words. A place with the label but an unfilled value says nothing, and stops a
guess from unlabelled text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from qms.documents.word.blocks import Block, Cell, Paragraph, Table, text_of
from qms.documents.word.labels import (
    Kind,
    bare_code,
    has_label,
    identifies,
    is_history,
    is_placeholder,
    law_number,
    said,
    spots,
)

_FIRST_BLOCKS = 40
_FIRST_TABLES = 3
_LONGEST_LINE = 160
_LONGEST_CODE_LINE = 60
_MOST_TITLE_LINES = 4
_FEWEST_LETTERS = 4
_KINDS = (
    r"(?:quy trình|hướng dẫn|sổ tay|chính sách|mục tiêu|quy chế|quy định|biểu mẫu|nghị định|"
    r"thông tư|quyết định|nghị quyết|kế hoạch|luật|chỉ thị|thông báo|báo cáo|tờ trình|phiếu|"
    r"procedure|manual|policy|instruction)"
)
_KIND_ALONE = re.compile(_KINDS + r"|phụ lục(?:\s+[ivxlc\d]+)?", re.IGNORECASE)
_NOT_A_TITLE = re.compile(
    r"(?:cộng ho[àa]|cộng hòa|độc lập|ủy ban|uỷ ban|ubnd|hđnd|hội đồng|sở\s|phòng\s|chính phủ|"
    r"bộ\s(?!mẫu)|tỉnh\s|thành phố|huyện|quận|phường|xã\s|trung tâm|văn phòng|bệnh viện|chi cục|"
    r"cục\s|số\s*:|mục lục|trách nhiệm|soạn thảo|biên soạn|phê duyệt|họ tên|chữ ký|logo|"
    r"tài liệu nội bộ|căn cứ|chương\s+(?:\d|[ivxlc]+\b)|điều\s|người|ngày|\(|"
    r"people's committee|kèm theo|ban hành|danh sách phân phối|nơi nhận|"
    r"(?:bảng\s+(?:theo dõi\s+)?|lịch sử\s+|theo dõi\s+)(?:sửa đổi|thay đổi))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """A value and where it stood.

    ``where`` is "header", "cover table", "text box", "footer", "heading", "body" or "properties".
    """

    value: str
    where: str


@dataclass(frozen=True)
class Places:
    """The places of a text where its identity may be printed, the most trustworthy first."""

    header: list[Block]
    cover: list[Block]
    footer: list[Block]
    properties_title: str = ""

    def __iter__(self) -> Iterator[tuple[str, list[Block]]]:
        first = self.cover[:_FIRST_BLOCKS]
        tables = [b for b in first if isinstance(b, Table) and not b.boxed][:_FIRST_TABLES]
        yield "header", self.header
        yield "cover table", list(tables)
        yield "text box", [block for block in first if block.boxed]
        yield "footer", self.footer
        yield "body", [block for block in first if isinstance(block, Paragraph) and not block.boxed]


def labelled(kind: Kind, places: Places) -> Found | None:
    """What stands under the labels of ``kind``; for a code also a bare code or a law's number."""
    left_open = False
    for where, blocks in places:
        for spot in spots(blocks):
            value = said(kind, spot) if len(spot.line) <= _LONGEST_LINE else None
            if value:
                return Found(value, where)
            left_open = left_open or value is not None
    return _unlabelled_code(places) if kind == "code" and not left_open else None


def _unlabelled_code(places: Places) -> Found | None:
    for where, blocks in places:
        for spot in spots(blocks):
            short = len(spot.line) <= _LONGEST_CODE_LINE
            code = (law_number(spot.line) or bare_code(spot.line)) if short else ""
            if code:
                return Found(code, where)
    return None


def title(places: Places) -> Found | None:
    """The title, from its label, the middle of the header table, or the first lines in capitals."""
    found = labelled("title", places)
    if found:
        return found
    for where, blocks in places:
        for block in blocks:
            words = _title_cell(block) if isinstance(block, Table) and where != "body" else ""
            if words:
                return Found(words, where)
    words = _title_lines([b for b in places.cover[:_FIRST_BLOCKS] if isinstance(b, Paragraph)])
    if words:
        return Found(words, "heading")
    words = " ".join(places.properties_title[:_LONGEST_LINE].split())
    return Found(words, "properties") if words and not is_placeholder(words) else None


def _title_cell(table: Table) -> str:
    """The title in a table that also bears a code or a page number: the fullest other cell."""
    cells = [cell for row in table.rows for cell in row.cells if cell.text]
    if is_history(table) or len(cells) > 30 or not any(identifies(cell.text) for cell in cells):
        return ""
    candidates = [cell for cell in cells if _may_be_title(cell)]
    named = [cell for cell in candidates if _KIND_ALONE.match(cell.text)]
    best = max(named or candidates, key=_weight, default=None)
    return _titled(best) if best else ""


def _may_be_title(cell: Cell) -> bool:
    text = _titled(cell)
    return _reads_like_title(text) and not has_label(text)


def _titled(cell: Cell) -> str:
    """The words of a cell below the name of the agency, which may stand in the same one."""
    lines = [text for text in map(text_of, cell.blocks) if text]
    return " ".join(dropwhile(_NOT_A_TITLE.match, lines))


def _weight(cell: Cell) -> tuple[bool, bool, int]:
    paragraphs = [b for b in cell.blocks if isinstance(b, Paragraph) and b.text]
    capital = bool(paragraphs) and all(p.capital for p in paragraphs)
    return capital, any(p.bold for p in paragraphs), len(cell.text)


def _title_lines(paragraphs: list[Paragraph]) -> str:
    for place, paragraph in enumerate(paragraphs):
        if not paragraph.text:
            continue
        if paragraph.style.name.casefold() in ("title", "tiêu đề") and _fits(paragraph):
            return paragraph.text
        if _KIND_ALONE.fullmatch(paragraph.text) or (_stands_out(paragraph) and _fits(paragraph)):
            return _with_next_lines(paragraph, paragraphs[place + 1 :])
    return ""


def _with_next_lines(first: Paragraph, following: Iterable[Paragraph]) -> str:
    """A title over several lines; below the kind alone ("NGHỊ ĐỊNH") a line always counts."""
    kind_alone = bool(_KIND_ALONE.fullmatch(first.text))
    lines = [first.text]
    for paragraph in takewhile(lambda p: p.text and len(lines) < _MOST_TITLE_LINES, following):
        first_below = kind_alone and len(lines) == 1
        if not _fits(paragraph) or not (first_below or _same_dress(first, paragraph)):
            break
        lines.append(paragraph.text)
    return " ".join(lines)


def _fits(paragraph: Paragraph) -> bool:
    text = paragraph.text
    numbered = text[:1].isdigit() or (paragraph.label is not None)
    return _reads_like_title(text) and not numbered


def _reads_like_title(text: str) -> bool:
    letters = sum(sign.isalpha() for sign in text)
    usual = letters >= _FEWEST_LETTERS and len(text) <= _LONGEST_LINE
    return usual and not (_NOT_A_TITLE.match(text) or is_placeholder(text) or bare_code(text))


def _stands_out(paragraph: Paragraph) -> bool:
    return paragraph.capital or (paragraph.centred and paragraph.bold)


def _same_dress(first: Paragraph, other: Paragraph) -> bool:
    return _stands_out(other) and first.capital == other.capital and first.centred == other.centred
