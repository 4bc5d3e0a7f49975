"""Tables row by row and cell by cell, merged cells, rows and columns put in and taken out."""

from hypothesis import given
from hypothesis import strategies as st

from qms.documents.comparing.cells import TableChange, compared
from qms.documents.comparing.contents import Grid, Line, blocks_of
from qms.documents.comparing.matching import Effort
from qms.documents.comparing.words import Change, side

HEAD = ["TT", "Việc", "Thời gian"]


def grid(*rows: list[str]) -> Grid:
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    [found] = blocks_of(f"<table><tbody>{cells}</tbody></table>")
    assert isinstance(found, Grid)
    return found


def table(written: str) -> Grid:
    [found] = blocks_of(f"<table>{written}</table>")
    assert isinstance(found, Grid)
    return found


def told(change: TableChange) -> list[str]:
    """A line for each row: + new, - gone; in each cell [-struck-] and [+inserted+]."""
    frames = {Change.SAME: "{}", Change.GONE: "[-{}-]", Change.NEW: "[+{}+]"}
    signs = {Change.SAME: " ", Change.GONE: "-", Change.NEW: "+"}
    return [
        signs[row.kind]
        + "|".join("".join(frames[s.kind].format(s.text) for s in cell.spans) for cell in row.cells)
        for row in change.rows
    ]


def test_a_word_in_a_cell_is_struck_there_and_nowhere_else() -> None:
    old = grid(HEAD, ["1", "Nhận hồ sơ", "5 ngày"], ["2", "Trả kết quả", "1 ngày"])
    new = grid(HEAD, ["1", "Nhận hồ sơ", "3 ngày"], ["2", "Trả kết quả", "1 ngày"])
    change = compared(old, new, Effort())
    assert told(change)[1] == " 1|Nhận hồ sơ|[-5-][+3+] ngày"
    assert [row.changed for row in change.rows] == [False, True, False]


def test_a_row_put_in_leaves_the_others_as_they_were_but_for_their_count() -> None:
    old = grid(HEAD, ["1", "Nhận hồ sơ", "5 ngày"], ["2", "Trả kết quả", "1 ngày"])
    new = grid(
        HEAD,
        ["1", "Nhận hồ sơ", "5 ngày"],
        ["2", "Xin ý kiến", "7 giờ"],
        ["3", "Trả kết quả", "1 ngày"],
    )
    assert told(compared(old, new, Effort()))[1:] == [
        " 1|Nhận hồ sơ|5 ngày",
        "+[+2+]|[+Xin ý kiến+]|[+7 giờ+]",
        " [-2-][+3+]|Trả kết quả|1 ngày",
    ]


def test_a_column_put_in_is_new_in_every_row_even_where_it_is_blank() -> None:
    old = grid(["TT", "Việc"], ["1", "Nhận hồ sơ"])
    new = grid(["TT", "Ai làm", "Việc"], ["1", "", "Nhận hồ sơ"])
    change = compared(old, new, Effort())
    assert [[cell.kind for cell in row.cells] for row in change.rows] == [
        [Change.SAME, Change.NEW, Change.SAME]
    ] * 2
    assert told(change)[1] == " 1||Nhận hồ sơ"
    assert change.rows[1].changed


def test_cells_that_were_merged_are_told_in_the_place_where_they_begin() -> None:
    old = table("<tr><td>Một</td><td>Hai</td></tr><tr><td>a</td><td>b</td></tr>")
    new = table("<tr><td colspan='2'>Một Hai</td></tr><tr><td>a</td><td>b</td></tr>")
    assert told(compared(old, new, Effort())) == [" Một[+ Hai+]|[-Hai-]", " a|b"]


def test_cells_merged_alike_on_both_sides_stay_merged() -> None:
    written = (
        "<thead><tr><th rowspan='2'>TT</th><th colspan='2'>Giờ</th></tr>"
        "<tr><th>từ</th><th>đến</th></tr></thead>"
        "<tbody><tr><td>1</td><td>{}</td><td>9</td></tr></tbody>"
    )
    change = compared(table(written.format(7)), table(written.format(8)), Effort())
    spans = [[(c.across, c.down) for c in row.cells] for row in change.rows]
    assert spans == [[(1, 2), (2, 1)], [(1, 1), (1, 1)], [(1, 1)] * 3]
    assert [row.head for row in change.rows] == [True, True, False]


def test_what_stands_only_on_one_side_is_new_or_gone_with_every_row() -> None:
    only = grid(["a", ""], ["", ""])
    assert told(compared(None, only, Effort())) == ["+[+a+]|", "+|"]
    assert told(compared(only, None, Effort())) == ["-[-a-]|", "-|"]


ROWS = st.lists(
    st.lists(st.sampled_from(["", "a", "b", "a b"]), min_size=3, max_size=3), min_size=1
)


@given(ROWS, ROWS)
def test_rows_and_cells_spell_both_tables(old: list[list[str]], new: list[list[str]]) -> None:
    rows = compared(grid(*old), grid(*new), Effort()).rows
    for kind, wanted in ((Change.GONE, old), (Change.NEW, new)):
        kept = [
            [side(c.spans, kind) for c in row.cells if c.kind in (Change.SAME, kind)]
            for row in rows
            if row.kind in (Change.SAME, kind)
        ]
        assert kept == wanted


def test_lists_are_read_as_lines_with_their_numbers_and_depths() -> None:
    written = "<p>Gồm:<br>có</p><ol start='3'><li>ba<ul><li>nhỏ</li></ul></li><li>bốn</li></ol>"
    assert blocks_of(written) == (
        Line("Gồm:\ncó"),
        Line("ba", "3.", 1),
        Line("nhỏ", "", 2),
        Line("bốn", "4.", 1),
    )
