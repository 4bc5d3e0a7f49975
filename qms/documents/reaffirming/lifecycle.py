"""Who may say that an edition stays as it is, and when. Objections only.

Sources: ISO 9001:2015, 7.5.2 c) (suitability and adequacy), 7.5.3.1 a) (suitable for use, where and
when it is needed); the written procedure is ``procedures/document-control``. One signature is
enough: nothing is written anew, so the review and approval of these very bytes still stand.
"""

from dataclasses import dataclass
from datetime import date

from qms.kernel.i18n import Sentence

NOT_IN_FORCE = Sentence(
    "Chỉ xem xét giữ nguyên được phiên bản đang có hiệu lực; hãy mở phiên bản đó."
)
NOT_OWNER = Sentence(
    "Chỉ người soạn thảo phiên bản này, trưởng đơn vị chủ trì hoặc thư ký ISO "
    "được ký xem xét giữ nguyên."
)
BEING_DRAFTED = Sentence(
    "Tài liệu đang có một phiên bản chưa ban hành, nên không thể ký là không cần sửa."
)
DONE_TODAY = Sentence("Phiên bản này đã được ký xem xét giữ nguyên hôm nay.")


@dataclass(frozen=True)
class Standing:
    """How the review of an edition stands with one person.

    ``open_requests`` counts the change requests about its document that await something.
    """

    in_force: bool
    is_owner: bool
    being_drafted: bool = False
    open_requests: int = 0
    last: date | None = None


def objections(standing: Standing, today: date) -> list[Sentence | None]:
    """What stands in the way of signing "still fit, no change needed"."""
    return [
        None if standing.in_force else NOT_IN_FORCE,
        None if standing.is_owner else NOT_OWNER,
        BEING_DRAFTED if standing.being_drafted else None,
        _asked_for_change(standing.open_requests),
        DONE_TODAY if standing.last == today else None,
    ]


def _asked_for_change(count: int) -> Sentence | None:
    if not count:
        return None
    return Sentence(
        "Tài liệu đang có %(count)s phiếu yêu cầu sửa đổi chưa xong; "
        "hãy trả lời các phiếu đó trước.",
        count=count,
    )
