"""What records are called in the trail."""

from qms.audit_trail.vocabulary import name_columns, name_verbs
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name verbs and columns."""
    name_verbs({"correct records": Sentence("Sửa bảng hồ sơ")})
    name_columns(
        "kept_record",
        {
            "name": Sentence("Hồ sơ lưu"),
            "place": Sentence("Nơi lưu"),
            "kept_for": Sentence("Thời gian lưu"),
        },
    )
