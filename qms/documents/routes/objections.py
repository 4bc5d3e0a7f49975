"""What stands in the way of signing: named objections, asked of an edition and its round."""

from typing import Any

from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence


def own_work(edition: Any, actor: Actor) -> Sentence | None:
    """Nobody reviews or approves what they wrote, or whose file they brought."""
    if edition.author_id == actor.id:
        return Sentence("Bạn là người soạn thảo; người khác phải xem xét và phê duyệt.")
    if actor.id in edition.round_now.makers:
        return Sentence(
            "Bạn đã đưa tệp Word vào bản thảo này; người khác phải xem xét và phê duyệt."
        )
    return None


def signed_before(edition: Any, actor: Actor) -> Sentence | None:
    """One person is one pair of eyes: nobody signs one round twice, for themselves or others."""
    if not edition.round_now.has_signed(actor.id):
        return None
    return Sentence("Bạn đã ký phiên bản này trong lượt trình này; mỗi người chỉ ký một bước.")


def named_elsewhere(edition: Any, actor: Actor) -> Sentence | None:
    """Whoever has a seat of their own keeps to it: it could not be signed otherwise."""
    now = edition.round_now
    step = now.present
    if step is None or not now.is_named(actor.id) or actor.id in step.people:
        return None
    if not now.seats_of(step, actor):
        return None
    return Sentence("Bạn có tên ở bước khác của lượt trình này nên không ký thay ở bước này.")


def already_reviewed(edition: Any, _actor: Actor) -> Sentence | None:
    """What is reviewed needs no further review."""
    if not edition.is_reviewed:
        return None
    return Sentence("Phiên bản này đã được ký xem xét.")


def not_their_turn(edition: Any, actor: Actor) -> Sentence | None:
    """Steps are signed in their order; a seat is signed once."""
    now = edition.round_now
    step = now.present
    if step is None or step.approves or now.has_signed(actor.id) or now.free_seats(actor):
        return None
    if not now.is_asked(actor, approves=False):
        return None
    if now.seats_of(step, actor):
        return Sentence("Đã có người ký ở chỗ của bạn trong bước này.")
    return Sentence("Chưa đến lượt bạn: các bước trước phải ký xong, theo đúng thứ tự.")


def not_reviewed(edition: Any, _actor: Actor) -> Sentence | None:
    """Approval comes after review of the same bytes."""
    if edition.is_reviewed:
        return None
    return Sentence("Chưa đủ chữ ký xem xét cho đúng nội dung này.")


def nothing_signed(edition: Any, _actor: Actor) -> Sentence | None:
    """One returns to a step that was signed."""
    if edition.round_now.given:
        return None
    return Sentence("Chưa có bước nào được ký nên không có bước trước để trả lại.")


def unanswered(edition: Any, _actor: Actor) -> Sentence | None:
    """Whoever approves knows what became of every comment."""
    if not edition.open_remarks:
        return None
    return Sentence(
        "Còn %(count)s góp ý chưa được người soạn thảo trả lời.", count=edition.open_remarks
    )
