"""Who is told of a paper decision: the second person that it waits, the first how it ended."""

from qms.documents.adoption.lifecycle import AdoptionState
from qms.documents.adoption.models import Adoption
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.notices import kinds
from qms.notices.operations import notify
from qms.organisation.queries import holders


def announce() -> None:
    """Name the kinds of notice."""
    kinds.register("paper to confirm", Sentence("Quyết định trên giấy chờ bạn xác nhận"))
    kinds.register("paper settled", Sentence("Quyết định trên giấy bạn ghi nhận có kết quả"))


def tell_second(adoption: Adoption, by: Actor) -> None:
    """Tell those who may confirm, inside the verb that records."""
    people = holders(Role.QUALITY_OFFICER, Role.MANAGEMENT_REPRESENTATIVE)
    said = Sentence(
        "%(by)s ghi nhận quyết định %(number)s (%(count)s tài liệu); "
        "mời bạn xem bản chụp và xác nhận.",
        by=by.name,
        number=adoption.number,
        count=len(adoption.items),
    )
    told = [person.id for person in people if person.id != by.id]
    notify(told, "paper to confirm", said, _place(adoption), once=f"paper to confirm:{adoption.id}")


def tell_first(adoption: Adoption, by: Actor) -> None:
    """Tell who recorded it, inside the verb that settles it."""
    names = {"by": by.name, "number": adoption.number}
    if adoption.state == AdoptionState.CONFIRMED:
        said = Sentence("%(by)s đã xác nhận quyết định %(number)s; tài liệu có hiệu lực.", **names)
    else:
        said = Sentence(
            "%(by)s không xác nhận quyết định %(number)s; tài liệu trở về dự thảo.", **names
        )
    told = [adoption.recorded_by_id]
    notify(told, "paper settled", said, _place(adoption), once=f"paper settled:{adoption.id}")


def _place(adoption: Adoption) -> str:
    return f"/documents/adoptions/{adoption.id}"
