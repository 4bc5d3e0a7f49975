"""What nonconformities are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.clauses.catalogue import titled as clause_titled
from qms.indicators.catalogue import titled
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import (
    GRADE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    VERB_NAMES,
    Grade,
    Source,
)
from qms.nonconformities.treatment_vocabulary import name_treatments

YES, NO = Sentence("Có"), Sentence("Không")


def announce() -> None:
    """Name verbs and kinds, and where one is shown."""
    name_verbs({"report nonconformity": Sentence("Báo sự không phù hợp")})
    name_verbs(
        {
            "hand over": Sentence("Giao người khác xử lý"),
            "move last day": Sentence("Dời hạn của phiếu theo các hành động còn phải làm"),
        }
    )
    name_verbs(VERB_NAMES)
    name_kind("nonconformity", Kind(Sentence("Sự không phù hợp"), _found, str, _place))
    _name_columns()
    _name_parts()
    name_treatments()


def _name_columns() -> None:
    name_columns(
        "nonconformity",
        {
            "state": Sentence("Trạng thái"),
            "text": Sentence("Việc không đúng"),
            "place": Sentence("Ở đâu"),
            "found_on": Sentence("Ngày phát hiện"),
            "about_id": Sentence("Phiên bản tài liệu"),
            "anchor": Sentence("Chỗ trong trang"),
            "clause": Sentence("Mục"),
            "reporter_id": Sentence("Người báo"),
            "reported_at": Sentence("Báo lúc"),
            "hides_reporter": Sentence("Giấu tên người báo"),
            "unit_id": Sentence("Đơn vị liên quan"),
            "year": Sentence("Năm"),
            "serial": Sentence("Số thứ tự"),
            "title": Sentence("Tóm tắt"),
            "source": Sentence("Nguồn"),
            "grade": Sentence("Mức độ"),
            "handler_id": Sentence("Người chịu trách nhiệm xử lý"),
            "correct_by": Sentence("Hạn khắc phục"),
            "answer": Sentence("Trả lời"),
            "merged_into_id": Sentence("Gộp vào"),
            "correction": Sentence("Đã khắc phục"),
            "consequences": Sentence("Xử lý hậu quả"),
            "corrected_on": Sentence("Ngày khắc phục"),
            "ended_at": Sentence("Kết thúc lúc"),
            "confidential": Sentence("Hạn chế người xem"),
            "due": Sentence("Hạn của bước hiện tại"),
            "round": Sentence("Lần xử lý"),
            "follows_id": Sentence("Tái diễn của phiếu"),
        },
        readings={
            "state": lambda code: STATE_NAMES[code],
            "source": lambda code: SOURCE_NAMES[Source(code)],
            "grade": lambda code: GRADE_NAMES[Grade(code)],
            **dict.fromkeys(("hides_reporter", "confidential"), lambda yes: YES if yes else NO),
            **dict.fromkeys(("found_on", "correct_by", "corrected_on", "due"), day),
            **dict.fromkeys(("reported_at", "ended_at"), moment),
        },
        refers={
            "about_id": "edition",
            "unit_id": "unit",
            **dict.fromkeys(("merged_into_id", "follows_id"), "nonconformity"),
            **dict.fromkeys(("reporter_id", "handler_id"), "person"),
        },
    )


def _name_parts() -> None:
    name_columns(
        "nonconformity_criterion",
        {
            "nonconformity_id": Sentence("Sự không phù hợp"),
            "clause_key": Sentence("Căn cứ: điều của tiêu chuẩn"),
            "edition_id": Sentence("Căn cứ: tài liệu"),
            "anchor": Sentence("Chỗ trong trang"),
            "clause": Sentence("Mục"),
            "law_id": Sentence("Căn cứ: văn bản"),
            "article": Sentence("Điều, khoản"),
        },
        readings={"clause_key": clause_titled},
        refers={
            "nonconformity_id": "nonconformity",
            "edition_id": "edition",
            "law_id": "external_document",
        },
    )
    name_columns(
        "nonconformity_indicator",
        {
            "nonconformity_id": Sentence("Sự không phù hợp"),
            "indicator": Sentence("Chỉ số liên quan"),
        },
        readings={"indicator": titled},
        refers={"nonconformity_id": "nonconformity"},
    )
    name_columns(
        "nonconformity_file",
        {"nonconformity_id": Sentence("Sự không phù hợp"), "file_id": Sentence("Tệp kèm theo")},
        refers={"nonconformity_id": "nonconformity", "file_id": "attachment"},
    )


def _found(ids: Iterable[int]) -> Sequence[Nonconformity]:
    return db.session.scalars(select(Nonconformity).where(Nonconformity.id.in_(ids))).all()


def _place(nonconformity: Nonconformity) -> str:
    return url_for("nonconformities.one", number=nonconformity.id)
