"""What actions are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.indicators.catalogue import titled
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.nonconformities.actions.lifecycle import (
    KIND_NAMES,
    NOTE_NAMES,
    STATE_NAMES,
    VERB_NAMES,
    WISH_NAMES,
)
from qms.nonconformities.actions.models import CorrectiveAction

TABLE = "corrective_action"


def announce() -> None:
    """Name verbs and kinds, and where one is shown."""
    name_verbs(VERB_NAMES)
    name_verbs(
        {
            "plan action": Sentence("Thêm hành động vào kế hoạch"),
            "ask for change": Sentence("Mở phiếu yêu cầu sửa đổi tài liệu"),
            "ask extension": Sentence("Xin gia hạn"),
            "grant extension": Sentence("Cho gia hạn"),
            "refuse extension": Sentence("Không cho gia hạn"),
            "withdraw extension": Sentence("Rút đề nghị gia hạn"),
        }
    )
    name_kind(TABLE, Kind(Sentence("Hành động khắc phục"), _found, str, _place))
    _name_columns()
    _name_parts()


def _name_columns() -> None:
    name_columns(
        TABLE,
        {
            "treatment_id": Sentence("Lần xử lý"),
            "serial": Sentence("Số thứ tự"),
            "state": Sentence("Trạng thái"),
            "kind": Sentence("Loại hành động"),
            "text": Sentence("Sẽ làm gì"),
            "resources": Sentence("Nguồn lực"),
            "risk": Sentence("Rủi ro cần phòng"),
            "owner_id": Sentence("Người thực hiện"),
            "due": Sentence("Hạn thực hiện"),
            "document_id": Sentence("Tài liệu phải sửa"),
            "about_id": Sentence("Phiên bản khi lập kế hoạch"),
            "anchor": Sentence("Chỗ trong trang"),
            "clause": Sentence("Mục phải sửa"),
            "request_id": Sentence("Phiếu yêu cầu sửa đổi"),
            "done_on": Sentence("Ngày làm xong"),
            "result": Sentence("Kết quả đạt được"),
            "verified_on": Sentence("Ngày kiểm tra"),
            "verified_by_id": Sentence("Người kiểm tra"),
            "answer": Sentence("Vì sao bỏ"),
        },
        readings={
            "state": lambda code: STATE_NAMES[code],
            "kind": lambda code: KIND_NAMES[code],
            **dict.fromkeys(("due", "done_on", "verified_on"), day),
        },
        refers={
            **dict.fromkeys(("owner_id", "verified_by_id"), "person"),
            "document_id": "document",
            "about_id": "edition",
            "request_id": "change_request",
        },
    )


def _name_parts() -> None:
    name_columns(
        "corrective_action_indicator",
        {"action_id": Sentence("Hành động"), "indicator": Sentence("Chỉ số cần nâng")},
        readings={"indicator": titled},
        refers={"action_id": TABLE},
    )
    name_columns(
        "corrective_action_note",
        {
            "action_id": Sentence("Hành động"),
            "kind": Sentence("Loại ghi chép"),
            "said_by_id": Sentence("Người ghi"),
            "said_at": Sentence("Ghi lúc"),
            "text": Sentence("Nội dung"),
        },
        readings={"kind": lambda code: NOTE_NAMES[code], "said_at": moment},
        refers={"action_id": TABLE, "said_by_id": "person"},
    )
    name_columns(
        "corrective_action_file",
        {"note_id": Sentence("Ghi chép"), "file_id": Sentence("Tệp kèm theo")},
        refers={"file_id": "attachment"},
    )
    name_columns(
        "corrective_action_extension",
        {
            "action_id": Sentence("Hành động"),
            "state": Sentence("Trạng thái"),
            "due_before": Sentence("Hạn cũ"),
            "until": Sentence("Xin đến ngày"),
            "reason": Sentence("Vì sao xin gia hạn"),
            "asked_by_id": Sentence("Người xin gia hạn"),
            "asked_at": Sentence("Xin lúc"),
            "answered_by_id": Sentence("Người trả lời"),
            "answered_at": Sentence("Trả lời lúc"),
            "answer": Sentence("Trả lời"),
        },
        readings={
            "state": lambda code: WISH_NAMES[code],
            **dict.fromkeys(("due_before", "until"), day),
            **dict.fromkeys(("asked_at", "answered_at"), moment),
        },
        refers={
            "action_id": TABLE,
            **dict.fromkeys(("asked_by_id", "answered_by_id"), "person"),
        },
    )


def _found(ids: Iterable[int]) -> Sequence[CorrectiveAction]:
    return db.session.scalars(select(CorrectiveAction).where(CorrectiveAction.id.in_(ids))).all()


def _place(action: CorrectiveAction) -> str:
    return url_for("actions.one", number=action.nonconformity.id, serial=action.serial)
