"""The life of an edition. This table and ``procedures/document-control`` say the same.

Sources: ISO 9001:2015, 7.5.2 (review and approval before use) and 7.5.3 (what is in force is
available, what is obsolete is kept from unintended use).
"""

from typing import Any

from qms.documents.adoption.lifecycle import (
    CONFIRMER,
    day_not_come,
    not_after_the_last,
    own_record,
)
from qms.documents.days import SUCCESSOR, THE_DAY, day_is_set, day_not_set, held_by_decision
from qms.documents.routes.objections import (
    already_reviewed,
    named_elsewhere,
    not_reviewed,
    not_their_turn,
    nothing_signed,
    own_work,
    signed_before,
    unanswered,
)
from qms.documents.states import (
    ONCE_APPROVED,
    OPEN,
    STATE_NAMES,
    VERB_NAMES,
    Meaning,
    State,
)
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle, Step, Who

__all__ = ["ONCE_APPROVED", "OPEN", "STATE_NAMES", "VERB_NAMES", "Meaning", "State"]


def _is_author(edition: Any, actor: Actor) -> bool:
    return edition.author_id == actor.id and actor.has(Role.AUTHOR, Role.QUALITY_OFFICER)


def _is_reviewer(edition: Any, actor: Actor) -> bool:
    return bool(edition.round_now.is_asked(actor, approves=False))


def _is_approver(edition: Any, actor: Actor) -> bool:
    return bool(edition.round_now.is_asked(actor, approves=True))


def _is_officer(_edition: Any, actor: Actor) -> bool:
    return actor.has(Role.QUALITY_OFFICER)


AUTHOR = Who(
    "author of the edition",
    Sentence("Chỉ người soạn thảo phiên bản này được làm việc này."),
    _is_author,
)
REVIEWER = Who(
    "named reviewer", Sentence("Chỉ người xem xét được giao được làm việc này."), _is_reviewer
)
APPROVER = Who(
    "named approver", Sentence("Chỉ người phê duyệt được giao được làm việc này."), _is_approver
)
"""Named are those who are asked in the round, and whoever stands in for one of them today."""

OFFICER = Who("quality officer", Sentence("Chỉ thư ký ISO được làm việc này."), _is_officer)
ANY_SIGNER = Who(
    "named reviewer, named approver or quality officer",
    Sentence("Chỉ người xem xét, người phê duyệt được giao hoặc thư ký ISO được làm việc này."),
    lambda e, a: _is_reviewer(e, a) or _is_approver(e, a) or _is_officer(e, a),
)
AUTHOR_OR_OFFICER = Who(
    "author of the edition or quality officer",
    Sentence("Chỉ người soạn thảo phiên bản này hoặc thư ký ISO được làm việc này."),
    lambda e, a: _is_author(e, a) or _is_officer(e, a),
)


def signers_not_distinct(edition: Any, _actor: Actor) -> Sentence | None:
    """Six eyes: who writes, who is to review and who is to approve are three people (7.5.2)."""
    named = [p for p in (edition.author_id, edition.reviewer_id, edition.approver_id) if p]
    if len(set(named)) == len(named):
        return None
    return Sentence("Người soạn thảo, người xem xét và người phê duyệt phải là ba người khác nhau.")


def signers_unfit(edition: Any, _actor: Actor) -> Sentence | None:
    """Whoever is asked to sign holds the role of it today."""
    if edition.signers_are_fit:
        return None
    return Sentence(
        "Người xem xét hoặc người phê duyệt không còn giữ vai trò đó; hãy chọn người khác."
    )


def goes_with_its_procedure(form: Any, _actor: Actor) -> Sentence | None:
    """A form of a procedure, or an edition of it, takes no step alone (7.5.3.2)."""
    if form.parent is None:
        return None
    return Sentence(
        "Biểu mẫu này thuộc %(code)s nên chỉ thay đổi cùng phiên bản của tài liệu đó; "
        "hãy làm việc này ở %(code)s.",
        code=form.parent.code,
    )


def _out_of_turn(verb: str, edition: Any) -> Sentence:
    allowed = [STATE_NAMES[State(s)] for s in LIFECYCLE.steps[verb].sources]
    return Sentence(
        "Phiên bản đang ở trạng thái “%(now)s”; việc này chỉ làm được khi “%(wanted)s”.",
        now=STATE_NAMES[State(edition.state)],
        wanted=allowed,
    )


ALONE = (goes_with_its_procedure,)
NOT_HELD = (held_by_decision,)
WITH_DAY = (day_not_set, held_by_decision, *ALONE)
FREE = (day_is_set, held_by_decision, goes_with_its_procedure)
LIFECYCLE = Lifecycle(
    State,
    _out_of_turn,
    Step("submit", (State.DRAFT,), State.IN_REVIEW, by=AUTHOR, unless=ALONE),
    Step(
        "review",
        (State.IN_REVIEW,),
        State.IN_REVIEW,
        by=REVIEWER,
        unless=(
            own_work,
            signed_before,
            named_elsewhere,
            already_reviewed,
            not_their_turn,
            goes_with_its_procedure,
        ),
    ),
    Step(
        "approve",
        (State.IN_REVIEW,),
        State.APPROVED,
        by=APPROVER,
        unless=(
            own_work,
            signed_before,
            named_elsewhere,
            not_reviewed,
            unanswered,
            goes_with_its_procedure,
        ),
    ),
    Step(
        "return",
        (State.IN_REVIEW, State.APPROVED),
        State.DRAFT,
        by=ANY_SIGNER,
        unless=(day_is_set, *ALONE),
    ),
    Step(
        "return to step",
        (State.IN_REVIEW,),
        State.IN_REVIEW,
        by=ANY_SIGNER,
        unless=(nothing_signed, goes_with_its_procedure),
    ),
    Step("set day", (State.APPROVED,), State.APPROVED, by=OFFICER, unless=FREE),
    Step("take back day", (State.APPROVED,), State.APPROVED, by=OFFICER, unless=WITH_DAY),
    Step("put in force", (State.APPROVED,), State.IN_FORCE, by=OFFICER, unless=FREE),
    Step("come into force", (State.APPROVED,), State.IN_FORCE, by=THE_DAY),
    Step("supersede", (State.IN_FORCE,), State.SUPERSEDED, by=SUCCESSOR, unless=NOT_HELD),
    Step("withdraw", (State.IN_FORCE,), State.WITHDRAWN, by=OFFICER, unless=(*NOT_HELD, *ALONE)),
    Step("go out of force", (State.IN_FORCE,), State.WITHDRAWN, by=THE_DAY),
    Step("discard", (State.DRAFT,), State.DISCARDED, by=AUTHOR_OR_OFFICER, unless=ALONE),
    Step("adopt", (State.DRAFT,), State.RECORDED, by=OFFICER, unless=ALONE),
    Step(
        "confirm adoption",
        (State.RECORDED,),
        State.IN_FORCE,
        by=CONFIRMER,
        unless=(own_record, day_not_come, not_after_the_last),
    ),
    Step("decline adoption", (State.RECORDED,), State.DRAFT, by=CONFIRMER, unless=ALONE),
)


def may_not_write(document: Any, actor: Actor) -> Sentence | None:
    """Documents and editions are begun by authors and the quality officer; a form of a procedure
    has its next edition through the procedure's.
    """
    if not actor.has(Role.AUTHOR, Role.QUALITY_OFFICER):
        return Sentence("Chỉ người soạn thảo hoặc thư ký ISO được tạo tài liệu.")
    return goes_with_its_procedure(document, actor) if document else None


def not_open_to_change(edition: Any, actor: Actor) -> Sentence | None:
    """Only a draft changes, by its author or the quality officer, but not by who is to sign it."""
    if edition.state != State.DRAFT:
        return Sentence(
            "Chỉ sửa được bản dự thảo. Bản đang xem xét hoặc đã duyệt thì trả lại trước; "
            "bản đã ban hành thì lập phiên bản mới."
        )
    if actor.id in (edition.reviewer_id, edition.approver_id):
        return Sentence(
            "Bạn được giao xem xét hoặc phê duyệt phiên bản này nên không sửa được; "
            "hãy nhờ người soạn thảo sửa."
        )
    return AUTHOR_OR_OFFICER(edition, actor) or goes_with_its_procedure(edition, actor)


def another_is_open(document: Any, _actor: Actor) -> Sentence | None:
    """At most one edition is on its way."""
    if not any(e.state in OPEN for e in document.editions):
        return None
    return Sentence("Tài liệu này đang có một phiên bản chưa ban hành; hãy hoàn tất bản đó trước.")


def may_not_name_indicators(document: Any, actor: Actor) -> Sentence | None:
    """What a document serves is said by the quality officer, and by who is writing it."""
    written = (e for e in document.editions if e.state in OPEN)
    if _is_officer(document, actor) or any(_is_author(e, actor) for e in written):
        return None
    return Sentence(
        "Chỉ thư ký ISO, hoặc người đang soạn thảo một phiên bản của tài liệu này, "
        "được chọn chỉ số mà tài liệu phục vụ."
    )
