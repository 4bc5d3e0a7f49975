"""What the whole code base promises, whoever wrote the part. Each check is itself tried on samples
that break the promise, in ``tests/checks``."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checks import pages, procedures, sizes, starter_set, structure, texts
from checks.finding import ROOT, Finding, files

PROMISES: dict[str, Callable[[Path], list[Finding]]] = {
    "a file has at most 300 lines": lambda root: sizes.long_files(
        root, "qms/**/*.py", "checks/**/*.py", "tests/**/*.py", "bench/**/*.py"
    ),
    "nine functions of ten have at most 20 lines": lambda root: sizes.long_functions(
        root, "qms/**/*.py"
    ),
    "style sheets and scripts have at most 300 lines": lambda root: sizes.long_files(
        root, "static/**/*.css", "static/**/*.js"
    ),
    "a module is named for its matter": structure.nameless_modules,
    "nothing is imported inside a function": structure.late_imports,
    "nothing sleeps": structure.sleepers,
    "every capability stands in the line": structure.unlisted_capabilities,
    "no page asks another host for anything": pages.requests_elsewhere,
    "no page carries a script or style of its own": pages.inline_code,
    "every sentence on the screen can be translated": texts.findings,
    "the tables of the written procedures can be read": procedures.faulty_tables,
    "procedures and their forms are whole, in both languages": starter_set.faults,
}


@pytest.mark.parametrize("promise", PROMISES)
def test_it_holds_that(promise: str) -> None:
    found = PROMISES[promise](ROOT)
    assert not found, "\n".join(map(str, sorted(found)))


def test_there_is_code_and_there_are_pages_to_look_at() -> None:
    for kind in ("qms/**/*.py", "templates/**/*.html", "static/**/*.css", "procedures/*.md"):
        assert files(ROOT, kind), f"nothing matches {kind}"


def test_the_line_of_capabilities_is_the_same_in_the_style_and_in_the_linter() -> None:
    written = structure.order_in_style(ROOT)
    assert written[0] == "app"
    assert written[-1] == "kernel"
    assert written == structure.order_in_linter(ROOT)


def test_an_exception_from_a_promise_is_of_a_file_that_exists_and_has_a_reason() -> None:
    for path, reason in {**texts.SPEAKS_FOR_ITSELF, **structure.LATE_IMPORTS}.items():
        assert (ROOT / path).exists(), path
        assert reason
