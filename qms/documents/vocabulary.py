"""What the verbs of document control are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import STATE_NAMES, VERB_NAMES, Meaning
from qms.documents.models import Document, Edition
from qms.indicators.catalogue import titled
from qms.kernel.database import db
from qms.kernel.i18n import Sentence

MEANING_NAMES = {
    Meaning.REVIEWED: Sentence("Đã xem xét"),
    Meaning.APPROVED: Sentence("Đã phê duyệt"),
}


def announce() -> None:
    """Name verbs and kinds, and where each is shown."""
    name_verbs(VERB_NAMES)
    name_verbs(
        {
            "start document": Sentence("Lập tài liệu"),
            "change document": Sentence("Sửa thông tin tài liệu"),
            "start edition": Sentence("Lập bản dự thảo"),
            "change draft": Sentence("Sửa bản dự thảo"),
            "replace file": Sentence("Thay tệp Word"),
            "name indicators": Sentence("Chọn chỉ số phục vụ"),
        }
    )
    name_kind(
        "document",
        Kind(Sentence("Tài liệu"), _documents, lambda document: document.code, _place_of_document),
    )
    name_kind(
        "edition",
        Kind(Sentence("Phiên bản"), _editions, lambda edition: edition.number, _place_of_edition),
    )
    _name_columns()


def _documents(ids: Iterable[int]) -> Sequence[Document]:
    return db.session.scalars(select(Document).where(Document.id.in_(ids))).all()


def _editions(ids: Iterable[int]) -> Sequence[Edition]:
    wanted = select(Edition).where(Edition.id.in_(ids)).options(joinedload(Edition.document))
    return db.session.scalars(wanted).all()


def _place_of_document(document: Document) -> str:
    return url_for("documents.document", key=document.key)


def _place_of_edition(edition: Edition) -> str:
    return url_for("documents.edition", key=edition.document.key, serial=edition.serial)


def _name_columns() -> None:
    name_columns(
        "document",
        {
            "code": Sentence("Mã hiệu"),
            "key": Sentence("Mã trong địa chỉ trang"),
            "title": Sentence("Tên tài liệu"),
            "kind": Sentence("Loại tài liệu"),
            "unit_id": Sentence("Đơn vị chủ trì"),
        },
        readings={"kind": lambda code: KIND_NAMES[code]},
        refers={"unit_id": "unit"},
    )
    name_columns(
        "document_indicator",
        {"indicator": Sentence("Chỉ số phục vụ")},
        readings={"indicator": titled},
    )
    _name_edition()
    _name_signature()


def _name_signature() -> None:
    name_columns(
        "signature",
        {
            "edition_id": Sentence("Phiên bản"),
            "round": Sentence("Lượt trình"),
            "position": Sentence("Bước ký"),
            "meaning": Sentence("Ý nghĩa chữ ký"),
            "person_id": Sentence("Người ký"),
            "person_name": Sentence("Tên người ký"),
            "person_title": Sentence("Chức vụ người ký"),
            "seat_id": Sentence("Ký ở chỗ của"),
            "seat_name": Sentence("Ký thay"),
            "seat_title": Sentence("Chức vụ người được ký thay"),
            "delegation": Sentence("Theo ủy quyền"),
            "form": Sentence("Hình thức ký"),
            "on_behalf": Sentence("Ký thay mặt, thừa lệnh, thừa ủy quyền của"),
            "authority": Sentence("Văn bản giao quyền ký"),
            "digest": Sentence("Mã kiểm tra nội dung"),
            "signed_at": Sentence("Ký lúc"),
        },
        readings={"meaning": lambda code: MEANING_NAMES[code], "signed_at": moment},
        refers={"edition_id": "edition", "person_id": "person", "seat_id": "person"},
    )


def _name_edition() -> None:
    people = {
        "author_id": Sentence("Người soạn thảo"),
        "reviewer_id": Sentence("Người xem xét"),
        "approver_id": Sentence("Người phê duyệt"),
    }
    moments = {
        "created_at": Sentence("Lập lúc"),
        "submitted_at": Sentence("Trình lúc"),
        "approved_at": Sentence("Phê duyệt lúc"),
        "in_force_at": Sentence("Có hiệu lực từ"),
        "ended_at": Sentence("Hết hiệu lực từ"),
    }
    plain = {
        "document_id": Sentence("Tài liệu"),
        "serial": Sentence("Phiên bản thứ"),
        "issue": Sentence("Lần ban hành"),
        "amendment": Sentence("Lần sửa đổi"),
        "title": Sentence("Tên tài liệu"),
        "change_note": Sentence("Nội dung thay đổi"),
        "state": Sentence("Trạng thái"),
        "round": Sentence("Lượt trình"),
        "file_digest": Sentence("Mã kiểm tra nội dung"),
        "file_name": Sentence("Tên tệp"),
        "file_size": Sentence("Cỡ tệp (byte)"),
        "returned_because": Sentence("Lý do trả lại"),
        "effective_on": Sentence("Ngày có hiệu lực đã định"),
        "issued_outside": Sentence("Ban hành ngoài hệ thống"),
    }
    name_columns(
        "edition",
        plain | people | moments,
        readings={
            **dict.fromkeys(moments, moment),
            "state": lambda code: STATE_NAMES[code],
            "effective_on": day,
            "issued_outside": lambda outside: Sentence("có") if outside else Sentence("không"),
        },
        refers=dict.fromkeys(people, "person") | {"document_id": "document"},
    )
