"""The rounds of a nonconformity on its form: cause, plan, what was done, whether it worked."""

from docx.document import Document

from qms.nonconformities.actions.lifecycle import (
    KIND_NAMES,
    STATE_NAMES,
    WISH_NAMES,
    Kind,
    State,
    Wish,
)
from qms.nonconformities.actions.models import CorrectiveAction, Extension
from qms.nonconformities.causes.tree import BRANCH_NAMES, Branch
from qms.nonconformities.effectiveness.models import RESULT_NAMES, EffectCheck, Result
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.papers.word import sheet
from qms.nonconformities.papers.word.pictures import trees
from qms.nonconformities.papers.word.sheet import NOTHING, Block
from qms.nonconformities.papers.word.trail import Acts
from qms.nonconformities.treatment import Treatment

REPRESENTATIVE = "Đại diện lãnh đạo về chất lượng"
PLAN = ("TT", "Sẽ làm gì", "Người thực hiện", "Hạn", "Chỉ số", "Tài liệu phải sửa")
PLAN_WIDTHS = (9, 60, 27, 22, 15, 27)
DONE = ("TT", "Trạng thái", "Ngày xong", "Kết quả, bằng chứng", "Người kiểm tra, ngày")
DONE_WIDTHS = (9, 28, 22, 67, 34)
WISHES = ("TT", "Hạn cũ", "Xin đến", "Lý do, người xin", "Trả lời")
WISHES_WIDTHS = (9, 22, 22, 60, 47)


def write(document: Document, found: Nonconformity, acts: Acts) -> None:
    """Every round; one to come where none has begun."""
    for treatment in found.treatments or [Treatment(round=1, why="", months=0)]:
        if len(found.treatments) > 1:
            sheet.section(document, f"LẦN XỬ LÝ {treatment.round}", level=1)
        if treatment.why:
            _opening(document, treatment, acts)
        _cause(document, found, treatment)
        _plan(document, treatment)
        _done(document, treatment)
        _effect(document, treatment)
        _closing(document, found, treatment, acts)


def _opening(document: Document, treatment: Treatment, acts: Acts) -> None:
    line = acts.opening(treatment.round)
    by = f", {line.actor_name}" if line else ""
    sheet.said(document, f"{sheet.when(treatment.opened_at)}{by}", "Mở lại lúc")
    sheet.said(document, treatment.why, "Lý do mở lại")


def _cause(document: Document, found: Nonconformity, treatment: Treatment) -> None:
    sheet.section(document, "5. Nguyên nhân")
    if treatment.analysed_at and treatment.analysed_by:
        sheet.said(document, treatment.conclusion, "Kết luận")
        sheet.said(document, str(BRANCH_NAMES[Branch(treatment.branch)]), "Thuộc nhóm")
        sheet.said(document, treatment.elsewhere, "Có thể xảy ra ở nơi khác")
        sheet.said(document, "xem dưới đây; biểu đồ xương cá ở phụ lục cuối phiếu.", "Cây vì sao")
        sheet.keep_with_next(document)
        trees(document, found.title, treatment.causes)
        block = Block("Người phân tích", treatment.analysed_by.name, treatment.analysed_at)
    else:
        sheet.said(document, NOTHING)
        block = Block("Người phân tích")
    sheet.signatures(document, block)


def _plan(document: Document, treatment: Treatment) -> None:
    sheet.section(document, "6. Kế hoạch hành động")
    if treatment.actions:
        rows = [_planned(place, one) for place, one in _numbered(treatment)]
        sheet.grid(document, PLAN, rows, PLAN_WIDTHS)
    else:
        sheet.said(document, NOTHING)
    if treatment.proposed_at:
        sheet.said(document, treatment.criterion, "Căn cứ để biết có kết quả")
        sheet.said(document, f"sau {treatment.months} tháng", "Kiểm tra kết quả")
    proposed, approved = Block("Người lập kế hoạch"), Block(REPRESENTATIVE)
    if treatment.proposed_by:
        proposed = Block(proposed.role, treatment.proposed_by.name, treatment.proposed_at)
    if treatment.approved_by:
        name, at = treatment.approved_by.name, treatment.approved_at
        approved = Block(REPRESENTATIVE, name, at, "Đã duyệt")
    sheet.signatures(document, proposed, approved)


def _numbered(treatment: Treatment) -> list[tuple[str, CorrectiveAction]]:
    return [(str(action.serial), action) for action in treatment.actions]


def _planned(place: str, action: CorrectiveAction) -> tuple[str, ...]:
    told = (
        ("Loại", str(KIND_NAMES[Kind(action.kind)])),
        ("Nguồn lực", action.resources),
        ("Rủi ro", action.risk),
    )
    what = [action.text, *(f"{label}: {words}" for label, words in told if words)]
    indicators = ", ".join(sorted(action.indicators))
    due = sheet.day(action.due)
    return place, "\n".join(what), action.owner.name, due, indicators, _revises(action)


def _revises(action: CorrectiveAction) -> str:
    if action.document is None:
        return ""
    lines = [f"{action.document.code} {action.clause}".strip()]
    return "\n".join([*lines, f"Phiếu {action.request.number}"] if action.request else lines)


def _done(document: Document, treatment: Treatment) -> None:
    sheet.section(document, "7. Thực hiện và kiểm tra việc thực hiện")
    begun = treatment.approved_at or any(a.state != State.PLANNED for a in treatment.actions)
    if begun:
        rows = [_carried_out(place, one) for place, one in _numbered(treatment)]
        sheet.grid(document, DONE, rows, DONE_WIDTHS)
    else:
        sheet.said(document, NOTHING)
    wishes = [(place, wish) for place, one in _numbered(treatment) for wish in one.extensions]
    if wishes:
        sheet.said(document, "từng lần xin và trả lời ở bảng dưới đây.", "Gia hạn")
        sheet.keep_with_next(document)
        sheet.grid(document, WISHES, [_wished(*one) for one in wishes], WISHES_WIDTHS)
    sheet.signatures(document, _checked(treatment))


def _carried_out(place: str, action: CorrectiveAction) -> tuple[str, ...]:
    lines = [action.result, f"Lý do bỏ: {action.answer}" if action.answer else ""]
    if action.files:
        lines.append(f"Bằng chứng: {'; '.join(file.name for file in action.files)}")
    checked = [action.verified_by.name if action.verified_by else "", sheet.day(action.verified_on)]
    return (
        place,
        str(STATE_NAMES[State(action.state)]),
        sheet.day(action.done_on),
        "\n".join(filter(None, lines)),
        "\n".join(filter(None, checked)),
    )


def _wished(place: str, wish: Extension) -> tuple[str, ...]:
    asked = f"{wish.asked_by.name}, {sheet.when(wish.asked_at)}"
    answer = [str(WISH_NAMES[Wish(wish.state)]), wish.answer]
    if wish.answered_by and wish.answered_at:
        answer.append(f"{wish.answered_by.name}, {sheet.when(wish.answered_at)}")
    return (
        place,
        sheet.day(wish.due_before),
        sheet.day(wish.until),
        f"{wish.reason}\n{asked}",
        "\n".join(filter(None, answer)),
    )


def _checked(treatment: Treatment) -> Block:
    """Whoever found the last action done."""
    checkers = [action.verified_by for action in treatment.plan if action.verified_by]
    role = "Người kiểm tra thực hiện"
    if treatment.implemented_at and checkers:
        return Block(role, checkers[-1].name, treatment.implemented_at)
    return Block(role)


def _effect(document: Document, treatment: Treatment) -> None:
    sheet.section(document, "8. Kiểm tra kết quả")
    if treatment.check_on:
        sheet.said(document, sheet.day(treatment.check_on), "Ngày kiểm tra đã định")
    for check in treatment.checks:
        _check(document, check)
    if not treatment.checks:
        sheet.said(document, NOTHING)
    last = treatment.checks[-1:]
    blocks = [Block("Người kiểm tra kết quả", c.checked_by.name, c.said_at) for c in last]
    sheet.signatures(document, *(blocks or [Block("Người kiểm tra kết quả")]))


def _check(document: Document, check: EffectCheck) -> None:
    rows = [
        ("Ngày, người kiểm tra", f"{sheet.day(check.checked_on)}, {check.checked_by.name}"),
        ("Căn cứ", check.criterion),
        ("Số liệu", check.data),
        ("Kết luận", str(RESULT_NAMES[Result(check.result)])),
    ]
    if check.next_on:
        rows.append(("Hẹn kiểm tra lại", sheet.day(check.next_on)))
    if check.files:
        rows.append(("Tệp kèm theo", "; ".join(one.file.name for one in check.files)))
    sheet.facts(document, rows)


def _closing(document: Document, found: Nonconformity, treatment: Treatment, acts: Acts) -> None:
    sheet.section(document, "9. Đóng phiếu")
    line = acts.ending(treatment.round)
    if line is None and treatment.round < found.round:
        words = f"Lần này không đóng; phiếu chuyển sang lần xử lý {treatment.round + 1}."
        sheet.said(document, words)
        return
    closed = f"Đã đóng lúc {sheet.when(line.at)}." if line else NOTHING
    sheet.said(document, closed)
    if line and line.reason:
        sheet.said(document, line.reason, "Ghi chú")
    sheet.signatures(document, acts.block(REPRESENTATIVE, line))
