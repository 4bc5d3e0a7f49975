"""Builders of own fields; each acts through the verbs and needs an application context."""

from qms.documents.fields import operations, queries
from qms.documents.fields.lifecycle import FieldFacts
from qms.documents.fields.models import KindField
from qms.documents.models import Document
from tests.town import actor

LEVELS = ("Toàn trình", "Một phần")
OTHER_FIELD = {"sort": "text", "label_vi": "Ngành", "position": "2"}
"""What a page sends to ask for another field than ``a_field``."""


def facts(label: str = "Lĩnh vực", sort: str = "text", **said: object) -> FieldFacts:
    given = {"label_en": "", "needed": False, "position": 1, "choices": ()}
    return FieldFacts(label_vi=label, sort=sort, **(given | said))  # type: ignore[arg-type]


def a_field(label: str = "Lĩnh vực", sort: str = "text", **said: object) -> KindField:
    return operations.add_field("procedure", facts(label, sort, **said), actor("lan"), "cần biết")


def fill(document: Document, by: str = "lan", **said: str) -> Document:
    """Say something in fields by their labels."""
    ids = {field.label_vi: field.id for field in queries.fields_of(document.kind)}
    values = {ids[label]: words for label, words in said.items()}
    return operations.fill_in(document, values, queries.kept_in(document), actor(by))
