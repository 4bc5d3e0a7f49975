"""What a field of one's own may be, and who fills it in. Objections only.

Source: ISO 9001:2015, 7.5.2 a) (identification and description); ``procedures/document-control``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qms.documents.fields.reading import Sort
from qms.documents.lifecycle import OPEN
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence

MOST_FIELDS = 20
MOST_CHOICES = 50


@dataclass(frozen=True)
class FieldFacts:
    """What is said of a field; ``choices`` only where one of a list is asked for."""

    label_vi: str
    label_en: str
    sort: str
    needed: bool
    position: int
    choices: tuple[str, ...] = ()


def faults(facts: FieldFacts) -> list[Sentence | None]:
    """What is wrong with a field."""
    return [
        None if facts.label_vi.strip() else Sentence("Hãy đặt tên cho mục thông tin."),
        None if facts.sort in set(Sort) else Sentence("Hãy chọn kiểu của mục thông tin."),
        _wrong_choices(facts),
    ]


def _wrong_choices(facts: FieldFacts) -> Sentence | None:
    if facts.sort != Sort.CHOICE:
        return (
            Sentence("Chỉ kiểu “một trong danh sách” mới có danh sách.") if facts.choices else None
        )
    if not 2 <= len(facts.choices) <= MOST_CHOICES:
        return Sentence("Danh sách cần từ 2 đến 50 mục, mỗi mục một dòng.")
    if len(set(facts.choices)) != len(facts.choices):
        return Sentence("Danh sách có mục trùng nhau.")
    return None


def label_taken(label: str, others: Sequence[str]) -> Sentence | None:
    """Two fields of a kind that one cannot tell apart."""
    if label.strip().casefold() not in {other.strip().casefold() for other in others}:
        return None
    return Sentence("Loại này đã có mục thông tin tên như vậy.")


def too_many(count: int) -> Sentence | None:
    """A form must stay one that people fill in."""
    if count < MOST_FIELDS:
        return None
    return Sentence("Mỗi loại có tối đa 20 mục thông tin đang dùng; hãy thôi dùng bớt một mục.")


def retired(field: Any) -> Sentence | None:
    """A field that is no longer asked for stays as it is."""
    return Sentence("Mục thông tin này đã thôi dùng.") if field.retired_at else None


def may_not_fill(document: Any, actor: Actor) -> Sentence | None:
    """What is known of a document is said by the quality officer, and by who is writing it."""
    writes = any(e.state in OPEN and e.author_id == actor.id for e in document.editions)
    if actor.has(Role.QUALITY_OFFICER) or (writes and actor.has(Role.AUTHOR)):
        return None
    return Sentence(
        "Chỉ thư ký ISO, hoặc người đang soạn thảo một phiên bản của tài liệu này, "
        "được ghi các thông tin này."
    )
