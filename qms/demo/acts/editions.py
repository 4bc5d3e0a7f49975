"""The steps of each edition: started, signed, put in force."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from qms.demo.acts import reading
from qms.demo.script import Scene, scenes
from qms.demo.stage import Act, Stage
from qms.documents import drafting, filing, operations
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.models import Edition
from qms.documents.queries import document_by_key
from qms.documents.serving.operations import name_indicators
from qms.documents.word.generate import Approval, Signatory, make_word
from qms.kernel import clock
from qms.organisation import queries
from qms.textindex.analysis import code_key


def acts(told: dict[str, Any]) -> Iterator[Act]:
    """Every step of every edition of the story."""
    for scene in scenes(told):
        yield Act(scene.at, partial(VERBS[scene.verb], scene))


def _submit(scene: Scene, stage: Stage) -> None:
    operations.submit(*stage.played(scene), by=stage.actor(scene.people["author"]))


def _sign(verb: Callable[..., Edition], part: str, scene: Scene, stage: Stage) -> None:
    (edition, seen), login = stage.played(scene), scene.signed_for.get(part, scene.people[part])
    verb(edition, stage.consent(login, seen), by=stage.actor(login), reason="")


def _return(scene: Scene, stage: Stage) -> None:
    by = stage.actor(scene.people["reviewer"])
    operations.return_to_author(*stage.played(scene), by=by, reason=scene.note)


def _decide(verb: Callable[..., Edition], scene: Scene, stage: Stage) -> None:
    verb(*stage.played(scene), by=stage.officer(), reason=scene.note)


def _start(scene: Scene, stage: Stage) -> None:
    text, by = scene.text, stage.actor(scene.people["author"])
    if text is None:
        raise LookupError(f"{scene.code} has no text")
    file = filing.take_in(_word(scene, stage), f"{code_key(text.code)}.docx")
    signers = [stage.person(scene.people[part]).id for part in ("reviewer", "approver")]
    facts = EditionFacts(text.title, text.issue, text.amendment, scene.note, *signers)
    document = document_by_key(code_key(text.code))
    if document:
        drafting.start_edition(document, facts, file, by=by)
    else:
        about = DocumentFacts(text.code, text.kind, stage.unit(scene.unit).id)
        drafting.start_document(about, facts, file, by=by)


def _name_indicators(scene: Scene, stage: Stage) -> None:
    document, by = stage.document(scene.code), stage.actor(scene.people["author"])
    name_indicators(document, scene.indicators, document.indicators, by)


def _word(scene: Scene, stage: Stage) -> bytes:
    if scene.text is None:
        raise LookupError(f"{scene.code} has no text")
    people = {part: stage.person(login) for part, login in scene.people.items()}
    signing = {part: Signatory(p.name, p.title) for part, p in people.items()}
    agency = queries.agency()
    approval = Approval(
        agency=agency.name if agency else "",
        on=clock.today(),
        author=signing["author"],
        reviewer=signing["reviewer"],
        approver=signing["approver"],
    )
    return make_word(scene.text, approval)


VERBS: dict[str, Callable[[Scene, Stage], object]] = {
    "start": _start,
    "name indicators": _name_indicators,
    "submit": _submit,
    "review": partial(_sign, operations.review, "reviewer"),
    "approve": partial(_sign, operations.approve, "approver"),
    "return": _return,
    "put in force": partial(_decide, operations.put_in_force),
    "withdraw": partial(_decide, operations.withdraw),
    "ask": reading.ask,
    "list": reading.list_readers,
    "read": reading.read,
}
