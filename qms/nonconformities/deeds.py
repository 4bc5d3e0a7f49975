"""What a person may do with a nonconformity now, and a form for each of it on its page."""

from collections.abc import Mapping
from typing import Any

from qms.documents.forms import DecisionForm, SeenForm, side_by_side
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.pages import actor, say
from qms.nonconformities import people, queries
from qms.nonconformities.actions.forms import PLAN_FORMS
from qms.nonconformities.actions.lifecycle import may_not_plan
from qms.nonconformities.effectiveness.forms import FORMS as EFFECT_FORMS
from qms.nonconformities.effectiveness.forms import EffectForm, HandOverForm
from qms.nonconformities.effectiveness.models import RESULT_NAMES
from qms.nonconformities.effectiveness.operations import VERBS as JUDGING
from qms.nonconformities.forms import CorrectionForm, MergeForm
from qms.nonconformities.lifecycle import BY_ITSELF, LIFECYCLE, cannot_be_handed_over
from qms.nonconformities.models import Nonconformity

FORMS: Mapping[str, type[SeenForm]] = {
    "merge report": MergeForm,
    "decline report": DecisionForm,
    "withdraw report": DecisionForm,
    "correct at once": CorrectionForm,
    **PLAN_FORMS,
    **EFFECT_FORMS,
}
"""What is done on the page itself; what needs more room has a page of its own."""


def open_to(found: Nonconformity, by: Actor) -> list[str]:
    """The verbs that ``by`` may do now, as the page names them."""
    verbs = [verb for verb in LIFECYCLE.open_to(found, by) if verb not in BY_ITSELF]
    if any(verb in verbs for verb in JUDGING.values()):
        verbs.append("judge effect")
    if may_not_plan(found, by) is None:
        verbs.append("plan action")
    if cannot_be_handed_over(found, by) is None:
        verbs.append("hand over")
    return verbs


def objections_to(verb: str, found: Nonconformity, by: Actor) -> list[Sentence]:
    """What stands in the way of a verb, as the page names it."""
    if verb == "hand over":
        said = cannot_be_handed_over(found, by)
        return [said] if said else []
    return LIFECYCLE.objections("confirm effect" if verb == "judge effect" else verb, found, by)


def forms_for(
    found: Nonconformity, verbs: list[str], at: str, given: SeenForm | None
) -> dict[str, SeenForm]:
    """A form for each of ``verbs`` that has one; the one in trouble, ``given`` for the verb ``at``,
    in its place. All are for the version now shown.
    """
    made = {verb: FORMS[verb](data=_usual(found)) for verb in verbs if verb in FORMS}
    if given:
        made[at] = given
    for form in made.values():
        offer(form, found)
    return side_by_side(made, found.version)


def _usual(found: Nonconformity) -> dict[str, Any]:
    treatment = found.treatment
    promised = treatment.criterion if treatment else ""
    usual = {"on": clock.today(), "criterion": promised}
    return usual | ({"months": treatment.months} if treatment and treatment.months else {})


def offer(form: SeenForm, found: Nonconformity) -> None:
    """Fill the lists of a form to choose from."""
    choose = say(Sentence("Hãy chọn"))
    if isinstance(form, MergeForm):
        others = queries.to_join(actor(), found)
        form.into.choices = [(0, choose), *((o.id, f"{o.number} – {o.summary}") for o in others)]
    if isinstance(form, EffectForm):
        named = [(str(result), say(name)) for result, name in RESULT_NAMES.items()]
        form.result.choices = [("", choose), *named]
    if isinstance(form, HandOverForm):
        form.handler.choices = people.choices()
