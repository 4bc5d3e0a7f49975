"""Several Word files, or one zip of them, taken in; what is refused is named, the rest is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qms.documents import filing
from qms.documents.filing import FiledFile
from qms.documents.word.gate import WANTED
from qms.documents.word.refusals import NotAccepted
from qms.kernel.i18n import Sentence
from qms.kernel.office.container import Member, inflate, members
from qms.kernel.office.flaws import Flaw

MOST_FILES = 200
MOST_UNPACKED = 100 * 1024 * 1024
SUFFIX = ".docx"
_LEFT_BY_PROGRAMS = ("__macosx/", "~$", ".")
TOO_MANY = Sentence("Mỗi lần ghi nhận tối đa %(most)s tệp.", most=MOST_FILES)
TOO_LARGE = Sentence(
    "Tệp nén mở ra quá lớn (tối đa 100 MB) nên các tệp sau đó chưa được nhận. "
    "Hãy chia thành nhiều lần."
)


@dataclass(frozen=True)
class Taken:
    """What came in, and the sentences for what did not."""

    files: Sequence[FiledFile]
    refused: Sequence[Sentence]


def take_in(sent: Iterable[tuple[str, bytes]]) -> Taken:
    """Let (name, content) pairs through the gate of Word files; a zip is opened first."""
    files: list[FiledFile] = []
    refused: list[Sentence] = []
    for found in _each(sent):
        if isinstance(found, Sentence):
            refused.append(found)
        elif len(files) >= MOST_FILES:
            refused.append(TOO_MANY)
            break
        else:
            try:
                files.append(filing.take_in(found[1], found[0]))
            except NotAccepted as said:
                refused.append(said.reason)
    return Taken(files, refused)


def _each(sent: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes] | Sentence]:
    for name, content in sent:
        if name.casefold().endswith(".zip"):
            yield from _opened(name, content)
        else:
            yield name, content


def _opened(name: str, content: bytes) -> Iterator[tuple[str, bytes] | Sentence]:
    """The Word files of a zip; what is no Word file is named."""
    try:
        found = [member for member in members(content) if _is_meant(member)]
    except Flaw:
        yield Sentence(
            "Tệp nén “%(name)s” bị hỏng, có mật khẩu hoặc có cấu trúc bất thường. "
            "Chưa có gì trong đó được nhận. Hãy nén lại (dạng .zip) rồi gửi lại.",
            name=name,
        )
        return
    left = MOST_UNPACKED
    for member in found:
        if left <= 0:
            yield TOO_LARGE
            return
        try:
            unpacked = inflate(content, member, min(left, WANTED.most_bytes))
        except Flaw:
            yield NotAccepted("damaged", member.name).reason
            continue
        left -= len(unpacked)
        yield member.name, unpacked


def _is_meant(member: Member) -> bool:
    """No folder, and nothing that programs leave lying beside files."""
    base = member.name.rpartition("/")[2]
    left_over = member.name.casefold().startswith(_LEFT_BY_PROGRAMS[0])
    return bool(base) and not left_over and not base.startswith(_LEFT_BY_PROGRAMS[1:])
