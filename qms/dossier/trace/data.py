"""A trace as data for other programs. The shape is kept; what is added comes under new names.

* ``version``: 1; ``start``: the key of the node it begins with, or ``document:KEY`` (``#ANCHOR``);
* ``year``, ``page``, ``pages``, ``total``: which of the nonconformities that were asked for;
* ``cut``: whether more hang together with them than are told;
* ``nodes``: ``key``, ``kind`` (see ``graph.Kind``), ``stage`` (``graph.Stage``, lower case),
  ``name``, ``state`` (a code, or ""), ``who`` (a name, or ""), ``day`` and ``until`` (ISO dates or
  null), ``open`` (still to come about), ``document`` (the key of its document, or ""), ``files``
  (names), ``signatures`` (``meaning``, ``name``, ``title``, ``at``);
* ``edges``: ``from``, ``to`` (keys), ``link`` (``graph.Link``), from cause to consequence;
* ``lines``: what hangs together: ``nonconformities`` (keys), ``events`` in order of time (``at`` in
  ISO with its offset, ``day``, ``signed``: told by a line of the trail, ``verb`` as in the trail,
  ``node``, ``who``, ``roles``, ``reason``, ``marks``: see ``order.Fault``) and ``open`` (steps to
  come: ``verb``, ``node``, ``who``, ``until``).

Names of things and people are in Vietnamese; codes are English, in every language of the reader.
"""

import json
from datetime import date
from typing import Any

from qms.dossier.trace.events import Event
from qms.dossier.trace.graph import Node
from qms.dossier.trace.steps import OpenStep
from qms.dossier.trace.tracing import Line, Trace
from qms.kernel import clock

VERSION = 1


def as_json(trace: Trace) -> str:
    """The trace as JSON; the same trace gives the same text."""
    return json.dumps(as_data(trace), ensure_ascii=False, indent=2) + "\n"


def as_data(trace: Trace) -> dict[str, Any]:
    """The trace as plain values."""
    return {
        "version": VERSION,
        "start": trace.start,
        "year": trace.chosen.year or None,
        "page": trace.chosen.page,
        "pages": trace.pages,
        "total": trace.chosen.total,
        "cut": trace.cut,
        "nodes": [_node(node) for node in trace.graph.nodes.values()],
        "edges": [
            {"from": edge.start, "to": edge.end, "link": edge.link.value}
            for edge in trace.graph.edges
        ],
        "lines": [_line(line) for line in trace.lines],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "key": node.key,
        "kind": node.kind.value,
        "stage": node.stage.name.lower(),
        "name": str(node.name),
        "state": node.state,
        "who": node.who,
        "day": _day(node.day),
        "until": _day(node.until),
        "open": node.open,
        "document": node.document,
        "files": list(node.files),
        "signatures": [
            {
                "meaning": signed.meaning,
                "name": signed.name,
                "title": signed.title,
                "at": clock.local(signed.at).isoformat(),
            }
            for signed in node.signed
        ],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "nonconformities": [slip.key for slip in line.slips],
        "events": [_event(event) for event in line.events],
        "open": [_step(step) for step in line.open],
    }


def _event(event: Event) -> dict[str, Any]:
    at = clock.local(event.at)
    return {
        "at": at.isoformat(),
        "day": at.date().isoformat(),
        "signed": event.signed,
        "verb": event.verb,
        "node": event.node.key,
        "who": str(event.who),
        "roles": list(event.roles),
        "reason": event.said,
        "marks": [mark.fault.value for mark in event.marks],
    }


def _step(step: OpenStep) -> dict[str, Any]:
    return {
        "verb": step.verb,
        "node": step.node,
        "who": str(step.who),
        "until": _day(step.until),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
