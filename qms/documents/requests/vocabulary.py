"""What change requests are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.documents.requests.lifecycle import ORIGIN_NAMES, STATE_NAMES, VERB_NAMES
from qms.documents.requests.models import ChangeRequest
from qms.kernel.database import db
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name verbs and the kind, and where one is shown."""
    name_verbs({"send request": Sentence("Gửi phiếu yêu cầu sửa đổi")})
    name_verbs(VERB_NAMES)
    name_kind("change_request", Kind(Sentence("Phiếu yêu cầu sửa đổi"), _requests, str, _place))
    name_columns(
        "change_request",
        {
            "year": Sentence("Năm"),
            "serial": Sentence("Số thứ tự"),
            "document_id": Sentence("Tài liệu"),
            "about_id": Sentence("Phiên bản đã đọc"),
            "anchor": Sentence("Chỗ trong trang"),
            "clause": Sentence("Mục"),
            "title": Sentence("Tên tài liệu cần có"),
            "wish": Sentence("Nội dung đề nghị"),
            "reason": Sentence("Lý do"),
            "origin": Sentence("Xuất phát từ"),
            "sender_id": Sentence("Người gửi"),
            "sent_at": Sentence("Gửi lúc"),
            "state": Sentence("Trạng thái"),
            "author_id": Sentence("Người soạn thảo"),
            "due": Sentence("Hạn soạn xong"),
            "answer": Sentence("Trả lời"),
            "draft_id": Sentence("Phiên bản trả lời"),
            "ended_at": Sentence("Kết thúc lúc"),
        },
        readings={
            "origin": lambda code: ORIGIN_NAMES[code],
            "state": lambda code: STATE_NAMES[code],
            "due": day,
            "sent_at": moment,
            "ended_at": moment,
        },
        refers={
            "document_id": "document",
            "about_id": "edition",
            "draft_id": "edition",
            "sender_id": "person",
            "author_id": "person",
        },
    )


def _requests(ids: Iterable[int]) -> Sequence[ChangeRequest]:
    return db.session.scalars(select(ChangeRequest).where(ChangeRequest.id.in_(ids))).all()


def _place(request: ChangeRequest) -> str:
    return url_for("requests.one", year=request.year, serial=request.serial)
