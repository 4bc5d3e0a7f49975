"""Forms under a decision, and on a day to come: they go with their procedure there too."""

from datetime import timedelta

import pytest

from qms.documents import operations
from qms.documents.blanks import operations as verbs
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.operations import cancel
from qms.documents.decisions.timetable import put_in_force_due
from qms.kernel import clock
from tests.documents.blanks.test_riding import form, states, through
from tests.documents.decisions.builders import approved, in_days, on_paper, prepared, signed
from tests.town import a_draft, actor, with_forms

pytestmark = pytest.mark.usefixtures("inside")
READY = ("in review", "reviewed", "approved")


def test_a_decision_lists_the_forms_and_brings_them_in_force_with_their_procedure() -> None:
    procedure = through(with_forms(a_draft(), "BM-01", "BM-02"), *READY)
    [other] = approved("QT-09")
    decision = prepared([procedure, other])
    listed = {item.edition.document.code for item in decision.items}
    assert listed == {"QT-01/VP", "BM-01", "BM-02", "QT-09"}
    signed(decision)
    begun = [form(code).editions[0].in_force_at for code in ("BM-01", "BM-02")]
    assert states("BM-01") == states("BM-02") == [procedure.state] == ["in force"]
    assert begun == [procedure.in_force_at] * 2


def test_forms_wait_for_the_day_of_their_procedure() -> None:
    through(with_forms(a_draft(), "BM-01", "BM-02"))
    draft = with_forms(a_draft(), "BM-01")
    verbs.remove_form(draft, form("BM-02"), draft.version, by=actor("thao"))
    through(draft, *READY)
    operations.put_in_force(draft, draft.version, actor("lan"), "", in_days(3))
    assert states("BM-01") == ["in force", "approved"]
    with clock.showing(clock.start_of(in_days(4))):
        put_in_force_due()
        assert put_in_force_due() == 0
    assert states("BM-01") == ["superseded", "in force"]
    assert states("BM-02") == ["withdrawn"]
    began = clock.start_of(in_days(3))
    assert form("BM-01").editions[1].in_force_at == form("BM-02").editions[0].ended_at == began


def test_a_day_that_is_taken_back_is_taken_back_from_the_forms() -> None:
    draft = through(with_forms(a_draft(), "BM-01"), *READY)
    decision = on_paper(prepared([draft]), effective_on=in_days(5))
    assert form("BM-01").editions[0].effective_on == in_days(5)
    cancel(decision, decision.version, actor("lan"), "ghi nhầm ngày")
    assert form("BM-01").editions[0].effective_on is None
    with clock.showing(clock.start_of(in_days(6)) + timedelta(hours=1)):
        put_in_force_due()
    assert states("BM-01") == ["approved"]


def test_a_procedure_withdrawn_by_decision_takes_its_forms_with_it() -> None:
    procedure = through(with_forms(a_draft(), "BM-01", "BM-02"))
    signed(prepared([procedure], Purpose.WITHDRAW))
    assert states("BM-01") == states("BM-02") == [procedure.state] == ["withdrawn"]
    assert form("BM-01").editions[0].ended_at == procedure.ended_at
