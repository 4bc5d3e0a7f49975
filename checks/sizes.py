"""Files and functions that one can read at a sitting."""

import ast
from pathlib import Path

from checks.finding import Finding, files

FILE_LINES = 300
FUNCTION_LINES = 20
ONE_IN = 10  # functions may be longer

HISTORY = "qms/migrations/versions/"  # what a tool wrote once and nobody edits afterwards


def long_files(root: Path, *patterns: str) -> list[Finding]:
    """Files that match ``patterns`` and have more than FILE_LINES lines."""
    found = []
    for path, file in files(root, *patterns):
        lines = len(file.read_text("utf-8").splitlines())
        if lines > FILE_LINES and not path.startswith(HISTORY):
            found.append(
                Finding(path, lines, f"has more than {FILE_LINES} lines; split it by matter")
            )
    return found


def long_functions(root: Path, *patterns: str) -> list[Finding]:
    """Nothing while at most one function in ONE_IN is long; otherwise every long one."""
    lengths = [
        (node.end_lineno - node.lineno + 1, Finding(path, node.lineno, f"{node.name}() is long"))
        for path, file in files(root, *patterns)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]
    long = [finding for length, finding in lengths if length > FUNCTION_LINES]
    return long if len(long) * ONE_IN > len(lengths) else []
