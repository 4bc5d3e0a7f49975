"""What texts say is kept, and how long their words mean. Without a database."""

from dataclasses import dataclass

import pytest

from qms.documents.records.queries import Asked, Row
from qms.documents.records.reading import Duration, Said, duration, records_in


@dataclass(frozen=True)
class Clause:
    html: str


def table(*rows: str) -> Clause:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return Clause("<p>Trước</p><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")


def test_the_table_of_records_is_known_by_its_columns() -> None:
    steps = table("TT|Trình tự|Thời gian", "1|Nhận hồ sơ|0,5 giờ")
    papers = table("Thành phần hồ sơ|Bản chính", "Tờ khai|1")
    kept = table(
        "TT|Hồ sơ lưu|Nơi lưu|Thời gian lưu",
        "1|Sổ đăng ký|Văn phòng|Vĩnh viễn",
        "2||Văn phòng|5 năm",
        "3|Tờ khai|Bộ phận Một cửa|5 năm",
    )
    assert records_in([steps, papers, kept]) == [
        Said("Sổ đăng ký", "Văn phòng", "Vĩnh viễn"),
        Said("Tờ khai", "Bộ phận Một cửa", "5 năm"),
    ]
    assert records_in([Clause("<p>Không có bảng.</p>")]) == []


def test_other_words_for_the_columns_are_read_and_a_merged_cell_is_told_in_each_row() -> None:
    html = (
        "<table><thead><tr><th>STT</th><th>Tên hồ sơ</th><th>Bộ phận lưu trữ</th>"
        "<th>Thời hạn</th></tr></thead><tbody>"
        '<tr><td>1</td><td>Đơn</td><td rowspan="2">Văn thư</td><td>2 năm</td></tr>'
        "<tr><td>2</td><td>Biên bản</td><td>10 năm</td></tr></tbody></table>"
    )
    assert records_in([Clause(html)]) == [
        Said("Đơn", "Văn thư", "2 năm"),
        Said("Biên bản", "Văn thư", "10 năm"),
    ]


def test_an_english_text_is_read_too() -> None:
    assert records_in([table("No.|Record|Where|How long", "1|Minutes|Office|5 years")]) == [
        Said("Minutes", "Office", "5 years")
    ]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("5 năm", Duration(months=60)),
        ("Tối thiểu 10 năm kể từ ngày đóng hồ sơ", Duration(months=120)),
        ("18 tháng", Duration(months=18)),
        ("VĨNH VIỄN", Duration(for_ever=True)),
        ("For ever", Duration(for_ever=True)),
        ("3 years", Duration(months=36)),
        ("Theo quy định về lưu trữ hộ tịch", Duration()),
        ("Như hồ sơ giấy", Duration()),
        ("0 năm", Duration()),
        ("", Duration()),
    ],
)
def test_words_for_a_time_mean_so_many_months(words: str, meant: Duration) -> None:
    assert duration(words) == meant


def a_row(**said: object) -> Row:
    given = {"name": "Sổ đăng ký", "place": "Văn phòng", "kept_for": "", "months": None}
    given |= {"for_ever": False, "code": "QT-01/TP", "key": "QT-01-TP", "unit": "VP", "unit_id": 2}
    return Row(**(given | said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (Asked(), True),
        (Asked(text="so dang"), True),
        (Asked(text="qt.01"), True),
        (Asked(text="tờ khai"), False),
        (Asked(unit=2), True),
        (Asked(unit=3), False),
        (Asked(place="VĂN PHÒNG"), True),
        (Asked(place="Một cửa"), False),
        (Asked(time="unsaid"), True),
        (Asked(time="long"), False),
    ],
)
def test_a_row_is_asked_for_by_words_place_unit_and_time(asked: Asked, fits: bool) -> None:
    assert asked.fits(a_row()) is fits


@pytest.mark.parametrize(
    ("time", "months"), [("short", 59), ("middle", 60), ("middle", 119), ("long", 120)]
)
def test_times_are_told_apart_at_five_and_ten_years(time: str, months: int) -> None:
    asked = [
        key for key in ("short", "middle", "long") if Asked(time=key).fits(a_row(months=months))
    ]
    assert asked == [time]
