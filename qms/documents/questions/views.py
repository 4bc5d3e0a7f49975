"""The questions of an edition: set by its author or the quality officer, seen by who checks it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from qms.documents import slots
from qms.documents.models import Edition
from qms.documents.questions import operations, queries
from qms.documents.questions.forms import QuestionForm
from qms.documents.questions.lifecycle import MOST_CHOICES, MOST_QUESTIONS, may_not_set
from qms.documents.questions.models import Question
from qms.documents.questions.vocabulary import NOT_FOR_YOU
from qms.documents.views import Answer, find
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, say

pages = Blueprint("documents_questions", __name__, url_prefix="/documents")
PLACE = "/<key>/editions/<int:serial>/questions"


@dataclass(frozen=True)
class Told:
    """What stands beside an edition: how many questions, and whether one may set them."""

    questions: Sequence[Question]
    may_set: bool


def told(edition: Edition, by: Actor) -> Told | None:
    """What to show beside an edition; nothing to its readers."""
    may_set = may_not_set(edition, by) is None
    if not queries.may_read(edition, by):
        return None
    asked = queries.of_edition(edition)
    return Told(asked, may_set) if asked or may_set else None


def announce() -> None:
    """Stand beside an edition, also where it is signed."""
    slots.register("questions", slots.Slot("side", "documents/questions/card.html", told, True))


@pages.route(PLACE, methods=["GET", "POST"])
@audience(SIGNED_IN)
def index(key: str, serial: int) -> Answer:
    """The questions of an edition, and one more."""
    edition = _find(key, serial)
    if request.method == "GET":
        return _page(edition)
    form = _form(request.form)
    if not form.validate():
        return _page(edition, form=form, status=422)

    def act() -> object:
        return operations.add_question(edition, form.asked(), by=actor())

    return _done(edition, act, Sentence("Đã thêm câu hỏi."), form)


@pages.post(f"{PLACE}/reuse")
@audience(SIGNED_IN)
def reuse(key: str, serial: int) -> Answer:
    """Ask what was asked of the edition before."""
    edition = _find(key, serial)

    def act() -> object:
        return operations.reuse_questions(edition, by=actor())

    return _done(edition, act, Sentence("Đã lấy lại các câu hỏi của phiên bản trước."))


@pages.route(f"{PLACE}/<int:question_id>", methods=["GET", "POST"])
@audience(SIGNED_IN)
def change(key: str, serial: int, question_id: int) -> Answer:
    """Ask one question otherwise."""
    edition = _find(key, serial)
    question = queries.question(edition, question_id, actor()) or abort(404)
    form = _form(request.form)
    if request.method == "GET":
        refuse_if(may_not_set(edition, actor()))
        form.show(question)
        return _change_page(question, form)
    if not form.validate():
        return _change_page(question, form, status=422)
    try:
        operations.change_question(question, form.asked(), form.version, by=actor())
    except Refused as refused:
        return _change_page(question, form, refused=refused, status=409)
    return _back(edition, Sentence("Đã sửa câu hỏi."))


@pages.post(f"{PLACE}/<int:question_id>/removal")
@audience(SIGNED_IN)
def remove(key: str, serial: int, question_id: int) -> Answer:
    """Ask it no more."""
    edition, form = _find(key, serial), _form(request.form)
    question = queries.question(edition, question_id, actor()) or abort(404)

    def act() -> object:
        return operations.remove_question(question, form.version, by=actor())

    return _done(edition, act, Sentence("Đã bỏ câu hỏi."))


def _form(sent: MultiDict[str, str] | None = None) -> QuestionForm:
    form = QuestionForm(sent)
    lines = range(1, MOST_CHOICES + 1)
    form.right.choices = [
        (0, say(Sentence("Hãy chọn"))),
        *((n, say(Sentence("Dòng %(number)s", number=n))) for n in lines),
    ]
    return form


def _find(key: str, serial: int) -> Edition:
    """An edition whose questions, with their answers, are for the person who asks."""
    edition = find(key, serial)
    refuse_if(None if queries.may_read(edition, actor()) else NOT_FOR_YOU)
    return edition


def _done(
    edition: Edition, act: Callable[[], object], said: Sentence, form: QuestionForm | None = None
) -> Answer:
    try:
        act()
    except Refused as refused:
        return _page(edition, form=form, refused=refused, status=409)
    return _back(edition, said)


def _back(edition: Edition, said: Sentence) -> Answer:
    flash(say(said), "done")
    return redirect(url_for(".index", key=edition.document.key, serial=edition.serial))


def _page(
    edition: Edition,
    *,
    form: QuestionForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    shown = queries.outcomes(edition, actor())
    last = queries.before(edition)
    page = render_template(
        "documents/questions/index.html",
        edition=edition,
        document=edition.document,
        outcomes=shown,
        form=form or _form(),
        may_set=may_not_set(edition, actor()) is None,
        room=len(shown) < MOST_QUESTIONS,
        last=last if last and not shown and queries.of_edition(last) else None,
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _change_page(
    question: Question, form: QuestionForm, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    page = render_template(
        "documents/questions/change.html",
        edition=question.edition,
        document=question.edition.document,
        question=question,
        form=form.for_version(question.version) if request.method == "GET" or refused else form,
        reasons=refused.reasons if refused else (),
    )
    return page, status
