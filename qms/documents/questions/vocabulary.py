"""What questions are called on screen and in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from qms.audit_trail.vocabulary import Kind, moment, name_columns, name_kind, name_verbs
from qms.documents.models import Edition
from qms.documents.questions.models import Attempt
from qms.kernel.database import db
from qms.kernel.i18n import Sentence

NOT_FOR_YOU = Sentence(
    "Câu hỏi cùng đáp án chỉ để người soạn thảo, người ký và người kiểm tra hệ thống xem."
)
YES, NO = Sentence("Đúng hết"), Sentence("Có câu sai")


def announce() -> None:
    """Name verbs, the kind and columns."""
    name_verbs(
        {
            "add question": Sentence("Thêm câu hỏi"),
            "change question": Sentence("Sửa câu hỏi"),
            "remove question": Sentence("Bỏ câu hỏi"),
            "reuse questions": Sentence("Dùng lại câu hỏi"),
            "answer questions": Sentence("Trả lời câu hỏi"),
        }
    )
    name_kind("reading_attempt", Kind(Sentence("Lần trả lời"), _attempts, str, _place))
    name_columns(
        "reading_question",
        {
            "edition_id": Sentence("Phiên bản"),
            "text": Sentence("Câu hỏi"),
            "choices": Sentence("Các câu trả lời"),
            "right_line": Sentence("Dòng đúng"),
        },
        refers={"edition_id": "edition"},
    )
    name_columns(
        "reading_attempt",
        {
            "edition_id": Sentence("Phiên bản"),
            "person_id": Sentence("Người đọc"),
            "answers": Sentence("Đã chọn"),
            "passed": Sentence("Kết quả"),
            "tried_at": Sentence("Trả lời lúc"),
        },
        readings={"tried_at": moment, "passed": lambda passed: YES if passed else NO},
        refers={"edition_id": "edition", "person_id": "person"},
    )


def _attempts(ids: Iterable[int]) -> Sequence[Attempt]:
    edition = joinedload(Attempt.edition).joinedload(Edition.document)
    return db.session.scalars(select(Attempt).where(Attempt.id.in_(ids)).options(edition)).all()


def _place(attempt: Attempt) -> str:
    edition = attempt.edition
    return url_for("documents.edition", key=edition.document.key, serial=edition.serial)
