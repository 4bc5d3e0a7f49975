"""What was done in the ward, a file for each matter; each says who did what and when."""

from collections.abc import Callable, Iterator
from typing import Any

from qms.demo.acts import (
    adoption,
    decisions,
    editions,
    effects,
    external,
    forms,
    nonconformities,
    requests,
    reviews,
    signing,
)
from qms.demo.stage import Act

MATTERS: tuple[Callable[[dict[str, Any]], Iterator[Act]], ...] = (
    editions.acts,
    forms.acts,
    external.acts,
    requests.acts,
    effects.acts,
    reviews.acts,
    adoption.acts,
    signing.acts,
    decisions.acts,
    nonconformities.acts,
)


def story(told: dict[str, Any]) -> list[Act]:
    """Every act, in order of time; on one moment in the order of the matters."""
    acts = [act for matter in MATTERS for act in matter(told)]
    return sorted(acts, key=lambda act: act.at)
