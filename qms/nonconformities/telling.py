"""Who is told what of a nonconformity: the officer, who is to handle it, who reported it."""

from collections.abc import Iterable, Mapping

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.nonconformities.models import Nonconformity
from qms.notices import kinds
from qms.notices.operations import notify
from qms.organisation.queries import holders

GIVES = ("accept report", "change acceptance", "hand over")
ANSWERS = {
    "accept report": Sentence("đã được tiếp nhận"),
    "decline report": Sentence("không được tiếp nhận"),
    "merge report": Sentence("đã được gộp vào một phiếu khác"),
    "correct at once": Sentence("đã được khắc phục ngay"),
    "close": Sentence("đã được xử lý xong"),
    "reopen": Sentence("được mở lại để xử lý tiếp"),
}
"""The steps of which the reporter is told, in words."""
TO_HANDLER = {
    "return plan": Sentence("bị trả lại kế hoạch, mời bạn lập lại"),
    "approve plan": Sentence("đã được duyệt kế hoạch"),
    "find ineffective": Sentence("chưa có kết quả, mời bạn tìm lại nguyên nhân"),
    "reopen": Sentence("được mở lại, mời bạn tìm lại nguyên nhân"),
    "close": Sentence("đã được đóng"),
}
TO_LEADERS = {
    "propose plan": Sentence("có kế hoạch chờ duyệt"),
    "confirm effect": Sentence("đã có kết quả, chờ đóng"),
    "find ineffective": Sentence("chưa có kết quả, phải tìm lại nguyên nhân"),
}
TO_OFFICERS = {
    "confirm implementation": Sentence("đã thực hiện xong, chờ ngày kiểm tra kết quả"),
}
"""The steps of which others are told, in words."""


def announce() -> None:
    """Name the kinds of notice."""
    kinds.register("nonconformity reported", Sentence("Có báo cáo sự không phù hợp chờ tiếp nhận"))
    kinds.register("nonconformity given", Sentence("Sự không phù hợp giao bạn xử lý"))
    kinds.register(
        "nonconformity answered", Sentence("Báo cáo sự không phù hợp của bạn có kết quả")
    )
    kinds.register(
        "nonconformity moved", Sentence("Phiếu bạn xử lý, duyệt hoặc theo dõi có bước mới")
    )


def tell(nonconformity: Nonconformity, verb: str, by: Actor) -> None:
    """Tell whom a step concerns, inside the verb that takes it."""
    words = {"what": nonconformity.summary, "number": nonconformity.number}
    if verb == "report nonconformity":
        said = Sentence("Có báo cáo sự không phù hợp mới: %(what)s", **words)
        officers = (person.id for person in holders(Role.QUALITY_OFFICER))
        _notify(officers, "nonconformity reported", said, nonconformity, by)
    if verb in GIVES and nonconformity.handler_id and nonconformity.due:
        said = Sentence(
            "Mời bạn xử lý phiếu %(number)s, hạn %(day)s: %(what)s",
            day=f"{nonconformity.due:%d/%m/%Y}",
            **words,
        )
        _notify([nonconformity.handler_id], "nonconformity given", said, nonconformity, by)
    if verb in ANSWERS:
        said = Sentence("Báo cáo của bạn %(answer)s: %(what)s", answer=ANSWERS[verb], **words)
        _notify([nonconformity.reporter_id], "nonconformity answered", said, nonconformity, by)
    for people, moves in _followers(nonconformity):
        if verb in moves:
            said = Sentence("Phiếu %(number)s %(answer)s: %(what)s", answer=moves[verb], **words)
            _notify(people, "nonconformity moved", said, nonconformity, by)


def _followers(nonconformity: Nonconformity) -> list[tuple[list[int], Mapping[str, Sentence]]]:
    """Who is told of which steps besides the reporter."""
    leaders = [person.id for person in holders(Role.MANAGEMENT_REPRESENTATIVE)]
    officers = [person.id for person in holders(Role.QUALITY_OFFICER)]
    handler = [nonconformity.handler_id] if nonconformity.handler_id else []
    return [(handler, TO_HANDLER), (leaders, TO_LEADERS), (officers, TO_OFFICERS)]


def _notify(
    people: Iterable[int], kind: str, said: Sentence, nonconformity: Nonconformity, by: Actor
) -> None:
    told = [person for person in people if person != by.id]
    place = f"/nonconformities/{nonconformity.id}"
    notify(told, kind, said, place, once=f"{kind}:{nonconformity.id}:{nonconformity.version}")
