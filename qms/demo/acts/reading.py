"""Who reads: lists are set, questions asked, and readers say that they have read."""

from qms.demo.script import WRONG_FIRST, Scene
from qms.demo.stage import Stage
from qms.documents.distribution import queries
from qms.documents.distribution.operations import (
    Listed,
    acknowledge,
    answer_questions,
    set_distribution,
)
from qms.documents.questions.operations import Asked, add_question
from qms.documents.questions.queries import of_edition


def ask(scene: Scene, stage: Stage) -> None:
    """The author sets the questions."""
    edition, _seen = stage.played(scene)
    for text, choices, right in scene.questions:
        asked = Asked(text, choices, right)
        add_question(edition, asked, by=stage.actor(scene.people["author"]))


def list_readers(scene: Scene, stage: Stage) -> None:
    """The quality officer says who is to read."""
    places = frozenset((stage.unit(code).id, group) for code, group in scene.places)
    set_distribution(
        stage.document(scene.code), Listed(places), Listed(frozenset()), by=stage.officer()
    )


def read(scene: Scene, stage: Stage) -> None:
    """Somebody says that they have read, where they are asked to."""
    edition, _seen = stage.played(scene)
    reader, entries = stage.actor(scene.people["reader"]), queries.entries_of(edition.document)
    if not queries.standing(edition, entries, reader, queries.parents()).awaits:
        return
    rights = [question.right_line for question in of_edition(edition)]
    if not rights:
        acknowledge(edition, edition.serial, by=reader)
        return
    if scene.note == WRONG_FIRST:
        wrong = [*rights[:-1], 1 if rights[-1] != 1 else 2]
        answer_questions(edition, edition.serial, wrong, by=reader)
    answer_questions(edition, edition.serial, rights, by=reader)
