"""Nonconformities of the table of rights: one for each thing that may be done, and what is sent."""

from collections.abc import Callable
from io import BytesIO

from qms.kernel import clock
from qms.nonconformities.actions import extending
from qms.nonconformities.models import Nonconformity
from tests.attachments.files import a_pdf
from tests.nonconformities import cases
from tests.nonconformities.cases import today
from tests.nonconformities.papers import letters
from tests.town import actor, person

LONG_AGO = 130
"""Days: more than the three months after which one looks whether it worked."""


def _long_ago() -> Nonconformity:
    with clock.showing(clock.days_ago(LONG_AGO)):
        return cases.implemented()


def _asked() -> Nonconformity:
    found = cases.approved()
    action, until = found.plan[0], today() + cases.timedelta(days=30)
    extending.ask_extension(action, until, action.version, actor("khoa"), "chờ ý kiến")
    return found


def _done() -> Nonconformity:
    found = cases.approved()
    cases.done(found.plan[0])
    return found


def _planned() -> Nonconformity:
    return cases.an_action().nonconformity


MAKERS: dict[str, Callable[[], Nonconformity]] = {
    "a report": lambda: cases.a_report(files=[cases.a_file()]),
    "a report taken on": cases.accepted,
    "a form corrected": cases.corrected,
    "a form with its cause": _planned,
    "a plan proposed": cases.proposed,
    "a plan approved": cases.approved,
    "an action done": _done,
    "a form to judge": _long_ago,
    "a form that worked": lambda: cases.judged(_long_ago(), files=[cases.a_file()]),
    "a closed form": lambda: cases.closed(cases.judged(_long_ago())),
    "more time asked": _asked,
    "a form with a letter": lambda: letters.an_apology(cases.approved()).nonconformity,
}
"""By the state of the table; in this order they have the numbers 1, 2, 3, ..."""
ACTIONS = {"a planned action": "a form with its cause", "an action given": "a plan approved"}
"""States that are told of an action, and the form to which it belongs."""
NUMBERS = {state: str(number) for number, state in enumerate(MAKERS, start=1)}
NUMBERS |= {state: NUMBERS[form] for state, form in ACTIONS.items()}
OF_ACTION = (*ACTIONS, "an action done", "more time asked")


def a_desk() -> dict[str, int]:
    """One of each: the version that the person has on the screen."""
    made = {state: make() for state, make in MAKERS.items()}
    made |= {state: made[form] for state, form in ACTIONS.items()}
    return {
        state: found.plan[0].version if state in OF_ACTION else found.version
        for state, found in made.items()
    }


def fields() -> dict[str, object]:
    """What the forms of nonconformities want."""
    return {
        "what": cases.LATE,
        "place": "Quầy 2",
        "found_on": f"{today():%d/%m/%Y}",
        "clause": "",
        "into": "2",
        "done": "Đã trả kết quả",
        "on": f"{today():%d/%m/%Y}",
        "consequences": "Đã xin lỗi",
        "source": "late file",
        "grade": "minor",
        "handler": str(person("binh").id),
        "correct_by": f"{today() + cases.timedelta(days=3):%d/%m/%Y}",
        "places": "",
        "clauses": cases.CLAUSE,
        "indicators": "3.1",
        "follows": "0",
        "people": "Chưa phân công người làm thay",
        "branch": "people",
        "conclusion": "Chưa phân công người làm thay",
        "elsewhere": "Không có",
        "kind": "corrective",
        "owner": str(person("khoa").id),
        "due": f"{today() + cases.timedelta(days=9):%d/%m/%Y}",
        "revises": "",
        "criterion": "Không còn hồ sơ trễ",
        "months": "3",
        "shown": "120 hồ sơ, không hồ sơ nào trễ",
        "result": "worked",
        "said": "Đã xem",
        "until": f"{today() + cases.timedelta(days=40):%d/%m/%Y}",
        "grant": "1",
        **letters.sent(place="Quầy 2"),
    }


def files() -> dict[str, object]:
    """What shows that something was done, anew for each request."""
    return {"first_proof": (BytesIO(a_pdf()), "a.pdf")}
