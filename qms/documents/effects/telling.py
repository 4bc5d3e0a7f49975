"""Who is told that what happened to a law asks for a look at a document: its owners."""

from qms.documents.effects.models import Effect
from qms.documents.external.lifecycle import ACT_NAMES, Act
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.notices import kinds
from qms.notices.operations import notify
from qms.organisation.queries import holders


def announce() -> None:
    """Name the kind of notice."""
    kinds.register("law changed", Sentence("Văn bản mà tài liệu của bạn viện dẫn thay đổi"))


def tell_owners(effect: Effect, by: Actor) -> None:
    """Tell the author and the head of the unit, inside the verb that asks them."""
    said = Sentence(
        "%(law)s: %(what)s từ %(day)s. Mời bạn xem %(code)s có phải sửa không.",
        law=effect.law.number,
        what=ACT_NAMES[Act(effect.act.kind)],
        day=f"{effect.act.day:%d/%m/%Y}",
        code=effect.document.code,
    )
    owners = {effect.edition.author_id, *_heads_of(effect.document.unit_id)} - {by.id}
    once = f"law:{effect.id}:{effect.version}"
    notify(owners, "law changed", said, f"/effects/{effect.id}", once=once)


def _heads_of(unit_id: int) -> list[int]:
    """Those who head the unit, or head their own unit without its being named."""
    today = clock.today()
    found = []
    for person in holders(Role.UNIT_HEAD):
        held = person.roles_on(today)
        whole = (Role.UNIT_HEAD, None) in held and person.unit_id == unit_id
        if whole or (Role.UNIT_HEAD, unit_id) in held:
            found.append(person.id)
    return found
