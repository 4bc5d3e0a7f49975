"""The kinds of controlled document, as agencies divide them: how each is numbered and reviewed.

``pattern`` reads and makes codes, ``reviews`` says when a document is due, ``operations`` lets the
quality officer change both.
"""

from qms.kernel.i18n import Sentence

KIND_NAMES = {
    "manual": Sentence("Sổ tay"),
    "policy": Sentence("Chính sách"),
    "objective": Sentence("Mục tiêu"),
    "procedure": Sentence("Quy trình"),
    "instruction": Sentence("Hướng dẫn"),
    "regulation": Sentence("Quy định, quy chế"),
    "form": Sentence("Biểu mẫu"),
    "annex": Sentence("Phụ lục"),
    "external": Sentence("Tài liệu bên ngoài"),
}

KEPT_ELSEWHERE = "external"
"""The kind that is given no more: external documents have a register of their own."""

KINDS_GIVEN = {kind: name for kind, name in KIND_NAMES.items() if kind != KEPT_ELSEWHERE}
