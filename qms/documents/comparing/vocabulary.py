"""What may happen to a clause, in words."""

from qms.documents.comparing.pairing import Mark
from qms.kernel.i18n import Sentence

MARK_NAMES = {
    Mark.NEW: Sentence("Mới"),
    Mark.GONE: Sentence("Bị bỏ"),
    Mark.MOVED: Sentence("Chuyển chỗ"),
    Mark.RENUMBERED: Sentence("Đổi số"),
    Mark.RETITLED: Sentence("Đổi tiêu đề"),
    Mark.REWORDED: Sentence("Sửa lời"),
}
