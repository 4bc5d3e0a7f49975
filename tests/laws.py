"""Laws of the ward's register and documents that cite them; builders act through the verbs."""

from datetime import date

from qms.attachments import gate
from qms.documents.effects.operations import answer_no_effect
from qms.documents.effects.queries import waiting_of_law
from qms.documents.external.models import ExternalAct, ExternalDocument
from qms.documents.external.operations import (
    ExternalFacts,
    Happening,
    add_external,
    declare,
    keep_text,
    pass_over,
)
from qms.documents.models import Edition
from tests.attachments.files import a_pdf
from tests.town import actor, an_edition, word_file

DECREE = "30/2020/NĐ-CP"
SIGNED = date(2020, 3, 5)
CITING = (
    "# 3. Tài liệu viện dẫn",
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.",
    "# 5. Nội dung",
    "Số văn bản ghi theo khoản 2 Điều 8 Nghị định 30/2020/NĐ-CP.",
)


def facts(number: str = DECREE, **other: object) -> ExternalFacts:
    """What is said of a decree."""
    said: dict[str, object] = {
        "kind": "decree",
        "name": "Nghị định về công tác văn thư",
        "issuer": "Chính phủ",
        "signed_on": SIGNED,
        "in_force_from": SIGNED,
        **other,
    }
    return ExternalFacts(number=number, **said)  # type: ignore[arg-type]


def a_law(number: str = DECREE, **other: object) -> ExternalDocument:
    """A law in the register."""
    return add_external(facts(number, **other), by=actor("lan"))


def happens(
    law: ExternalDocument,
    kind: str = "lapsed",
    day: date = date(2026, 1, 1),
    by: ExternalDocument | None = None,
) -> ExternalAct:
    """Something that happened to a law."""
    what = Happening(kind, day, by.id if by else 0)
    return declare(law, what, by=actor("lan"), reason="Điều 38 của văn bản mới")


def citing(code: str = "QT-01/VP", state: str = "in force", **given: object) -> Edition:
    """An edition that cites the decree in two of its clauses."""
    return an_edition(state, code, text=word_file(*CITING), **given)


def a_register() -> ExternalDocument:
    """A decree that another amends, with an open and an answered effect on the two procedures that
    cite it; one cited number that is missing and one passed over."""
    law = a_law()
    text = gate.take_in(a_pdf(), "nd30.pdf")
    keep_text(law, text, law.version, by=actor("lan"))
    an_edition("in force", "QT-50", text=word_file("Nghị định số 1/2021/NĐ-CP", *CITING))
    citing("QT-51")
    happens(law, "amended", by=a_law("9/2026/NĐ-CP", signed_on=None, in_force_from=None))
    answered = waiting_of_law(law)[1]
    answer_no_effect(answered, answered.version, by=actor("thao"), reason="chỉ nhắc tên")
    pass_over("12/QĐ-UBND", "12-QD-UBND", by=actor("lan"), reason="của cơ quan")
    return law
