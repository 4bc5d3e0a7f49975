"""What routes are called on screen and in the trail."""

from qms.audit_trail.vocabulary import name_columns
from qms.documents.routes.turns import ALL, ANY
from qms.documents.vocabulary import MEANING_NAMES
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.organisation.roles import ROLE_NAMES

RULE_NAMES = {ALL: Sentence("Tất cả cùng ký"), ANY: Sentence("Một người ký")}


def announce() -> None:
    """Name the columns of a route and of a return to a step."""
    name_columns(
        "route_step",
        {
            "position": Sentence("Bước ký"),
            "label": Sentence("Tên bước"),
            "meaning": Sentence("Ý nghĩa chữ ký"),
            "rule": Sentence("Cách ký"),
            "role": Sentence("Vai trò cần có để ký"),
        },
        readings={
            "meaning": lambda code: MEANING_NAMES[code],
            "rule": lambda code: RULE_NAMES[code],
            "role": lambda code: ROLE_NAMES[Role(code)],
        },
    )
    name_columns(
        "route_seat", {"person_id": Sentence("Người được giao ký")}, refers={"person_id": "person"}
    )
    name_columns("step_return", {"position": Sentence("Trả lại bước")})
