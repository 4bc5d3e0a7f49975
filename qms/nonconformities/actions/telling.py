"""Who is told what of an action: its owner, who checks, who answers a wish for more time."""

from collections.abc import Iterable

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.nonconformities.actions.models import CorrectiveAction
from qms.notices import kinds
from qms.notices.operations import notify
from qms.organisation.queries import holders

TO_OWNER = {
    "verify action": Sentence("đã được kiểm tra đạt"),
    "return action": Sentence("chưa đạt khi kiểm tra, mời bạn làm tiếp"),
    "grant extension": Sentence("được gia hạn"),
    "refuse extension": Sentence("không được gia hạn"),
}
"""The steps of which the owner is told, in words."""


def announce() -> None:
    """Name the kinds of notice."""
    kinds.register("action given", Sentence("Hành động khắc phục giao bạn thực hiện"))
    kinds.register("action answered", Sentence("Hành động khắc phục của bạn có kết quả kiểm tra"))
    kinds.register("action to check", Sentence("Hành động khắc phục chờ kiểm tra"))
    kinds.register("extension asked", Sentence("Có đề nghị gia hạn hành động khắc phục"))


def tell(action: CorrectiveAction, verb: str, by: Actor) -> None:
    """Tell whom a step concerns, inside the verb that takes it."""
    words = {"number": action.number, "what": action.summary, "day": f"{action.due:%d/%m/%Y}"}
    if verb == "give action":
        said = Sentence("Mời bạn thực hiện %(number)s, hạn %(day)s: %(what)s", **words)
        _notify([action.owner_id], "action given", said, action, by, "given")
    if verb == "report done":
        said = Sentence("%(number)s đã làm xong, chờ kiểm tra: %(what)s", **words)
        _notify(_all(Role.QUALITY_OFFICER), "action to check", said, action, by, verb)
    if verb == "ask extension":
        said = Sentence("Có đề nghị gia hạn %(number)s: %(what)s", **words)
        leaders = _all(Role.MANAGEMENT_REPRESENTATIVE)
        wish = f"{verb} {len(action.extensions)}"
        _notify(leaders, "extension asked", said, action, by, wish)
    if verb in TO_OWNER:
        said = Sentence("%(number)s %(answer)s: %(what)s", answer=TO_OWNER[verb], **words)
        answered = f"{verb} {len(action.extensions)}"
        _notify([action.owner_id], "action answered", said, action, by, answered)


def _all(role: Role) -> list[int]:
    return [person.id for person in holders(role)]


def _notify(
    people: Iterable[int],
    kind: str,
    said: Sentence,
    action: CorrectiveAction,
    by: Actor,
    occasion: str,
) -> None:
    told = [person for person in people if person != by.id]
    slip = action.nonconformity
    place = f"/nonconformities/{slip.id}/actions/{action.serial}"
    notify(told, kind, said, place, once=f"{occasion}:{action.id}:{action.version}")
