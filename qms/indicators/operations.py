"""The verbs of names: one is corrected, or the catalogue's own is taken back."""

from qms.audit_trail.operations import record
from qms.indicators import queries
from qms.indicators.catalogue import Indicator
from qms.indicators.lifecycle import may_not_correct, not_corrected, nothing_new, unfit_name
from qms.indicators.models import Label
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Name, Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import OVERTAKEN, operation


@operation
def correct_label(indicator: Indicator, name: Name, seen: int, by: Actor, reason: str) -> Label:
    """Call ``indicator`` by another name; its number stays.

    ``seen`` is the version that was on the person's screen, 0 where there was no correction yet.
    """
    label = queries.label(indicator.number)
    now = (label and label.name) or indicator.name
    refuse_if(
        may_not_correct(by),
        no_reason(reason),
        unfit_name(name),
        _overtaken(label, seen),
        nothing_new(name, now, indicator.name),
    )
    if label is None:
        label = Label(number=indicator.number)
        db.session.add(label)
    label.vi, label.en = name.text, name.english
    record(by, "correct label", label, reason, label=name.numbered(indicator.number).text)
    return label


@operation
def restore_label(indicator: Indicator, seen: int, by: Actor, reason: str) -> Label:
    """Call ``indicator`` as the catalogue does again; ``seen`` as above."""
    label = queries.label(indicator.number)
    refuse_if(
        may_not_correct(by),
        no_reason(reason),
        _overtaken(label, seen),
        not_corrected(label.name if label else None),
    )
    assert label is not None
    label.vi = label.en = None
    own = indicator.name.numbered(indicator.number)
    record(by, "restore label", label, reason, label=own.text)
    return label


def _overtaken(label: Label | None, seen: int) -> Sentence | None:
    return None if (label.version if label else 0) == seen else OVERTAKEN
