"""What signing for others is called on screen and in the trail."""

from qms.audit_trail.vocabulary import day, moment, name_columns, name_verbs
from qms.kernel.i18n import Sentence

FORM_NAMES = {
    "KT": Sentence("KT. (ký thay cấp trưởng)"),
    "TM": Sentence("TM. (thay mặt tập thể)"),
    "TL": Sentence("TL. (thừa lệnh)"),
    "TUQ": Sentence("TUQ. (thừa ủy quyền)"),
}


def announce() -> None:
    """Name verbs and columns; both are told on the line of a person."""
    name_verbs(
        {
            "name deputy": Sentence("Cử người ký thay"),
            "end delegation": Sentence("Kết thúc việc ký thay"),
            "record signing form": Sentence("Ghi hình thức ký"),
            "end signing form": Sentence("Kết thúc hình thức ký"),
        }
    )
    period = {
        "document": Sentence("Văn bản giao quyền ký"),
        "document_day": Sentence("Ngày của văn bản"),
        "first_day": Sentence("Từ ngày"),
        "last_day": Sentence("Đến hết ngày"),
        "ended_at": Sentence("Kết thúc lúc"),
    }
    days = {"document_day": day, "first_day": day, "last_day": day, "ended_at": moment}
    yes = {True: Sentence("có"), False: Sentence("không")}
    name_columns(
        "delegation",
        {
            "person_id": Sentence("Người được ký thay"),
            "deputy_id": Sentence("Người ký thay"),
            "reviews": Sentence("Ký thay khi xem xét"),
            "approves": Sentence("Ký thay khi phê duyệt"),
            **period,
        },
        readings={"reviews": lambda v: yes[v], "approves": lambda v: yes[v], **days},
        refers={"person_id": "person", "deputy_id": "person"},
    )
    name_columns(
        "signing_authority",
        {
            "person_id": Sentence("Người ký"),
            "form": Sentence("Hình thức ký"),
            "on_behalf": Sentence("Thay cho"),
            **period,
        },
        readings={"form": lambda code: FORM_NAMES[code], **days},
        refers={"person_id": "person"},
    )
