"""The forms of each procedure: they come with the edition that first lists them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from qms.demo.blanks import Blank, blanks, make_blank, plain
from qms.demo.script import Scene, scenes
from qms.demo.stage import Act, Stage
from qms.documents import filing
from qms.documents.blanks.operations import BlankFacts, remove_form, take_forms
from qms.documents.models import Document
from qms.documents.queries import document_by_key
from qms.documents.word.source import ProcedureText, Table
from qms.kernel import clock
from qms.organisation import queries
from qms.textindex.analysis import code_key

LISTED = ("TT", "Mã hiệu", "Tên biểu mẫu")
AFTER_START = timedelta(minutes=8)


@dataclass(frozen=True)
class Change:
    """What an edition changes about its forms, which its author does while it is a draft."""

    scene: Scene
    text: ProcedureText
    come: tuple[Blank, ...]
    go: tuple[str, ...]


def acts(told: dict[str, Any]) -> Iterator[Act]:
    """Forms come and go; one that is listed again comes anew only where the story says so."""
    anew = _anew(told)
    kept: dict[str, set[str]] = {}
    by_code = {blank.code: blank for blank in blanks()}
    for scene in scenes(told):
        if scene.verb == "start" and scene.text:
            titles = listed(scene.text)
            before, now = kept.get(scene.code, set()), set(titles)
            wanted = (now - before) | (now & anew.get(scene.code, set()) if before else set())
            come = tuple(
                by_code.get(code) or plain(code, titles[code], scene.code)
                for code in sorted(wanted)
            )
            change = Change(scene, scene.text, come, tuple(sorted(before - now)))
            kept[scene.code] = now
            yield Act(scene.at + AFTER_START, partial(_change, change))


def listed(text: ProcedureText) -> dict[str, str]:
    """The forms in section 6: code to title."""
    tables = [block for block in text.blocks if isinstance(block, Table) and block.header == LISTED]
    return {row[1]: row[2] for table in tables for row in table.rows}


def _anew(told: dict[str, Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in told["forms_anew"]:
        of = next(blank.of for blank in blanks() if blank.code == code)
        found.setdefault(of, set()).add(code)
    return found


def _change(change: Change, stage: Stage) -> None:
    text, by = change.text, stage.actor(change.scene.people["author"])
    carrier = stage.edition(text.code, text.issue, text.amendment)
    if change.come:
        given = [_given(blank) for blank in change.come]
        carrier = take_forms(carrier, given, carrier.version, by=by)
    for code in change.go:
        carrier = remove_form(carrier, stage.document(code), carrier.version, by=by)


def _given(blank: Blank) -> tuple[BlankFacts, filing.FiledFile]:
    form = document_by_key(code_key(blank.code))
    issue = _next_issue(form)
    agency = queries.agency()
    raw = make_blank(blank, agency.name if agency else "", f"{issue:02d}/00", clock.today())
    file = filing.take_in(raw, f"{code_key(blank.code)}.docx")
    return BlankFacts(form, blank.code, blank.title, issue, 0), file


def _next_issue(form: Document | None) -> int:
    return max((edition.issue for edition in form.editions), default=0) + 1 if form else 1
