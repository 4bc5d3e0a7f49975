"""What comes in: how much, how slowly, for which name; and what is said when nothing works."""

import io
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from qms.app import create_app
from qms.config import Settings, settings_from
from qms.kernel import operation
from qms.kernel.pages import LARGEST_FIELDS
from tests.installing import CHEAP, COMPILED, close
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
FORM = "application/x-www-form-urlencoded"


class SlowForm(io.BytesIO):
    """A form that comes so slowly that somebody else writes to the database meanwhile."""

    def __init__(self, database: Path) -> None:
        super().__init__(b"reason=x")
        self._database = database
        self.asked = 0

    def readinto(self, into: Any) -> int:
        self.asked += 1
        other = sqlite3.connect(self._database, timeout=0, isolation_level=None)
        other.executescript("BEGIN IMMEDIATE; UPDATE web_session SET content=content; COMMIT")
        other.close()
        return super().readinto(into)


@pytest.mark.parametrize("signed_in", [True, False])
def test_whoever_sends_a_form_slowly_keeps_nobody_from_writing(
    visit: Visit, data: Path, signed_in: bool
) -> None:
    visitor, form = visit("linh" if signed_in else None), SlowForm(data / "qms.sqlite")
    sent = {"input_stream": form, "content_length": 8, "content_type": FORM}
    assert visitor.client.post("/account", **sent).status_code == 400
    assert form.asked


def test_what_takes_long_does_not_begin_inside_a_verb(inside: Flask) -> None:
    with operation.transaction(), pytest.raises(RuntimeError, match="before it"):
        operation.stop_reading()


@pytest.mark.parametrize(("size", "status"), [(LARGEST_FIELDS - 9, 400), (LARGEST_FIELDS, 413)])
def test_a_form_without_a_file_is_small(visit: Visit, size: int, status: int) -> None:
    sent = b"reason=" + b"x" * size
    assert visit(None).client.post("/sign-in", data=sent, content_type=FORM).status_code == status


def test_a_field_beside_a_file_is_small_too(visit: Visit) -> None:
    thao, file = visit("thao"), (io.BytesIO(b"x"), "a.docx")
    answer = thao.client.post(
        "/documents/uploads", data={"file": file, "x": "x" * (LARGEST_FIELDS + 1)}
    )
    assert answer.status_code == 413


def test_asking_for_the_head_of_a_page_is_asking_for_the_page(visit: Visit) -> None:
    linh, guest = visit("linh"), visit(None)
    assert linh.client.head("/account").status_code == 200
    assert guest.client.head("/sign-in").status_code == 200
    assert guest.client.head("/account").status_code == 302


@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 40])
def test_a_number_that_no_row_can_have_is_no_page(visit: Visit, number: str) -> None:
    son = visit("son")
    assert son.get(f"/people/{number}").status_code == 404
    form = {"code": "MM", "name": "Mới", "parent": number, "start": "05/02/2026"}
    assert son.send("/units", **form).status_code == 422


def test_a_one_time_word_longer_than_any_of_ours_is_refused(visit: Visit) -> None:
    assert visit("linh").send("/language", once="x" * 65, language="en").status_code == 400
    assert visit("linh").send("/language", once="x" * 64, language="en").status_code == 302


@pytest.fixture
def named(data: Path) -> Iterator[Flask]:
    """The application under a name of its own, behind a proxy."""
    app = create_app(Settings(data, https=True, hosts=("iso.example",), password_cost=CHEAP))
    app.jinja_env.bytecode_cache = COMPILED
    yield app
    with app.app_context():
        close(app)


def test_the_program_answers_to_its_own_name_only(named: Flask) -> None:
    client = named.test_client()
    assert client.get("/sign-in", headers={"Host": "iso.example"}).status_code == 200
    for path in ("/sign-in", "/nowhere"):
        answer = client.get(path, headers={"Host": "evil.example"})
        assert answer.status_code == 400
        assert "Hãy dùng địa chỉ mà cơ quan đã thông báo" in answer.text


def test_a_name_that_the_proxy_did_not_say_is_not_believed(app: Flask, named: Flask) -> None:
    forged = {"Host": "iso.example", "X-Forwarded-Host": "evil.example"}
    assert named.test_client().get("/sign-in", headers=forged).status_code == 200
    with app.test_request_context(headers=forged) as asked:
        assert asked.request.host == "iso.example"


def test_names_are_parted_by_spaces() -> None:
    assert settings_from({"QMS_HOSTS": " iso.example 10.0.0.5 "}).hosts == (
        "iso.example",
        "10.0.0.5",
    )
    assert settings_from({}).hosts == ()


def test_without_its_database_the_program_still_says_what_happened(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    linh = visit("linh")
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    def fail(*_any: object, **_more: object) -> None:
        raise sqlite3.OperationalError("the inner life")

    monkeypatch.setattr("qms.kernel.sessions._kept", fail)
    monkeypatch.setattr("qms.organisation.queries.agency", fail)
    for path in ("/account", "/nowhere"):
        answer = linh.get(path)
        assert answer.status_code == 500
        assert "Lỗi này không phải do bạn" in answer.text
        assert "not your fault" in answer.text
        assert "inner life" not in answer.text
