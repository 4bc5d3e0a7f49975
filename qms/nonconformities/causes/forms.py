"""What the page of causes sends: answers to each why by branch, and the conclusion."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField

from qms.documents.forms import SeenForm
from qms.kernel.forms import choice, long_text
from qms.kernel.i18n import Sentence, msg
from qms.nonconformities.causes import reading
from qms.nonconformities.causes.operations import Finding
from qms.nonconformities.causes.tree import BRANCH_NAMES, Branch, Cause


def _answers(branch: Branch) -> Any:
    return long_text(BRANCH_NAMES[branch].text, most=4000, needed=False)


class CauseForm(SeenForm):
    """A text area a branch, a line a cause; deeper answers begin with dashes."""

    people = _answers(Branch.PEOPLE)
    procedure = _answers(Branch.PROCEDURE)
    means = _answers(Branch.MEANS)
    environment = _answers(Branch.ENVIRONMENT)
    law = _answers(Branch.LAW)
    branch = choice(msg("Nguyên nhân chính thuộc nhóm nào?"))
    conclusion = long_text(
        msg("Kết luận: nguyên nhân chính"),
        most=1000,
        hint=msg("Điều mà nếu thay đổi thì việc này không xảy ra nữa."),
    )
    elsewhere = long_text(
        msg("Nơi khác có thể xảy ra không?"),
        most=1000,
        hint=msg("Đã xem những đơn vị, quầy, quy trình nào khác. Không có thì ghi “Không có”."),
    )
    keeps = BooleanField(msg("Tôi đã xem lại và vẫn giữ nguyên nhân này"))
    unreadable: Sentence | None = None
    """What stands against the lines of causes."""
    causes: tuple[Cause, ...] = ()

    def read(self) -> bool:
        """Whether the lines can be read; they are in ``causes`` then."""
        try:
            self.causes = reading.read({b: self[b.value].data or "" for b in Branch})
        except reading.Unreadable as unreadable:
            self.unreadable = unreadable.sentence
        return self.unreadable is None

    def finding(self) -> Finding:
        """What was found; after ``read``."""
        return Finding(
            causes=self.causes,
            branch=self.branch.data,
            conclusion=self.conclusion.data or "",
            elsewhere=self.elsewhere.data or "",
        )


class ChangedCauseForm(CauseForm):
    """The same said otherwise, with the reason."""

    reason = long_text(msg("Vì sao sửa?"), most=1000)


def written(causes: tuple[Cause, ...]) -> Mapping[str, str]:
    """The lines for causes that are kept, by the name of their field."""
    return {branch.value: lines for branch, lines in reading.write(causes).items()}
