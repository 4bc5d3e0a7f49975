"""What paper copies are called on screen and in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.audit_trail.vocabulary import Kind, day, name_columns, name_kind, name_verbs
from qms.documents.copies.models import PaperCopy
from qms.documents.models import Edition
from qms.kernel.database import db
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name verbs, kinds and columns, and where each is shown."""
    name_verbs(
        {
            "hand out copy": Sentence("Giao bản giấy"),
            "collect copy": Sentence("Thu hồi bản giấy"),
            "miss copy": Sentence("Ghi nhận bản giấy không thu được"),
        }
    )
    name_kind("paper_copy", Kind(Sentence("Bản giấy"), _copies, str, _place))
    name_columns(
        "paper_copy",
        {
            "edition_id": Sentence("Phiên bản"),
            "number": Sentence("Bản số"),
            "unit_id": Sentence("Đơn vị nhận"),
            "holder": Sentence("Người giữ hoặc nơi để"),
            "handed_on": Sentence("Ngày giao"),
            "handed_by_id": Sentence("Người giao"),
            "collected_on": Sentence("Ngày thu hồi"),
            "collected_by_id": Sentence("Người thu hồi"),
            "missing_because": Sentence("Không thu được vì"),
        },
        readings={"handed_on": day, "collected_on": day},
        refers={
            "edition_id": "edition",
            "unit_id": "unit",
            "handed_by_id": "person",
            "collected_by_id": "person",
        },
    )


def _copies(ids: Iterable[int]) -> Sequence[PaperCopy]:
    edition = joinedload(PaperCopy.edition).joinedload(Edition.document)
    return db.session.scalars(select(PaperCopy).where(PaperCopy.id.in_(ids)).options(edition)).all()


def _place(copy: PaperCopy) -> str:
    return url_for("documents_copies.copies", key=copy.edition.document.key)
