"""The first page, what awaits the person who signed in, and the way to every other."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, g, render_template, request, url_for

from qms.audit_trail.queries import SEE_ALL as SEE_TRAIL
from qms.documents import queries
from qms.documents.decisions.views import SEE as SEE_DECISIONS
from qms.documents.distribution import lateness
from qms.documents.distribution.queries import FOLLOW
from qms.documents.kinds.queries import longest_overdue
from qms.documents.lifecycle import may_not_write
from qms.kernel.access import Role
from qms.kernel.awaiting import awaiting
from qms.kernel.i18n import Sentence
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.nonconformities.lifecycle import (
    may_not_report,
)
from qms.organisation.calendar.lifecycle import KEEPERS as KEEP_CALENDAR
from qms.organisation.queries import SEE_EVERYBODY

pages = Blueprint("home", __name__)


@dataclass(frozen=True)
class Place:
    """An entry of the navigation."""

    label: str
    url: str
    icon: str
    current: bool


@dataclass(frozen=True)
class Group:
    """Entries of the navigation that belong together; the first group has no heading."""

    heading: str
    places: list[Place]


Entry = tuple[Sentence, str, str, Iterable[Role]]
"""What it is called, its endpoint, its icon, and for whom it is."""

SEE_TRAIL_OR_KEEP = (*SEE_TRAIL, Role.ADMINISTRATOR)
READERS = tuple(role for role in Role if role not in queries.READ_NOTHING_BY_ROLE)
PLACES: tuple[tuple[Sentence | None, tuple[Entry, ...]], ...] = (
    (
        None,
        (
            (Sentence("Việc của tôi"), "home.index", "home", Role),
            (Sentence("Tài liệu"), "documents.index", "document", Role),
            (Sentence("Chỉ số"), "indicators.index", "wheel", Role),
            (Sentence("Lịch năm"), "calendar.index", "calendar", Role),
        ),
    ),
    (
        Sentence("Kiểm soát tài liệu"),
        (
            (Sentence("Yêu cầu sửa đổi"), "requests.index", "pencil", READERS),
            (Sentence("Quyết định"), "documents_decisions.index", "pen", SEE_DECISIONS),
            (Sentence("Theo dõi việc đọc"), "reading.index", "check-circle", FOLLOW),
            (Sentence("Thu hồi bản giấy"), "recalls.index", "print", FOLLOW),
        ),
    ),
    (
        Sentence("Cải tiến"),
        ((Sentence("Sự không phù hợp"), "nonconformities.index", "warning", READERS),),
    ),
    (
        Sentence("Cơ quan"),
        (
            (Sentence("Người dùng"), "organisation_people.people", "people", SEE_EVERYBODY),
            (Sentence("Các đơn vị"), "organisation_people.units", "list", SEE_EVERYBODY),
            (Sentence("Ngày làm việc"), "working_days.index", "calendar", KEEP_CALENDAR),
            (Sentence("Việc tự động"), "upkeep.index", "clock", (Role.ADMINISTRATOR,)),
            (Sentence("Nhật ký"), "audit_trail.index", "history", SEE_TRAIL_OR_KEEP),
        ),
    ),
)
"""Every place by its group: what everybody opens daily stands first, without a heading."""

BLUEPRINTS = frozenset(entry[1].partition(".")[0] for _heading, group in PLACES for entry in group)
"""Whose pages stand under a place of the navigation; the closest one is marked."""


@pages.app_context_processor
def _navigation() -> dict[str, list[Group]]:
    """The places open to the person by their groups, the present one marked."""
    if g.get("actor") is None:
        return {"navigation": []}
    here = (request.endpoint or "").split(".")
    groups = (
        Group(say(heading) if heading else "", [_place(p, here) for p in places if _is_open(p)])
        for heading, places in PLACES
    )
    return {"navigation": [group for group in groups if group.places]}


def _is_open(place: Entry) -> bool:
    return bool(g.actor.has(*place[3])) or place[1] == "home.index"


def _place(place: Entry, here: list[str]) -> Place:
    label, endpoint, icon, _roles = place
    return Place(say(label), url_for(endpoint), icon, _is_here(endpoint, here))


def _is_here(endpoint: str, here: list[str]) -> bool:
    blueprint, _dot, name = endpoint.partition(".")
    if blueprint == "organisation_people":
        of_units = here[-1].endswith(("units", "unit"))
        return here[0] == blueprint and of_units == (name == "units")
    fitting = [b for b in BLUEPRINTS if here[0] == b or here[0].startswith(f"{b}_")]
    return blueprint == max(fitting, key=len, default="")


@pages.get("/")
@audience(SIGNED_IN)
def index() -> str:
    """What to sign, to finish, to publish; below it what came into force lately."""
    by = actor()
    return render_template(
        "home.html",
        tasks=queries.awaiting(by),
        sections=awaiting(by),
        to_read=lateness.awaiting(by),
        to_look_at_again=longest_overdue(by) if by.has(Role.QUALITY_OFFICER) else None,
        lately=queries.lately_in_force(by),
        may_write=may_not_write(None, by) is None,
        may_report=may_not_report(by) is None,
        reads=queries.reads(by),
    )
