"""What agencies ask of their documents besides, as columns and filters of the register."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from qms.documents.fields.models import FieldValue, KindField
from qms.documents.fields.queries import fields_of, name_of
from qms.documents.fields.reading import Sort, shown, value
from qms.documents.register.columns import COLUMNS, Column, Entry, OwnColumn, Value
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db


def all_columns() -> Mapping[str, Column[Entry]]:
    """Every column that there is today: those of the program, then those of the agency."""
    return {**COLUMNS, **{f"own{field.id}": _column(field) for field in fields_of()}}


def _column(field: KindField) -> OwnColumn:
    key, sort = f"own{field.id}", field.sort

    def shows(row: Entry) -> Value:
        kept = row.own.get(key, "")
        held = value(sort, kept)
        return shown(sort, kept) if isinstance(held, float) else held

    ordered = sort in (Sort.NUMBER, Sort.DAY)
    return OwnColumn(
        name_of(field),
        shows,
        14,
        order=_same if ordered else sort_key,
        kind=field.kind,
        sort=sort,
        choices=tuple(field.choices),
    )


def _same(held: Any) -> Any:
    return held


def said_in_fields() -> Mapping[str, Mapping[int, str]]:
    """What was said, by column and document: for rows that were found to be visible."""
    found: dict[str, dict[int, str]] = {}
    wanted = select(FieldValue.field_id, FieldValue.document_id, FieldValue.value)
    for number, document_id, kept in db.session.execute(wanted):
        found.setdefault(f"own{number}", {})[document_id] = kept
    return found


def fits(column: OwnColumn, asked: str, kept: str) -> bool:
    """Whether what is kept is what a reader asked for: the one of a list, or words within."""
    if column.sort == Sort.CHOICE:
        return kept == asked
    return asked.casefold() in shown(column.sort, kept).casefold()


def filters(
    columns: Mapping[str, Column[Entry]], kind: str, asked: Sequence[tuple[str, str]]
) -> list[tuple[str, OwnColumn, str]]:
    """The filters to offer: those of the kind that is asked for, and those in use."""
    said = dict(asked)
    return [
        (key, column, said.get(key, ""))
        for key, column in columns.items()
        if isinstance(column, OwnColumn) and (column.kind == kind or key in said)
    ]
