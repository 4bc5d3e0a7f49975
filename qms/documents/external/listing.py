"""The register of external documents: what is asked of it, its rows, and the list handed out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from qms.documents.external import KIND_NAMES
from qms.documents.external.citations import unambiguous
from qms.documents.external.columns import (
    COLUMNS,
    FIRST_ORDER,
    USUAL,
    ExternalRow,
    in_order,
)
from qms.documents.external.lifecycle import STANDING_NAMES, Standing, ends_on, standing_on
from qms.documents.external.models import Citation, ExternalDocument
from qms.documents.external.numbers import number_key
from qms.documents.external.queries import visible_to, with_acts
from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.documents.queries import PAGE
from qms.documents.queries import visible_to as editions_visible_to
from qms.documents.register.asked import Arranged, Sent, arrangement_from
from qms.documents.register.listing import Listing, Maker, arrangement, written_down
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.paging import nearest, pages
from qms.kernel.text import whole_number
from qms.textindex.analysis import fold


@dataclass(frozen=True)
class Asked(Arranged):
    """Filters of the register of external documents, and how it is arranged."""

    columns: tuple[str, ...] = USUAL
    sort: str = FIRST_ORDER
    text: str = ""
    kind: str = ""
    standing: str = ""
    unit: int = 0
    soon: bool = False
    page: int = 1

    @property
    def query(self) -> str:
        """The same as the words of an address, without the page."""
        said = {
            "text": self.text,
            "kind": self.kind,
            "standing": self.standing,
            "unit": str(self.unit or ""),
            "soon": "1" if self.soon else "",
        }
        return self.address(said, USUAL, FIRST_ORDER)


@dataclass(frozen=True)
class ExternalRegister:
    """Some rows of the register, and how many there are in all."""

    rows: Sequence[ExternalRow]
    total: int
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages the register fills."""
        return pages(self.total, PAGE)


def asked_from(sent: Sent) -> Asked:
    """Read an address; what cannot be read is left out."""
    columns, sort = arrangement_from(sent, COLUMNS, USUAL, FIRST_ORDER)
    page, unit = sent.get("page", ""), sent.get("unit", "")
    return Asked(
        columns=columns,
        sort=sort,
        text=sent.get("text", "").strip()[:100],
        kind=sent.get("kind", ""),
        standing=sent.get("standing", ""),
        unit=whole_number(unit),
        soon=sent.get("soon", "") == "1",
        page=whole_number(page) or 1,
    )


def page_of(actor: Actor, asked: Asked) -> ExternalRegister:
    """The page of the register that was asked for, or the last one."""
    rows = whole(actor, asked)
    page = nearest(asked.page, len(rows), PAGE)
    before = (page - 1) * PAGE
    return ExternalRegister(rows[before : before + PAGE], len(rows), page)


def whole(actor: Actor, asked: Asked) -> Sequence[ExternalRow]:
    """Every row that was asked for, in its order, numbered."""
    today, cited = clock.today(), _cited(actor)
    wanted = with_acts(visible_to(actor)).options(joinedload(ExternalDocument.follower))
    found = [_row(document, today, cited) for document in db.session.scalars(wanted)]
    fit = [row for row in found if _fits(row, asked)]
    ordered = in_order(fit, asked.sorted_by, descends=asked.descends)
    return [replace(row, place=place) for place, row in enumerate(ordered, start=1)]


def _row(document: ExternalDocument, today: date, cited: Mapping[int, int]) -> ExternalRow:
    count = cited.get(document.id, 0)
    return ExternalRow(0, document, standing_on(document, today), ends_on(document), count)


def _cited(actor: Actor) -> Mapping[int, int]:
    """By how many documents in force each is cited."""
    one = unambiguous()
    seen = editions_visible_to(actor).where(Edition.state == State.IN_FORCE).subquery()
    counted = (
        select(one.c.document_id, func.count(seen.c.document_id.distinct()))
        .join(Citation, Citation.key == one.c.key)
        .join(seen, seen.c.id == Citation.edition_id)
        .group_by(one.c.document_id)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def _fits(row: ExternalRow, asked: Asked) -> bool:
    document = row.document
    return (
        asked.kind in ("", document.kind)
        and asked.standing in ("", row.standing)
        and asked.unit in (0, document.unit_id)
        and (row.ends_soon or not asked.soon)
        and (not asked.text or _speaks_of(document, asked.text))
    )


def _speaks_of(document: ExternalDocument, words: str) -> bool:
    said = f"{document.number} {document.name} {document.issuer} {document.other_names}"
    key = number_key(words)
    return fold(words) in fold(said) or bool(key and key in document.key)


def listing(rows: Sequence[ExternalRow], asked: Asked, unit: str, maker: Maker) -> Listing:
    """Write the register down; ``unit`` is the name of the unit that is asked for, or ""."""
    made = Sentence(
        "Lập lúc %(when)s, người lập: %(person)s. Số văn bản: %(count)s.",
        when=f"{clock.local(maker.at):%d/%m/%Y %H:%M}",
        person=maker.person,
        count=len(rows),
    )
    notes = [made, *arrangement(_conditions(asked, unit), asked, COLUMNS[asked.sorted_by])]
    columns = [COLUMNS[key] for key in asked.columns]
    return written_down(Sentence("Danh mục tài liệu bên ngoài"), notes, columns, rows, maker)


def _conditions(asked: Asked, unit: str) -> list[Sentence]:
    known = Standing(asked.standing) if asked.standing in STANDING_NAMES else None
    standing = STANDING_NAMES[known] if known else asked.standing
    said = (
        (asked.text, Sentence("số, tên hoặc nơi ban hành có “%(words)s”", words=asked.text)),
        (asked.kind, Sentence("loại %(kind)s", kind=KIND_NAMES.get(asked.kind, asked.kind))),
        (asked.standing, Sentence("hiệu lực: %(standing)s", standing=standing)),
        (asked.unit, Sentence("đơn vị theo dõi %(unit)s", unit=unit)),
        (asked.soon, Sentence("sắp hết hiệu lực")),
    )
    return [sentence for given, sentence in said if given]
