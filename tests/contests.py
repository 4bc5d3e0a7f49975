"""What two people want at the same moment, where only one of them may have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qms.documents import filing
from qms.documents.decisions.drafting import Draft, prepare
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.models import Decision
from qms.documents.models import Edition
from qms.kernel import clock
from qms.kernel.access import Role
from qms.organisation.authority.lifecycle import Paper, Period
from qms.organisation.authority.operations import Parts, name_deputy
from qms.organisation.authority.queries import deputies_of
from tests.documents.requests.asking import a_request
from tests.town import PASSWORD, actor, an_edition, person, word_file


@dataclass(frozen=True)
class Sent:
    """What one of the two sends; ``typed`` is what the loser must find again."""

    login: str
    path: str
    fields: Mapping[str, str | list[str]]
    typed: str


@dataclass(frozen=True)
class Race:
    """``prepare(code)`` makes what the two fight for; ``verbs`` are those of which one is taken."""

    prepare: Callable[[str], tuple[Sent, Sent]]
    verbs: tuple[str, ...]


def _deciding(code: str, noun: str, login: str, typed: str, seen: int) -> Sent:
    fields = {"seen": str(seen), "reason": typed, "password": PASSWORD}
    return Sent(login, f"/documents/{code}/editions/1/{noun}", fields, typed)


def two_approvals(code: str) -> tuple[Sent, Sent]:
    """Approved twice, from two windows."""
    seen = an_edition("reviewed", code).version
    return (
        _deciding(code, "approval", "hung", "duyệt ở bàn", seen),
        _deciding(code, "approval", "hung", "duyệt ở điện thoại", seen),
    )


def approver_against_deputy(code: str) -> tuple[Sent, Sent]:
    """The approver and whoever was named their deputy approve, each for the one seat."""
    _let_sign_for("hung", "hanh")
    seen = an_edition("reviewed", code).version
    return (
        _deciding(code, "approval", "hung", "tôi duyệt lấy", seen),
        _deciding(code, "approval", "hanh", "duyệt thay Chủ tịch", seen),
    )


def _let_sign_for(login: str, deputy: str) -> None:
    absent, today = person(login), clock.today()
    if person(deputy).id not in deputies_of([absent.id], Role.APPROVER):
        paper, period = Paper("Giấy ủy quyền số 12/UQ-UBND", today), Period(today, today)
        name_deputy(absent, person(deputy), Parts(False, True), period, paper, by=actor(login))


def approval_against_return(code: str) -> tuple[Sent, Sent]:
    """Approved and sent back."""
    seen = an_edition("reviewed", code).version
    return (
        _deciding(code, "approval", "hung", "đồng ý ban hành", seen),
        _deciding(code, "return", "lan", "còn thiếu mục 3", seen),
    )


def entry_against_return(code: str) -> tuple[Sent, Sent]:
    """Put in force and sent back."""
    seen = an_edition("approved", code).version
    return (
        _deciding(code, "entry-into-force", "lan", "từ hôm nay", seen),
        _deciding(code, "return", "hung", "xem lại mục 5", seen),
    )


def _drafting(login: str, path: str, typed: str, **fields: str) -> Sent:
    file = filing.take_in(word_file(typed), f"{typed}.docx")
    told = {
        "upload": str(filing.keep_upload(file, actor(login))),
        "title": "Lưu trữ hồ sơ",
        "issue": "2",
        "amendment": "0",
        "change_note": typed,
        "reviewer": str(person("tuan").id),
        "approver": str(person("hung").id),
    }
    return Sent(login, path, told | fields, typed)


def two_drafts(code: str) -> tuple[Sent, Sent]:
    """Two people begin the next edition of one document."""
    an_edition("in force", code)
    path = f"/documents/{code}/editions"
    return _drafting("thao", path, "sửa bước 2"), _drafting("khoa", path, "sửa bước 5")


def two_numbers(code: str) -> tuple[Sent, Sent]:
    """Two people take one code; each spells it in their own way."""
    kind = {"kind": "procedure", "unit": str(person("thao").unit_id)}
    return (
        _drafting("thao", "/documents", "lần đầu của Thảo", code=code, **kind),
        _drafting("khoa", "/documents", "lần đầu của Khoa", code=code.lower(), **kind),
    )


def _bringing(login: str, code: str, typed: str, seen: int) -> Sent:
    file = filing.take_in(word_file(typed), f"{typed}.docx")
    number = filing.keep_upload(file, actor(login))
    said = {"target": "0", "code": f"BM-{code}-{login}", "title": typed}
    row = {f"blank-{number}-{name}": value for name, value in said.items()}
    row |= {f"blank-{number}-issue": "1", f"blank-{number}-amendment": "0"}
    path = f"/documents/{code}/editions/1/blanks"
    return Sent(login, path, {"upload": str(number), "seen": str(seen)} | row, typed)


def two_sets_of_forms(code: str) -> tuple[Sent, Sent]:
    """The author and the officer bring forms to one draft."""
    seen = an_edition("draft", code).version
    return (
        _bringing("thao", code, "tờ khai của Thảo", seen),
        _bringing("lan", code, "tờ khai của Lan", seen),
    )


def acceptance_against_declining(code: str) -> tuple[Sent, Sent]:
    """A change request is taken on and turned down."""
    request = a_request(an_edition("in force", code))
    path, seen = f"/requests/{request.year}/{request.serial}", str(request.version)
    task = {"author": str(person("thao").id), "due": "05/02/2099", "reason": "sửa ngay"}
    return (
        Sent(
            "lan",
            f"{path}/acceptance",
            {"seen": seen} | task,
            "sửa ngay",
        ),
        Sent("lan", f"{path}/declining", {"seen": seen, "reason": "chưa cần sửa"}, "chưa cần sửa"),
    )


def two_decisions(code: str) -> tuple[Sent, Sent]:
    """Two decisions are prepared over one edition."""
    held = str(an_edition("approved", code).id)

    def prepared(about: str, number: str) -> Sent:
        given = {"about": about, "number": f"{number}/{code}", "signer": "0", "editions": held}
        return Sent("lan", "/documents/decisions/new", given | {"signing_form": ""}, about)

    return prepared("ban hành đợt một", "1"), prepared("ban hành đợt hai", "2")


def _deciding_on(number: str, *editions: Edition) -> Decision:
    listed = frozenset(edition.id for edition in editions)
    draft = Draft("ban hành", listed, number, signer_id=person("hung").id)
    return prepare(Purpose.ISSUE, draft, by=actor("lan"))


def _signing(decision: Decision) -> Sent:
    fields = {"seen": str(decision.version), "password": PASSWORD}
    path = f"/documents/decisions/{decision.id}/signature"
    return Sent("hung", path, fields, decision.number or "")


def signing_against_return(code: str) -> tuple[Sent, Sent]:
    """A decision is signed, and one of the editions it lists is sent back."""
    edition = an_edition("approved", code)
    decision = _deciding_on(f"7/{code}", edition, an_edition("approved", f"{code}-B"))
    back = _deciding(code, "return", "lan", "còn sai mục 4", edition.version)
    return _signing(decision), back


def two_signatures(code: str) -> tuple[Sent, Sent]:
    """A decision is signed twice, from two windows, and holds from today."""
    decision = _deciding_on(f"7/{code}", an_edition("approved", code))
    return _signing(decision), _signing(decision)


def signing_against_cancelling(code: str) -> tuple[Sent, Sent]:
    """A decision is signed and given up."""
    decision, typed = _deciding_on(f"7/{code}", an_edition("approved", code)), "chưa ban hành vội"
    fields = {"seen": str(decision.version), "reason": typed}
    cancelling = Sent("lan", f"/documents/decisions/{decision.id}/cancellation", fields, typed)
    return _signing(decision), cancelling


def two_decisions_that_grow(code: str) -> tuple[Sent, Sent]:
    """Two decisions that there are already take in one more edition, the same."""
    wanted = an_edition("approved", code)

    def growing(about: str, number: str) -> Sent:
        own = an_edition("approved", f"{code}-{number}")
        decision = _deciding_on(f"{number}/{code}", own)
        told = {
            "seen": str(decision.version),
            "about": about,
            "number": f"{number}/{code}",
            "signer": str(decision.signer_id),
            "signing_form": "",
        }
        held = {"editions": [str(own.id), str(wanted.id)]}
        return Sent("lan", f"/documents/decisions/{decision.id}/draft", {**told, **held}, about)

    return growing("ban hành đợt một", "1"), growing("ban hành đợt hai", "2")


def decision_against_entry(code: str) -> tuple[Sent, Sent]:
    """A decision is prepared over an edition that is put in force without one."""
    edition = an_edition("approved", code)
    given = {"about": "ban hành cả loạt", "number": f"3/{code}", "signer": "0", "signing_form": ""}
    listing = Sent(
        "lan",
        "/documents/decisions/new",
        given | {"editions": str(edition.id)},
        "ban hành cả loạt",
    )
    return listing, _deciding(code, "entry-into-force", "lan", "từ hôm nay", edition.version)


RACES = {
    "two approvals": Race(two_approvals, ("approve",)),
    "approver against deputy": Race(approver_against_deputy, ("approve",)),
    "approval against return": Race(approval_against_return, ("approve", "return")),
    "entry into force against return": Race(entry_against_return, ("put in force", "return")),
    "two decisions over one edition": Race(two_decisions, ("prepare decision",)),
    "two decisions that grow": Race(two_decisions_that_grow, ("change decision",)),
    "decision against entry into force": Race(
        decision_against_entry, ("prepare decision", "put in force")
    ),
    "signing against return": Race(signing_against_return, ("carry out", "return")),
    "two signatures on a decision": Race(two_signatures, ("carry out",)),
    "signing against cancelling": Race(
        signing_against_cancelling, ("carry out", "cancel decision")
    ),
    "two drafts of one document": Race(two_drafts, ("start edition",)),
    "two documents of one code": Race(two_numbers, ("start document",)),
    "two sets of forms": Race(two_sets_of_forms, ("bring forms",)),
    "acceptance against declining": Race(
        acceptance_against_declining, ("accept request", "decline request")
    ),
}
