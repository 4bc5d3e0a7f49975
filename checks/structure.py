"""Where code may live, and what it may not do there."""

import ast
import re
import tomllib
from pathlib import Path

from checks.finding import Finding, files

NAMES_OF_NOTHING = frozenset({"utils", "util", "helpers", "common", "services", "manager", "misc"})

LATE_IMPORTS: dict[str, str] = {}
"""Files of ``qms`` that may import inside a function, each with the reason."""


def nameless_modules(root: Path) -> list[Finding]:
    """Modules and folders whose name does not say what they are about."""
    return [
        Finding(path, 1, "has a name that says nothing of its matter")
        for path, _file in files(root, "qms/**/*.py", "checks/*.py", "tests/**/*.py")
        if NAMES_OF_NOTHING & set(path.removesuffix(".py").split("/"))
    ]


def late_imports(root: Path) -> list[Finding]:
    """Imports inside a function: a way round the line of capabilities."""
    found = {
        Finding(path, node.lineno, "imports inside a function")
        for path, file in files(root, "qms/**/*.py")
        if path not in LATE_IMPORTS
        for function in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return sorted(found)


def sleepers(root: Path) -> list[Finding]:
    """Code that waits by the clock: slow when it waits too long, wrong when it does not."""
    return [
        Finding(path, node.lineno, "sleeps; wait for the thing itself")
        for path, file in files(root, "qms/**/*.py", "tests/**/*.py", "bench/**/*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith(("sleep", "wait_for_timeout"))
    ]


def order_in_style(root: Path) -> list[str]:
    """The capabilities from high to low, as the line in STYLE.md names them."""
    style = (root / "STYLE.md").read_text("utf-8")
    line = re.search(r"^ +(\w+(?: > \w+)+)$", style, re.MULTILINE)
    return line.group(1).split(" > ") if line else []


def order_in_linter(root: Path) -> list[str]:
    """The capabilities from high to low, as the layers contract in pyproject.toml holds them."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers" and "containers" not in c)
    return [layer.removeprefix("qms.") for layer in layers]


def unlisted_capabilities(root: Path) -> list[Finding]:
    """Folders of ``qms`` that hold code and stand nowhere in the line."""
    listed = {*order_in_linter(root), "migrations"}
    return [
        Finding(f"qms/{folder.name}", 1, "stands nowhere in the line of capabilities")
        for folder in sorted((root / "qms").iterdir())
        if folder.is_dir() and any(folder.glob("*.py")) and folder.name not in listed
    ]
