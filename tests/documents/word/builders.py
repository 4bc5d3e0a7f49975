"""Word files for tests: layouts agencies use, with what must be read out of each; hostile files."""

from dataclasses import dataclass

from tests.documents.word.hostile import HOSTILE
from tests.documents.word.parts import (
    cell,
    control,
    deleted,
    field,
    inserted,
    link,
    moved,
    numbering,
    p,
    run,
    table,
    text_box,
    word_file,
)

__all__ = ["HOSTILE", "LAYOUTS", "Layout", "everything", "word_file"]

SECTIONS = "".join(
    p(heading, bold=True) + p(f"Nội dung của {heading.lower()}.")
    for heading in ("1. MỤC ĐÍCH", "2. PHẠM VI", "3. TÀI LIỆU VIỆN DẪN")
)


@dataclass(frozen=True)
class Layout:
    """A file in one habit of layout; the facts are (value, where) or nothing."""

    content: bytes
    title: tuple[str, str] | None
    code: tuple[str, str] | None
    issue: tuple[str, str] | None
    amendment: tuple[str, str] | None


def _header_table() -> Layout:
    identity = "".join(
        p(line) for line in ("Mã hiệu: QT.HT.01", "Ngày ban hành: 05/02/2026", "Lần ban hành: 02")
    ) + p("Lần sửa đổi: 01", inside=run(" Trang ") + field("PAGE", "1"))
    agency = p("ỦY BAN NHÂN DÂN PHƯỜNG TÂN HÒA", bold=True)
    header = table([agency, p("KIỂM SOÁT TÀI LIỆU", bold=True), identity])
    return Layout(
        word_file(SECTIONS, headers=[header]),
        title=("KIỂM SOÁT TÀI LIỆU", "header"),
        code=("QT.HT.01", "header"),
        issue=("02", "header"),
        amendment=("01", "header"),
    )


def _next_cell() -> Layout:
    cover = table(
        ["Tên quy trình", "Đăng ký khai sinh"],
        ["Mã số", "QT -SGD – 04"],
        ["Lần BH", "3"],
        ["Soát xét", "0"],
    )
    return Layout(
        word_file(cover + SECTIONS),
        title=("Đăng ký khai sinh", "cover table"),
        code=("QT -SGD – 04", "cover table"),
        issue=("3", "cover table"),
        amendment=("0", "cover table"),
    )


def _cell_below() -> Layout:
    cover = table(
        ["Mã tài liệu", "Lần ban hành/Lần sửa đổi", "Trang"],
        ["QT-01/TP", "02/01", "1/9"],
    )
    return Layout(
        word_file(
            p("QUY TRÌNH", bold=True, centred=True)
            + p("TIẾP CÔNG DÂN", bold=True, centred=True)
            + cover
            + SECTIONS
        ),
        title=("QUY TRÌNH TIẾP CÔNG DÂN", "heading"),
        code=("QT-01/TP", "cover table"),
        issue=("02", "cover table"),
        amendment=("01", "cover table"),
    )


def _box() -> Layout:
    inner = p("Ký hiệu: HD-02/VP") + p("Phiên bản: 1.2")
    return Layout(
        word_file(text_box(inner) + p("HƯỚNG DẪN LƯU HỒ SƠ", bold=True) + SECTIONS),
        title=("HƯỚNG DẪN LƯU HỒ SƠ", "heading"),
        code=("HD-02/VP", "text box"),
        issue=("1", "text box"),
        amendment=None,
    )


def _one_line() -> Layout:
    header = p("Mã hiệu: BM.01.01\tLần ban hành: 01\tLần sửa đổi: 00")
    return Layout(
        word_file(p("PHIẾU YÊU CẦU", bold=True) + SECTIONS, headers=[header]),
        title=("PHIẾU YÊU CẦU", "heading"),
        code=("BM.01.01", "header"),
        issue=("01", "header"),
        amendment=("00", "header"),
    )


def _framed() -> Layout:
    page = p("Mã hiệu: QT-05") + p("QUY TRÌNH LƯU TRỮ", bold=True) + SECTIONS
    return Layout(
        word_file(f"<w:tbl><w:tr>{cell(page)}</w:tr></w:tbl>"),
        title=("QUY TRÌNH LƯU TRỮ", "heading"),
        code=("QT-05", "body"),
        issue=None,
        amendment=None,
    )


def _unfilled() -> Layout:
    header = table(
        [p("ĐƠN VỊ…"), p("Quy trình ……"), p("Mã tài liệu: xx-QTKT-yy") + p("Phiên bản: ….")]
    )
    code_elsewhere = p("QLCL-QTQL-01")
    return Layout(
        word_file(SECTIONS, headers=[header + code_elsewhere]),
        title=None,
        code=None,
        issue=None,
        amendment=None,
    )


def _history() -> Layout:
    history = table(
        ["Yêu cầu sửa đổi", "Mô tả", "Lần ban hành/Lần sửa đổi"], ["Luật mới", "Bước 3", "01/02"]
    )
    return Layout(word_file(history + SECTIONS), title=None, code=None, issue=None, amendment=None)


LAYOUTS: dict[str, Layout] = {
    "header table": _header_table(),
    "label and value in neighbouring cells": _next_cell(),
    "value below its label": _cell_below(),
    "text box": _box(),
    "one line with tabs": _one_line(),
    "page framed by a table": _framed(),
    "unfilled": _unfilled(),
    "only a table of amendments": _history(),
}


def everything() -> bytes:
    """A file with each way in which words can hide from a careless reader."""
    changed = inserted("chèn vào") + deleted("bị xóa") + moved("bị chuyển") + run(" sau cùng")
    nested = table(["Ngoài", table(["Trong", control(p("Ô điều khiển"))])])
    merged = table(
        [cell("Gộp ngang", across=2)],
        [cell("Gộp dọc", merge="restart"), "Một"],
        [cell("", merge="continue"), "Hai"],
    )
    body = (
        p("1. Mục đích", bold=True)
        + p("Đoạn văn ", inside=changed)
        + p("Xem ", inside=link("h", "trang của phường") + field("REF a", " mục 2"))
        + text_box(p("Trong khung"))
        + control(p("Cả đoạn điều khiển"))
        + nested
        + merged
        + p("Mục thứ nhất", numbered=(1, 0))
        + p("QT", inside="<w:r><w:noBreakHyphen/><w:t>07</w:t></w:r>")
    )
    return word_file(
        body,
        headers=[p("Đầu trang")],
        footers=[p("Chân trang ", inside=field("PAGE", "1"))],
        footnotes=f'<w:footnote w:id="1">{p("Ghi chú cuối trang")}</w:footnote>',
        numbering=numbering(("decimal", "%1.")),
        links={"h": "https://tanhoa.example/quy-trinh"},
    )
