"""What takes effect by itself when its day begins, also after the server was down, exactly once.

Everything due is found in the database, so it may be called at any time and any number of times.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from qms.audit_trail.operations import SYSTEM
from qms.documents.decisions import queries
from qms.documents.decisions.operations import carry_out
from qms.documents.operations import come_into_force
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused


def put_in_force_due(today: date | None = None) -> int:
    """Do what is due on ``today`` (the day it is): how many decisions and editions were.

    Each is a whole of its own. One that cannot be done does not hold up the others; at the end
    :class:`Refused` tells of all that could not.
    """
    day = today or clock.today()
    due: list[tuple[date | None, Callable[[], bool]]] = [
        *((d.effective_on, partial(carry_out, d, SYSTEM)) for d in queries.due(day)),
        *((e.effective_on, partial(come_into_force, e, SYSTEM)) for e in queries.editions_due(day)),
    ]
    done, left = 0, list[Sentence]()
    for _day, act in sorted(due, key=lambda pair: pair[0] or day):
        try:
            done += act()
        except Refused as refused:
            left.extend(refused.reasons)
    if left:
        raise Refused(*left)
    return done
