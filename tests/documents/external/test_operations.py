"""The verbs of external documents, and how citations follow files and entries."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.documents import drafting, filing
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.external import citations, operations, reading
from qms.documents.external.models import Citation, CitationReading, ExternalDocument
from qms.documents.external.suggesting import suggested
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import plumbing
from tests.laws import CITING, DECREE, a_law, citing, facts, happens
from tests.town import actor, an_edition, person, unit_id, word_file


def last_line() -> TrailLine:
    return db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()  # type: ignore[return-value]


def cited_keys(edition_id: int) -> list[str]:
    wanted = select(Citation.key).where(Citation.edition_id == edition_id)
    return list(db.session.scalars(wanted.order_by(Citation.id)))


@pytest.mark.parametrize("login", ["thao", "son", "hanh", "linh", "tam", "hung", "minh"])
def test_only_the_officer_keeps_external_documents(inside: Flask, login: str) -> None:
    law = a_law()
    for verb in (
        lambda by: operations.add_external(facts("1/2026/NĐ-CP"), by=by),
        lambda by: operations.correct_external(law, facts(), law.version, by=by),
        lambda by: operations.declare(
            law, operations.Happening("lapsed", date(2026, 1, 1)), by=by, reason="x"
        ),
        lambda by: operations.pass_over("12/QĐ-UBND", "12-QD-UBND", by=by, reason="x"),
    ):
        with pytest.raises(Refused, match="thư ký ISO"):
            verb(actor(login))


def test_an_entry_leaves_its_trace_and_its_number_is_unique_in_any_spelling(
    inside: Flask,
) -> None:
    law = a_law()
    assert (last_line().verb, last_line().subject_label) == ("add external document", str(law))
    with pytest.raises(Refused, match="đã có trong danh mục"):
        a_law("30/2020/nđ – cp")
    other = a_law("1/2026/NĐ-CP")
    with pytest.raises(Refused, match="đã có trong danh mục"):
        operations.correct_external(other, facts(), other.version, by=actor("lan"))


def test_a_correction_is_traced_and_a_stale_one_refused(inside: Flask) -> None:
    law, seen = a_law(), 1
    operations.correct_external(law, facts(kept_at="Kho 2"), seen, actor("lan"), "sắp xếp lại")
    assert last_line().changes == {"kept_at": ["", "Kho 2"]}
    with pytest.raises(Refused, match="vừa thay đổi"):
        operations.correct_external(law, facts(kept_at="Kho 3"), seen, by=actor("lan"))


def test_a_closed_unit_is_given_no_law_to_follow(inside: Flask) -> None:
    with pytest.raises(Refused, match="Đơn vị"):
        a_law(unit_id=999)
    law = a_law(unit_id=unit_id("KT"), follower_id=person("linh").id)
    assert law.unit is not None
    assert law.follower is not None


def test_what_happened_is_declared_and_taken_back_with_reasons(inside: Flask) -> None:
    law, newer = a_law(), a_law("50/2026/NĐ-CP", signed_on=date(2026, 1, 1), in_force_from=None)
    act = happens(law, "replaced", by=newer)
    assert law.standing == "lapsed"
    assert last_line().reason == "Điều 38 của văn bản mới"
    with pytest.raises(Refused, match="rút lại"):
        happens(law)
    with pytest.raises(Refused, match="lý do"):
        operations.take_back(act, by=actor("lan"), reason=" ")
    operations.take_back(act, by=actor("lan"), reason="nhầm số")
    assert law.standing == "in force"
    with pytest.raises(Refused, match="rút lại rồi"):
        operations.take_back(act, by=actor("lan"), reason="nhầm số")
    happens(law)


def test_an_edition_is_read_as_it_is_filed_and_again_when_its_file_is_replaced(
    inside: Flask,
) -> None:
    edition = citing(state="draft")
    assert cited_keys(edition.id) == ["30-2020-ND-CP"] * 2
    file = filing.take_in(word_file("Theo Luật Hộ tịch năm 2014."), "b.docx")
    drafting.replace_file(edition, file, edition.version, by=actor("thao"))
    assert cited_keys(edition.id) == ["LUAT-HO-TICH-2014"]


def test_a_law_that_is_entered_later_has_its_citations_at_once(inside: Flask) -> None:
    edition = citing()
    assert [line.key for line in citations.unlisted(actor("lan"))] == ["30-2020-ND-CP"]
    law = a_law()
    assert citations.unlisted(actor("lan")) == []
    [(found, places)] = citations.citing(actor("linh"), law)
    assert found == edition
    assert [p.clause.number for p in places] == ["3", "5"]
    assert [p.articles for p in places] == ["", "8"]
    [link] = citations.of_edition(edition)
    assert link.document == law


def test_a_short_number_of_two_laws_names_neither(inside: Flask) -> None:
    edition = an_edition(text=word_file("Theo Thông tư 04/2020."))
    a_law("04/2020/TT-BTP", kind="circular")
    assert citations.of_edition(edition)[0].document is not None
    a_law("04/2020/TT-BNV", kind="circular")
    assert citations.of_edition(edition)[0].document is None


def test_other_names_are_recognised_too(inside: Flask) -> None:
    edition = an_edition(text=word_file("Theo Luật Hộ tịch, công chức ghi sổ."))
    law = a_law("60/2014/QH13", kind="law", name="Luật về hộ tịch")
    assert citations.of_edition(edition)[0].document is None
    told = facts("60/2014/QH13", kind="law", name="Luật về hộ tịch", other_names="Luật Hộ tịch")
    operations.correct_external(law, told, law.version, by=actor("lan"))
    assert citations.of_edition(edition)[0].document == law


def test_only_what_a_person_may_see_counts(inside: Flask) -> None:
    citing(state="draft")
    law = a_law()
    assert citations.citing(actor("linh"), law) == []
    assert len(citations.citing(actor("thao"), law)) == 1
    assert len(citations.citing(actor("lan"), law)) == 1


def test_what_a_text_says_of_a_law_begins_its_entry(inside: Flask) -> None:
    citing()
    about = suggested(actor("lan"), "30-2020-ND-CP")
    assert about is not None
    assert (about.kind, about.number, about.issuer) == ("decree", DECREE, "Chính phủ")
    assert about.name == "Nghị định về công tác văn thư"
    assert about.signed_on == date(2020, 3, 5)
    assert suggested(actor("lan"), "1-1999-ND-CP") is None


def test_a_number_is_passed_over_and_watched_again(inside: Flask) -> None:
    citing()
    row = operations.pass_over(DECREE, "30-2020-ND-CP", by=actor("lan"), reason="của cơ quan")
    assert citations.unlisted(actor("lan")) == []
    with pytest.raises(Refused, match="không theo dõi"):
        operations.pass_over(DECREE, "30-2020-ND-CP", by=actor("lan"), reason="lại")
    operations.watch_again(row, by=actor("lan"))
    assert last_line().verb == "watch citation again"
    assert len(citations.unlisted(actor("lan"))) == 1


def test_what_was_filed_before_there_was_a_reader_is_caught_up_with(inside: Flask) -> None:
    edition = citing()
    with plumbing() as session:
        session.query(Citation).delete()
        session.query(CitationReading).delete()
    assert cited_keys(edition.id) == []
    assert reading.catch_up() == 1
    assert len(cited_keys(edition.id)) == 2
    assert reading.catch_up() == 0


def test_the_old_kind_is_given_no_more(inside: Flask) -> None:
    file = filing.take_in(word_file(*CITING), "a.docx")
    about = DocumentFacts("NĐ 30", "external", unit_id())
    with pytest.raises(Refused, match="tài liệu bên ngoài"):
        drafting.start_document(about, EditionFacts("x", 1, 0), file, by=actor("lan"))


def test_the_administrator_sees_no_external_document_by_that_role(inside: Flask) -> None:
    a_law()
    assert db.session.scalars(select(ExternalDocument)).one()
    assert citations.called(actor("son"), DECREE) is None
    assert citations.called(actor("linh"), DECREE) is not None
