"""Assembles the application: with the command line, the only place that knows everything."""

import os
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from qms import cli, home
from qms.attachments import views as attachments
from qms.attachments import vocabulary as attachments_vocabulary
from qms.audit_trail import views as audit_trail
from qms.clauses import views as clauses
from qms.config import Settings, settings_from
from qms.documents import (
    deciding_views,
    telling,
    vocabulary,
    writing_views,
)
from qms.documents import views as documents
from qms.documents.adoption import earlier_views, recording_views
from qms.documents.adoption import views as adoption
from qms.documents.adoption import vocabulary as adoption_vocabulary
from qms.documents.blanks import riding, taking_views
from qms.documents.blanks import views as blanks
from qms.documents.blanks import vocabulary as blanks_vocabulary
from qms.documents.calendar import contents as calendar_contents
from qms.documents.calendar import views as year_calendar
from qms.documents.comparing import neighbour as comparing_neighbour
from qms.documents.comparing import views as comparing
from qms.documents.copies import neighbours as copies_neighbours
from qms.documents.copies import views as copies
from qms.documents.copies import vocabulary as copies_vocabulary
from qms.documents.decisions import drafting_views as decisions_drafting
from qms.documents.decisions import neighbours as decisions_neighbours
from qms.documents.decisions import views as decisions
from qms.documents.decisions import vocabulary as decisions_vocabulary
from qms.documents.distribution import reminders
from qms.documents.distribution import views as distribution
from qms.documents.distribution import vocabulary as distribution_vocabulary
from qms.documents.effects import shown as effects_shown
from qms.documents.effects import views as effects
from qms.documents.effects import vocabulary as effects_vocabulary
from qms.documents.external import keeping_views as external_keeping
from qms.documents.external import shown as external_shown
from qms.documents.external import views as external
from qms.documents.external import vocabulary as external_vocabulary
from qms.documents.fields import views as fields
from qms.documents.fields import vocabulary as fields_vocabulary
from qms.documents.kinds import views as kinds
from qms.documents.kinds import vocabulary as kinds_vocabulary
from qms.documents.questions import views as questions
from qms.documents.questions import vocabulary as questions_vocabulary
from qms.documents.reaffirming import neighbour as reaffirming_neighbour
from qms.documents.reaffirming import views as reaffirming
from qms.documents.reaffirming import vocabulary as reaffirming_vocabulary
from qms.documents.records import views as records
from qms.documents.records import vocabulary as records_vocabulary
from qms.documents.register import views as register
from qms.documents.remarks import views as remarks
from qms.documents.remarks import vocabulary as remarks_vocabulary
from qms.documents.requests import asking_views as requests_asking
from qms.documents.requests import deciding_views as requests_deciding
from qms.documents.requests import neighbour as requests_neighbour
from qms.documents.requests import views as requests
from qms.documents.requests import vocabulary as requests_vocabulary
from qms.documents.routes import views as routes
from qms.documents.routes import vocabulary as routes_vocabulary
from qms.documents.serving import views as serving
from qms.documents.steps import neighbour as steps_neighbour
from qms.dossier.trace import neighbours as trace_neighbours
from qms.dossier.trace import views as trace
from qms.indicators import views as indicators
from qms.indicators import vocabulary as indicators_vocabulary
from qms.kernel import installation, jobs, pages, sessions
from qms.kernel.blobs import BlobStore
from qms.kernel.database import db
from qms.nonconformities import (
    accepting_views,
    confidential,
    reminding,
    reporting_views,
    treating_views,
)
from qms.nonconformities import deciding_views as nonconformities_deciding
from qms.nonconformities import neighbours as nonconformities_neighbours
from qms.nonconformities import views as nonconformities
from qms.nonconformities import vocabulary as nonconformities_vocabulary
from qms.nonconformities.actions import deciding_views as actions_deciding
from qms.nonconformities.actions import planning_views
from qms.nonconformities.actions import telling as actions_telling
from qms.nonconformities.actions import views as actions
from qms.nonconformities.actions import vocabulary as actions_vocabulary
from qms.nonconformities.causes import views as causes
from qms.nonconformities.figures import views as nonconformities_figures
from qms.nonconformities.papers import views as papers
from qms.nonconformities.papers import vocabulary as papers_vocabulary
from qms.notices import letters
from qms.notices import views as notices
from qms.organisation import people_views
from qms.organisation import views as organisation
from qms.organisation import vocabulary as organisation_vocabulary
from qms.organisation.authority import views as authority
from qms.organisation.authority import vocabulary as authority_vocabulary
from qms.organisation.calendar import views as calendar
from qms.organisation.calendar import vocabulary as calendar_vocabulary
from qms.search import finder
from qms.search import views as search
from qms.upkeep import views as upkeep
from qms.upkeep import vocabulary as upkeep_vocabulary

ROOT = Path(__file__).parent.parent
LARGEST_REQUEST = 26 * 1024 * 1024
BLUEPRINTS = (
    audit_trail.pages,
    organisation.pages,
    people_views.pages,
    authority.pages,
    calendar.pages,
    notices.pages,
    upkeep.pages,
    clauses.pages,
    indicators.pages,
    documents.pages,
    writing_views.pages,
    deciding_views.pages,
    blanks.pages,
    taking_views.pages,
    comparing.pages,
    copies.pages,
    copies.recalling,
    decisions.pages,
    decisions_drafting.pages,
    adoption.pages,
    recording_views.pages,
    earlier_views.pages,
    distribution.pages,
    distribution.overviews,
    questions.pages,
    serving.pages,
    records.pages,
    register.pages,
    kinds.pages,
    fields.pages,
    external.pages,
    external_keeping.pages,
    reaffirming.pages,
    requests.pages,
    requests_asking.pages,
    requests_deciding.pages,
    effects.pages,
    year_calendar.pages,
    nonconformities.pages,
    reporting_views.pages,
    accepting_views.pages,
    nonconformities_deciding.pages,
    treating_views.pages,
    causes.pages,
    actions.pages,
    actions_deciding.pages,
    planning_views.pages,
    nonconformities_figures.pages,
    papers.pages,
    routes.pages,
    remarks.pages,
    search.pages,
    trace.pages,
    home.pages,
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application for one installation, by default that of the environment."""
    settings = settings or settings_from(os.environ)
    app = Flask("qms", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.jinja_options = {"finalize": pages.finalize, "autoescape": True}
    app.config.from_mapping(
        SECRET_KEY=settings.key(),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SESSION_COOKIE_SECURE=settings.https,
        TRUSTED_HOSTS=list(settings.hosts) or None,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.https:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    _furnish(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    pages.install(app)  # after the door, so that a stale form is answered to a known person
    jobs.install(app, settings.jobs, background=settings.background)  # last: they begin at once
    return app


def _furnish(app: Flask, settings: Settings) -> None:
    passes, memory = settings.password_cost
    hasher = PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1)
    files = BlobStore(settings.files)
    parts = installation.Installation(files, hasher, settings.mail, settings.address)
    installation.furnish(app, parts)
    db.init_app(app)
    app.session_interface = sessions.DatabaseSessions()
    app.url_map.converters["int"] = pages.RowNumber
    organisation.login_manager.init_app(app)
    organisation_vocabulary.announce()
    authority_vocabulary.announce()
    attachments_vocabulary.announce()
    attachments.install(app)
    calendar_vocabulary.announce()
    upkeep_vocabulary.announce()
    indicators_vocabulary.announce()
    vocabulary.announce()
    blanks_vocabulary.announce()
    riding.announce()
    letters.announce(settings.digest_at)
    telling.announce()
    records_vocabulary.announce()
    records.announce()
    blanks.announce()
    adoption_vocabulary.announce()
    distribution_vocabulary.announce()
    reminders.announce()
    questions_vocabulary.announce()
    questions.announce()
    decisions_vocabulary.announce()
    copies_vocabulary.announce()
    comparing_neighbour.announce()
    steps_neighbour.announce()
    copies_neighbours.announce()
    decisions_neighbours.announce()
    kinds_vocabulary.announce()
    fields_vocabulary.announce()
    fields.announce()
    routes_vocabulary.announce()
    reaffirming_vocabulary.announce()
    reaffirming_neighbour.announce()
    remarks_vocabulary.announce()
    remarks.announce()
    requests_vocabulary.announce()
    requests_neighbour.announce()
    serving.announce()
    external_vocabulary.announce()
    external_shown.install()
    effects_vocabulary.announce()
    effects_shown.install()
    calendar_contents.install()
    nonconformities_vocabulary.announce()
    actions_vocabulary.announce()
    actions_telling.announce()
    papers_vocabulary.announce()
    nonconformities_neighbours.announce()
    reminding.announce()
    confidential.announce()
    trace_neighbours.announce()
    finder.install(app, settings.index, background=settings.background)


def main() -> None:
    """The command ``qms``."""
    cli.run(create_app)
