"""What went wrong in the ward: who reported it, what became of the report, how it was corrected."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import select

from qms.demo.acts import actions, treatments
from qms.demo.slips import Deed, Slip, deeds, tales
from qms.demo.stage import Act, Stage
from qms.documents.queries import first_to_read
from qms.kernel import clock
from qms.kernel.database import db
from qms.nonconformities import accepting, criteria, operations
from qms.nonconformities.accepting import Acceptance, Cited
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.operations import Correction, Report

STANDARD = "9001:2015"


def acts(_told: dict[str, Any]) -> Iterator[Act]:
    """Each is reported, and goes as far as it is told."""
    for told in tales():
        slip = Slip(told)
        for deed in deeds(told):
            yield Act(deed.at, partial(VERBS[deed.verb], slip, deed))


def _report(slip: Slip, _deed: Deed, stage: Stage) -> None:
    told = slip.told
    about = first_to_read(stage.document(told["about"]).editions[::-1]) if "about" in told else None
    said = Report(
        told["text"],
        told["place"],
        clock.today(),
        stage.unit(told["unit"]).id,
        about,
        hides_reporter=told.get("hidden", False),
    )
    slip.made = operations.report(said, by=stage.actor(told["from"]))


def _accept(slip: Slip, deed: Deed, stage: Stage) -> None:
    told, by = deed.told, stage.officer()
    if deed.due is None:
        raise LookupError(f"{told['title']} has no day")
    clauses = [Cited(clause_key=f"{STANDARD}/{number}") for number in told["clauses"]]
    given = Acceptance(
        title=told["title"],
        source=told["source"],
        grade=told["grade"],
        unit_id=slip.found.unit_id,
        handler_id=stage.person(told["handler"]).id,
        correct_by=deed.due,
        criteria=frozenset((*clauses, *criteria.read(told.get("places", ""), by))),
        indicators=frozenset(told["indicators"]),
        confidential=told.get("confidential", False),
        follows_id=_titled(told["follows"]).id if "follows" in told else 0,
    )
    accepting.accept(slip.found, given, slip.found.version, by=by)


def _correct(slip: Slip, deed: Deed, stage: Stage) -> None:
    done = Correction(deed.told["done"], clock.today(), deed.told["consequences"])
    operations.correct(slip.found, done, slip.found.version, by=stage.handler(slip.found))


def _decline(slip: Slip, deed: Deed, stage: Stage) -> None:
    by, why = stage.officer(), deed.told["why"]
    operations.decline(slip.found, slip.found.version, by=by, reason=why)


def _withdraw(slip: Slip, deed: Deed, stage: Stage) -> None:
    by, why = stage.actor(slip.told["from"]), deed.told["why"]
    operations.withdraw(slip.found, slip.found.version, by=by, reason=why)


def _merge(slip: Slip, deed: Deed, stage: Stage) -> None:
    into, by = _titled(deed.told["into"]), stage.officer()
    operations.merge(slip.found, into, slip.found.version, by=by, reason=deed.told["why"])


def _titled(title: str) -> Nonconformity:
    return db.session.scalars(select(Nonconformity).where(Nonconformity.title == title)).one()


VERBS: Mapping[str, Callable[[Slip, Deed, Stage], object]] = {
    "report nonconformity": _report,
    "accept report": _accept,
    "correct at once": _correct,
    "decline report": _decline,
    "withdraw report": _withdraw,
    "merge report": _merge,
    **treatments.VERBS,
    **actions.VERBS,
}
