"""The set of a procedure's forms: who changes it, what cannot come or go, where a form belongs."""

import pytest
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.vocabulary import Reader
from qms.documents import filing
from qms.documents.blanks import operations as verbs
from qms.documents.blanks.queries import FormSet, forms_of, set_of
from qms.documents.models import Document
from qms.documents.queries import document_by_key
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from tests.documents.blanks.test_riding import fates, form, states, through
from tests.town import a_draft, actor, an_edition, move, with_forms, word_file

pytestmark = pytest.mark.usefixtures("inside")


def test_a_set_seen_before_somebody_changed_it_is_overtaken() -> None:
    draft = with_forms(a_draft(), "BM-01")
    seen = draft.version - 1
    file = filing.take_in(word_file("b"), "b.docx")
    facts = verbs.BlankFacts(None, "BM-09", "Tờ khai", 1, 0)
    with pytest.raises(Refused, match="Có người vừa thay đổi"):
        verbs.take_forms(draft, [(facts, file)], seen, by=actor("lan"))
    assert document_by_key("BM-09") is None


@pytest.mark.parametrize("by", ["khoa", "tuan", "hung", "linh", "minh", "tam", "son"])
def test_the_set_is_the_authors_and_the_officers(by: str) -> None:
    draft = with_forms(a_draft(), "BM-01")
    with pytest.raises(Refused):
        with_forms(draft, "BM-02", by=by)
    with pytest.raises(Refused):
        verbs.keep_form(draft, form("BM-01"), draft.version, by=actor(by))


@pytest.mark.parametrize("state", ["in review", "approved", "in force"])
def test_the_set_is_fixed_once_it_was_submitted(state: str) -> None:
    edition = an_edition(state)
    with pytest.raises(Refused):
        with_forms(edition, "BM-01")


def test_what_cannot_come_is_refused_with_every_reason() -> None:
    an_edition("in force", "QT-09")
    through(with_forms(a_draft(), "BM-01"))
    draft = with_forms(a_draft(), "BM-01")
    file = filing.take_in(word_file("b"), "b.docx")
    given = [
        verbs.BlankFacts(None, "QT.09", "Tờ khai", 1, 0),
        verbs.BlankFacts(form("BM-01"), "", "Tờ khai", 1, 0),
        verbs.BlankFacts(form("BM-01"), "", "Tờ khai", 3, 0),
        verbs.BlankFacts(document_by_key("QT-09"), "", "Tờ khai", 3, 0),
    ]
    with pytest.raises(Refused) as refused:
        verbs.take_forms(draft, [(one, file) for one in given], draft.version, by=actor("thao"))
    said = " ".join(map(str, refused.value.reasons))
    for words in ("chỉ nhận một tệp", "QT.09 đã có", "đã đổi BM-01", "01/00", "không thuộc"):
        assert words in said


def test_only_what_is_in_force_goes_and_only_once() -> None:
    through(with_forms(a_draft(), "BM-01"))
    draft = a_draft()
    thao = actor("thao")
    verbs.remove_form(draft, form("BM-01"), draft.version, by=thao)
    with pytest.raises(Refused, match="đã đổi BM-01"):
        verbs.remove_form(draft, form("BM-01"), draft.version, by=thao)
    with pytest.raises(Refused, match="không đổi gì"):
        verbs.keep_form(draft, form("QT-01-VP"), draft.version, by=thao)


def test_what_is_gone_or_belongs_elsewhere_is_not_removed() -> None:
    through(with_forms(a_draft("QT-02"), "BM-20"))
    through(with_forms(a_draft(), "BM-01"))
    draft, thao = a_draft(), actor("thao")
    verbs.remove_form(draft, form("BM-01"), draft.version, by=thao)
    through(draft)
    again = a_draft()
    for code, because in (("BM-01", "đang có hiệu lực"), ("BM-20", "không thuộc tài liệu này")):
        with pytest.raises(Refused, match=because):
            verbs.remove_form(again, form(code), again.version, by=thao)
    assert states("BM-20") == ["in force"]


def test_thirty_forms_come_at_once_and_no_more() -> None:
    draft, file = a_draft(), filing.take_in(word_file("b"), "b.docx")
    given = [(verbs.BlankFacts(None, f"BM-{n}", "Tờ khai", 1, 0), file) for n in range(1, 32)]
    with pytest.raises(Refused):
        verbs.take_forms(draft, given, draft.version, by=actor("thao"))
    verbs.take_forms(draft, given[:30], draft.version, by=actor("thao"))
    assert len(forms_of(draft.document)) == 30


def a_form_alone(code: str = "BM-07", state: str = "in force") -> Document:
    return an_edition(state, code).document


def test_a_form_without_a_procedure_lives_as_any_document() -> None:
    alone = a_form_alone()
    assert states("BM-07") == ["in force"]
    assert alone.parent is None


def test_the_officer_says_where_a_form_belongs_and_takes_it_out_again() -> None:
    alone, procedure = a_form_alone(), an_edition("in force")
    lan = actor("lan")
    verbs.place_form(alone, procedure.document, 0, by=lan, reason="theo mục 6")
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line
    assert [str(what) for what, _before, _after in Reader([line]).told(line)] == ["Thuộc quy trình"]
    with pytest.raises(Refused, match="vừa thay đổi"):
        verbs.place_form(alone, None, 0, by=lan, reason="dùng chung")
    assert fates(procedure) == {"BM-07": "stays"}
    with pytest.raises(Refused, match="thuộc QT-01/VP"):
        move(alone.editions[0], "withdrawn")
    verbs.place_form(alone, None, procedure.document_id, by=lan, reason="dùng chung")
    assert fates(procedure) == {}
    move(alone.editions[0], "withdrawn")


@pytest.mark.parametrize(
    ("by", "state", "parent", "because"),
    [
        ("thao", "in force", "QT-01-VP", "Chỉ thư ký ISO"),
        ("lan", "draft", "QT-01-VP", "chưa ban hành"),
        ("lan", "in force", "BM-08", "không thể thuộc về một biểu mẫu"),
        ("lan", "in force", "QT-02", "không có hiệu lực"),
        ("lan", "in force", "QT-03", "không có hiệu lực"),
    ],
)
def test_a_form_is_not_placed_anywhere_by_anybody(
    by: str, state: str, parent: str, because: str
) -> None:
    an_edition("in force")
    move(an_edition("in force", "QT-02"), "withdrawn")
    a_draft("QT-03")
    a_form_alone("BM-08")
    alone = a_form_alone("BM-07", state)
    with pytest.raises(Refused, match=because):
        verbs.place_form(alone, form(parent), 0, by=actor(by), reason="vì vậy")


def test_a_form_that_a_draft_changes_stays_where_it_is() -> None:
    through(with_forms(a_draft(), "BM-01"))
    draft = a_draft()
    verbs.remove_form(draft, form("BM-01"), draft.version, by=actor("thao"))
    moved = form("BM-01")
    with pytest.raises(Refused, match="đang đổi biểu mẫu này"):
        verbs.place_form(moved, None, draft.document_id, by=actor("lan"), reason="vì vậy")


def test_a_form_that_came_with_an_edition_in_force_may_be_taken_out() -> None:
    procedure = through(with_forms(a_draft(), "BM-01")).document
    verbs.place_form(form("BM-01"), None, procedure.id, by=actor("lan"), reason="dùng chung")
    assert form("BM-01").parent is None
    assert forms_of(procedure) == []


def test_to_place_a_form_where_it_is_leaves_no_line() -> None:
    procedure = through(with_forms(a_draft(), "BM-01")).document
    before = db.session.query(TrailLine).count()
    verbs.place_form(form("BM-01"), procedure, procedure.id, by=actor("lan"), reason="như cũ")
    assert db.session.query(TrailLine).count() == before


def test_a_set_reads_what_its_reader_may_see() -> None:
    draft = with_forms(a_draft(), "BM-01")
    assert isinstance(set_of(draft, actor("lan")), FormSet)
    assert fates(draft, "linh") == {}
    assert [f.code for f in forms_of(draft.document)] == ["BM-01"]
