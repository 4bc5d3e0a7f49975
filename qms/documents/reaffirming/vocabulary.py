"""What a review without change is called in the trail."""

from qms.audit_trail.vocabulary import moment, name_columns, name_verbs
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name the verb and what a signature tells."""
    name_verbs({"reaffirm": Sentence("Xem xét, giữ nguyên")})
    name_columns(
        "reaffirmation",
        {
            "edition_id": Sentence("Phiên bản"),
            "person_id": Sentence("Người ký"),
            "person_name": Sentence("Tên người ký"),
            "person_title": Sentence("Chức vụ người ký"),
            "digest": Sentence("Mã kiểm tra nội dung"),
            "note": Sentence("Đã xem những gì"),
            "signed_at": Sentence("Ký lúc"),
        },
        readings={"signed_at": moment},
        refers={"edition_id": "edition", "person_id": "person"},
    )
