"""When the forms of a procedure may change. Objections only; the written procedure is
``procedures/document-control``, 5.12.
"""

from typing import Any

from qms.documents.lifecycle import OPEN, State
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence

FORM = "form"
MOST_AT_ONCE = 30
"""How many forms are taken in by one act."""

NOT_OF_THIS = Sentence("Có biểu mẫu không thuộc tài liệu này; hãy mở lại trang rồi chọn lại.")
GIVEN_TWICE = Sentence("Mỗi biểu mẫu chỉ nhận một tệp; hãy xem lại các dòng trùng nhau.")
NONE_GIVEN = Sentence("Chưa có tệp nào để lưu.")
NOT_IN_FORCE = Sentence("Chỉ bỏ được biểu mẫu đang có hiệu lực.")
NOTHING_TO_UNDO = Sentence("Phiên bản này không đổi gì ở biểu mẫu đó.")


def has_no_forms(document: Any, _actor: Actor) -> Sentence | None:
    """A form has no forms of its own."""
    if document.kind != FORM:
        return None
    return Sentence("Biểu mẫu không có biểu mẫu con.")


def changed_before(fate: Any, _actor: Actor) -> Sentence | None:
    """An edition says once what becomes of a form."""
    if fate is None:
        return None
    return Sentence(
        "Phiên bản này đã đổi %(code)s rồi; hãy bấm “Giữ như hiện nay” trước.",
        code=fate.document.code,
    )


def may_not_place(form: Any, actor: Actor) -> Sentence | None:
    """Where a form belongs is the quality officer's to say, while none of its editions is open."""
    if not actor.has(Role.QUALITY_OFFICER):
        return Sentence("Chỉ thư ký ISO được chọn quy trình mà biểu mẫu thuộc về.")
    if form.kind != FORM:
        return Sentence("Chỉ biểu mẫu mới thuộc về một quy trình.")
    if any(edition.state in OPEN for edition in form.editions):
        return Sentence(
            "Biểu mẫu này đang có một phiên bản chưa ban hành; hãy hoàn tất bản đó trước."
        )
    return None


def unfit_parent(parent: Any) -> Sentence | None:
    """A form belongs to a document that is no form and in force, so that whoever sees the form may
    know of the other.
    """
    if parent.kind == FORM:
        return Sentence("Biểu mẫu không thể thuộc về một biểu mẫu khác.")
    if not any(e.state == State.IN_FORCE for e in parent.editions):
        return Sentence("Tài liệu %(code)s hiện không có hiệu lực.", code=parent.code)
    return None


def is_leaving(form: Any, fates: Any) -> Sentence | None:
    """A form stays where it is while an edition of its procedure changes it."""
    if not any(fate.document_id == form.id for fate in fates):
        return None
    return Sentence("Một phiên bản đang làm của quy trình đang đổi biểu mẫu này.")
