"""What every act needs: the people of the ward with their passwords, and its documents."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from qms.attachments import gate
from qms.attachments.gate import CheckedFile
from qms.demo.scans import sheet
from qms.demo.script import Scene
from qms.documents.models import Document, Edition
from qms.documents.operations import Consent
from qms.documents.queries import document_by_key
from qms.kernel.access import Actor, Role
from qms.nonconformities.models import Nonconformity
from qms.organisation import queries
from qms.organisation.models import Person, Unit
from qms.textindex.analysis import code_key


class Stage:
    """The ward while its story is played: who is called what, and who signs with which password."""

    def __init__(self, passwords: dict[str, str]) -> None:
        self._passwords = passwords
        self._papers: dict[str, CheckedFile] = {}

    def person(self, login: str) -> Person:
        """The person who signs in as ``login``."""
        person = queries.by_login(login)
        if person is None:
            raise LookupError(f"nobody is called {login}")
        return person

    def actor(self, login: str) -> Actor:
        """That person, acting."""
        return queries.actor_of(self.person(login))

    def officer(self) -> Actor:
        """The quality officer, acting."""
        return queries.actor_of(queries.holders(Role.QUALITY_OFFICER)[0])

    def representative(self) -> Actor:
        """The management representative, acting."""
        return queries.actor_of(queries.holders(Role.MANAGEMENT_REPRESENTATIVE)[0])

    def handler(self, found: Nonconformity) -> Actor:
        """Whoever answers for a nonconformity, acting."""
        if found.handler is None:
            raise LookupError(f"{found} was not taken on")
        return queries.actor_of(found.handler)

    def unit(self, code: str) -> Unit:
        """The unit of that code."""
        return next(unit for unit in queries.units() if unit.code == code)

    def document(self, code: str) -> Document:
        """The document of that code, however it is spelt."""
        document = document_by_key(code_key(code))
        if document is None:
            raise LookupError(f"{code} was not started")
        return document

    def edition(self, code: str, issue: int = 1, amendment: int = 0) -> Edition:
        """One edition of a document."""
        number = (issue, amendment)
        return next(e for e in self.document(code).editions if (e.issue, e.amendment) == number)

    def played(self, scene: Scene) -> tuple[Edition, int]:
        """The edition that a scene is about, and its version now."""
        if scene.text is None:
            raise LookupError(f"{scene.code} has no text")
        edition = self.edition(scene.code, scene.text.issue, scene.text.amendment)
        return edition, edition.version

    def paper(self, page: str, name: str) -> CheckedFile:
        """A prepared page as a file called ``name``; each page passes the gate once."""
        if page not in self._papers:
            self._papers[page] = gate.take_in(sheet(page), name)
        kept = self._papers[page]
        return replace(kept, name=gate.named(name, kept.kind))

    def consent(self, login: str, seen: int) -> Consent:
        """That person's password at the act of signing what was ``seen``."""
        return Consent(self._passwords[login], seen)


@dataclass(frozen=True)
class Act:
    """Something done at a moment of office hours."""

    at: datetime
    do: Callable[[Stage], object]
