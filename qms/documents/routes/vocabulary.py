"""What routes are called on screen and in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, name_columns, name_kind, name_verbs
from qms.documents.kinds import KIND_NAMES
from qms.documents.routes.lifecycle import AGENCY, CHOICE, NAMED, ONE_UNIT, OWN_UNIT
from qms.documents.routes.models import RouteTemplate
from qms.documents.routes.turns import ALL, ANY
from qms.documents.vocabulary import MEANING_NAMES
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.organisation.roles import ROLE_NAMES

WAY_NAMES = {
    ANY: Sentence("Một người trong số đó ký"),
    ALL: Sentence("Tất cả cùng ký"),
    CHOICE: Sentence("Người soạn thảo chọn một người"),
}
PLACE_NAMES = {
    OWN_UNIT: Sentence("Của đơn vị chủ trì tài liệu"),
    AGENCY: Sentence("Của toàn cơ quan"),
    ONE_UNIT: Sentence("Của một đơn vị"),
    NAMED: Sentence("Những người được ghi tên"),
}
RULE_NAMES = {ALL: Sentence("Tất cả cùng ký"), ANY: Sentence("Một người ký")}


def announce() -> None:
    """Name the verb and the columns of routes and of a return to a step."""
    name_verbs({"set route": Sentence("Đặt tuyến ký")})
    name_kind("route_template", Kind(Sentence("Tuyến ký"), _templates, str, _place))
    _name_template()
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


def _name_template() -> None:
    name_columns(
        "route_template",
        {
            "kind": Sentence("Loại tài liệu"),
            "unit_id": Sentence("Đơn vị"),
            "serial": Sentence("Lần đặt thứ"),
        },
        readings={"kind": lambda code: KIND_NAMES[code]},
        refers={"unit_id": "unit"},
    )
    name_columns(
        "template_step",
        {
            "position": Sentence("Bước ký"),
            "label": Sentence("Tên bước"),
            "way": Sentence("Cách ký"),
            "role": Sentence("Vai trò cần có để ký"),
            "place": Sentence("Ai được giao ký"),
            "unit_id": Sentence("Đơn vị"),
        },
        readings={
            "way": lambda code: WAY_NAMES[code],
            "role": lambda code: ROLE_NAMES[Role(code)],
            "place": lambda code: PLACE_NAMES[code],
        },
        refers={"unit_id": "unit"},
    )
    name_columns(
        "template_person",
        {"person_id": Sentence("Người được ghi tên")},
        refers={"person_id": "person"},
    )


def _templates(ids: Iterable[int]) -> Sequence[RouteTemplate]:
    return db.session.scalars(select(RouteTemplate).where(RouteTemplate.id.in_(ids))).all()


def _place(_template: RouteTemplate) -> str:
    return url_for("documents_routes.index")
