"""Who is told what of a change request: the officer, the author who is to draft, the sender."""

from collections.abc import Iterable

from qms.documents.requests.models import ChangeRequest
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.notices import kinds
from qms.notices.operations import notify
from qms.organisation.queries import holders

GIVES = ("accept request", "reassign request")
ANSWERS = {
    "accept request": Sentence("đã được chấp nhận"),
    "decline request": Sentence("không được chấp nhận"),
    "finish request": Sentence("đã được thực hiện"),
}
"""The steps of which the sender is told, in words."""


def announce() -> None:
    """Name the kinds of notice."""
    kinds.register("request sent", Sentence("Có phiếu yêu cầu sửa đổi chờ trả lời"))
    kinds.register("request given", Sentence("Phiếu yêu cầu sửa đổi giao bạn soạn"))
    kinds.register("request answered", Sentence("Phiếu của bạn có kết quả"))


def tell(request: ChangeRequest, verb: str, by: Actor) -> None:
    """Tell whom a step concerns, inside the verb that takes it."""
    words = {"number": request.number, "subject": request.subject}
    if verb == "send request":
        said = Sentence("%(sender)s gửi phiếu %(number)s: %(subject)s.", sender=by.name, **words)
        officers = (person.id for person in holders(Role.QUALITY_OFFICER))
        _notify(officers, "request sent", said, request, by)
    if verb in GIVES and request.author_id and request.due:
        day = f"{request.due:%d/%m/%Y}"
        said = Sentence(
            "Mời bạn soạn theo phiếu %(number)s: %(subject)s, hạn %(day)s.", day=day, **words
        )
        _notify([request.author_id], "request given", said, request, by)
    if verb in ANSWERS:
        said = Sentence(
            "Phiếu %(number)s của bạn (%(subject)s) %(answer)s.", answer=ANSWERS[verb], **words
        )
        _notify([request.sender_id], "request answered", said, request, by)


def _notify(
    people: Iterable[int], kind: str, said: Sentence, request: ChangeRequest, by: Actor
) -> None:
    told = [person for person in people if person != by.id]
    place = f"/requests/{request.year}/{request.serial}"
    notify(told, kind, said, place, once=f"{kind}:{request.id}:{request.version}")
