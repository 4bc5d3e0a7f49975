"""Who is told what of a document's life: those who are asked to sign, the author, the officer, the
readers. Told inside the verb that takes the step, so nobody hears of what was not kept."""

from collections.abc import Iterable
from datetime import time
from urllib.parse import quote

from qms.audit_trail.operations import SYSTEM
from qms.documents import followers
from qms.documents.distribution.queries import asked, entries_of, parents, readership
from qms.documents.kinds.queries import overdue
from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.kernel import jobs
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.operation import operation
from qms.notices import kinds
from qms.notices.kinds import Wish
from qms.notices.operations import notify
from qms.organisation.authority.queries import deputies_of
from qms.organisation.queries import holders

ASKS = ("submit", "review", "approve", "return to step")
EYES = Actor(id=SYSTEM.id, name=SYSTEM.name, holds=frozenset({(Role.QUALITY_OFFICER, None)}))
"""Whoever looks for what is overdue sees what the officer sees."""


def announce() -> None:
    """Name the kinds of notice, and follow editions."""
    kinds.register("to sign", Sentence("Bạn được mời xem xét hoặc phê duyệt"), Wish.AT_ONCE)
    kinds.register("returned", Sentence("Tài liệu bạn soạn bị trả lại"), Wish.AT_ONCE)
    kinds.register("to publish", Sentence("Tài liệu đã duyệt, chờ ban hành"))
    kinds.register("to read", Sentence("Tài liệu mới có hiệu lực mà bạn phải đọc"))
    kinds.register("in force", Sentence("Tài liệu bạn soạn có hiệu lực"))
    kinds.register("review due", Sentence("Tài liệu quá hạn xem xét lại"))
    followers.register("telling", tell)
    jobs.register(
        "documents.reviews_due",
        tell_reviews_due,
        at_start=True,
        daily_at=time(6, 0),
        title=Sentence("Báo tài liệu quá hạn xem xét lại"),
    )


def tell(edition: Edition, verb: str, by: Actor) -> None:
    """Tell whom a step concerns."""
    if verb in ASKS and edition.state == State.IN_REVIEW:
        _tell_signers(edition)
    elif verb == "approve":
        _tell_publishers(edition)
    elif verb == "return":
        _tell_author_of_return(edition, by)
    elif verb == "put in force":
        _tell_author_of_force(edition, by)
        tell_readers(edition)


def _tell_signers(edition: Edition) -> None:
    """Whoever's turn it is and has not signed yet, and whoever stands in for them."""
    step = edition.round_now.present
    if step is None:
        return
    signed = {given.seat for given in edition.round_now.given if given.position == step.position}
    said = (
        Sentence("Mời bạn phê duyệt %(what)s, do %(author)s trình.", **_words(edition))
        if step.approves
        else Sentence("Mời bạn xem xét %(what)s, do %(author)s trình.", **_words(edition))
    )
    again = sum(back.round == edition.round for back in edition.returns)
    once = f"sign:{edition.id}:{edition.round}:{step.position}:{again}"
    people = step.people - signed
    people |= deputies_of(people, step.role)
    notify(people, "to sign", said, f"{place_of(edition)}/signing", once=once)


def _tell_publishers(edition: Edition) -> None:
    said = Sentence("%(what)s đã được phê duyệt, chờ ban hành.", **_words(edition))
    once = f"publish:{edition.id}:{edition.round}"
    officers = [person.id for person in holders(Role.QUALITY_OFFICER)]
    notify(officers, "to publish", said, place_of(edition), once=once)


def _tell_author_of_return(edition: Edition, by: Actor) -> None:
    said = Sentence(
        "%(by)s trả lại %(what)s. Lý do: %(reason)s",
        by=by.name,
        reason=edition.returned_because,
        **_words(edition),
    )
    once = f"returned:{edition.id}:{edition.round}"
    notify(_but([edition.author_id], by), "returned", said, place_of(edition), once=once)


def _tell_author_of_force(edition: Edition, by: Actor) -> None:
    said = Sentence("%(what)s do bạn soạn đã có hiệu lực.", **_words(edition))
    once = f"force:{edition.id}"
    notify(_but([edition.author_id], by), "in force", said, place_of(edition), once=once)


def tell_readers(edition: Edition) -> None:
    """Tell those who are to read an edition in force; whoever was told is not told again."""
    places = {entry.place for entry in entries_of(edition.document)}
    if not places:
        return
    said = Sentence("%(what)s đã có hiệu lực; mời bạn đọc và xác nhận.", **_words(edition))
    wanted = asked(edition, places, readership(parents()))
    notify(wanted, "to read", said, place_of(edition), once=f"read:{edition.id}")


@operation
def tell_reviews_due() -> None:
    """Tell the officer and the author of what has passed the day of its review, once a day due."""
    found = overdue(EYES)
    officers = [person.id for person in holders(Role.QUALITY_OFFICER)]
    for number, (_kind, day) in found.items():
        edition = db.session.get_one(Edition, number)
        said = Sentence(
            "%(what)s quá hạn xem xét lại từ ngày %(day)s.",
            day=f"{day:%d/%m/%Y}",
            **_words(edition),
        )
        once = f"review due:{number}:{day.isoformat()}"
        notify([*officers, edition.author_id], "review due", said, place_of(edition), once=once)


def place_of(edition: Edition) -> str:
    """Where an edition is shown; a verb knows no web."""
    return f"/documents/{quote(edition.document.key)}/editions/{edition.serial}"


def _words(edition: Edition) -> dict[str, object]:
    what = f"{edition.document.code} {edition.title} ({edition.number})"
    return {"what": what, "author": edition.author.name}


def _but(people: Iterable[int], by: Actor) -> list[int]:
    """Nobody is told of their own deed."""
    return [person for person in people if person != by.id]
