"""Who is told what of a decision: the signer that it waits, the officer what became of it."""

from collections.abc import Iterable

from qms.documents.decisions.models import Decision
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.notices import kinds
from qms.notices.kinds import Wish
from qms.notices.operations import notify
from qms.organisation.queries import holders

RESULTS = {
    "sign decision": Sentence("đã được ký"),
    "carry out": Sentence("đã thực hiện xong"),
    "cancel decision": Sentence("đã hủy"),
}
"""The steps of which the officer is told, in words."""


def announce() -> None:
    """Name the kinds of notice."""
    kinds.register("decision to sign", Sentence("Quyết định chờ bạn ký"), Wish.AT_ONCE)
    kinds.register("decision settled", Sentence("Quyết định đã ký, đã thực hiện hoặc đã hủy"))


def tell(decision: Decision, verb: str, by: Actor) -> None:
    """Tell whom a step concerns, inside the verb that takes it."""
    words = {"number": decision.number or "", "about": decision.about}
    if verb in ("prepare decision", "change decision") and decision.number and decision.signer_id:
        said = Sentence(
            "Mời bạn ký quyết định %(number)s về việc %(about)s (%(count)s tài liệu).",
            count=len(decision.items),
            **words,
        )
        _notify([decision.signer_id], "decision to sign", said, decision, by)
    if verb in RESULTS:
        said = Sentence(
            "Quyết định %(number)s về việc %(about)s %(result)s.", result=RESULTS[verb], **words
        )
        officers = (person.id for person in holders(Role.QUALITY_OFFICER))
        _notify(officers, "decision settled", said, decision, by)


def _notify(
    people: Iterable[int], kind: str, said: Sentence, decision: Decision, by: Actor
) -> None:
    told = [person for person in people if person != by.id]
    place = f"/documents/decisions/{decision.id}"
    notify(told, kind, said, place, once=f"{kind}:{decision.id}:{decision.version}")
