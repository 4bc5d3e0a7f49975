"""Pages of reading: who is to read a document, who has, and the reader's own word."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.documents.distribution import operations, overview, progress, queries, reminders
from qms.documents.distribution.forms import (
    DistributionForm,
    ReceiptForm,
    receipt_form,
    written,
)
from qms.documents.distribution.lateness import term_of
from qms.documents.distribution.lifecycle import (
    EVERYBODY,
    GROUPS,
    USUAL_DAYS,
    may_not_distribute,
    may_not_remind,
    reminded_today,
)
from qms.documents.distribution.models import Entry
from qms.documents.distribution.reach import Readership
from qms.documents.distribution.vocabulary import GROUP_NAMES
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import editions_of, first_to_read
from qms.documents.questions.lifecycle import UNANSWERED, wrong
from qms.documents.questions.queries import of_edition
from qms.documents.views import Answer, edition_page, find
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, say
from qms.kernel.text import whole_number
from qms.organisation.models import Unit
from qms.organisation.queries import units

pages = Blueprint("documents_reading", __name__, url_prefix="/documents")
overviews = Blueprint("reading", __name__)
ALWAYS = {EVERYBODY, str(Role.UNIT_HEAD), str(Role.STAFF)}
"""Offered in every unit, whether or not somebody is of it today."""


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {"group_names": GROUP_NAMES, "receipt_form": receipt_form}


@pages.post("/<key>/receipt")
@audience(SIGNED_IN)
def acknowledge(key: str) -> Answer:
    """Say that one has read the edition in force; where it has questions, with their answers."""
    edition = _present(key)
    form = receipt_form(of_edition(edition), edition.serial, request.form)
    try:
        passed = _read(edition, whole_number(request.form.get("serial", "")), form)
    except Refused as refused:
        if UNANSWERED not in refused.reasons:
            return edition_page(edition, refused=refused, status=409)
        form.validate()  # marks what is left open
        passed = False
    if not passed:
        return edition_page(edition, receipt=form, status=422)
    flash(gettext("Đã ghi nhận bạn đã đọc phiên bản này."), "done")
    return redirect(url_for("documents.document", key=key))


def _read(edition: Edition, serial: int, form: ReceiptForm) -> bool:
    """Whether the reader's word was taken; wrong answers are marked in ``form``."""
    if not form.answers():
        operations.acknowledge(edition, serial, by=actor())
        return True
    attempt = operations.answer_questions(edition, serial, form.answers(), by=actor())
    form.mark(wrong([question.right_line for question in of_edition(edition)], attempt.chosen))
    return attempt.passed


@pages.get("/<key>/readers")
@audience(*queries.FOLLOW)
def readers(key: str) -> Answer:
    """Who is to read the edition in force and who has; of an older edition, the receipts."""
    asked = whole_number(request.args.get("edition", ""))
    edition = find(key, asked) if asked else _present(key)
    return _readers_page(edition)


@pages.post("/<key>/reminders")
@audience(Role.QUALITY_OFFICER)
def remind(key: str) -> Answer:
    """Remind everybody who has not read the edition in force."""
    edition = _present(key)
    try:
        reminder = reminders.remind_readers(edition, by=actor())
    except Refused as refused:
        return _readers_page(edition, refused=refused), 409
    said = Sentence("Đã nhắc %(count)s người chưa đọc.", count=reminder.people)
    flash(say(said), "done")
    return redirect(url_for("documents_reading.readers", key=key))


def _readers_page(edition: Edition, *, refused: Refused | None = None) -> str:
    in_force, last = edition.state == State.IN_FORCE, progress.last_reminder(edition)
    return render_template(
        "documents/distribution/readers.html",
        edition=edition,
        document=edition.document,
        groups=progress.by_unit(edition, actor()) if in_force else [],
        past=progress.of_the_past(edition, actor()) if not in_force else [],
        only_missing=request.args.get("show") == "unread",
        may_change=may_not_distribute(edition.document, actor()) is None,
        last_reminder=last,
        may_remind=not may_not_remind(actor())
        and not reminded_today(last.reminded_on if last else None, clock.today()),
        reasons=refused.reasons if refused else (),
    )


@pages.route("/<key>/distribution", methods=["GET", "POST"])
@audience(SIGNED_IN)
def distribution(key: str) -> Answer:
    """Say who is to read a document; beside each choice stands how many people it reaches."""
    document = _present(key).document
    refuse_if(may_not_distribute(document, actor()))
    form, choices = DistributionForm(request.form), _choices(document)
    form.places.choices = [(said, said) for choice in choices for said in choice.values]
    if request.method == "GET":
        return _list_page(document, form, choices)
    if not form.validate():
        return _list_page(document, form, choices, status=422)
    note = form.reason.data or ""
    try:
        operations.set_distribution(document, form.wanted(), form.seen(), actor(), note)
    except Refused as refused:
        return _list_page(document, form, choices, refused=refused, status=409)
    flash(gettext("Đã lưu danh sách phổ biến."), "done")
    return redirect(url_for("documents.document", key=key))


@overviews.get("/reading")
@audience(*queries.FOLLOW)
def index() -> Answer:
    """Every document in force: how many are to read it, how many have."""
    show = request.args.get("show", "")
    page = whole_number(request.args.get("page", "")) or 1
    found = overview.overview(actor(), show, page)
    return render_template(
        "documents/distribution/overview.html",
        found=found,
        show=show,
        may_change=actor().has(Role.QUALITY_OFFICER),
    )


@dataclass(frozen=True)
class Choice:
    """What the form offers of one unit: (group, how many people it reaches)."""

    unit: Unit
    groups: list[tuple[str, int]]

    @property
    def values(self) -> list[str]:
        """The same, as the form sends them."""
        return [written((self.unit.id, group)) for group, _reached in self.groups]


def _choices(document: Document) -> list[Choice]:
    ship = queries.readership(queries.parents())
    entries = queries.entries_of(document)
    offered = list(units(on=clock.today()))
    offered += [unit for unit in {e.unit for e in entries} if unit not in offered]
    return [Choice(unit, _groups_of(unit, entries, ship)) for unit in offered]


def _groups_of(unit: Unit, entries: Sequence[Entry], ship: Readership) -> list[tuple[str, int]]:
    chosen = {entry.role for entry in entries if entry.unit_id == unit.id}
    there = ALWAYS | chosen | ship.groups_in(unit.id)
    return [(group, len(ship.of([(unit.id, group)]))) for group in GROUPS if group in there]


def _list_page(
    document: Document,
    form: DistributionForm,
    choices: Sequence[Choice],
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    entries = queries.entries_of(document)
    term = term_of(document)
    days = str(term.days if term else USUAL_DAYS)
    known = [written(entry.place) for entry in entries]
    if request.method == "GET":
        form.places.data, form.days.data = known, days
    form.known.data, form.known_days.data = " ".join(known), days
    page = render_template(
        "documents/distribution/list.html",
        document=document,
        form=form,
        entries=entries,
        days=days,
        choices=choices,
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _present(key: str) -> Edition:
    """The edition a reader wants, when there is one for the person who asks; else 404."""
    return first_to_read(editions_of(actor(), key)) or abort(404)
