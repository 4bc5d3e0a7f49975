"""Who signs for whom in the built ward: a deputy who signed, one who may now, and comments."""

from datetime import datetime
from functools import partial

from sqlalchemy import select

from qms.demo import script
from qms.demo.acts import signing
from qms.documents.models import Signature
from qms.documents.queries import document_by_key
from qms.documents.remarks.models import Remark
from qms.documents.routes.models import RouteTemplate
from qms.kernel import clock
from qms.kernel.database import db
from qms.organisation.models import Delegation, SigningAuthority
from qms.textindex.analysis import code_key
from tests.demo.conftest import Ward


def test_a_deputy_signed_for_the_chairman_on_leave(ward: Ward) -> None:
    with ward.app.app_context():
        document = document_by_key(code_key("QT-05/VHXH"))
        assert document is not None
        [approved] = [s for s in document.editions[0].valid_signatures if s.meaning == "approved"]
        assert isinstance(approved, Signature)
        assert approved.person_name == "Võ Đình Dũng"


def test_somebody_is_on_leave_today_and_two_sign_for_the_chief(ward: Ward) -> None:
    with ward.app.app_context():
        today = clock.today()
        named = db.session.scalars(select(Delegation)).all()
        assert [d.deputy.login for d in named if d.first_day <= today <= d.last_day] == ["phuc.mh"]
        assert {a.form for a in db.session.scalars(select(SigningAuthority))} == {"KT"}


def test_one_comment_is_answered_and_one_waits(ward: Ward) -> None:
    with ward.app.app_context():
        remarks = db.session.scalars(select(Remark)).all()
        assert sorted(bool(remark.answer) for remark in remarks) == [False, True]
        assert db.session.scalars(select(RouteTemplate)).all()


def test_a_draft_is_commented_on_once_it_was_submitted_even_after_long_holidays() -> None:
    after_tet = datetime(2027, 2, 10, 9, tzinfo=clock.LOCAL)
    with clock.showing(after_tet):
        submitted = {s.code: s.at for s in script.scenes(script.agency()) if s.verb == "submit"}
        commented = {
            said.code: act.at
            for act in signing.acts({})
            for said in signing.COMMENTS
            if isinstance(act.do, partial) and act.do.args == (said,)
        }
    assert commented
    assert all(submitted[code] < at for code, at in commented.items())
