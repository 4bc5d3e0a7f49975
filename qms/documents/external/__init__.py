"""External documents: laws, decrees, circulars, decisions, standards, and what cites them.

ISO 9001:2015, 7.5.3.2 wants documents of external origin identified and controlled. ``citing``
reads their numbers out of the agency's own texts, ``numbers`` gives every spelling one key.
"""

from qms.kernel.i18n import Sentence

KIND_NAMES = {
    "law": Sentence("Luật, bộ luật"),
    "ordinance": Sentence("Pháp lệnh"),
    "resolution": Sentence("Nghị quyết"),
    "decree": Sentence("Nghị định"),
    "decision": Sentence("Quyết định"),
    "directive": Sentence("Chỉ thị"),
    "circular": Sentence("Thông tư"),
    "consolidation": Sentence("Văn bản hợp nhất"),
    "standard": Sentence("Tiêu chuẩn, quy chuẩn"),
    "other": Sentence("Văn bản khác"),
}
