"""The kinds of notice, named by the capabilities that send them, and what mail each deserves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qms.kernel.i18n import Sentence, msg

LETTERS = "notices.letters"
"""The job that sends what waits to be sent by mail."""


class Wish(StrEnum):
    """When a person wants a kind of notice by mail."""

    NEVER = "never"
    DIGEST = "digest"
    AT_ONCE = "at once"


WISH_NAMES = {
    str(Wish.NEVER): msg("Không gửi thư"),
    str(Wish.DIGEST): msg("Gộp vào thư mỗi ngày"),
    str(Wish.AT_ONCE): msg("Gửi thư ngay"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of notice; ``wish`` is what holds for whoever chose nothing."""

    name: str
    title: Sentence
    wish: Wish = Wish.DIGEST


_KINDS: dict[str, Kind] = {}


def register(name: str, title: Sentence, wish: Wish = Wish.DIGEST) -> None:
    """Let notices of this kind be sent; ``title`` is what people read when they choose."""
    _KINDS[name] = Kind(name, title, wish)


def registered() -> Mapping[str, Kind]:
    """Every kind by its name."""
    return _KINDS
