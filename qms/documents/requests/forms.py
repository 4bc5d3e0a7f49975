"""What the pages of change requests send."""

from collections.abc import Iterable, Mapping, Sequence

from wtforms import HiddenField, SelectMultipleField

from qms.documents.forms import DecisionForm, SeenForm
from qms.documents.requests.lifecycle import STATE_NAMES
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.operations import Task
from qms.documents.requests.queries import Wanted
from qms.kernel import clock
from qms.kernel.forms import Checked, choice, day, long_text, text
from qms.kernel.i18n import msg
from qms.kernel.text import whole_number


class WishForm(Checked):
    """What is to change, and why."""

    wish = long_text(
        msg("Cần sửa gì?"),
        most=4000,
        hint=msg("Ghi chỗ nào, đang viết thế nào, nên viết thế nào."),
    )
    reason = long_text(
        msg("Vì sao?"),
        most=2000,
        hint=msg("Ví dụ: văn bản mới, việc thực tế làm khác, người dân góp ý."),
    )


class ChangeForm(WishForm):
    """A change of a document; ``warned`` are requests on the same clause, pointed out before."""

    clause = choice(msg("Ở mục nào?"))
    origin = HiddenField()
    edition = HiddenField()
    warned = HiddenField()

    def was_warned_of(self, doubles: Iterable[ChangeRequest]) -> bool:
        """Whether the person knows of all ``doubles`` and sends this all the same."""
        return {str(double.id) for double in doubles} <= set((self.warned.data or "").split())

    def warn_of(self, doubles: Sequence[ChangeRequest]) -> None:
        """Note that the page points ``doubles`` out."""
        self.warned.data = " ".join(str(double.id) for double in doubles)


class NewDocumentForm(WishForm):
    """A document that does not exist yet."""

    title = text(msg("Tên tài liệu cần có"), most=300)


class TaskForm(SeenForm):
    """Who drafts, by when; with a word to the sender."""

    author = choice(msg("Người soạn thảo"), number=True)
    due = day(msg("Hạn soạn xong"))
    reason = long_text(msg("Lời nhắn cho người gửi"), most=1000, needed=False)

    def task(self) -> Task:
        """What is given to do."""
        return Task(self.author.data, self.due.data or clock.today())


class NewTaskForm(TaskForm, DecisionForm):
    """Another author or another day, with the reason."""


class AnswersForm(Checked):
    """The requests that a draft answers, and those it answered when the page was opened."""

    shown = HiddenField()
    answers = SelectMultipleField(
        msg("Phiếu mà bản này trả lời"), choices=[], validate_choice=False
    )

    def chosen(self) -> frozenset[int]:
        """Those that are ticked."""
        return _numbers(self.answers.data or ())

    def seen(self) -> frozenset[int]:
        """Those that the person saw ticked."""
        return _numbers((self.shown.data or "").split())


def _numbers(sent: Iterable[str]) -> frozenset[int]:
    return frozenset(whole_number(one) for one in sent)


def wanted_from(sent: Mapping[str, str]) -> Wanted:
    """Filters out of an address; what cannot be read is left out."""
    state, whose = sent.get("state", ""), sent.get("whose", "")
    return Wanted(
        text=sent.get("text", "").strip()[:100],
        state=state if state == "open" or state in STATE_NAMES else "",
        whose=whose if whose in ("sent", "given") else "",
        unit=whole_number(sent.get("unit", "")),
        year=whole_number(sent.get("year", "")),
        late=sent.get("late", "") == "1",
        page=whole_number(sent.get("page", "")) or 1,
    )
