"""What letters of apology are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, day, moment, name_columns, name_kind, name_verbs
from qms.documents.decisions.vocabulary import FORM_NAMES
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.nonconformities.papers.models import Apology


def announce() -> None:
    """Name the verb, the kind and the columns, and where a letter is shown."""
    name_verbs({"write apology": Sentence("Lập thư xin lỗi")})
    name_kind("apology", Kind(Sentence("Thư xin lỗi"), _found, str, _place))
    name_columns(
        "apology",
        {
            "nonconformity_id": Sentence("Sự không phù hợp"),
            "serial": Sentence("Thư thứ"),
            "citizen": Sentence("Người nhận thư"),
            "address": Sentence("Địa chỉ"),
            "file_code": Sentence("Mã hồ sơ một cửa"),
            "service": Sentence("Thủ tục, dịch vụ"),
            "promised_on": Sentence("Ngày đã hẹn trả"),
            "new_on": Sentence("Hẹn lại ngày"),
            "reason": Sentence("Lý do nói với người nhận"),
            "contact": Sentence("Liên hệ"),
            "place": Sentence("Nơi viết thư"),
            "signer_name": Sentence("Người ký"),
            "signer_title": Sentence("Chức vụ người ký"),
            "signing_form": Sentence("Hình thức ký"),
            "on_behalf_of": Sentence("Ký thay cho"),
            "written_by_id": Sentence("Người lập"),
            "written_at": Sentence("Lập lúc"),
        },
        readings={
            "promised_on": day,
            "new_on": day,
            "written_at": moment,
            "signing_form": lambda form: FORM_NAMES[form],
        },
        refers={"nonconformity_id": "nonconformity", "written_by_id": "person"},
    )


def _found(ids: Iterable[int]) -> Sequence[Apology]:
    return db.session.scalars(select(Apology).where(Apology.id.in_(ids))).all()


def _place(apology: Apology) -> str:
    return url_for("nonconformities.one", number=apology.nonconformity_id, _anchor="apologies")
