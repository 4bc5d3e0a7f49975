"""What own fields are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, moment, name_columns, name_kind, name_verbs
from qms.documents.fields.models import KindField
from qms.documents.fields.reading import SORT_NAMES
from qms.documents.kinds import KIND_NAMES
from qms.kernel.database import db
from qms.kernel.i18n import Sentence

YES_OR_NO = {True: Sentence("có"), False: Sentence("không")}


def announce() -> None:
    """Name verbs and the kind, and where one is shown."""
    name_verbs(
        {
            "add field": Sentence("Thêm mục thông tin riêng"),
            "change field": Sentence("Sửa mục thông tin riêng"),
            "retire field": Sentence("Thôi dùng mục thông tin riêng"),
            "fill in fields": Sentence("Ghi thông tin riêng"),
        }
    )
    name_kind("kind_field", Kind(Sentence("Mục thông tin riêng"), _fields, str, _place))
    name_columns(
        "kind_field",
        {
            "kind": Sentence("Loại tài liệu"),
            "label_vi": Sentence("Tên mục thông tin"),
            "label_en": Sentence("Tên tiếng Anh"),
            "sort": Sentence("Kiểu"),
            "choices": Sentence("Danh sách để chọn"),
            "needed": Sentence("Bắt buộc điền"),
            "position": Sentence("Đứng thứ"),
            "retired_at": Sentence("Thôi dùng từ"),
        },
        readings={
            "kind": lambda code: KIND_NAMES[code],
            "sort": lambda code: SORT_NAMES[code],
            "needed": lambda said: YES_OR_NO[bool(said)],
            "retired_at": moment,
        },
    )
    name_columns(
        "document_field",
        {"field_id": Sentence("Mục thông tin riêng"), "value": Sentence("Nội dung")},
        refers={"field_id": "kind_field"},
    )


def _fields(ids: Iterable[int]) -> Sequence[KindField]:
    return db.session.scalars(select(KindField).where(KindField.id.in_(ids))).all()


def _place(field: KindField) -> str:
    return url_for("documents_fields.index", kind=field.kind)
