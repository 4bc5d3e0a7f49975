"""What was read out of a Word file as JSON and back: it comes from a worker that read other
people's bytes, so nothing but plain values of known shapes is taken from it.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Read = TypeVar("Read")


def packed(read: object) -> bytes:
    """A dataclass of numbers, words, dataclasses and tuples of such, as JSON."""
    return json.dumps(asdict(read), ensure_ascii=False).encode()  # type: ignore[call-overload]


def unpacked(kind: type[Read], content: bytes) -> Read:
    """The ``kind`` that :func:`packed` made ``content`` of; raises ``ValueError`` for any other."""
    found = _built(kind, json.loads(content))
    assert isinstance(found, kind)
    return found


def _built(kind: Any, said: Any) -> Any:
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind), said)
    if isinstance(kind, UnionType):
        [one] = [each for each in get_args(kind) if each is not NoneType]
        return None if said is None else _built(one, said)
    if isinstance(kind, type) and is_dataclass(kind):
        shape = _shape(kind)
        if not isinstance(said, dict) or said.keys() != shape.keys():
            raise ValueError(f"not a {kind}")
        return kind(**{name: _built(each, said[name]) for name, each in shape.items()})
    if not isinstance(said, kind):
        raise ValueError(f"not a {kind}")
    return said


def _tuple(kinds: tuple[Any, ...], said: Any) -> tuple[Any, ...]:
    if not isinstance(said, list):
        raise ValueError("not a list")
    if kinds[-1] is Ellipsis:
        return tuple(_built(kinds[0], each) for each in said)
    return tuple(_built(kind, each) for kind, each in zip(kinds, said, strict=True))


@cache
def _shape(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
