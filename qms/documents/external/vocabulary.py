"""What external documents are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.documents.external import KIND_NAMES
from qms.documents.external.lifecycle import ACT_NAMES, Act
from qms.documents.external.models import ExternalDocument, PassedOver
from qms.kernel.database import db
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name verbs and kinds, and where each is shown."""
    name_verbs(
        {
            "add external document": Sentence("Thêm văn bản bên ngoài"),
            "correct external document": Sentence("Sửa thông tin văn bản bên ngoài"),
            "keep external text": Sentence("Lưu toàn văn văn bản bên ngoài"),
            "declare external act": Sentence("Ghi thay đổi hiệu lực"),
            "take back external act": Sentence("Rút lại việc ghi thay đổi hiệu lực"),
            "note expiry": Sentence("Ghi nhận hết thời hạn hiệu lực"),
            "pass over citation": Sentence("Không theo dõi số được viện dẫn"),
            "watch citation again": Sentence("Theo dõi lại số được viện dẫn"),
        }
    )
    name_kind(
        "external_document",
        Kind(Sentence("Văn bản bên ngoài"), _documents, lambda found: found.number, _place),
    )
    name_kind(
        "external_passed_over",
        Kind(Sentence("Số được viện dẫn"), _passed_over, str, _place_of_missing),
    )
    name_columns(
        "external_passed_over",
        {
            "key": Sentence("Mã để so"),
            "printed": Sentence("Số được viện dẫn"),
            "reason": Sentence("Lý do"),
        },
    )
    _name_document()
    name_columns(
        "external_act",
        {
            "document_id": Sentence("Văn bản"),
            "kind": Sentence("Thay đổi hiệu lực"),
            "by_id": Sentence("Bởi văn bản"),
            "day": Sentence("Kể từ ngày"),
            "reason": Sentence("Căn cứ, lý do"),
            "declared_at": Sentence("Ghi lúc"),
            "revoked_at": Sentence("Rút lại lúc"),
            "revoked_because": Sentence("Lý do rút lại"),
        },
        readings={
            "kind": lambda code: ACT_NAMES[Act(code)],
            "day": day,
            "declared_at": moment,
            "revoked_at": moment,
        },
        refers={"document_id": "external_document", "by_id": "external_document"},
    )


def _name_document() -> None:
    days = {
        "signed_on": Sentence("Ngày ký"),
        "in_force_from": Sentence("Có hiệu lực từ"),
        "until": Sentence("Có hiệu lực đến hết ngày"),
    }
    plain = {
        "kind": Sentence("Loại văn bản"),
        "number": Sentence("Số, ký hiệu"),
        "key": Sentence("Mã trong địa chỉ trang"),
        "name": Sentence("Tên văn bản"),
        "issuer": Sentence("Cơ quan ban hành"),
        "kept_at": Sentence("Nơi lưu"),
        "link": Sentence("Đường dẫn"),
        "other_names": Sentence("Tên gọi khác khi viện dẫn"),
        "unit_id": Sentence("Đơn vị theo dõi"),
        "follower_id": Sentence("Người theo dõi"),
        "attachment_id": Sentence("Tệp toàn văn"),
    }
    name_columns(
        "external_document",
        plain | days,
        readings=dict.fromkeys(days, day) | {"kind": lambda code: KIND_NAMES[code]},
        refers={"unit_id": "unit", "follower_id": "person", "attachment_id": "attachment"},
    )


def _documents(ids: Iterable[int]) -> Sequence[ExternalDocument]:
    return db.session.scalars(select(ExternalDocument).where(ExternalDocument.id.in_(ids))).all()


def _passed_over(ids: Iterable[int]) -> Sequence[PassedOver]:
    return db.session.scalars(select(PassedOver).where(PassedOver.id.in_(ids))).all()


def _place(document: ExternalDocument) -> str:
    return url_for("documents_external.document", key=document.key)


def _place_of_missing(_row: PassedOver) -> str:
    return url_for("documents_external.unlisted")
