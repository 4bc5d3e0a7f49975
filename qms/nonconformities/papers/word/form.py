"""A nonconformity as the form "phiếu yêu cầu hành động khắc phục" (BM.HT.04.01), at any stage.

What was not reached yet says so and leaves room to sign; a report that is not taken on has no
number and is called a report. Pictures of causes stand at the end, laid across.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document

from qms.audit_trail.models import TrailLine
from qms.clauses.catalogue import titled as clause_titled
from qms.documents.word import dress, official
from qms.indicators.catalogue import in_order
from qms.kernel import clock
from qms.nonconformities.models import Criterion, Nonconformity
from qms.nonconformities.papers.word import rounds, sheet
from qms.nonconformities.papers.word.pictures import fishbones
from qms.nonconformities.papers.word.places import place_of
from qms.nonconformities.papers.word.sheet import Block
from qms.nonconformities.papers.word.trail import Acts
from qms.nonconformities.states import (
    GRADE_NAMES,
    SOURCE_NAMES,
    STATE_NAMES,
    Grade,
    Source,
    State,
)

CODE = "BM.HT.04.01"
TITLE = "Phiếu yêu cầu hành động khắc phục"
REPORT = "Báo cáo sự không phù hợp"
UNNAMED = "(không nêu tên)"


@dataclass(frozen=True)
class Printed:
    """What is printed, for whom and when. ``lines`` are those of the trail about ``found``.

    ``issuer`` is the unit of whoever took it on; ``reporter`` is the name of who reported it,
    where the reader may know it.
    """

    found: Nonconformity
    lines: Sequence[TrailLine]
    agency: str
    issuer: str
    reporter: str
    on: date


def make_form(printed: Printed) -> bytes:
    """A .docx file; the same content printed on the same day gives the same bytes."""
    document, found = dress.new_document("vi"), printed.found
    sheet.foot(document.sections[0], CODE if found.number else REPORT, printed.on)
    acts = Acts(printed.lines)
    accepted = acts.last("accept report")
    day = clock.local(accepted.at if accepted else found.reported_at).date()
    number = f"Số: {found.number}" if found.number else ""
    official.head(document, printed.agency, number, day, place_of(printed.agency))
    title = TITLE if found.number else REPORT
    official.heading(document, title.upper())
    _what_is_what(document, printed, acts)
    _finding(document, printed)
    if found.number:
        _taken_on(document, printed, acts)
    else:
        _report(document, printed, acts)
    return dress.as_bytes(document, f"{title} {found.number}".strip(), printed.agency, printed.on)


def _what_is_what(document: Document, printed: Printed, acts: Acts) -> None:
    found, accepted = printed.found, acts.last("accept report")
    rows = [("Trạng thái khi in", str(STATE_NAMES[State(found.state)]))]
    if found.number and found.handler:
        rows = [
            ("Việc", found.title),
            ("Đơn vị lập phiếu", printed.issuer),
            ("Ngày lập phiếu", sheet.day(clock.local(accepted.at).date()) if accepted else ""),
            ("Đơn vị nhận phiếu", found.unit.name),
            ("Người chịu trách nhiệm xử lý", f"{found.handler.name}, {found.handler.title}"),
            ("Nguồn phát hiện", str(SOURCE_NAMES[Source(found.source)])),
            ("Mức độ", str(GRADE_NAMES[Grade(found.grade)])),
            ("Hạn khắc phục ngay", sheet.day(found.correct_by)),
            *rows,
        ]
    if found.follows:
        rows.append(("Là việc tái diễn của phiếu", found.follows.number))
    if found.round > 1:
        rows.append(("Lần xử lý", str(found.round)))
    if found.confidential:
        rows.append(("Người xem", "hạn chế"))
    last = printed.lines[-1]
    rows.append(("Dòng nhật ký cuối", f"số {last.id}, mã nối {last.digest[:8]}"))
    sheet.facts(document, rows)


def _finding(document: Document, printed: Printed) -> None:
    found = printed.found
    sheet.section(document, "1. Mô tả sự không phù hợp")
    sheet.said(document, found.text)
    rows = [
        ("Ở đâu", found.place),
        ("Ngày phát hiện", sheet.day(found.found_on)),
        ("Người phát hiện, báo", printed.reporter or UNNAMED),
        ("Báo lúc", sheet.when(found.reported_at)),
    ]
    if not found.number:
        rows.append(("Đơn vị liên quan", found.unit.name))
    if found.about:
        rows.append(("Tài liệu", f"{found.about.document.code} {found.clause}".strip()))
    if found.files:
        rows.append(("Bằng chứng kèm theo", "; ".join(one.file.name for one in found.files)))
    sheet.facts(document, rows)


def _report(document: Document, printed: Printed, acts: Acts) -> None:
    """What became of a report that has no number."""
    found, ended = printed.found, acts.last("decline report", "merge report", "withdraw report")
    sheet.section(document, "2. Tiếp nhận và trả lời")
    words = str(STATE_NAMES[State(found.state)]) if ended else sheet.NOTHING
    if found.merged_into:
        words = f"Đã gộp vào phiếu {found.merged_into.number}."
    sheet.said(document, words)
    if found.answer:
        sheet.said(document, found.answer, "Trả lời")
    answered = Block("Người tiếp nhận")
    if ended and ended.verb != "withdraw report":
        answered = Block("Người trả lời", ended.actor_name, ended.at)
    reporter = Block("Người báo", printed.reporter or UNNAMED, found.reported_at, "Đã báo")
    sheet.signatures(document, reporter, answered)


def _taken_on(document: Document, printed: Printed, acts: Acts) -> None:
    found = printed.found
    sheet.section(document, "2. Yêu cầu không được đáp ứng (căn cứ)")
    sheet.points(document, [_criterion(criterion) for criterion in found.criteria])
    sheet.section(document, "3. Chỉ số liên quan (TCVN ISO 18091)")
    sheet.points(document, [str(indicator.titled) for indicator in in_order(found.indicators)])
    receiver = found.handler.name if found.handler else ""
    sheet.signatures(
        document,
        acts.block("Người lập phiếu", acts.last("accept report")),
        Block("Đại diện đơn vị nhận phiếu", receiver),
    )
    _correction(document, found, acts)
    rounds.write(document, found, acts)
    fishbones(document, found, lambda page: sheet.foot(page, CODE, printed.on))


def _correction(document: Document, found: Nonconformity, acts: Acts) -> None:
    sheet.section(document, "4. Khắc phục ngay")
    if found.corrected_on:
        sheet.said(document, found.correction)
        sheet.said(document, found.consequences, "Xử lý hậu quả")
        sheet.said(document, sheet.day(found.corrected_on), "Ngày khắc phục")
    else:
        sheet.said(document, sheet.NOTHING)
    sheet.signatures(document, acts.block("Người khắc phục", acts.last("correct at once")))


def _criterion(criterion: Criterion) -> str:
    """What was not met, with its name."""
    if criterion.edition:
        edition = criterion.edition
        place = f"{edition.document.code} {edition.title}, lần {edition.number}"
        return f"{place}, mục {criterion.clause}" if criterion.clause else place
    if criterion.law:
        return f"{criterion.law.number} {criterion.article}".strip()
    return str(clause_titled(criterion.clause_key))
