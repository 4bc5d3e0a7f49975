"""What the page of a review sends."""

from qms.documents.forms import ConsentForm
from qms.kernel.forms import long_text
from qms.kernel.i18n import msg


class ReviewForm(ConsentForm):
    """A signature that an edition stays, with what was looked at."""

    reason = long_text(
        msg("Đã xem những gì?"),
        most=1000,
        hint=msg("Ví dụ: căn cứ pháp lý còn hiệu lực, các bước và biểu mẫu đúng việc đang làm."),
    )
