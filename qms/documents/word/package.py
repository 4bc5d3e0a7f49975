"""A Word file that has passed the gate, opened: its main part and the parts around it."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from qms.kernel.office.contents import Relation, content_types, relations, relations_name
from qms.kernel.office.xml import CONTENT_TYPES, parse


class Package:
    """The parts of a file; examine the bytes at the gate first."""

    def __init__(self, content: bytes) -> None:
        self._zip = ZipFile(BytesIO(content))
        self._names = {name.casefold(): name for name in self._zip.namelist()}
        self._types = content_types(self._zip.read(CONTENT_TYPES))
        starts = [r.target for r in self.related("") if r.kind == "officeDocument"]
        self.main = starts[0]

    def xml(self, part: str) -> etree._Element | None:
        """The root of ``part``, or nothing when there is no such part."""
        name = self._names.get(part.casefold())
        return None if name is None else parse(self._zip.read(name))

    def related(self, part: str) -> list[Relation]:
        """The relations of ``part``, none when it has no relations file."""
        name = self._names.get(relations_name(part).casefold())
        return [] if name is None else list(relations(self._zip.read(name), part))

    def around(self, kind: str) -> Iterator[tuple[str, etree._Element]]:
        """Name and root of every part of the ``kind`` ("header"...), each once.

        First those the main part is related to, then those only their content type tells of: files
        that passed through careless programs have lost relations, but not their words.
        """
        related = [r.target for r in self.related(self.main) if r.kind == kind]
        told = [
            n for n in sorted(self._names.values()) if self._types.of(n).endswith(f".{kind}+xml")
        ]
        for target in dict.fromkeys((*related, *told)):
            root = self.xml(target)
            if root is not None:
                yield target, root

    def links(self, part: str) -> dict[str, str]:
        """Addresses of the hyperlinks of ``part``, by relation id."""
        found = self.related(part)
        return {r.id: r.target for r in found if r.kind == "hyperlink" and r.external}
