"""What the pages of nonconformities send."""

from collections.abc import Container, Mapping
from datetime import date

from wtforms import BooleanField, HiddenField, SelectMultipleField

from qms.documents.forms import DecisionForm, SeenForm
from qms.kernel import clock
from qms.kernel.forms import Checked, choice, day, day_from, long_text, text
from qms.kernel.i18n import Sentence, msg
from qms.kernel.text import whole_number
from qms.nonconformities.causes.tree import BRANCH_NAMES
from qms.nonconformities.narrowing import GROUNDS, GROUPS, REPEATS, Wanted
from qms.nonconformities.operations import Correction
from qms.nonconformities.states import GRADE_NAMES, SOURCE_NAMES, STATE_NAMES


class ReportForm(Checked):
    """What somebody saw; the place in a document stands in the address."""

    what = long_text(
        msg("Việc gì không đúng?"),
        most=4000,
        hint=msg("Ghi ngắn gọn điều đã thấy, ví dụ: hồ sơ khai sinh trả trễ hai ngày."),
    )
    place = text(msg("Ở đâu?"), most=200, hint=msg("Phòng, quầy, địa bàn hoặc số hồ sơ."))
    found_on = day(msg("Thấy ngày nào?"))
    unit = choice(msg("Đơn vị liên quan"), number=True)
    clause = choice(msg("Trái với mục nào của tài liệu?"))
    hides_reporter = BooleanField(msg("Không cho người khác biết tên tôi"))
    document = HiddenField()
    edition = HiddenField()
    indicator = HiddenField()

    @property
    def day(self) -> date:
        """The day on which it was found."""
        found: date = self.found_on.data or clock.today()
        return found


class AcceptanceForm(DecisionForm):
    """What the agency makes of a report; criteria of documents and laws stand one a line."""

    title = text(msg("Tóm tắt"), most=300)
    source = choice(msg("Nguồn"))
    grade = choice(msg("Mức độ"))
    unit = choice(msg("Đơn vị phải xử lý"), number=True)
    handler = choice(msg("Người chịu trách nhiệm xử lý"), number=True)
    correct_by = day(msg("Hạn khắc phục ngay"))
    places = long_text(
        msg("Căn cứ: mục của tài liệu, điều luật"),
        most=2000,
        needed=False,
        hint=msg("Mỗi dòng một căn cứ, ví dụ: QT-01/TP 5.2 hoặc 61/2018/NĐ-CP điều 19."),
    )
    clauses = SelectMultipleField(
        msg("Căn cứ: điều của tiêu chuẩn"), choices=[], validate_choice=False
    )
    indicators = SelectMultipleField(msg("Chỉ số liên quan"), choices=[], validate_choice=False)
    follows = choice(
        msg("Là việc tái diễn của phiếu"),
        number=True,
        hint=msg("Chọn phiếu trước nếu cùng một việc đã xử lý mà nay lại xảy ra."),
    )
    confidential = BooleanField(
        msg("Hạn chế người xem: chỉ người được nêu tên, thư ký ISO và đại diện lãnh đạo")
    )
    reason = long_text(msg("Lời nhắn cho người báo"), most=1000, needed=False)
    unreadable: Sentence | None = None
    """What stands against the lines of criteria."""


class ChangedForm(AcceptanceForm):
    """The same said otherwise, with the reason."""

    reason = long_text(msg("Vì sao sửa?"), most=1000)


class MergeForm(SeenForm):
    """Which nonconformity a report joins."""

    into = choice(msg("Gộp vào phiếu"), number=True)
    reason = long_text(msg("Lời nhắn cho người báo"), most=1000, needed=False)


class CorrectionForm(SeenForm):
    """What was done at once."""

    done = long_text(
        msg("Đã khắc phục thế nào?"),
        most=4000,
        hint=msg("Việc đã làm với chính trường hợp này, chưa phải tìm nguyên nhân."),
    )
    on = day(msg("Ngày khắc phục"))
    consequences = long_text(
        msg("Hậu quả đã được xử lý ra sao?"),
        most=2000,
        hint=msg("Ví dụ: đã xin lỗi và hẹn lại người dân. Không có thì ghi “Không có”."),
    )

    def correction(self) -> Correction:
        """What was done."""
        day_of = self.on.data or clock.today()
        return Correction(self.done.data or "", day_of, self.consequences.data or "")


def wanted_from(sent: Mapping[str, str]) -> Wanted:
    """Filters out of an address; what cannot be read is left out."""

    def one_of(name: str, known: Container[str]) -> str:
        said = sent.get(name, "")
        return said if said in known else ""

    criterion = sent.get("criterion", "")[:100]
    return Wanted(
        text=sent.get("text", "").strip()[:100],
        state=one_of("state", {*STATE_NAMES, *GROUPS}),
        whose=one_of("whose", ("reported", "handled")),
        unit=whole_number(sent.get("unit", "")),
        year=whole_number(sent.get("year", ""), digits=4),
        source=one_of("source", SOURCE_NAMES),
        grade=one_of("grade", GRADE_NAMES),
        branch=one_of("branch", BRANCH_NAMES),
        repeats=one_of("repeats", REPEATS),
        indicator=sent.get("indicator", "")[:10],
        criterion=criterion if criterion.partition(":")[0] in GROUNDS else "",
        since=day_from(sent.get("since", "")),
        until=day_from(sent.get("until", "")),
        late=sent.get("late", "") == "1",
        page=whole_number(sent.get("page", "")) or 1,
    )
