"""Pages of change requests: the register, one request, what may be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from flask import Blueprint, Response, abort, render_template, request, send_file

from qms.audit_trail.queries import history_of
from qms.audit_trail.vocabulary import Reader
from qms.documents import queries as documents
from qms.documents.forms import DecisionForm, RemarkForm, SeenForm, side_by_side
from qms.documents.lifecycle import OPEN, another_is_open
from qms.documents.register.listing import Maker
from qms.documents.register.paper import make_paper
from qms.documents.register.sheet import MIMETYPE, make_sheet
from qms.documents.requests import queries
from qms.documents.requests.effects import Effects, effects_of
from qms.documents.requests.forms import NewTaskForm, TaskForm, wanted_from
from qms.documents.requests.lifecycle import (
    LIFECYCLE,
    ORIGIN_NAMES,
    STATE_NAMES,
    State,
    may_not_ask,
)
from qms.documents.requests.listing import listing
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.origins import causes_of
from qms.documents.views import WORD, Answer
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, language, typed
from qms.organisation.queries import agency, holders, unit, units

pages = Blueprint("requests", __name__, url_prefix="/requests")
USUAL_TIME = timedelta(days=15)
DEEDS: Mapping[str, type[SeenForm]] = {
    "accept request": TaskForm,
    "reassign request": NewTaskForm,
    "decline request": DecisionForm,
    "withdraw request": RemarkForm,
}


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {"request_state_names": STATE_NAMES, "origin_names": ORIGIN_NAMES}


@pages.get("")
@audience(SIGNED_IN)
def index() -> Answer:
    """The register of requests, filtered."""
    wanted, by = wanted_from(request.args), actor()
    return render_template(
        "documents/requests/index.html",
        listed=queries.listed(by, wanted),
        wanted=wanted,
        years=[(year, year) for year in queries.years(by)],
        units=units(on=clock.today()),
        may_ask=may_not_ask(None, by) is None,
    )


@pages.get("/register.xlsx")
@audience(SIGNED_IN)
def sheet() -> Response:
    """The whole list that is on the screen, as a spreadsheet."""
    return _file(MIMETYPE, "xlsx")


@pages.get("/register.docx")
@audience(SIGNED_IN)
def paper() -> Response:
    """The whole list that is on the screen, as a Word file."""
    return _file(WORD, "docx")


def _file(mimetype: str, suffix: str) -> Response:
    by, owner, wanted = actor(), agency(), wanted_from(request.args)
    only = unit(wanted.unit)
    maker = Maker(owner.name if owner else "", by.name, clock.now(), language())
    written = listing(queries.whole(by, wanted), wanted, only.name if only else "", maker)
    stop_reading()
    content = make_sheet(written) if suffix == "xlsx" else make_paper(written)
    name = f"phieu-yeu-cau-sua-doi-{clock.today():%Y-%m-%d}.{suffix}"
    return send_file(BytesIO(content), mimetype=mimetype, as_attachment=True, download_name=name)


@pages.get("/<int:year>/<int:serial>")
@audience(SIGNED_IN)
def one(year: int, serial: int) -> Answer:
    """One request: what is asked, how it stands, what it would touch."""
    return request_page(find(year, serial))


def find(year: int, serial: int) -> ChangeRequest:
    """The request, when it exists for the person who asks; else 404."""
    return queries.request(actor(), year, serial) or abort(404)


def request_page(
    asked: ChangeRequest,
    *,
    form: SeenForm | None = None,
    at: str = "",
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    """The page of a request; ``form`` is the one in trouble and ``at`` the verb it is for."""
    by, lines = actor(), history_of([asked])
    verbs = LIFECYCLE.open_to(asked, by)
    others = queries.open_about(by, asked.document) if asked.document else ()
    page = render_template(
        "documents/requests/request.html",
        asked=asked,
        verbs=verbs,
        kept=typed() if refused and at not in verbs else (),
        effects=_effects(asked),
        causes=causes_of(asked, by),
        deeds=_deeds(asked, others, at, form),
        at=at,
        lines=lines,
        vocabulary=Reader(lines),
        others=[other for other in others if other.id != asked.id],
        next_step=_next_step(asked),
        sees_draft=_sees_draft(asked),
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _effects(asked: ChangeRequest) -> Effects | None:
    """What the change would touch, for whoever answers, drafts or checks it."""
    by = actor()
    if not asked.document or not asked.is_open:
        return None
    concerned = by.has(*documents.SEE_ALL) or asked.author_id == by.id
    return effects_of(asked.document, by) if concerned else None


def _sees_draft(asked: ChangeRequest) -> bool:
    draft = asked.draft
    return bool(draft and documents.edition(actor(), draft.document.key, draft.serial))


@dataclass(frozen=True)
class NextStep:
    """What the named author does next, and where: "new edition", "open draft" or "new document"."""

    name: str
    place: Mapping[str, str | int]


def _next_step(asked: ChangeRequest) -> NextStep | None:
    """For the author who was named, while the request waits to be drafted."""
    document = asked.document
    if asked.author_id != actor().id or asked.state != State.ACCEPTED:
        return None
    if document is None:
        return NextStep("new document", {})
    on_its_way = [e for e in documents.editions_of(actor(), document.key) if e.state in OPEN]
    if on_its_way:
        return NextStep("open draft", {"key": document.key, "serial": on_its_way[0].serial})
    return (
        None
        if another_is_open(document, actor())
        else NextStep("new edition", {"key": document.key})
    )


def _deeds(
    asked: ChangeRequest, others: Sequence[ChangeRequest], at: str, given: SeenForm | None
) -> dict[str, SeenForm]:
    """A form for each verb, the one in trouble in its place; all for the version now shown."""
    made = {verb: kind(data=_usual(asked, others)) for verb, kind in DEEDS.items()}
    if given:
        made[at] = given
    for form in made.values():
        if isinstance(form, TaskForm):
            offer_authors(form)
    return side_by_side(made, asked.version)


def _usual(asked: ChangeRequest, others: Sequence[ChangeRequest]) -> dict[str, object]:
    """Who would draft: whoever drafts for the other requests about it, else its last author."""
    given = next((other.author_id for other in others if other.author_id), None)
    editions = asked.document.editions if asked.document else []
    author = asked.author_id or given or (editions[-1].author_id if editions else 0)
    return {"author": author, "due": asked.due or clock.today() + USUAL_TIME, "reason": ""}


def offer_authors(form: TaskForm) -> TaskForm:
    """Let ``form`` choose among those who may draft today."""
    people = [(p.id, f"{p.name} – {p.title}") for p in holders(Role.AUTHOR, Role.QUALITY_OFFICER)]
    form.author.choices = people
    return form
