"""What comments are called on screen and in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.audit_trail.vocabulary import Kind, name_columns, name_kind, name_verbs
from qms.documents.models import Edition
from qms.documents.remarks.lifecycle import Answer
from qms.documents.remarks.models import Remark
from qms.kernel.database import db
from qms.kernel.i18n import Sentence

ANSWER_NAMES = {Answer.CHANGED: Sentence("Đã sửa"), Answer.KEPT: Sentence("Không sửa, vì…")}


def announce() -> None:
    """Name verbs, the kind and its columns."""
    name_verbs(
        {
            "comment": Sentence("Góp ý"),
            "answer comment": Sentence("Trả lời góp ý"),
            "withdraw comment": Sentence("Rút góp ý"),
        }
    )
    name_kind("remark", Kind(Sentence("Góp ý"), _remarks, str, _place))
    name_columns(
        "remark",
        {
            "edition_id": Sentence("Phiên bản"),
            "round": Sentence("Lượt trình"),
            "clause": Sentence("Mục"),
            "person_id": Sentence("Người góp ý"),
            "text": Sentence("Góp ý"),
            "answer": Sentence("Trả lời"),
            "answer_text": Sentence("Giải thích"),
            "withdrawn_because": Sentence("Lý do rút"),
        },
        readings={"answer": lambda code: ANSWER_NAMES[code]},
        refers={"edition_id": "edition", "person_id": "person"},
    )


def _remarks(ids: Iterable[int]) -> Sequence[Remark]:
    edition = joinedload(Remark.edition).joinedload(Edition.document)
    return db.session.scalars(select(Remark).where(Remark.id.in_(ids)).options(edition)).all()


def _place(remark: Remark) -> str:
    return url_for(
        "documents.edition",
        key=remark.edition.document.key,
        serial=remark.edition.serial,
        _anchor=remark.anchor or "remarks",
    )
