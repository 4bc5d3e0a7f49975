"""Correcting what an indicator is called: who may, what the trail tells, and what is shown then."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import history_of
from qms.audit_trail.vocabulary import Reader
from qms.indicators.catalogue import CHOICES, INDICATORS, in_order, titled
from qms.indicators.models import Label
from qms.indicators.operations import correct_label, restore_label
from qms.indicators.queries import corrections
from qms.indicators.suggesting import suggest
from qms.kernel.database import db
from qms.kernel.i18n import Name, Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN, transaction
from tests.counting import statements
from tests.indicators.naming import WHY, WORK, corrected, restored, seen
from tests.town import CAST, actor

PUBLIC = INDICATORS["3.1"]


def lines() -> list[TrailLine]:
    found = db.session.query(TrailLine).filter_by(subject_kind="indicator_label")
    return found.order_by(TrailLine.id).all()


def test_a_corrected_name_is_what_shows_and_the_number_stays(inside: Flask) -> None:
    kept = [PUBLIC.titled, titled("3.1"), dict(CHOICES)["3.1"], in_order(["3.1"])[0].titled]
    kept.append(suggest("trả hồ sơ đăng ký khai sinh trễ hẹn")[0].indicator.titled)
    said = Sentence("Chỉ số %(name)s", name=PUBLIC.titled)
    corrected()
    for name in kept:
        assert isinstance(name, Sentence)
        assert name.said_in("vi") == str(name) == "3.1 Việc phục vụ dân"
        assert name.said_in("en") == "3.1 Work for the people"
    assert str(said) == "Chỉ số 3.1 Việc phục vụ dân"
    assert str(titled("3.2")) == "3.2 Thể thao, giải trí và thư giãn"
    assert PUBLIC.name.said_in("vi") == "Dịch vụ công"


def test_a_name_may_be_corrected_again_and_taken_back(inside: Flask) -> None:
    corrected()
    corrected(name=Name("Dịch vụ hành chính công", "Public services"))
    assert str(titled("3.1")) == "3.1 Dịch vụ hành chính công"
    restored()
    assert str(titled("3.1")) == "3.1 Dịch vụ công"
    corrected()
    assert str(titled("3.1")) == "3.1 Việc phục vụ dân"
    assert db.session.query(Label).count() == 1


def test_the_trail_tells_both_names_who_and_why(inside: Flask) -> None:
    label = corrected()
    restored()
    first, second = history_of([label])
    assert (first.verb, first.reason, first.actor_name) == ("correct label", WHY, CAST["lan"].name)
    assert first.subject_label == "3.1 Việc phục vụ dân"
    assert first.changes == {
        "number": [None, "3.1"],
        "vi": [None, WORK.text],
        "en": [None, WORK.english],
    }
    assert (second.verb, second.subject_label) == ("restore label", "3.1 Dịch vụ công")
    assert second.changes == {"vi": [WORK.text, None], "en": [WORK.english, None]}
    with inside.test_request_context():
        reader = Reader([first, second])
        assert [str(reader.verb(line)) for line in (first, second)] == [
            "Sửa tên chỉ số",
            "Trở lại tên trong bảng chỉ số",
        ]
        assert reader.place(first) == reader.place(second) == "/indicators/3.1"
    assert ("Tên tiếng Việt", "", WORK.text) in [
        (str(what), str(old), str(new)) for what, old, new in reader.told(first)
    ]


@pytest.mark.parametrize("login", [who for who in CAST if who != "lan"])
def test_nobody_else_corrects_or_takes_back(inside: Flask, login: str) -> None:
    corrected()
    for verb in (lambda: corrected("3.2", by=login), lambda: restored(by=login)):
        with pytest.raises(Refused, match="Chỉ thư ký ISO"):
            verb()
    assert len(lines()) == 1
    assert list(corrections()) == ["3.1"]


@pytest.mark.parametrize(
    ("name", "reason", "because"),
    [
        (WORK, " ", "ghi lý do"),
        (Name("", "B"), WHY, "cả hai ngôn ngữ"),
        (Name("A", " "), WHY, "cả hai ngôn ngữ"),
        (Name("A" * 201, "B"), WHY, "dài quá"),
        (PUBLIC.name, WHY, "đang dùng rồi"),
    ],
)
def test_a_correction_that_says_nothing_is_refused_and_leaves_no_trace(
    inside: Flask, name: Name, reason: str, because: str
) -> None:
    with pytest.raises(Refused, match=because):
        correct_label(PUBLIC, name, 0, by=actor("lan"), reason=reason)
    assert lines() == []
    assert corrections() == {}


def test_what_was_never_corrected_cannot_be_taken_back(inside: Flask) -> None:
    for _once in range(2):
        with pytest.raises(Refused, match="đang mang tên trong bảng"):
            restored()
        corrected()
        restored()
    with pytest.raises(Refused, match="ghi lý do"):
        restore_label(PUBLIC, seen("3.1"), by=actor("lan"), reason="")


def test_whoever_looked_at_an_older_name_is_refused(inside: Flask) -> None:
    corrected()
    stale = seen("3.1")
    restored()
    for seen_then in (0, stale):
        with pytest.raises(Refused) as refused:
            correct_label(PUBLIC, WORK, seen_then, by=actor("lan"), reason=WHY)
        assert refused.value.reasons == (OVERTAKEN,)
    corrected()
    with pytest.raises(Refused) as refused:
        restore_label(PUBLIC, stale, by=actor("lan"), reason=WHY)
    assert refused.value.reasons == (OVERTAKEN,)


def test_names_are_read_once_however_many_are_said_and_only_when_said(inside: Flask) -> None:
    corrected()
    db.session.remove()
    with statements(inside) as sent:
        kept = [name for _number, name in CHOICES]
        assert sent == []
        for name in kept * 3:
            name.said_in("vi"), name.said_in("en")
    assert len([said for said in sent if "indicator_label" in said]) == 1


def test_another_thread_and_a_verb_under_way_know_the_name_at_once(inside: Flask) -> None:
    def elsewhere() -> str:
        with inside.app_context():
            return str(titled("3.1"))

    assert str(titled("3.1")) == "3.1 Dịch vụ công"
    with transaction():
        corrected()
        assert str(titled("3.1")) == "3.1 Việc phục vụ dân"
    with ThreadPoolExecutor(1) as others:
        assert others.submit(elsewhere).result() == "3.1 Việc phục vụ dân"


def test_a_verb_that_is_undone_leaves_the_name_of_before(inside: Flask) -> None:
    def undone() -> None:
        with transaction():
            corrected()
            assert str(titled("3.1")) == "3.1 Việc phục vụ dân"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert str(titled("3.1")) == "3.1 Dịch vụ công"
