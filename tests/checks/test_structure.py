import pytest

from checks import sizes, structure
from tests.checks.conftest import WriteSample


def test_a_file_of_301_lines_is_too_long_and_one_of_300_is_not(sample: WriteSample) -> None:
    sample("qms/right.py", "x = 1\n" * 300)
    sample("qms/migrations/versions/first.py", "x = 1\n" * 400)
    root = sample("qms/long.py", "x = 1\n" * 301)
    assert [found.path for found in sizes.long_files(root, "qms/**/*.py")] == ["qms/long.py"]


def functions(count: int, lines: int) -> str:
    return ("def f() -> None:\n" + "    x = 1\n" * (lines - 1)) * count


@pytest.mark.parametrize(("long", "found"), [(1, 0), (2, 2)])
def test_one_long_function_among_ten_passes_and_two_do_not(
    sample: WriteSample, long: int, found: int
) -> None:
    root = sample("qms/a.py", functions(10 - long, 20) + functions(long, 21))
    assert len(sizes.long_functions(root, "qms/**/*.py")) == found


def test_a_module_or_folder_with_an_empty_name_is_found(sample: WriteSample) -> None:
    sample("qms/documents/helpers.py", "")
    sample("qms/commonwealth.py", "")
    root = sample("qms/common/x.py", "")
    assert [found.path for found in structure.nameless_modules(root)] == [
        "qms/common/x.py",
        "qms/documents/helpers.py",
    ]


def test_an_import_inside_a_function_is_found_and_one_for_types_is_not(sample: WriteSample) -> None:
    root = sample(
        "qms/a.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import b\n"
        "def f():\n    def g():\n        from c import d\n",
    )
    assert [found.line for found in structure.late_imports(root)] == [6]


@pytest.mark.parametrize("call", ["time.sleep(1)", "sleep(0.1)", "page.wait_for_timeout(100)"])
def test_waiting_by_the_clock_is_found(sample: WriteSample, call: str) -> None:
    root = sample("tests/a.py", f"x = asleep\n{call}\n")
    assert [found.line for found in structure.sleepers(root)] == [2]


LINTER = """
[[tool.importlinter.contracts]]
type = "layers"
containers = ["qms.a"]
layers = ["views"]

[[tool.importlinter.contracts]]
type = "layers"
layers = ["qms.app", "qms.kernel"]
"""


def test_the_order_is_read_from_both_its_places(sample: WriteSample) -> None:
    sample(
        "STYLE.md", "Each imports what stands right:\n\n    app > home > kernel\n\nmore > less\n"
    )
    root = sample("pyproject.toml", LINTER)
    assert structure.order_in_style(root) == ["app", "home", "kernel"]
    assert structure.order_in_linter(root) == ["app", "kernel"]


def test_a_capability_outside_the_line_is_found(sample: WriteSample) -> None:
    sample("pyproject.toml", LINTER)
    sample("qms/kernel/clock.py", "")
    sample("qms/migrations/env.py", "")
    sample("qms/translations/en.po", "")
    root = sample("qms/surprise/views.py", "")
    assert [found.path for found in structure.unlisted_capabilities(root)] == ["qms/surprise"]
