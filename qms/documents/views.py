"""Pages of reading documents: the list, one edition, its history, its file."""

from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response
from wtforms import Form

from qms.audit_trail.queries import history_of
from qms.audit_trail.vocabulary import Reader
from qms.documents import queries, slots
from qms.documents.adoption.queries import earlier_of, every_earlier
from qms.documents.distribution.queries import card
from qms.documents.forms import (
    ConsentForm,
    DecisionForm,
    EntryForm,
    ReturnForm,
    SeenForm,
    side_by_side,
    wanted_from,
)
from qms.documents.kinds import KIND_NAMES
from qms.documents.kinds.queries import review_of
from qms.documents.lifecycle import (
    LIFECYCLE,
    STATE_NAMES,
    VERB_NAMES,
    State,
    another_is_open,
    may_not_name_indicators,
    may_not_write,
    not_open_to_change,
)
from qms.documents.models import Edition
from qms.documents.reaffirming.queries import visible_to as reviews_of
from qms.documents.remarks.queries import remarks_on
from qms.documents.routes.asking import forms_offered, usual_form
from qms.documents.routes.forms import chosen_from
from qms.documents.routes.paper import notes_of, sheet_of
from qms.documents.routes.queries import plan_of
from qms.documents.routes.resolving import Plan
from qms.documents.routes.showing import shown
from qms.indicators.catalogue import CHOICES, in_order
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.kernel.installation import installation
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, language, typed
from qms.organisation.models import Person
from qms.organisation.queries import units

pages = Blueprint("documents", __name__, url_prefix="/documents")
Answer = str | Response | tuple[str, int]
DEEDS: dict[str, type[SeenForm]] = {
    "submit": SeenForm,
    "put in force": EntryForm,
    "take back day": DecisionForm,
    "return": ReturnForm,
    "withdraw": DecisionForm,
    "discard": DecisionForm,
}
SIGNING: dict[str, type[SeenForm]] = {
    "review": ConsentForm,
    "approve": ConsentForm,
    "return": ReturnForm,
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {
        "kind_names": KIND_NAMES,
        "state_names": STATE_NAMES,
        "deed_names": VERB_NAMES,
        "notes_of": notes_of,
    }


@pages.app_template_filter("framed")
def framed(html: str, name: str) -> Markup:
    """The sanitised ``html`` of a clause; each table in a frame that scrolls, by keyboard too."""
    frame = (
        f'<div class="table-frame" role="group" tabindex="0" data-scrolls '
        f'aria-label="{escape(name)}"><table>'
    )
    return Markup(  # noqa: S704 - the reader sanitised it, before it was stored
        html.replace("<table>", frame).replace("</table>", "</table></div>")
    )


@pages.get("")
@audience(SIGNED_IN)
def index() -> Answer:
    """The list of documents, filtered."""
    wanted = wanted_from(request.args)
    return render_template(
        "documents/index.html",
        listed=queries.listed(actor(), wanted),
        wanted=wanted,
        units=units(on=clock.today()),
        indicators=CHOICES,
        may_write=may_not_write(None, actor()) is None,
        may_adopt=actor().has(*queries.SEE_ALL),
    )


@pages.get("/<key>")
@audience(SIGNED_IN)
def document(key: str) -> Answer:
    """A document as a reader wants it: the edition in force, else the newest they may see."""
    editions = queries.editions_of(actor(), key)
    return edition_page(queries.first_to_read(editions) or abort(404), editions)


@pages.get("/<key>/editions/<int:serial>")
@audience(SIGNED_IN)
def edition(key: str, serial: int) -> Answer:
    """One edition: its text, its standing, and what the reader may do with it."""
    return edition_page(find(key, serial))


@pages.get("/<key>/history")
@audience(SIGNED_IN)
def history(key: str) -> Answer:
    """Every edition that the reader may see, and everything done to them, in order of time."""
    editions = queries.editions_of(actor(), key) or abort(404)
    document = editions[0].document
    whole = actor().has(*queries.SEE_ALL)
    past = every_earlier(actor(), document)
    lines = history_of([*([document] if whole else []), *editions, *past])
    return render_template(
        "documents/history.html",
        remarks=remarks_on(editions, actor()),
        document=document,
        editions=editions,
        earlier=earlier_of(actor(), document),
        lines=lines,
        vocabulary=Reader(lines),
        signed=reviews_of(actor(), editions),
    )


@pages.get("/<key>/editions/<int:serial>/original")
@audience(SIGNED_IN)
def original(key: str, serial: int) -> Response:
    """The file, byte for byte as it was taken in."""
    found = find(key, serial)
    content = installation().blobs.read(found.file_digest)
    return send_file(
        BytesIO(content), mimetype=WORD, as_attachment=True, download_name=found.file_name
    )


@pages.get("/<key>/editions/<int:serial>/signatures.docx")
@audience(SIGNED_IN)
def signatures(key: str, serial: int) -> Response:
    """The sheet of signatures of an edition that was submitted."""
    found = find(key, serial)
    if not found.route:
        abort(404)
    name = f"{found.document.key}-{found.issue:02d}-{found.amendment:02d}-chu-ky.docx"
    content = BytesIO(sheet_of(found, language()))
    return send_file(content, mimetype=WORD, as_attachment=True, download_name=name)


@pages.get("/<key>/editions/<int:serial>/signing")
@audience(SIGNED_IN)
def signing(key: str, serial: int) -> Answer:
    """Read and sign: the text and the decision on one page."""
    found = find(key, serial)
    if found.state != State.IN_REVIEW:
        return redirect(url_for(".edition", key=key, serial=serial))
    return signing_page(found)


def find(key: str, serial: int) -> Edition:
    """The edition, when it exists for the person who asks; else 404."""
    return queries.edition(actor(), key, serial) or abort(404)


def _forms(
    kinds: dict[str, type[SeenForm]], edition: Edition, at: str, given: SeenForm | None
) -> dict[str, SeenForm]:
    """A form for each verb, the one in trouble in its place; all for the version now shown."""
    made = {verb: given if given and verb == at else kind() for verb, kind in kinds.items()}
    return side_by_side(made, edition.version)


def _left_over(refused: Refused | None, at: str, verbs: Sequence[str]) -> list[tuple[str, str]]:
    """What was typed into a form that is no longer there, since somebody else was quicker."""
    return typed() if refused and at not in verbs else []


def edition_page(
    edition: Edition,
    editions: Sequence[Edition] = (),
    *,
    form: SeenForm | None = None,
    at: str = "",
    refused: Refused | None = None,
    receipt: Form | None = None,
    status: int = 200,
) -> Answer:
    """The page of an edition; ``form`` is the one in trouble and ``at`` the verb it is for.

    ``receipt`` is what a reader sent and is asked to look at again. ``editions`` are all of the
    document that the reader may see; read here if they were not yet.
    """
    by = actor()
    editions = editions or queries.editions_of(by, edition.document.key)
    in_force = [e for e in editions if e.state == State.IN_FORCE]
    verbs = LIFECYCLE.open_to(edition, by)
    plan = _plan(edition)
    page = render_template(
        "documents/edition.html",
        edition=edition,
        document=edition.document,
        editions=editions,
        earlier=earlier_of(by, edition.document),
        in_force=in_force[0] if in_force else None,
        verbs=verbs,
        kept=_left_over(refused, at, verbs),
        may_edit=not_open_to_change(edition, by) is None,
        may_renew=not (
            may_not_write(edition.document, by) or another_is_open(edition.document, by)
        ),
        parts=slots.filled(edition, by),
        indicators=in_order(edition.document.indicators),
        may_name_indicators=may_not_name_indicators(edition.document, by) is None,
        distribution=card(edition, by),
        receipt=receipt,
        review=review_of(edition),
        route=shown(edition, plan),
        before_submitting=_before_submitting(edition, plan),
        at=at,
        deeds=_forms(DEEDS, edition, at, form),
        seen_form=SeenForm(seen=edition.version).apart("file"),
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _plan(edition: Edition) -> Plan | None:
    """Who would be asked; the author's choice out of the form, when it comes back from there."""
    if edition.state != State.DRAFT:
        return None
    return plan_of(edition, chosen_from(request.form))


def _seats(edition: Edition) -> list[Person]:
    """For whom the reader may sign now: themselves, or people for whom they stand in."""
    free = edition.round_now.free_seats(actor())
    return [s.person for step in edition.route for s in step.seats if s.person_id in free]


def _before_submitting(edition: Edition, plan: Plan | None) -> list[Sentence]:
    return LIFECYCLE.objections("submit", edition, actor()) + list(plan.objections if plan else ())


def signing_page(
    edition: Edition,
    *,
    form: SeenForm | None = None,
    at: str = "",
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    """The page on which one reads and signs."""
    by = actor()
    verbs, offered = LIFECYCLE.open_to(edition, by), forms_offered(by)
    asked = [v for v in ("review", "approve") if LIFECYCLE.steps[v].by(edition, by) is None]
    asked = [v for v in asked if v in verbs] or asked
    page = render_template(
        "documents/signing.html",
        edition=edition,
        document=edition.document,
        verbs=verbs,
        kept=_left_over(refused, at, verbs),
        route=shown(edition),
        asked=asked,
        seats=_seats(edition),
        forms_offered=offered,
        usual_form=usual_form(edition, offered),
        parts=slots.filled(edition, by, signing=True),
        obstacles={v: LIFECYCLE.objections(v, edition, by) for v in asked},
        at=at,
        deeds=_forms(SIGNING, edition, at, form),
        reasons=refused.reasons if refused else (),
    )
    return page, status
