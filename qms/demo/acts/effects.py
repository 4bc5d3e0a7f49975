"""What the lapse of a decree called for: its owners were asked; each answered in their way."""

from collections.abc import Iterator
from datetime import time, timedelta
from functools import partial
from typing import Any

from qms.demo.script import in_office
from qms.demo.stage import Act, Stage
from qms.documents.effects.models import Effect
from qms.documents.effects.operations import (
    Request,
    answer_no_effect,
    answer_revise,
    ask_owners,
)
from qms.documents.effects.queries import waiting_of_law
from qms.documents.external.models import ExternalDocument
from qms.documents.external.numbers import number_key
from qms.documents.external.queries import by_key
from qms.kernel import clock

LAPSED = "13/2023/NĐ-CP"
ASKED_DAYS_AGO, ANSWER_WITHIN = 23.0, timedelta(days=21)
NOTE = "Đề nghị xem Nghị định số 356/2025/NĐ-CP rồi trả lời: phải sửa hay không, vì sao."
NO_EFFECT = (
    "Chỉ viện dẫn về nguyên tắc che thông tin đời tư, cách làm không đổi; "
    "tên văn bản sẽ được sửa ở lần ban hành tới."
)
AT = time(10, 20)


def acts(_told: dict[str, Any]) -> Iterator[Act]:
    """Asked on one day, answered on the next ones."""
    yield Act(in_office(AT, ASKED_DAYS_AGO), _ask)
    yield Act(in_office(AT, 20.0), partial(_no_effect, "QT-04/VP", "hoa.pt"))
    yield Act(in_office(AT, 19.0), partial(_revise, "QT-01/CNTT", "minh.ct"))


def _law() -> ExternalDocument:
    law = by_key(number_key(LAPSED))
    if law is None:
        raise LookupError(f"{LAPSED} is not in the register")
    return law


def _effect(code: str, stage: Stage) -> Effect:
    document = stage.document(code)
    return next(e for e in waiting_of_law(_law()) if e.document_id == document.id)


def _ask(stage: Stage) -> None:
    ask_owners(_law(), Request(clock.today() + ANSWER_WITHIN, NOTE), by=stage.officer())


def _no_effect(code: str, login: str, stage: Stage) -> None:
    effect = _effect(code, stage)
    answer_no_effect(effect, effect.version, by=stage.actor(login), reason=NO_EFFECT)


def _revise(code: str, login: str, stage: Stage) -> None:
    effect = _effect(code, stage)
    answer_revise(effect, effect.version, by=stage.actor(login))
