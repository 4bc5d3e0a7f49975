"""Every sentence that a person may see goes through the translation.

In templates that is all text between tags and all spoken attributes; in Python it is every string
with a Vietnamese letter outside docstrings. ``python -m checks.texts`` looks at the whole project.
"""

import ast
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from checks.finding import ROOT, Finding, files, report

MARKERS = ("Sentence", "msg", "_", "gettext", "ngettext")
"""Names whose literal arguments are gathered for translation."""

SPOKEN_ATTRIBUTES = ("title", "alt", "placeholder", "aria-label", "aria-description", "label")

SPEAKS_FOR_ITSELF = {
    "qms/textindex/analysis.py": "letters and tone marks are its subject",
    "qms/kernel/alphabet.py": "the order of letters is its subject",
    "qms/documents/word/": "it reads and writes the Vietnamese words of Word files",
    "qms/documents/external/citing.py": "it reads how Vietnamese texts cite laws",
    "qms/documents/external/numbers.py": "letters of numbers are its subject",
    "qms/documents/external/particulars.py": "it reads and writes the names of laws",
    "qms/kernel/drawing/lettering.py": "the widths of letters are its subject",
    "qms/nonconformities/causes/likeness.py": "it weighs the Vietnamese words of causes",
    "qms/nonconformities/papers/word/": "papers are Vietnamese, whoever reads them",
    "qms/demo/": "the demonstration agency is content",
    "qms/migrations/versions/": "what rows from before are called is content",
}
"""Python whose Vietnamese is matter and not speech, each with the reason."""

# A macro may give an attribute to a tag that stands elsewhere.
LOOSE_ATTRIBUTE = re.compile(rf"""(?<!\S)(?!(?:{"|".join(SPOKEN_ATTRIBUTES)})=)[a-z-]+="[^"]*\"""")

VALUE = "\ue000"  # stands for {{ ... }}; a private character is no letter

ENVIRONMENT = Environment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])


def has_letters(text: str) -> bool:
    """Whether there is anything to translate in ``text``."""
    return any(letter.isalpha() for letter in text)


def is_vietnamese(text: str) -> bool:
    """Whether ``text`` holds a letter beyond plain a to z."""
    return any(letter.isalpha() and not letter.isascii() for letter in text)


def template_findings(path: str, source: str) -> list[Finding]:
    """Text in a template that no translation reaches; a template that cannot be read is a fault."""
    try:
        tree = ENVIRONMENT.parse(source)
    except TemplateSyntaxError as trouble:
        return [Finding(path, trouble.lineno, str(trouble.message))]
    page = _Page(path)
    page.feed(_markup(source))
    page.close()
    return page.findings + list(_template_literals(path, tree))


def _markup(source: str) -> str:
    """The template's own HTML on its own lines, with values in place of what Jinja fills in."""
    parts: list[str] = []
    for _line, kind, value in ENVIRONMENT.lex(source):
        if kind == "data":
            parts.append(value)
            continue
        if kind == "variable_begin":
            parts.append("x" if "".join(parts[-1:]).endswith(("<", "</")) else VALUE)
        parts.append("\n" * value.count("\n"))
    return "".join(parts)


class _Page(HTMLParser):
    """Collects the untranslated text of one page."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.findings: list[Finding] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes that are read out or shown."""
        self._silent = tag in ("script", "style")
        spoken = SPOKEN_ATTRIBUTES + (("value",) if _is_button(tag, attrs) else ())
        for name, value in attrs:
            if name in spoken and has_letters(value or ""):
                self._find(self.getpos()[0], f'{name}="{value}" is not wrapped in _("...")')

    def handle_endtag(self, tag: str) -> None:
        """What follows a script is text again."""
        self._silent = False

    def handle_data(self, data: str) -> None:
        """Look at the text between two tags."""
        if not self._silent and has_letters(LOOSE_ATTRIBUTE.sub("", data)):
            blank = data[: len(data) - len(data.lstrip())].count("\n")
            words = " ".join(data.split())
            self._find(self.getpos()[0] + blank, f'"{words}" is not wrapped in _("...")')

    def _find(self, line: int, said: str) -> None:
        self.findings.append(Finding(self.path, line, said.replace(VALUE, "…")))


def _is_button(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    return tag == "input" and dict(attrs).get("type") in ("submit", "button", "reset")


def _template_literals(path: str, tree: nodes.Template) -> Iterator[Finding]:
    """Vietnamese strings inside ``{{ }}`` and ``{% %}`` that are no argument of a marker."""
    marked = {
        id(argument)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in MARKERS
        for argument in call.args
    }
    for literal in tree.find_all(nodes.Const):
        value: Any = literal.value
        if isinstance(value, str) and is_vietnamese(value) and id(literal) not in marked:
            yield Finding(path, literal.lineno, f'"{value}" is not wrapped in _("...")')


def python_findings(path: str, source: str) -> list[Finding]:
    """Vietnamese strings of a module that no translation reaches."""
    tree = ast.parse(source)
    passed = _docstrings(tree) | _marked(tree)
    return [
        Finding(
            path, node.lineno, f'"{node.value}" is not wrapped in Sentence("...") or msg("...")'
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and is_vietnamese(node.value)
        and id(node) not in passed
    ]


def _docstrings(tree: ast.Module) -> set[int]:
    """Strings that stand alone as a statement: docstrings of modules, classes, functions, names."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _marked(tree: ast.Module) -> set[int]:
    """Direct arguments by position: only these does the extraction find."""
    return {
        id(argument)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call.func) in MARKERS
        for argument in call.args
    }


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def findings(root: Path) -> list[Finding]:
    """Every untranslatable sentence of the project at ``root``."""
    found: list[Finding] = []
    for path, file in files(root, "templates/**/*.html"):
        found += template_findings(path, file.read_text("utf-8"))
    for path, file in files(root, "qms/**/*.py"):
        if not path.startswith(tuple(SPEAKS_FOR_ITSELF)):
            found += python_findings(path, file.read_text("utf-8"))
    return found


if __name__ == "__main__":
    sys.exit(report(findings(ROOT)))
