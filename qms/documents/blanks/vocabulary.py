"""What the forms of a procedure are called in the trail, and what becomes of them on screen."""

from qms.audit_trail.vocabulary import name_columns, name_verbs
from qms.kernel.i18n import Sentence

FATE_NAMES = {
    "stays": Sentence("Giữ nguyên"),
    "changed": Sentence("Bản mới"),
    "new": Sentence("Thêm mới"),
    "goes": Sentence("Bỏ"),
}


def announce() -> None:
    """Name verbs and columns."""
    name_verbs(
        {
            "bring forms": Sentence("Gửi biểu mẫu đi cùng"),
            "change forms": Sentence("Đổi các biểu mẫu đi cùng"),
            "place form": Sentence("Chọn quy trình của biểu mẫu"),
        }
    )
    name_columns(
        "blank", {"parent_id": Sentence("Thuộc quy trình")}, refers={"parent_id": "document"}
    )
    name_columns(
        "carried_form",
        {
            "carrier_id": Sentence("Đi cùng phiên bản của quy trình"),
            "document_id": Sentence("Biểu mẫu được bỏ hoặc thay"),
        },
        refers={"carrier_id": "edition", "document_id": "document"},
    )
