"""The register of requests as it is handed out: the rows that are on the screen."""

from collections.abc import Sequence

from qms.documents.register.columns import Column, local_day
from qms.documents.register.listing import Listing, Maker, slips
from qms.documents.requests.lifecycle import STATE_NAMES, State
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.queries import Wanted
from qms.kernel.i18n import Sentence

Of = Column[ChangeRequest]
COLUMNS = (
    Of(Sentence("Số phiếu"), lambda r: r.number, 14),
    Of(Sentence("Ngày gửi"), lambda r: local_day(r.sent_at), 12),
    Of(Sentence("Người gửi"), lambda r: r.sender.name, 16),
    Of(Sentence("Tài liệu"), lambda r: r.subject, 24),
    Of(Sentence("Mục"), lambda r: r.clause, 18),
    Of(Sentence("Nội dung đề nghị"), lambda r: r.wish, 36),
    Of(Sentence("Lý do"), lambda r: r.reason, 28),
    Of(Sentence("Trạng thái"), lambda r: STATE_NAMES[State(r.state)], 13),
    Of(Sentence("Người soạn thảo"), lambda r: r.author.name if r.author else None, 16),
    Of(Sentence("Hạn"), lambda r: r.due, 12),
    Of(Sentence("Trả lời"), lambda r: r.answer, 24),
    Of(Sentence("Phiên bản trả lời"), lambda r: str(r.draft) if r.draft else None, 16),
)
TITLE = Sentence("Sổ phiếu yêu cầu sửa đổi")


def listing(requests: Sequence[ChangeRequest], wanted: Wanted, unit: str, maker: Maker) -> Listing:
    """Write the register down; ``unit`` is the name of the unit that is asked for, or ""."""
    return slips(TITLE, COLUMNS, requests, _conditions(wanted, unit), maker)


def _conditions(wanted: Wanted, unit: str) -> list[Sentence]:
    known = State(wanted.state) if wanted.state in STATE_NAMES else None
    said = (
        (wanted.text, Sentence("có “%(words)s”", words=wanted.text)),
        (wanted.state == "open", Sentence("phiếu chưa xong")),
        (known, Sentence("trạng thái %(state)s", state=STATE_NAMES[known] if known else "")),
        (wanted.whose == "sent", Sentence("phiếu tôi gửi")),
        (wanted.whose == "given", Sentence("phiếu giao tôi soạn")),
        (wanted.unit, Sentence("đơn vị %(unit)s", unit=unit)),
        (wanted.year, Sentence("năm %(year)s", year=wanted.year)),
        (wanted.late, Sentence("quá hạn soạn")),
    )
    return [sentence for given, sentence in said if given]
