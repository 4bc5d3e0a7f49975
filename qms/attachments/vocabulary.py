"""What attached files are called in the trail. One is shown where it belongs, not by itself."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from qms.attachments.kinds import FORMATS, Kind
from qms.attachments.models import Attachment
from qms.audit_trail import vocabulary
from qms.audit_trail.vocabulary import moment, name_columns, name_kind, name_verbs
from qms.kernel.database import db
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name the verb, the kind and its columns."""
    name_verbs({"attach file": Sentence("Đính kèm tệp")})
    name_kind(
        "attachment",
        vocabulary.Kind(Sentence("Tệp đính kèm"), _fetch, lambda file: file.name, lambda _file: ""),
    )
    name_columns(
        "attachment",
        {
            "kind": Sentence("Dạng tệp"),
            "name": Sentence("Tên tệp"),
            "size": Sentence("Cỡ tệp (byte)"),
            "pages": Sentence("Số trang"),
            "digest": Sentence("Mã kiểm tra nội dung"),
            "added_by_id": Sentence("Người đính kèm"),
            "added_at": Sentence("Đính kèm lúc"),
        },
        readings={"kind": lambda code: FORMATS[Kind(code)].name, "added_at": moment},
        refers={"added_by_id": "person"},
    )


def _fetch(ids: Iterable[int]) -> Sequence[Attachment]:
    return db.session.scalars(select(Attachment).where(Attachment.id.in_(ids))).all()
