"""What decisions are called on screen and in the trail."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from qms.audit_trail.vocabulary import (
    Kind,
    Reading,
    day,
    moment,
    name_columns,
    name_kind,
    name_verbs,
)
from qms.documents.decisions.lifecycle import PURPOSE_NAMES, STATE_NAMES, VERB_NAMES, WAY_NAMES
from qms.documents.decisions.models import Decision
from qms.kernel.database import db
from qms.kernel.i18n import Sentence

FORM_NAMES = {
    "": Sentence("Ký trực tiếp"),
    "TM.": Sentence("TM. (thay mặt tập thể)"),
    "KT.": Sentence("KT. (ký thay cấp trưởng)"),
    "TL.": Sentence("TL. (ký thừa lệnh)"),
    "TUQ.": Sentence("TUQ. (ký thừa ủy quyền)"),
}
PLACE = "/documents/decisions"


def announce() -> None:
    """Name verbs, kinds and columns, and where each is shown."""
    name_verbs(VERB_NAMES)
    name_kind("decision", Kind(Sentence("Quyết định"), _decisions, str, _place))
    _name_decision()
    name_columns(
        "decision_item",
        {
            "edition_id": Sentence("Phiên bản trong quyết định"),
            "digest": Sentence("Mã kiểm tra nội dung"),
            "held": Sentence("Đang được giữ cho quyết định này"),
        },
        readings={"held": lambda held: Sentence("có") if held else Sentence("không")},
        refers={"edition_id": "edition"},
    )
    name_columns(
        "decision_scan",
        {"decision_id": Sentence("Quyết định"), "attachment_id": Sentence("Bản quét")},
        refers={"decision_id": "decision", "attachment_id": "attachment"},
    )
    name_columns(
        "decision_signature",
        {
            "decision_id": Sentence("Quyết định"),
            "person_id": Sentence("Người ký"),
            "person_name": Sentence("Tên người ký"),
            "person_title": Sentence("Chức vụ người ký"),
            "listing": Sentence("Danh mục được ký"),
            "digest": Sentence("Mã kiểm tra của danh mục"),
            "signed_at": Sentence("Ký lúc"),
        },
        readings={"signed_at": moment},
        refers={"decision_id": "decision", "person_id": "person"},
    )


def _decisions(ids: Iterable[int]) -> Sequence[Decision]:
    return db.session.scalars(select(Decision).where(Decision.id.in_(ids))).all()


def _place(decision: Decision) -> str:
    return f"{PLACE}/{decision.id}"


def _name_decision() -> None:
    days = {
        "day": Sentence("Ngày ký"),
        "effective_on": Sentence("Có hiệu lực từ ngày"),
    }
    moments = {
        "prepared_at": Sentence("Lập lúc"),
        "carried_out_at": Sentence("Thực hiện lúc"),
    }
    plain = {
        "purpose": Sentence("Loại quyết định"),
        "about": Sentence("Trích yếu"),
        "bases": Sentence("Căn cứ"),
        "number": Sentence("Số, ký hiệu"),
        "key": Sentence("Số dạng chuẩn"),
        "year": Sentence("Năm"),
        "signer_id": Sentence("Người được giao ký"),
        "signer_name": Sentence("Người ký"),
        "signer_title": Sentence("Chức vụ người ký"),
        "signing_form": Sentence("Hình thức ký"),
        "on_behalf_of": Sentence("Ký thay cho"),
        "way": Sentence("Cách ký"),
        "state": Sentence("Trạng thái"),
        "prepared_by_id": Sentence("Người lập"),
        "cancelled_because": Sentence("Lý do hủy"),
    }
    codes: dict[str, Reading] = {
        "purpose": lambda code: PURPOSE_NAMES[code],
        "state": lambda code: STATE_NAMES[code],
        "way": lambda code: WAY_NAMES[code],
        "signing_form": lambda code: FORM_NAMES[code],
    }
    name_columns(
        "decision",
        plain | days | moments,
        readings=codes | dict.fromkeys(days, day) | dict.fromkeys(moments, moment),
        refers={"signer_id": "person", "prepared_by_id": "person"},
    )
