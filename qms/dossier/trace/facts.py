"""The steps of a nonconformity with their days, each with the line of the trail that tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from qms.audit_trail.models import TrailLine
from qms.dossier.trace import nodes, papers
from qms.dossier.trace.building import closing_line, closing_of
from qms.dossier.trace.order import Fact
from qms.dossier.trace.papers import local_day
from qms.dossier.trace.queries import Found
from qms.kernel.i18n import Sentence
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.queries import knows_reporter
from qms.nonconformities.treatment import Treatment

JUDGING = ("confirm effect", "find ineffective", "postpone effect check")
FOUND = Sentence("Phát hiện")
REPORTED = Sentence("Báo sự không phù hợp")
CORRECTED = Sentence("Khắc phục ngay")
REOPENED = Sentence("Mở lại phiếu")
CAUSE = Sentence("Tìm nguyên nhân")
APPROVED = Sentence("Duyệt kế hoạch")
IN_FORCE = Sentence("Phiên bản sửa đổi có hiệu lực")
DONE = Sentence("Làm xong")
CHECKED = Sentence("Kiểm tra thực hiện")
JUDGED = Sentence("Kiểm tra kết quả")
CLOSED = Sentence("Đóng phiếu")


@dataclass(frozen=True)
class Told:
    """A fact, the node it is of, and the line of the trail that tells it.

    ``by`` is who did it according to the row itself, for when there is no such line; "" for one
    whose name is not told. What has no line because others tell it is ``told_elsewhere``.
    """

    fact: Fact
    node: str
    line: TrailLine | None
    by: str = ""
    told_elsewhere: bool = False


def facts_of(found: Found, slip: Nonconformity) -> Iterator[Told]:
    """Everything that happened to a nonconformity, so far as the order of it matters."""
    key = nodes.slip_key(slip.id)
    reporter = slip.reporter.name if knows_reporter(slip, found.actor) else ""
    line = _first(found, slip, "report nonconformity")
    seen = Fact(f"{key} found", FOUND, slip.found_on)
    yield Told(seen, key, line, reporter)
    reported = Fact(f"{key} reported", REPORTED, local_day(slip.reported_at), (seen.key,))
    yield Told(reported, key, line, reporter)
    corrected = Fact(f"{key} corrected", CORRECTED, slip.corrected_on, (seen.key,))
    handler = slip.handler.name if slip.handler else ""
    yield Told(corrected, key, _first(found, slip, "correct at once"), handler)
    before = corrected.key
    for treatment in slip.treatments:
        for told in _round(found, slip, treatment, before):
            yield told
            before = told.fact.key


def _round(found: Found, slip: Nonconformity, treatment: Treatment, before: str) -> Iterator[Told]:
    key = f"cause:{slip.id}/{treatment.round}"
    line = _within(found, slip, treatment, "find cause")
    day = local_day(line.at) if line else local_day(treatment.analysed_at)
    by = treatment.analysed_by.name if treatment.analysed_by else ""
    cause = Fact(key, CAUSE, day, (before,))
    yield Told(cause, key, line, by)
    line = _within(found, slip, treatment, "approve plan")
    day = local_day(line.at) if line else local_day(treatment.approved_at)
    by = treatment.approved_by.name if treatment.approved_by else ""
    approved = Fact(f"{key} approved", APPROVED, day, (cause.key,))
    yield Told(approved, key, line, by)
    ends = []
    for act in treatment.plan:
        acted = list(_action(found, slip, act, approved.key))
        ends.append(acted[-1].fact.key)
        yield from acted
    yield from _end(found, slip, treatment, tuple(ends) or (approved.key,))


def _action(
    found: Found, slip: Nonconformity, act: CorrectiveAction, before: str
) -> Iterator[Told]:
    key = nodes.action_key(slip.id, act.serial)
    rests = [before]
    draft = act.request.draft if act.request else None
    if draft and draft.id in found.editions:
        born = Fact(f"{key} in force", IN_FORCE, local_day(draft.in_force_at))
        yield Told(born, papers.edition_key(draft), None, told_elsewhere=True)
        rests.append(born.key)
    proved = bool(act.files or act.document_id)
    done = Fact(key, DONE, act.done_on, tuple(rests), proved)
    yield Told(done, key, _last(found, act, "report done"), act.owner.name)
    by = act.verified_by.name if act.verified_by else ""
    check = f"check:{slip.id}/{act.serial}"
    checked = Fact(check, CHECKED, act.verified_on, (done.key,))
    yield Told(checked, check, _last(found, act, "verify action"), by)


def _end(
    found: Found, slip: Nonconformity, treatment: Treatment, before: tuple[str, ...]
) -> Iterator[Told]:
    lines = [line for line in _lines(found, slip) if line.verb in JUDGING]
    earlier = sum(len(t.checks) for t in slip.treatments if t.round < treatment.round)
    for place, judged in enumerate(treatment.checks):
        key = f"effect:{slip.id}/{treatment.round}.{place + 1}"
        fact = Fact(key, JUDGED, judged.checked_on, before)
        line = lines[earlier + place] if earlier + place < len(lines) else None
        yield Told(fact, key, line, judged.checked_by.name)
        before = (key,)
    if closed := closing_of(found, slip, treatment):
        key, rests = f"closing:{slip.id}/{treatment.round}", before if treatment.checks else ()
        missing = Fact(f"{key} judged", JUDGED, None)
        if not treatment.checks:
            yield Told(missing, key, None, told_elsewhere=True)
            rests = (missing.key,)
        line = closing_line(found, slip, treatment)
        yield Told(Fact(key, CLOSED, closed[1], rests), key, line, closed[0])


def _lines(found: Found, row: Nonconformity | CorrectiveAction) -> Sequence[TrailLine]:
    return found.trail.get(row.trace_key, ())


def _first(found: Found, row: Nonconformity, verb: str) -> TrailLine | None:
    return next((line for line in _lines(found, row) if line.verb == verb), None)


def _last(found: Found, row: CorrectiveAction, verb: str) -> TrailLine | None:
    return next((line for line in reversed(_lines(found, row)) if line.verb == verb), None)


def _within(found: Found, slip: Nonconformity, treatment: Treatment, verb: str) -> TrailLine | None:
    """The first line of a verb in a round: made anew later, the plan was still approved then."""
    end = next((t.opened_at for t in slip.treatments if t.round == treatment.round + 1), None)

    def inside(at: datetime) -> bool:
        return at >= treatment.opened_at and (end is None or at < end)

    lines = _lines(found, slip)
    return next((line for line in lines if line.verb == verb and inside(line.at)), None)
