"""Who is told that what happened to a law asks for a look at a document: its owners."""

from qms.documents.effects.models import Effect
from qms.documents.external.lifecycle import ACT_NAMES, Act
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.notices import kinds
from qms.notices.operations import notify
from qms.organisation.queries import heads_of


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
    owners = {effect.edition.author_id, *heads_of(effect.document.unit_id)} - {by.id}
    once = f"law:{effect.id}:{effect.version}"
    notify(owners, "law changed", said, f"/effects/{effect.id}", once=once)
