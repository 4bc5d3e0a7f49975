"""What the agency's own texts already say of a law that is not in the register yet."""

from qms.documents.external import KIND_NAMES
from qms.documents.external.citations import clauses_citing
from qms.documents.external.citing import read_all
from qms.documents.external.particulars import Particulars
from qms.kernel.access import Actor


def suggested(actor: Actor, key: str) -> Particulars | None:
    """The fullest that is read of ``key``, to begin an entry with; nothing when none cites it."""
    places = clauses_citing(actor, key)
    if not places:
        return None
    texts = [f"{place.clause.heading}\n{place.clause.text}" for place in places]
    found = [cited.about for clause in read_all(texts) for cited in clause if cited.key == key]
    best = max(found, key=lambda about: about.told, default=Particulars("other", ""))
    number = best.number or places[0].printed
    kind = best.kind if best.kind in KIND_NAMES else "other"
    return Particulars(kind, number, best.name or number, best.issuer, best.signed_on)
