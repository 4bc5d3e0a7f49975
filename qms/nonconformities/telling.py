"""Who is told what of a nonconformity: the officer, who is to handle it, who reported it."""

from collections.abc import Iterable

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.nonconformities.models import Nonconformity
from qms.notices import kinds
from qms.notices.operations import notify
from qms.organisation.queries import holders

GIVES = ("accept report", "change acceptance")
ANSWERS = {
    "accept report": Sentence("đã được tiếp nhận"),
    "decline report": Sentence("không được tiếp nhận"),
    "merge report": Sentence("đã được gộp vào một phiếu khác"),
    "correct at once": Sentence("đã được khắc phục ngay"),
}
"""The steps of which the reporter is told, in words."""


def announce() -> None:
    """Name the kinds of notice."""
    kinds.register("nonconformity reported", Sentence("Có báo cáo sự không phù hợp chờ tiếp nhận"))
    kinds.register("nonconformity given", Sentence("Sự không phù hợp giao bạn xử lý"))
    kinds.register(
        "nonconformity answered", Sentence("Báo cáo sự không phù hợp của bạn có kết quả")
    )


def tell(nonconformity: Nonconformity, verb: str, by: Actor) -> None:
    """Tell whom a step concerns, inside the verb that takes it."""
    words = {"what": nonconformity.summary, "number": nonconformity.number}
    if verb == "report nonconformity":
        said = Sentence("Có báo cáo sự không phù hợp mới: %(what)s", **words)
        officers = (person.id for person in holders(Role.QUALITY_OFFICER))
        _notify(officers, "nonconformity reported", said, nonconformity, by)
    if verb in GIVES and nonconformity.handler_id and nonconformity.correct_by:
        said = Sentence(
            "Mời bạn xử lý phiếu %(number)s, hạn khắc phục %(day)s: %(what)s",
            day=f"{nonconformity.correct_by:%d/%m/%Y}",
            **words,
        )
        _notify([nonconformity.handler_id], "nonconformity given", said, nonconformity, by)
    if verb in ANSWERS:
        said = Sentence("Báo cáo của bạn %(answer)s: %(what)s", answer=ANSWERS[verb], **words)
        _notify([nonconformity.reporter_id], "nonconformity answered", said, nonconformity, by)


def _notify(
    people: Iterable[int], kind: str, said: Sentence, nonconformity: Nonconformity, by: Actor
) -> None:
    told = [person for person in people if person != by.id]
    place = f"/nonconformities/{nonconformity.id}"
    notify(told, kind, said, place, once=f"{kind}:{nonconformity.id}:{nonconformity.version}")
