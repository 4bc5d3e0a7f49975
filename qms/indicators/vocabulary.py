"""What levels of indicators are called on screen, and the verbs of their names in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, name_columns, name_kind, name_verbs
from qms.indicators.catalogue import Colour
from qms.indicators.models import Label
from qms.kernel.database import db
from qms.kernel.i18n import Sentence

COLOUR_NAMES = {
    Colour.RED: Sentence("Đỏ"),
    Colour.YELLOW: Sentence("Vàng"),
    Colour.GREEN: Sentence("Xanh"),
}
COLOUR_MEANINGS = {
    Colour.RED: Sentence("Chưa chấp nhận được"),
    Colour.YELLOW: Sentence("Đã làm, chưa đủ"),
    Colour.GREEN: Sentence("Đạt mức tối thiểu"),
}


def announce() -> None:
    """Name verbs, the kind and its columns, and where one is shown."""
    name_verbs(
        {
            "correct label": Sentence("Sửa tên chỉ số"),
            "restore label": Sentence("Trở lại tên trong bảng chỉ số"),
        }
    )
    name_kind("indicator_label", Kind(Sentence("Tên chỉ số"), _labels, str, _place))
    name_columns(
        "indicator_label",
        {
            "number": Sentence("Số của chỉ số"),
            "vi": Sentence("Tên tiếng Việt"),
            "en": Sentence("Tên tiếng Anh"),
        },
    )


def _labels(ids: Iterable[int]) -> Sequence[Label]:
    return db.session.scalars(select(Label).where(Label.id.in_(ids))).all()


def _place(label: Label) -> str:
    return url_for("indicators.indicator", number=label.number)
