"""What stages, kinds and links of the trace are called, and how its words are said."""

from collections.abc import Mapping

from qms.dossier.trace.graph import Kind, Link, Stage, Words
from qms.kernel.i18n import Sentence

STAGE_NAMES: Mapping[Stage, Sentence] = {
    Stage.NORM: Sentence("Chỉ số, căn cứ"),
    Stage.FINDING: Sentence("Phát hiện"),
    Stage.CAUSE: Sentence("Nguyên nhân"),
    Stage.ACTION: Sentence("Hành động"),
    Stage.DOCUMENT: Sentence("Tài liệu"),
    Stage.CHECK: Sentence("Kiểm tra đã làm"),
    Stage.EFFECT: Sentence("Kết quả"),
}
KIND_NAMES: Mapping[Kind, Sentence] = {
    Kind.INDICATOR: Sentence("Chỉ số"),
    Kind.STANDARD: Sentence("Điều của tiêu chuẩn"),
    Kind.CLAUSE: Sentence("Mục của tài liệu"),
    Kind.LAW: Sentence("Điều luật"),
    Kind.SLIP: Sentence("Sự không phù hợp"),
    Kind.CAUSE: Sentence("Nguyên nhân"),
    Kind.ACTION: Sentence("Hành động khắc phục"),
    Kind.REVISION: Sentence("Tài liệu phải sửa"),
    Kind.REQUEST: Sentence("Phiếu yêu cầu sửa đổi"),
    Kind.EDITION: Sentence("Phiên bản tài liệu"),
    Kind.CHECK: Sentence("Kiểm tra thực hiện"),
    Kind.EFFECT: Sentence("Kiểm tra kết quả"),
    Kind.CLOSING: Sentence("Đóng phiếu"),
}
LINK_NAMES: Mapping[Link, Sentence] = {
    Link.TOUCHES: Sentence("bị ảnh hưởng bởi"),
    Link.HELD_AGAINST: Sentence("là căn cứ của"),
    Link.REPORTED_OF: Sentence("là nơi được báo trong"),
    Link.MERGED: Sentence("gộp vào"),
    Link.FOLLOWS: Sentence("tiếp theo là"),
    Link.HAS_CAUSE: Sentence("do"),
    Link.REMOVED_BY: Sentence("được khắc phục bằng"),
    Link.ASKS: Sentence("yêu cầu sửa theo"),
    Link.BORN: Sentence("sinh ra"),
    Link.HOLDS: Sentence("chứa"),
    Link.CHECKED: Sentence("được kiểm tra ở"),
    Link.JUDGED: Sentence("được đánh giá ở"),
    Link.CLOSED: Sentence("dẫn đến"),
    Link.REOPENS: Sentence("mở lại, tìm"),
    Link.LIFTS: Sentence("nâng"),
}


def said(words: Words, language: str) -> str:
    """Words in a language; what people wrote stays as they wrote it."""
    return words.said_in(language) if isinstance(words, Sentence) else words
