"""What reading is called on screen and in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.documents.distribution.lifecycle import EVERYBODY, GROUPS
from qms.documents.distribution.models import Acknowledgement
from qms.documents.models import Edition
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.organisation.roles import ROLE_NAMES

GROUP_NAMES = {
    group: Sentence("Mọi người") if group == EVERYBODY else ROLE_NAMES[Role(group)]
    for group in GROUPS
}


def announce() -> None:
    """Name verbs and kinds, and where each is shown."""
    name_verbs(
        {
            "set distribution": Sentence("Sửa danh sách phổ biến"),
            "acknowledge": Sentence("Xác nhận đã đọc"),
            "remind readers": Sentence("Nhắc người chưa đọc"),
        }
    )
    name_kind(
        "acknowledgement", Kind(Sentence("Xác nhận đã đọc"), _receipts, str, _place_of_receipt)
    )
    name_columns(
        "distribution_entry",
        {
            "document_id": Sentence("Tài liệu"),
            "unit_id": Sentence("Đơn vị phải đọc"),
            "role": Sentence("Những người phải đọc"),
        },
        readings={"role": lambda group: GROUP_NAMES[group]},
        refers={"document_id": "document", "unit_id": "unit"},
    )
    name_columns(
        "reading_term",
        {"document_id": Sentence("Tài liệu"), "days": Sentence("Số ngày làm việc để đọc")},
        refers={"document_id": "document"},
    )
    name_columns(
        "reading_reminder",
        {
            "edition_id": Sentence("Phiên bản"),
            "reminded_on": Sentence("Ngày nhắc"),
            "people": Sentence("Số người được nhắc"),
        },
        readings={"reminded_on": day},
        refers={"edition_id": "edition"},
    )
    name_columns(
        "acknowledgement",
        {
            "edition_id": Sentence("Phiên bản"),
            "person_id": Sentence("Người đọc"),
            "read_at": Sentence("Xác nhận lúc"),
        },
        readings={"read_at": moment},
        refers={"edition_id": "edition", "person_id": "person"},
    )


def _receipts(ids: Iterable[int]) -> Sequence[Acknowledgement]:
    edition = joinedload(Acknowledgement.edition).joinedload(Edition.document)
    wanted = select(Acknowledgement).where(Acknowledgement.id.in_(ids)).options(edition)
    return db.session.scalars(wanted).all()


def _place_of_receipt(receipt: Acknowledgement) -> str:
    edition = receipt.edition
    return url_for("documents.edition", key=edition.document.key, serial=edition.serial)
