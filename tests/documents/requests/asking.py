"""Builders of change requests; each acts through the verbs and needs an application context."""

from collections.abc import Iterable
from datetime import timedelta

from qms.documents.models import Edition
from qms.documents.requests import operations
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.operations import Task
from qms.kernel import clock
from tests.town import actor, person


def a_request(edition: Edition, *, by: str = "linh", anchor: str = "") -> ChangeRequest:
    """Somebody's wish about the document of ``edition``."""
    return operations.open_request(
        edition.document, anchor, "Ghi rõ thời hạn ở bước 3.", "Bước 3 chưa rõ.", by=actor(by)
    )


def accepted(request: ChangeRequest, *, author: str = "thao", days: int = 10) -> ChangeRequest:
    """``request``, given to an author to be drafted within so many days."""
    task = Task(person(author).id, clock.today() + timedelta(days=days))
    return operations.accept_request(request, task, request.version, by=actor("lan"))


def number_of(requests: Iterable[ChangeRequest]) -> list[str]:
    """Their numbers, in order."""
    return [request.number for request in requests]


SAID = {"clause": "", "wish": "Ghi rõ thời hạn.", "due": "05/02/2099", "own-1": "Hộ tịch"}
"""What a page sends that asks for a change, accepts one, or fills in a field of one's own."""

REQUESTS = ("sent request", "accepted request")
"""The states in which ``one_of_each_state`` makes requests, in the order of their numbers."""


def one_of_each_state(edition: Edition) -> dict[str, int]:
    """A request in each of ``REQUESTS``, at a clause of an edition; answers with their versions."""
    made = [a_request(edition, anchor="muc-1") for _state in REQUESTS]
    accepted(made[REQUESTS.index("accepted request")])
    return {state: request.version for state, request in zip(REQUESTS, made, strict=True)}
