"""Comments beside the text: made, answered and withdrawn on the page of the edition."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, request, url_for
from wtforms import Form

from qms.documents.models import Edition
from qms.documents.remarks import operations, queries
from qms.documents.remarks.forms import AnswerForm, TextForm, WithdrawalForm
from qms.documents.remarks.lifecycle import may_not_answer, may_not_remark
from qms.documents.remarks.models import Remark
from qms.documents.remarks.vocabulary import ANSWER_NAMES
from qms.documents.slots import Slot, register
from qms.documents.views import Answer, edition_page, find, signing_page
from qms.kernel import awaiting
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.notices import kinds

pages = Blueprint("documents_remarks", __name__, url_prefix="/documents")
PLACE = "/<key>/editions/<int:serial>/remarks"


@dataclass(frozen=True)
class Told:
    """The comments on an edition, and what the reader may do with them."""

    remarks: Sequence[Remark]
    may_remark: bool
    actor: Actor

    def at(self, anchor: str) -> list[Remark]:
        """Those on one clause."""
        return [remark for remark in self.remarks if remark.anchor == anchor]

    def elsewhere(self, edition: Edition) -> list[Remark]:
        """Those on the whole edition, or on a clause that is no more."""
        here = {clause.anchor for clause in edition.clauses}
        return [remark for remark in self.remarks if remark.anchor not in here]

    @property
    def unanswered(self) -> list[Remark]:
        """Those that wait for their answer."""
        return [remark for remark in self.remarks if remark.is_open]

    def may_answer(self, remark: Remark) -> bool:
        """Whether the reader is to answer a comment."""
        return remark.is_open and may_not_answer(remark, self.actor) is None

    def may_withdraw(self, remark: Remark) -> bool:
        """Whether the reader may take a comment back."""
        return remark.is_open and remark.person_id == self.actor.id


def told(edition: Edition, by: Actor) -> Told | None:
    """What the page of an edition shows of comments; nothing where there are none."""
    may = may_not_remark(edition, by) is None
    found = queries.remarks_on([edition], by) if edition.round else ()
    return Told(found, may, by) if found or may else None


def announce() -> None:
    """Stand beside the text of an edition, and tell authors what waits for their answer."""
    register("remarks", Slot("clause", "documents/remarks/clause.html", told, signing=True))
    register("all remarks", Slot("side", "documents/remarks/card.html", told, signing=True))
    kinds.register("comment", Sentence("Có góp ý hoặc trả lời về phiên bản bạn tham gia"))
    section = awaiting.Section(Sentence("Góp ý chờ trả lời"), _to_answer)
    awaiting.register("remarks", section)


def _to_answer(by: Actor) -> Sequence[awaiting.Task]:
    return [
        awaiting.Task(
            title=f"{r.edition.document.code} {r.clause or r.edition.title}",
            url=_place(r.edition, r.anchor),
            note=f"{r.person_name}: {r.text[:140]}",
        )
        for r in queries.to_answer(by)
    ]


@pages.app_context_processor
def _forms() -> dict[str, object]:
    return {
        "remark_forms": {"text": TextForm, "answer": _answer_form, "withdrawal": WithdrawalForm}
    }


def _answer_form() -> AnswerForm:
    form = AnswerForm(request.form)
    form.answer.choices = [(code, say(name)) for code, name in ANSWER_NAMES.items()]
    return form


@pages.post(PLACE)
@audience(SIGNED_IN)
def make(key: str, serial: int) -> Answer:
    """Comment on a clause."""
    edition, form = find(key, serial), TextForm(request.form)

    def act() -> Remark:
        said = form.text.data or ""
        return operations.make_remark(edition, form.anchor.data or "", said, by=actor())

    return _done(edition, form, act, Sentence("Đã gửi góp ý."))


@pages.post(f"{PLACE}/<int:remark_id>/answer")
@audience(SIGNED_IN)
def answer(key: str, serial: int, remark_id: int) -> Answer:
    """Answer a comment."""
    edition, form = find(key, serial), _answer_form()
    remark = queries.remark(edition, remark_id, actor()) or abort(404)

    def act() -> Remark:
        return operations.answer_remark(remark, form.answer.data, form.text.data or "", actor())

    return _done(edition, form, act, Sentence("Đã trả lời góp ý."))


@pages.post(f"{PLACE}/<int:remark_id>/withdrawal")
@audience(SIGNED_IN)
def withdraw(key: str, serial: int, remark_id: int) -> Answer:
    """Take one's own comment back."""
    edition, form = find(key, serial), WithdrawalForm(request.form)
    remark = queries.remark(edition, remark_id, actor()) or abort(404)

    def act() -> Remark:
        return operations.withdraw_remark(remark, actor(), form.reason.data or "")

    return _done(edition, form, act, Sentence("Đã rút góp ý."))


def _done(edition: Edition, form: Form, act: Callable[[], Remark], said: Sentence) -> Answer:
    page: Callable[..., Answer] = edition_page
    if request.form.get("from") == "signing" and edition.state == "in review":
        page = signing_page
    if not form.validate():
        wrong = [Sentence(str(words)) for field in form for words in field.errors]
        return page(edition, refused=Refused(*wrong), status=422)
    try:
        remark = act()
    except Refused as refused:
        return page(edition, refused=refused, status=409)
    flash(say(said), "done")
    return redirect(_place(edition, remark.anchor, signing=page is signing_page))


def _place(edition: Edition, anchor: str, *, signing: bool = False) -> str:
    page = "documents.signing" if signing else "documents.edition"
    key, serial = edition.document.key, edition.serial
    return url_for(page, key=key, serial=serial, _anchor=anchor or "remarks")
