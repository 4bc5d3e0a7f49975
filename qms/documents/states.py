"""States of an edition, meanings of signatures, and what states and steps are called."""

from enum import StrEnum

from qms.kernel.i18n import Sentence


class State(StrEnum):
    """Where an edition stands."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    APPROVED = "approved"
    IN_FORCE = "in force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"
    RECORDED = "recorded"


class Meaning(StrEnum):
    """What a signature says."""

    REVIEWED = "reviewed"
    APPROVED = "approved"


OPEN = (State.DRAFT, State.IN_REVIEW, State.APPROVED, State.RECORDED)
ONCE_APPROVED = (State.APPROVED, State.IN_FORCE, State.SUPERSEDED, State.WITHDRAWN)

STATE_NAMES = {
    State.DRAFT: Sentence("Dự thảo"),
    State.IN_REVIEW: Sentence("Đang xem xét"),
    State.APPROVED: Sentence("Đã duyệt"),
    State.RECORDED: Sentence("Chờ xác nhận"),
    State.IN_FORCE: Sentence("Có hiệu lực"),
    State.SUPERSEDED: Sentence("Đã bị thay thế"),
    State.WITHDRAWN: Sentence("Đã bãi bỏ"),
    State.DISCARDED: Sentence("Đã bỏ"),
}
VERB_NAMES = {
    "submit": Sentence("Trình xem xét"),
    "review": Sentence("Xem xét"),
    "approve": Sentence("Phê duyệt"),
    "return": Sentence("Trả lại"),
    "return to step": Sentence("Trả lại bước trước"),
    "set day": Sentence("Định ngày có hiệu lực"),
    "take back day": Sentence("Rút lại ngày có hiệu lực"),
    "put in force": Sentence("Ban hành có hiệu lực"),
    "come into force": Sentence("Đến ngày có hiệu lực"),
    "supersede": Sentence("Thay thế"),
    "withdraw": Sentence("Bãi bỏ"),
    "go out of force": Sentence("Bãi bỏ theo quyết định"),
    "discard": Sentence("Bỏ bản thảo"),
    "adopt": Sentence("Ghi nhận đã ban hành"),
    "confirm adoption": Sentence("Xác nhận đã ban hành"),
    "decline adoption": Sentence("Không xác nhận"),
}
