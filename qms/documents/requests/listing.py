"""The register of requests as it is handed out: the rows that are on the screen."""

from collections.abc import Sequence

from qms.documents.register.columns import local_day
from qms.documents.register.listing import Cell, Listing, Maker
from qms.documents.requests.lifecycle import STATE_NAMES, State
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.queries import Wanted
from qms.kernel import clock
from qms.kernel.i18n import Sentence

HEAD = (
    (Sentence("TT"), 5),
    (Sentence("Số phiếu"), 14),
    (Sentence("Ngày gửi"), 12),
    (Sentence("Người gửi"), 16),
    (Sentence("Tài liệu"), 24),
    (Sentence("Mục"), 18),
    (Sentence("Nội dung đề nghị"), 36),
    (Sentence("Lý do"), 28),
    (Sentence("Trạng thái"), 13),
    (Sentence("Người soạn thảo"), 16),
    (Sentence("Hạn"), 12),
    (Sentence("Trả lời"), 24),
    (Sentence("Phiên bản trả lời"), 16),
)
TITLE = Sentence("Sổ phiếu yêu cầu sửa đổi")


def listing(requests: Sequence[ChangeRequest], wanted: Wanted, unit: str, maker: Maker) -> Listing:
    """Write the register down; ``unit`` is the name of the unit that is asked for, or ""."""
    made = Sentence(
        "Lập lúc %(when)s, người lập: %(person)s. Số phiếu: %(count)s.",
        when=f"{clock.local(maker.at):%d/%m/%Y %H:%M}",
        person=maker.person,
        count=len(requests),
    )
    conditions = _conditions(wanted, unit)
    only = [Sentence("Chỉ gồm: %(conditions)s.", conditions=conditions)] if conditions else []
    return Listing(
        agency=maker.agency,
        title=TITLE.said_in(maker.language),
        notes=tuple(note.said_in(maker.language) for note in (made, *only)),
        head=tuple(name.said_in(maker.language) for name, _width in HEAD),
        widths=tuple(width for _name, width in HEAD),
        rows=tuple(_row(place, r, maker.language) for place, r in enumerate(requests, start=1)),
        at=clock.local(maker.at),
        language=maker.language,
    )


def _row(place: int, request: ChangeRequest, language: str) -> tuple[Cell, ...]:
    return (
        place,
        request.number,
        local_day(request.sent_at),
        request.sender.name,
        request.subject,
        request.clause,
        request.wish,
        request.reason,
        STATE_NAMES[State(request.state)].said_in(language),
        request.author.name if request.author else "",
        request.due,
        request.answer,
        str(request.draft) if request.draft else "",
    )


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
