"""What a well-formed request of every route sends, and the documents it is about."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from tests.attachments.files import a_pdf
from tests.documents.decisions import rights
from tests.documents.fields.own import OTHER_FIELD

CODES = {
    "draft": "QT-01",
    "in review": "QT-02",
    "reviewed": "QT-03",
    "approved": "QT-04",
    "in force": "QT-05",
    "superseded": "QT-06",
    "a form in force": "BM-50",
    "a later draft": "QT-10",
    **rights.CODES,
}
LAWS = {"a decree": "30-2020-ND-CP"}
LAW = {"kind": "decree", "number": "7/2026/NĐ-CP", "follower": "0", "seen": "2"}
QUESTIONS = "/documents/<key>/editions/<int:serial>/questions"
QUESTION = {"question": "Ai ký?", "choices": "Chủ tịch\nVăn thư", "right": "1", "seen": "1"}
FIELDS_OF: dict[str, Callable[[], dict[str, Any]]] = {
    "POST /external": lambda: LAW,
    "POST /external/<key>/correction": lambda: LAW,
    "POST /documents/kinds/<kind>/fields": lambda: OTHER_FIELD,
    "POST /documents/kinds/<kind>/fields/<int:field_id>": lambda: OTHER_FIELD,
    "POST /external/<key>/acts": lambda: {"kind": "lapsed", "by": "0", "day": "05/02/2026"},
    "POST /external/<key>/text": lambda: {"seen": "2", "text": (BytesIO(a_pdf()), "a.pdf")},
    "POST /effects/<int:effect_id>/revision": lambda: {"seen": "1"},
    "POST /effects/<int:effect_id>/no-effect": lambda: {"seen": "1"},
    "POST /effects/<int:effect_id>/renewal": lambda: {"seen": "2"},
    "POST /documents/<key>/editions/<int:serial>/questions": lambda: QUESTION,
    "POST /documents/<key>/editions/<int:serial>/questions/<int:question_id>": lambda: QUESTION,
    "POST /documents/<key>/editions/<int:serial>/questions/<int:question_id>/removal": lambda: (
        QUESTION
    ),
    "POST /external/unlisted": lambda: {"key": "1-2021-ND-CP"},
    "POST /indicators/<number>/label": lambda: {"vi": "Dịch vụ công", "en": "Services"},
}
FACTS = {
    "code": "QT-99",
    "title": "Tiếp công dân",
    "issue": "7",
    "amendment": "0",
    "kind": "procedure",
    "reviewer": "0",
    "approver": "0",
}
