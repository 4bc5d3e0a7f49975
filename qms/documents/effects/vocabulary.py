"""What effects are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.documents.effects.lifecycle import STATE_NAMES, VERB_NAMES, State
from qms.documents.effects.models import Effect
from qms.kernel.database import db
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name verbs and kinds, and where each is shown."""
    name_verbs(VERB_NAMES)
    name_verbs(
        {
            "open effect": Sentence("Mở việc xét ảnh hưởng"),
            "ask owners": Sentence("Yêu cầu rà soát"),
        }
    )
    _name_promise()
    name_kind("effect", Kind(Sentence("Việc xét ảnh hưởng"), _effects, str, _place))
    moments = {
        "opened_at": Sentence("Mở lúc"),
        "asked_at": Sentence("Yêu cầu lúc"),
        "answered_at": Sentence("Trả lời lúc"),
        "closed_at": Sentence("Xong lúc"),
    }
    plain = {
        "act_id": Sentence("Lần thay đổi hiệu lực thứ"),
        "law_id": Sentence("Văn bản bên ngoài"),
        "document_id": Sentence("Tài liệu"),
        "edition_id": Sentence("Phiên bản"),
        "state": Sentence("Trạng thái"),
        "due_on": Sentence("Hạn trả lời"),
        "asked_note": Sentence("Lời nhắn"),
        "answered_by_id": Sentence("Người trả lời"),
        "answered_name": Sentence("Tên người trả lời"),
        "answered_title": Sentence("Chức vụ người trả lời"),
        "answer": Sentence("Vì sao không ảnh hưởng"),
        "closed_because": Sentence("Xong vì"),
    }
    name_columns(
        "effect",
        plain | moments,
        readings=dict.fromkeys(moments, moment)
        | {"due_on": day, "state": lambda code: STATE_NAMES[State(code)]},
        refers={
            "law_id": "external_document",
            "document_id": "document",
            "edition_id": "edition",
            "answered_by_id": "person",
        },
    )


def _name_promise() -> None:
    name_columns(
        "effect_request",
        {"request_id": Sentence("Phiếu yêu cầu sửa đổi")},
        refers={"request_id": "change_request"},
    )


def _effects(ids: Iterable[int]) -> Sequence[Effect]:
    wanted = select(Effect).where(Effect.id.in_(ids))
    both = joinedload(Effect.law), joinedload(Effect.document)
    return db.session.scalars(wanted.options(*both)).all()


def _place(effect: Effect) -> str:
    return url_for("documents_effects.effect", effect_id=effect.id)
