import pytest

from checks.procedures import faulty_tables, tables
from tests.checks.conftest import WriteSample

TABLE = (
    "# 5 Nội dung\n\n| Bước | Từ |\n| --- | :---: |\n| trình | dự thảo |\n| duyệt |  |\n\nHết.\n"
)


def test_a_table_is_read_with_its_place_head_and_rows() -> None:
    (table,) = tables(TABLE)
    assert table.line == 3
    assert table.head == ("Bước", "Từ")
    assert table.rows == (("trình", "dự thảo"), ("duyệt", ""))


def test_two_tables_stay_two() -> None:
    assert [table.line for table in tables(TABLE + TABLE)] == [3, 11]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("| a | b |\n| --- | --- |\n", "line 1: a table needs"),
        ("\n| a | b |\n| c | d |\n| e | f |\n", "line 2: a table needs"),
        ("| a | b |\n| --- | --- |\n| c |\n", "line 3: the row"),
        ("| a | b |\n| --- |\n| c | d |\n", "line 2: the row"),
    ],
)
def test_a_table_that_is_not_whole_is_refused_with_its_line(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        tables(text)


def test_a_procedure_with_a_broken_table_is_found(sample: WriteSample) -> None:
    sample("procedures/good.md", TABLE)
    (found,) = faulty_tables(sample("procedures/bad.md", "| a |\n| b |\n"))
    assert found.path == "procedures/bad.md"


def test_twins_of_two_languages_have_tables_of_one_shape(sample: WriteSample) -> None:
    sample("procedures/control.vi.md", TABLE)
    root = sample("procedures/control.en.md", TABLE.replace("trình", "submit"))
    assert faulty_tables(root) == []
    sample("procedures/control.en.md", TABLE.replace("| duyệt |  |\n", ""))
    assert {found.path for found in faulty_tables(root)} == {
        "procedures/control.vi.md",
        "procedures/control.en.md",
    }
