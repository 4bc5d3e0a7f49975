"""The sheet of signatures of an edition as a Word file: who signed it, and how."""

from qms.documents.models import Edition
from qms.documents.routes.models import Signature
from qms.documents.routes.showing import shown
from qms.documents.word.generate import Amendment, Approval, Signatory, make_word
from qms.documents.word.source import ProcedureText
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.organisation.queries import agency


def sheet_of(edition: Edition, language: str) -> bytes:
    """A .docx file with the running header, the table of responsibility and the amendment."""
    document, owner = edition.document, agency()
    text = ProcedureText(
        code=document.code,
        title=edition.title,
        kind=document.kind,
        issue=edition.issue,
        amendment=edition.amendment,
        extra={},
        blocks=(),
        raw="",
    )
    author, first, *further, last = _signatories(edition, language)
    day = clock.local(edition.in_force_at or edition.approved_at or clock.now()).date()
    change = Amendment("", "", edition.change_note, edition.number, day)
    approval = Approval(
        agency=owner.name if owner else "",
        on=day,
        author=author,
        reviewer=first,
        approver=last,
        further=tuple(further),
        amendments=(change,) if edition.change_note else (),
        language=language,
    )
    return make_word(text, approval)


def _signatories(edition: Edition, language: str) -> list[Signatory]:
    """The author, then a column for each signature; an open step has one without a day."""
    handed_in = clock.local(edition.submitted_at or edition.created_at).date()
    found = [Signatory(edition.author.name, edition.author.title, handed_in)]
    for step in shown(edition):
        found += [_signed(s, step.label, language) for s in step.signatures]
        found += [Signatory(p.name, p.title, part=step.label) for p in step.awaited]
    return found if len(found) > 2 else [*found, Signatory(), Signatory()][:3]


def _signed(signature: Signature, label: str, language: str) -> Signatory:
    return Signatory(
        name=signature.person_name,
        position=signature.person_title,
        signed=clock.local(signature.signed_at).date(),
        part=label,
        on_behalf=f"{signature.form}. {signature.on_behalf}" if signature.form else "",
        notes=tuple(said.said_in(language) for said in notes_of(signature)),
    )


def notes_of(signature: Signature) -> list[Sentence]:
    """For whom a signature stands, and by which papers."""
    notes = []
    if signature.seat_name:
        notes.append(
            Sentence(
                "Ký thay %(title)s %(name)s, theo ủy quyền: %(paper)s",
                title=signature.seat_title,
                name=signature.seat_name,
                paper=signature.delegation,
            )
        )
    if signature.authority:
        notes.append(Sentence("Theo %(document)s", document=signature.authority))
    return notes
