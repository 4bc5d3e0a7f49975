"""Blocks as HTML for a page: our own few elements, sanitised once more before they leave.

The heading of a clause is not in its HTML; the page writes it. Pictures become a word in brackets:
nothing is fetched, nothing runs.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

import nh3

from qms.documents.word.blocks import Block, Cell, Look, Paragraph, Piece, Row, Table
from qms.kernel.text import composed

PICTURE = "[hình]"
_TAGS = {
    *("p", "strong", "em", "u", "s", "sup", "sub", "br", "ul", "ol", "li", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_LINKS = {"http", "https", "mailto"}
_BETWEEN_TAGS = re.compile(r"[^<]+")
_LONGEST_STRETCH = 20_000
_STRETCH = re.compile(rf"(?:&[#\w]+;|[^&]){{1,{_LONGEST_STRETCH}}}")


def html_of(blocks: Iterable[Block]) -> str:
    """Sanitised HTML of ``blocks``; "" when they show nothing."""
    written = "".join(_flow(list(blocks)))
    return nh3.clean(
        _BETWEEN_TAGS.sub(_broken, written),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_LINKS,
        link_rel="noopener noreferrer",
    )


def _broken(text: re.Match[str]) -> str:
    """A text of absurd length in several lines: the sanitiser's time grows with its square."""
    if len(text[0]) <= _LONGEST_STRETCH:
        return text[0]
    return "<br>".join(_STRETCH.findall(text[0]))


def _flow(blocks: list[Block]) -> Iterator[str]:
    for kind, run in groupby(blocks, _list_kind):
        if kind:
            yield _list([block for block in run if isinstance(block, Paragraph)], kind)
        else:
            yield from map(_plain, run)


def _list_kind(block: Block) -> str:
    """ "ul" or "ol" for an item that HTML can number by itself, else ""."""
    if not isinstance(block, Paragraph) or block.label is None or not _inline(block.pieces):
        return ""
    if not block.label.text:
        return "ul"
    return "ol" if block.label.plain is not None else ""


def _list(items: list[Paragraph], kind: str) -> str:
    """Nested lists, a level for each step deeper than the first item."""
    depths = [item.label.depth if item.label else 0 for item in items]
    written, open_depths = [], [depths[0]]
    written.append(_opening(kind, items[0]))
    for place, (item, depth) in enumerate(zip(items, depths, strict=True)):
        if depth > open_depths[-1] and place:
            open_depths.append(depth)
            written.append(_opening(kind, item))
        else:
            while len(open_depths) > 1 and depth < open_depths[-1]:
                open_depths.pop()
                written.append(f"</li></{kind}>")
            written.append("</li>" if place else "")
        written.append(f"<li>{_inline(item.pieces)}")
    written.append(f"</li></{kind}>" * len(open_depths))
    return "".join(written)


def _opening(kind: str, first: Paragraph) -> str:
    count = first.label.plain if first.label else None
    return f'<{kind} start="{count}">' if count not in (None, 1) else f"<{kind}>"


def _plain(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    words = _inline(block.pieces)
    label = block.label.text if block.label else ""
    return f"<p>{escape(label)} {words}</p>" if words and label else f"<p>{words}</p>" * bool(words)


def _inline(pieces: Iterable[Piece]) -> str:
    written = []
    for link, linked in groupby(pieces, lambda piece: piece.look.link):
        words = "".join(
            _dressed(composed("".join(map(_words, run))), look)
            for look, run in groupby(linked, lambda piece: piece.look)
        )
        written.append(f'<a href="{escape(link)}">{words}</a>' if link and words.strip() else words)
    lines = [line.strip() for line in "".join(written).split("<br>")]
    filled = [place for place, line in enumerate(lines) if line]
    return "<br>".join(lines[filled[0] : filled[-1] + 1]) if filled else ""


def _words(piece: Piece) -> str:
    return PICTURE if piece.picture else piece.text


def _dressed(words: str, look: Look) -> str:
    text = escape(words).replace("\t", " ").replace("\n", "<br>")
    if not words.strip():
        return text
    marks = (
        ("strong", look.bold),
        ("em", look.italic),
        ("u", look.underlined),
        ("s", look.struck),
        (look.raised, bool(look.raised)),
    )
    for tag, wanted in marks:
        if wanted:
            text = f"<{tag}>{text}</{tag}>"
    return text


def _table(table: Table) -> str:
    rows = [row for row in table.rows if row.cells]
    if not rows:
        return ""
    heads = _head_rows(rows)
    head = "".join(_row(row, "th") for row in rows[:heads])
    body = "".join(_row(row, "td") for row in rows[heads:])
    return (
        "<table>"
        + (f"<thead>{head}</thead>" if head else "")
        + (f"<tbody>{body}</tbody>" if body else "")
        + "</table>"
    )


def _head_rows(rows: list[Row]) -> int:
    """How many rows head the table: those repeated on each page, else a first row all in bold.

    A cell merged down out of the head carries the head with it.
    """
    heads = next((place for place, row in enumerate(rows) if not row.header), len(rows))
    if not heads and len(rows) > 1 and all(map(_is_bold, rows[0].cells)):
        heads = 1
    for place, row in enumerate(rows[:heads]):
        heads = max(heads, *(place + cell.down for cell in row.cells))
    return min(heads, len(rows))


def _is_bold(cell: Cell) -> bool:
    return bool(cell.text) and all(
        isinstance(block, Paragraph) and (block.bold or not block.text) for block in cell.blocks
    )


def _row(row: Row, tag: str) -> str:
    return "<tr>" + "".join(_cell(cell, tag) for cell in row.cells) + "</tr>"


def _cell(cell: Cell, tag: str) -> str:
    spans = f' colspan="{cell.across}"' if cell.across > 1 else ""
    spans += f' rowspan="{cell.down}"' if cell.down > 1 else ""
    scope = ' scope="col"' if tag == "th" else ""
    content = _cell_content(cell)
    if tag == "th":
        content = content.replace("<strong>", "").replace("</strong>", "")
    return f"<{tag}{scope}{spans}>{content}</{tag}>"


def _cell_content(cell: Cell) -> str:
    if (
        len(cell.blocks) == 1
        and isinstance(cell.blocks[0], Paragraph)
        and not _list_kind(cell.blocks[0])
    ):
        return _plain(cell.blocks[0]).removeprefix("<p>").removesuffix("</p>")
    return "".join(_flow(list(cell.blocks)))
