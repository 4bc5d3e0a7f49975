"""Pages of nonconformities: the register, one of them, what may be done with it."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from flask import Blueprint, abort, render_template, request, send_file
from werkzeug.wrappers import Response

from qms.attachments.gate import CheckedFile
from qms.attachments.kinds import Kind
from qms.attachments.views import send
from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import history_of
from qms.audit_trail.vocabulary import Reader
from qms.clauses.catalogue import short
from qms.clauses.catalogue import titled as clause_titled
from qms.documents.forms import SeenForm
from qms.documents.register.paper import make_paper
from qms.documents.register.sheet import MIMETYPE, make_sheet
from qms.documents.register.views import maker
from qms.documents.views import WORD, Answer
from qms.indicators.catalogue import CHOICES, in_order
from qms.kernel import clock
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, typed
from qms.nonconformities import queries, slots
from qms.nonconformities.actions.lifecycle import KIND_NAMES
from qms.nonconformities.actions.lifecycle import STATE_NAMES as ACTION_STATES
from qms.nonconformities.causes.tree import BRANCH_NAMES
from qms.nonconformities.deeds import forms_for, objections_to, open_to
from qms.nonconformities.effectiveness.models import RESULT_NAMES
from qms.nonconformities.forms import wanted_from
from qms.nonconformities.lifecycle import (
    may_not_report,
)
from qms.nonconformities.listing import COLUMNS, ON_PAPER, REPEAT_NAMES, Named, listing
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.narrowing import Wanted
from qms.nonconformities.papers.queries import letters
from qms.nonconformities.stages import Stage, next_of, stages_of
from qms.nonconformities.states import (
    GRADE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    State,
)
from qms.organisation.queries import unit, units

pages = Blueprint("nonconformities", __name__, url_prefix="/nonconformities")
PROOF_KINDS = (Kind.JPEG, Kind.PNG, Kind.PDF, Kind.XLSX)
"""What may be shown as a proof."""


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {
        "nonconformity_states": STATE_NAMES,
        "nonconformity_sources": SOURCE_NAMES,
        "nonconformity_grades": GRADE_NAMES,
        "clause_titled": clause_titled,
        "may_report_here": lambda: may_not_report(actor()) is None,
        "action_states": ACTION_STATES,
        "action_kinds": KIND_NAMES,
        "effect_results": RESULT_NAMES,
    }


@pages.get("")
@audience(SIGNED_IN)
def index() -> Answer:
    """The register, filtered."""
    wanted, by = wanted_from(request.args), actor()
    return render_template(
        "nonconformities/index.html",
        listed=queries.listed(by, wanted),
        wanted=wanted,
        years=[(year, year) for year in queries.years(by)],
        units=units(on=clock.today()),
        indicators=CHOICES,
        branches=BRANCH_NAMES.items(),
        repeats=REPEAT_NAMES.items(),
        criterion=_criterion_asked(wanted),
        may_report=may_not_report(by) is None,
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
    wanted = wanted_from(request.args)
    only = unit(wanted.unit)
    named = Named(only.name if only else "", _criterion_asked(wanted))
    columns = COLUMNS if suffix == "xlsx" else ON_PAPER
    written = listing(queries.whole(actor(), wanted), wanted, named, maker(), columns)
    stop_reading()
    content = make_sheet(written) if suffix == "xlsx" else make_paper(written)
    name = f"so-theo-doi-su-khong-phu-hop-{clock.today():%Y-%m-%d}.{suffix}"
    return send_file(BytesIO(content), mimetype=mimetype, as_attachment=True, download_name=name)


def _criterion_asked(wanted: Wanted) -> str:
    """What the criterion that is asked for is called."""
    kind, key = wanted.ground
    return short(key) if kind == "clause" else queries.ground_named(actor(), wanted)


@pages.get("/<int:number>")
@audience(SIGNED_IN)
def one(number: int) -> Answer:
    """One nonconformity: what was seen, what the agency made of it, what comes next."""
    return nonconformity_page(find(number))


@pages.get("/<int:number>/files/<int:file_id>")
@audience(SIGNED_IN)
def file(number: int, file_id: int) -> Response:
    """A file that was sent with a report."""
    files = {one.id: one.file for one in find(number).files}
    return send(files.get(file_id) or abort(404))


def _stages(found: Nonconformity, lines: Sequence[TrailLine]) -> Sequence[Stage]:
    """How far one is that was not turned down."""
    if found.state != State.REPORTED and not found.number:
        return ()
    taken = (clock.local(line.at).date() for line in lines if line.verb == "accept report")
    return stages_of(found, next(taken, None))


def find(number: int) -> Nonconformity:
    """The nonconformity, when it exists for the person who asks; else 404."""
    return queries.nonconformity(actor(), number) or abort(404)


def nonconformity_page(
    found: Nonconformity,
    *,
    form: SeenForm | None = None,
    at: str = "",
    taken: Mapping[str, CheckedFile] | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    """The page of a nonconformity; ``form`` is the one in trouble, ``at`` the verb it is for, and
    ``taken`` are the files that came in with it, by their fields.
    """
    by = actor()
    lines = history_of([found, *(a for t in found.treatments for a in t.actions)])
    verbs, knows = open_to(found, by), queries.knows_reporter(found, by)
    against = objections_to(at, found, by) if at and at not in verbs else ()
    page = render_template(
        "nonconformities/nonconformity.html",
        found=found,
        verbs=verbs,
        kept=typed() if at and at not in verbs else (),
        deeds=forms_for(found, verbs, at, form),
        at=at,
        taken=taken or {},
        stages=_stages(found, lines),
        awaited=next_of(found),
        returns=queries.returns_of(by, found),
        letters=letters(by, found),
        lines=[line for line in lines if knows or line.actor_id != found.reporter_id],
        vocabulary=Reader(lines),
        indicators=in_order(found.indicators),
        knows_reporter=knows,
        proof_kinds=PROOF_KINDS,
        cards=slots.filled(found, by),
        reasons=refused.reasons if refused else against,
    )
    return page, status
