"""Decisions on how a nonconformity is treated: a noun in the address each, and one verb."""

from functools import partial

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from qms.attachments.views import send, sent
from qms.documents.forms import DecisionForm, RemarkForm
from qms.documents.views import Answer
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, audience
from qms.nonconformities import operations
from qms.nonconformities.actions import approval
from qms.nonconformities.actions.forms import PlanForm
from qms.nonconformities.deciding_views import decide
from qms.nonconformities.deeds import offer
from qms.nonconformities.effectiveness import operations as effectiveness
from qms.nonconformities.effectiveness.forms import EffectForm, HandOverForm
from qms.nonconformities.effectiveness.operations import Judgement
from qms.nonconformities.views import PROOF_KINDS, find, nonconformity_page

pages = Blueprint("nonconformities_treating", __name__, url_prefix="/nonconformities")
PROOF = "data_file"


@pages.post("/<int:number>/plan")
@audience(SIGNED_IN)
def propose(number: int) -> Answer:
    """Send the plan to the management representative."""
    form = PlanForm(request.form)
    act = partial(approval.propose_plan, promise=form.promise())
    return decide("propose plan", act, find(number), form, Sentence("Đã trình kế hoạch."))


@pages.post("/<int:number>/plan/taking-back")
@audience(SIGNED_IN)
def take_back(number: int) -> Answer:
    """Go on making a plan that is not answered yet."""
    form = RemarkForm(request.form)
    act = partial(approval.take_back_plan, reason=form.reason.data or "")
    return decide("take back plan", act, find(number), form, Sentence("Đã rút kế hoạch."))


@pages.post("/<int:number>/plan/return")
@audience(SIGNED_IN)
def send_back(number: int) -> Answer:
    """Say that the plan will not do."""
    form = DecisionForm(request.form)
    act = partial(approval.return_plan, reason=form.reason.data or "")
    return decide("return plan", act, find(number), form, Sentence("Đã trả lại kế hoạch."))


@pages.post("/<int:number>/plan/approval")
@audience(SIGNED_IN)
def approve(number: int) -> Answer:
    """Approve the plan."""
    form = RemarkForm(request.form)
    act = partial(approval.approve_plan, reason=form.reason.data or "")
    return decide("approve plan", act, find(number), form, Sentence("Đã duyệt kế hoạch."))


@pages.post("/<int:number>/plan/change")
@audience(SIGNED_IN)
def change(number: int) -> Answer:
    """Make the plan anew."""
    form = DecisionForm(request.form)
    act = partial(approval.change_plan, reason=form.reason.data or "")
    done = Sentence("Hãy sửa kế hoạch rồi trình lại.")
    return decide("change plan", act, find(number), form, done)


@pages.post("/<int:number>/effect")
@audience(SIGNED_IN)
def judge(number: int) -> Answer:
    """Say whether it worked."""
    form, found = EffectForm(request.form), find(number)
    offer(form, found)
    try:
        file = sent(PROOF, PROOF_KINDS)
    except Refused as refused:
        return nonconformity_page(found, form=form, at="judge effect", refused=refused, status=422)
    judged = Judgement(
        form.criterion.data or "",
        form.shown.data or "",
        form.result.data,
        form.next_on.data,
        [file] if file else [],
    )
    act = partial(effectiveness.judge_effect, judged=judged)
    taken = {PROOF: file} if file else {}
    return decide("judge effect", act, found, form, Sentence("Đã ghi kết quả kiểm tra."), taken)


@pages.get("/<int:number>/data/<int:file_id>")
@audience(SIGNED_IN)
def data(number: int, file_id: int) -> Response:
    """A file that holds the data of a check."""
    checks = (check for treatment in find(number).treatments for check in treatment.checks)
    files = {one.id: one.file for check in checks for one in check.files}
    return send(files.get(file_id) or abort(404))


@pages.post("/<int:number>/closing")
@audience(SIGNED_IN)
def close(number: int) -> Answer:
    """Close what worked."""
    form = RemarkForm(request.form)
    act = partial(effectiveness.close, reason=form.reason.data or "")
    return decide("close", act, find(number), form, Sentence("Đã đóng phiếu."))


@pages.post("/<int:number>/reopening")
@audience(SIGNED_IN)
def reopen(number: int) -> Answer:
    """Open again what was closed."""
    form = DecisionForm(request.form)
    act = partial(effectiveness.reopen, reason=form.reason.data or "")
    return decide("reopen", act, find(number), form, Sentence("Đã mở lại phiếu."))


@pages.post("/<int:number>/handing-over")
@audience(SIGNED_IN)
def hand_over(number: int) -> Answer:
    """Let another person answer for it."""
    form, found = HandOverForm(request.form), find(number)
    offer(form, found)
    act = partial(operations.hand_over, handler_id=form.handler.data, reason=form.reason.data or "")
    return decide("hand over", act, found, form, Sentence("Đã giao lại phiếu."))
