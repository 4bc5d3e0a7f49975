"""Whole lines of the tests: from a finding to the proof, through a document that was revised."""

from qms.documents.external.queries import by_key
from qms.documents.models import Edition
from qms.nonconformities import operations
from qms.nonconformities.accepting import Cited
from qms.nonconformities.actions import operations as acting
from qms.nonconformities.actions.operations import Done
from qms.nonconformities.models import Nonconformity
from tests.documents.requests.asking import accepted as given_out
from tests.laws import a_law
from tests.nonconformities import cases
from tests.town import a_draft, actor, an_edition, move, person, word_file

CODE = "QT-01/VP"
KEY = "QT-01-VP"
LAW = "30-2020-ND-CP"
NEW_TEXT = word_file("# 1. Mục đích", "Nêu rõ người làm thay.", "# 2. Phạm vi", "Mọi quầy.")


def with_plan(edition: Edition | None = None, *, more: int = 0, **given: object) -> Nonconformity:
    """One whose plan is approved: khoa makes a list, thao revises the procedure at its clause.

    ``more`` is how many other actions the plan has besides.
    """
    edition = edition or an_edition("in force", CODE)
    anchor = edition.clauses[0].anchor
    criteria = {
        Cited(clause_key=cases.CLAUSE),
        Cited(edition_id=edition.id, anchor=anchor),
        Cited(law_id=(by_key(LAW) or a_law()).id, article="điều 4"),
    }
    found = cases.accepted(
        cases.a_report(about=edition, files=[cases.a_file()]),
        criteria=frozenset(criteria),
        indicators=frozenset({"3.1", "1.5"}),
        **given,
    )
    found = cases.analysed(cases.corrected(found))
    for _action in range(1 + more):
        cases.an_action(found)
    return planned(found, edition)


def planned(found: Nonconformity, edition: Edition) -> Nonconformity:
    """``found`` with an action that revises a document, and its plan approved."""
    revising = {
        "text": "Thêm vào quy trình ai làm thay khi vắng người.",
        "owner_id": person("thao").id,
        "about": edition,
        "anchor": edition.clauses[0].anchor,
        "indicators": frozenset({"2.3"}),
    }
    cases.an_action(found, **revising)
    return cases.approved(cases.proposed(found))


def carried_out(found: Nonconformity | None = None) -> Nonconformity:
    """Both actions done and checked: the next edition came into force."""
    found = found or with_plan()
    for action in found.plan:
        if action.request:
            given_out(action.request)
            draft = a_draft(CODE, text=NEW_TEXT)
            for state in ("in review", "reviewed", "approved", "in force"):
                move(draft, state)
            said = Done("Phiên bản mới đã có hiệu lực", cases.today(), [])
            acting.report_done(action, said, action.version, by=actor("thao"))
            cases.verified(action)
        else:
            cases.verified(cases.done(action))
    return found


def reopened(found: Nonconformity | None = None) -> Nonconformity:
    """It did not work; a second round removed the cause, and it was closed."""
    found = cases.judged(found or carried_out(), "failed")
    with cases.clock.showing(found.treatments[-1].opened_at):
        found = cases.approved(cases.proposed(cases.an_action(cases.analysed(found)).nonconformity))
        found = cases.implemented(found)
    return cases.closed(cases.judged(found))


def returned(earlier: Nonconformity, **given: object) -> Nonconformity:
    """The same came back: taken on as a return of ``earlier``."""
    return cases.accepted(cases.a_report(), follows_id=earlier.id, **given)


def merged(into: Nonconformity, by: str = "linh", **given: object) -> Nonconformity:
    """A second report of the same, merged into ``into``."""
    found = cases.a_report(by, **given)
    return operations.merge(found, into, found.version, by=actor("lan"))
