"""What the pages of routes send."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import SelectMultipleField
from wtforms.validators import ValidationError

from qms.documents.forms import SeenForm
from qms.documents.routes.lifecycle import MOST_STEPS, NAMED, ONE_UNIT, StepRule
from qms.kernel.access import Role
from qms.kernel.forms import NOT_OFFERED, Checked, choice, long_text, text
from qms.kernel.i18n import msg
from qms.kernel.text import row_number
from qms.organisation.lifecycle import SIGNING_ROLES


class PeopleField(SelectMultipleField):
    """Several of the people that the page offers."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        if set(self.data or ()) - {value for value, *_rest in self.iter_choices()}:
            raise ValidationError(NOT_OFFERED)


class StepForm(Checked):
    """One step of a route; a step without a label is none. ``place`` may be "unit:3"."""

    label = text(msg("Tên bước"), most=60, needed=False)
    role = choice(msg("Vai trò của người ký"))
    place = choice(msg("Ai được giao ký"))
    way = choice(msg("Cách ký"))
    people = PeopleField(
        msg("Những người được ghi tên"), coerce=row_number, choices=[], validate_choice=False
    )

    def rule(self) -> StepRule:
        """The step as the form gives it."""
        place, _colon, unit = str(self.place.data).partition(":")
        named = frozenset(self.people.data or ()) if place == NAMED else frozenset[int]()
        role = Role(self.role.data) if self.role.data in SIGNING_ROLES else Role.STAFF
        unit_id = row_number(unit) if place == ONE_UNIT else 0
        return StepRule(self.label.data or "", self.way.data, role, place, unit_id, named)


class SavedRouteForm(SeenForm):
    """A route that was looked at, with the reason for which it is set."""

    reason = long_text(msg("Lý do"), most=1000)


def step_forms(sent: Any, rules: Sequence[StepRule] = ()) -> list[StepForm]:
    """A form for each step there may be, filled with what was ``sent``, else with ``rules``."""
    return [
        StepForm(sent, data=_said(rules[n]) if n < len(rules) else None, prefix=f"step{n + 1}-")
        for n in range(MOST_STEPS)
    ]


def _said(rule: StepRule) -> dict[str, object]:
    place = f"{ONE_UNIT}:{rule.unit_id}" if rule.place == ONE_UNIT else rule.place
    people = sorted(rule.people)
    return {
        "label": rule.label,
        "role": rule.role.value,
        "place": place,
        "way": rule.way,
        "people": people,
    }


def rules_of(forms: Sequence[StepForm]) -> list[StepRule]:
    """The steps that have a label, in order."""
    return [form.rule() for form in forms if form.label.data]


def chosen_from(sent: Mapping[str, str]) -> dict[int, int]:
    """Whom the author picks when submitting, by the position of the step."""
    return {
        position: row_number(sent[name])
        for position in range(1, MOST_STEPS + 1)
        if (name := f"signer-{position}") in sent
    }
