"""What the rules of kinds are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, name_columns, name_kind, name_verbs
from qms.documents.kinds import KIND_NAMES
from qms.documents.kinds.models import KindSetting
from qms.kernel.database import db
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Name the verb and the kind, and where it is shown."""
    name_verbs({"set kind": Sentence("Đặt quy tắc của loại tài liệu")})
    name_kind("kind_setting", Kind(Sentence("Quy tắc loại tài liệu"), _settings, str, _place))
    name_columns(
        "kind_setting",
        {
            "kind": Sentence("Loại tài liệu"),
            "pattern": Sentence("Quy tắc mã hiệu"),
            "review_months": Sentence("Xem xét lại sau (tháng)"),
        },
        readings={"kind": lambda code: KIND_NAMES[code]},
    )


def _settings(ids: Iterable[int]) -> Sequence[KindSetting]:
    return db.session.scalars(select(KindSetting).where(KindSetting.id.in_(ids))).all()


def _place(_setting: KindSetting) -> str:
    return url_for("documents_kinds.index")
