"""The procedures and forms an agency may start with: whole, and the same in both languages.

A procedure is ``procedures/NAME.vi.md`` and ``.en.md``; a form stands in ``procedures/forms/``
under its code. Forms that the program itself prints or keeps have no text; their procedure names
each in a bullet of its section of forms that begins with the code.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.finding import Finding, files
from qms.documents.word import source
from qms.documents.word.source import Block, Bullets, Heading, ProcedureText, Table

PARTS = tuple("1234567")
STEPS, FORMS, RECORDS = 5, 3, 4
"""How many columns the tables of steps, forms and records have."""
FORM = re.compile(r"\bBM\.HT\.\d\d\.\d\d\b")
PROCEDURE = re.compile(r"\bQT\.HT\.\d\d\b")
LANGUAGES = ("vi", "en")
_NAME = re.compile(r"(?P<stem>.+)\.(?P<language>vi|en)\.md")


@dataclass(frozen=True)
class Text:
    """A text of the set: its path, its name without language, its language, what it says."""

    path: str
    stem: str
    language: str
    said: ProcedureText

    @property
    def is_form(self) -> bool:
        """Whether it is the blank of a form."""
        return self.said.kind == "form"


def read_set(root: Path) -> tuple[list[Text], list[Finding]]:
    """Every text below ``procedures/`` that names its language, and those that cannot be read."""
    texts, found = [], []
    for path, file in files(root, "procedures/**/*.md"):
        if not (named := _NAME.fullmatch(path)):
            continue
        try:
            said = source.parse(file.read_text("utf-8"))
        except source.UnreadableText as trouble:
            found.append(Finding(path, trouble.line, str(trouble.reason)))
            continue
        texts.append(Text(path, named["stem"], named["language"], said))
    return texts, found


def faults(root: Path) -> list[Finding]:
    """What is not whole in the set, and twins that differ."""
    texts, found = read_set(root)
    told = [*_twins(texts), *_names(texts)]
    for text in texts:
        told += ((text, fault) for fault in (_of_form if text.is_form else _of_procedure)(text))
    for language in LANGUAGES:
        told += _lists([text for text in texts if text.language == language])
    return found + [Finding(text.path, 1, fault) for text, fault in told]


Told = Iterator[tuple[Text, str]]


def _twins(texts: list[Text]) -> Told:
    by_name = {(text.stem, text.language): text for text in texts}
    for text in texts:
        other = by_name.get((text.stem, "en" if text.language == "vi" else "vi"))
        if other is None:
            yield text, "has no twin in the other language"
        else:
            yield from ((text, f"has other {what} than its twin") for what in _unlike(text, other))


def _unlike(one: Text, other: Text) -> list[str]:
    """What differs: the front matter, headings, shapes of tables, or codes that are named."""
    compared: dict[str, Callable[[ProcedureText], object]] = {
        "code, kind, numbers or unit": _facts,
        "places to sign": lambda said: said.extra.get("signs", "").count("|"),
        "headings": _headings,
        "tables": _shapes,
        "codes": _codes,
    }
    return [what for what, told in compared.items() if told(one.said) != told(other.said)]


def _facts(said: ProcedureText) -> tuple[str | int | None, ...]:
    facts = (said.code, said.kind, said.issue, said.amendment)
    return *facts, said.extra.get("unit"), said.extra.get("head")


def _headings(said: ProcedureText) -> list[tuple[int, str]]:
    return [(block.level, block.number) for block in said.blocks if isinstance(block, Heading)]


def _shapes(said: ProcedureText) -> list[tuple[int, int]]:
    tables = (block for block in said.blocks if isinstance(block, Table))
    return [(len(table.header), len(table.rows)) for table in tables]


def _codes(said: ProcedureText) -> Counter[str]:
    return Counter(FORM.findall(said.raw)) + Counter(PROCEDURE.findall(said.raw))


def _names(texts: list[Text]) -> Told:
    """Codes given twice, and forms whose file is not named by their code."""
    given = Counter((text.said.code, text.language) for text in texts)
    for text in texts:
        if given[text.said.code, text.language] > 1:
            yield text, f"shares its code {text.said.code} with another text"
        if text.is_form and text.stem != f"procedures/forms/{text.said.code}":
            yield text, "is a form and does not stand in procedures/forms/ under its code"


def _of_form(text: Text) -> Iterator[str]:
    blocks = text.said.blocks
    open_ends = any(isinstance(b, source.Paragraph) and b.text.endswith("…") for b in blocks)
    open_cells = any(not all(map(all, b.rows)) for b in blocks if isinstance(b, Table))
    if not (open_ends or open_cells):
        yield "is a form with nothing to fill in"


def _of_procedure(text: Text) -> Iterator[str]:
    blocks = text.said.blocks
    parts = [b.number for b in blocks if isinstance(b, Heading) and b.level == 1]
    if tuple(parts) != PARTS:
        yield "has not the seven sections in their order"
        return
    for number, columns in (("5", STEPS), ("6", FORMS), ("7", RECORDS)):
        tables = [t for t in _tables(text.said, number) if len(t.header) == columns]
        if not tables:
            yield f"has no table of {columns} columns in section {number}"
        elif not all(all(row) for table in tables for row in table.rows):
            yield f"leaves a cell open in a table of section {number}"
        if any(_counted(t) != [*range(1, len(t.rows) + 1)] for t in tables if columns != FORMS):
            yield f"does not count the rows of a table in section {number} from 1"


def _counted(table: Table) -> list[int]:
    return [int(row[0]) for row in table.rows if row[0].isdecimal()]


def _section(said: ProcedureText, number: str) -> list[Block]:
    """The blocks of the section of that number, those of its subsections included."""
    found: list[Block] = []
    inside = False
    for block in said.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.number == number
        elif inside:
            found.append(block)
    return found


def _tables(said: ProcedureText, number: str) -> list[Table]:
    return [block for block in _section(said, number) if isinstance(block, Table)]


def _lists(texts: list[Text]) -> Told:
    """Lists of forms that do not name exactly the forms there are; codes that name nothing."""
    forms = {text.said.code: text for text in texts if text.is_form}
    procedures = {text.said.code for text in texts if not text.is_form}
    listed: set[str] = set()
    for text in texts:
        if not text.is_form:
            promised = _promised(text.said)
            listed |= promised.keys()
            yield from ((text, fault) for fault in _of_list(text.said, promised, forms))
    yield from ((forms[code], "is listed by no procedure") for code in forms.keys() - listed)
    for text in texts:
        named = (
            {*FORM.findall(text.said.raw)} - listed,
            {*PROCEDURE.findall(text.said.raw)} - procedures,
        )
        yield from (
            (text, f"names {code}, which is not there") for code in sorted(set().union(*named))
        )


def _promised(said: ProcedureText) -> dict[str, str]:
    """Code to title of every form that the section of forms lists."""
    tables = [table for table in _tables(said, "6") if len(table.header) == FORMS]
    return {row[1]: row[2] for table in tables for row in table.rows}


def _of_list(
    said: ProcedureText, promised: dict[str, str], forms: dict[str, Text]
) -> Iterator[str]:
    bullets = [item for b in _section(said, "6") if isinstance(b, Bullets) for item in b.items]
    printed = {found[0] for item in bullets if (found := FORM.match(item))}
    for code, title in promised.items():
        if not code.startswith(said.code.replace("QT", "BM", 1) + "."):
            yield f"lists {code}, which is not numbered after it"
        if (code in printed) == (code in forms):
            yield f"lists {code}: either a text or a bullet that says where the program has it"
        elif code in forms and forms[code].said.title != title:
            yield f"lists {code} under another title than the form bears"
    yield from (f"tells of {code}, which its table does not list" for code in printed - {*promised})
