"""What a package says of its parts: content types and relations (Open Packaging Conventions)."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from qms.kernel.office.xml import local, parse


@dataclass(frozen=True)
class Relation:
    """One relation of a part; ``target`` is a part name, or an address when ``external``."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class ContentTypes:
    """Content types by part name and by file extension, both case-folded."""

    by_name: dict[str, str]
    by_extension: dict[str, str]

    def of(self, name: str) -> str:
        """The content type of the part ``name``, "" when none is declared."""
        folded = name.casefold()
        return self.by_name.get(folded) or self.by_extension.get(folded.rpartition(".")[2], "")


def content_types(data: bytes) -> ContentTypes:
    """The table in ``[Content_Types].xml``; ValueError when one part is given two types."""
    by_name: dict[str, str] = {}
    by_extension: dict[str, str] = {}
    for element in parse(data):
        if local(element) == "Override":
            table, key = by_name, str(element.get("PartName") or "").lstrip("/")
        else:
            table, key = by_extension, str(element.get("Extension") or "")
        said = str(element.get("ContentType") or "").strip()
        if table.setdefault(key.casefold(), said) != said:
            raise ValueError(key)
    return ContentTypes(by_name, by_extension)


def relations(data: bytes, part: str) -> Iterator[Relation]:
    """The relations in the bytes of the ``.rels`` file of ``part`` ("" is the package itself)."""
    for element in parse(data):
        target = str(element.get("Target") or "")
        external = str(element.get("TargetMode") or "").casefold() == "external"
        if not external:
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))[1:]
        kind = str(element.get("Type") or "").rpartition("/")[2]
        yield Relation(str(element.get("Id") or ""), kind, target, external)


def relations_name(part: str) -> str:
    """The name of the ``.rels`` file of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")
