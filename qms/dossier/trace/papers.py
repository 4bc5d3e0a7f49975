"""What was to be kept, and what was changed, as nodes of the trace: indicators, clauses, editions.

Several nonconformities may share them; only a request and a revision to come are of one action.
"""

from datetime import date, datetime
from typing import Any

from qms.clauses import catalogue as clauses
from qms.documents.external.models import ExternalDocument
from qms.documents.models import Edition
from qms.documents.requests.lifecycle import STATE_NAMES as REQUEST_STATES
from qms.documents.requests.lifecycle import State as RequestState
from qms.documents.requests.models import ChangeRequest
from qms.documents.states import STATE_NAMES, State
from qms.dossier.trace.graph import Kind, Node, Place, Signed
from qms.indicators.catalogue import INDICATORS
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.nonconformities.actions.models import CorrectiveAction

Own = dict[str, Any]
"""To which nonconformity a node belongs, and beside what it stands: fields of the node."""


def indicator(number: str) -> Node:
    """One of the 39."""
    known = INDICATORS.get(number)
    return Node(
        indicator_key(number),
        Kind.INDICATOR,
        Sentence("Chỉ số %(number)s", number=number),
        known.name if known else "",
        place=Place("indicators.indicator", {"number": number}) if known else None,
    )


def indicator_key(number: str) -> str:
    """By what an indicator is known."""
    return f"indicator:{number}"


def standard(key: str) -> Node:
    """A clause of ISO 9001."""
    known = clauses.clause(key)
    version, _slash, number = key.partition("/")
    place = Place("clauses.index", {"_anchor": number})
    told = known.titled if known else number
    return Node(f"standard:{key}", Kind.STANDARD, f"ISO {version}", told, place=place)


def law(found: ExternalDocument, article: str) -> Node:
    """An article of a law."""
    key = f"law:{found.key}#{article}" if article else f"law:{found.key}"
    place = Place("documents_external.document", {"key": found.key})
    return Node(key, Kind.LAW, found.number, article or found.name, place=place)


def clause(found: Edition, anchor: str, words: str) -> Node:
    """A clause of an edition, or the whole of it, as something that was to be kept."""
    key = f"clause:{_named(found)}"
    return Node(
        f"{key}#{anchor}" if anchor else key,
        Kind.CLAUSE,
        found.document.code,
        words or found.title,
        (Sentence("lần %(number)s", number=found.number),),
        state=found.state,
        document=found.document.key,
        place=_reading(found, anchor),
    )


def revision(acted: CorrectiveAction, key: str, own: Own) -> Node:
    """A document that an action is to revise, where no request for it is there to be seen."""
    assert acted.document is not None
    return Node(
        f"revision:{key}",
        Kind.REVISION,
        acted.document.code,
        acted.clause or acted.document.title,
        (Sentence("phải sửa"), until(acted.due)),
        until=acted.due,
        open=True,
        document=acted.document.key,
        **own | {"place": Place("documents.document", {"key": acted.document.key})},
    )


def request(asked: ChangeRequest, own: Own) -> Node:
    """The change that an action asks for."""
    code = asked.document.code if asked.document else asked.title
    due = (until(asked.due),) if asked.due and asked.is_open else ()
    return Node(
        request_key(asked),
        Kind.REQUEST,
        asked.number,
        f"{code} {asked.clause}".strip(),
        (REQUEST_STATES[RequestState(asked.state)], *due),
        state=asked.state,
        who=asked.author.name if asked.author else "",
        day=local_day(asked.sent_at),
        until=asked.due,
        open=asked.is_open,
        document=asked.document.key if asked.document else "",
        **own | {"place": Place("requests.one", {"year": asked.year, "serial": asked.serial})},
    )


def edition(found: Edition) -> Node:
    """An edition that was born of an action."""
    since = local_day(found.in_force_at)
    day = (Sentence("từ %(day)s", day=written(since)),) if since else ()
    return Node(
        edition_key(found),
        Kind.EDITION,
        found.document.code,
        found.title,
        (Sentence("lần %(number)s", number=found.number), STATE_NAMES[State(found.state)], *day),
        state=found.state,
        day=since,
        open=since is None,
        document=found.document.key,
        place=_reading(found, ""),
        signed=tuple(
            Signed(s.meaning, s.person_name, s.person_title, s.signed_at)
            for s in found.valid_signatures
        ),
    )


def edition_key(found: Edition) -> str:
    """By what an edition is known."""
    return f"edition:{_named(found)}"


def request_key(asked: ChangeRequest) -> str:
    """By what a change request is known."""
    return f"request:{asked.year}/{asked.serial}"


def _named(found: Edition) -> str:
    return f"{found.document.key}/{found.serial}"


def _reading(found: Edition, anchor: str) -> Place:
    names: dict[str, str | int] = {"key": found.document.key, "serial": found.serial}
    if anchor:
        names["_anchor"] = anchor
    return Place("documents.edition", names)


def until(day: date) -> Sentence:
    """By when something is to be done."""
    return Sentence("hạn %(day)s", day=written(day))


def local_day(moment: datetime | None) -> date | None:
    """The day of a moment in Viet Nam."""
    return clock.local(moment).date() if moment else None


def written(day: date | None) -> str:
    """A day as people write it; nothing for none."""
    return f"{day:%d/%m/%Y}" if day else ""
