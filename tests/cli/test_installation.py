"""Preparing an installation, adding people, checking the trail."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from qms import demo
from qms.app import create_app
from qms.config import Settings
from qms.demo.build import Account
from qms.demo.hurry import MARK
from qms.kernel.access import Role
from tests.installing import CHEAP, close
from tests.town import PASSWORD
from tests.visitor import Visitor

Command = Callable[..., Result]
ROOT = Path(__file__).parent.parent.parent


def refuses(result: Result, said: str) -> None:
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_the_link_that_is_printed_sets_the_installation_up(
    qms_on_nothing: Command, nothing: Path
) -> None:
    result = qms_on_nothing("init", "--url", "https://iso.example/")
    assert result.exit_code == 0, result.output
    path = re.search(r"^https://iso\.example(/welcome/\S+)$", result.stdout, re.MULTILINE)
    assert path
    app = create_app(Settings(nothing, password_cost=CHEAP))
    steps = {"agency_name": "UBND", "name": "Sơn", "title": "CNTT", "login": "son"}
    answer = Visitor(app, None).send(path[1], new_password=PASSWORD, again=PASSWORD, **steps)
    assert answer.status_code == 302
    with app.app_context():
        close(app)
    refuses(qms_on_nothing("init"), "đã được thiết lập")


def test_an_installation_that_waits_for_its_set_up_gets_a_new_link(qms_on_nothing: Command) -> None:
    first, second = (qms_on_nothing("init").stdout.split()[-1] for _ in range(2))
    assert first != second


def test_migrating_may_be_repeated(qms_on_nothing: Command) -> None:
    for _ in range(2):
        result = qms_on_nothing("migrate")
        assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("people", "add", "moi", "Người Mới"),
        ("trail", "verify"),
        ("search", "ask", "đất", "--as", "lan"),
        ("search", "rebuild"),
        ("search", "check"),
    ],
)
def test_without_a_database_a_command_says_what_to_run_first(
    qms_on_nothing: Command, words: tuple[str, ...]
) -> None:
    refuses(qms_on_nothing(*words), "qms migrate")


def test_the_sentence_is_in_the_language_of_the_terminal(qms_on_nothing: Command) -> None:
    result = qms_on_nothing("trail", "verify", language="en_US.UTF-8")
    assert result.exit_code == 1
    assert "qms migrate" in result.stderr


def test_a_person_added_comes_in_by_the_printed_link_with_their_roles(
    qms: Command, data: Path
) -> None:
    result = qms(
        *("people", "add", "yen.th", "Trương Hải Yến", "--title", "Công chức", "--unit", "KT"),
        *("--role", "author", "--role", "staff", "--url", "http://iso.example"),
    )
    assert result.exit_code == 0, result.output
    path = result.stdout.strip().removeprefix("http://iso.example")
    app = create_app(Settings(data, password_cost=CHEAP))
    guest = Visitor(app, None)
    assert guest.send(path, new_password=PASSWORD, again=PASSWORD).status_code == 302
    account = guest.get("/account").text
    for words in ("Trương Hải Yến", "Người soạn thảo", "Phòng Kinh tế"):
        assert words in account
    with app.app_context():
        close(app)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("linh", "Tạ Khánh Linh"), "đã có người dùng"),
        (("đặng văn", "Đặng Văn"), "Tên đăng nhập gồm"),
        (("moi", "Người Mới", "--unit", "X"), "mang mã X"),
    ],
)
def test_a_person_who_cannot_be_added_is_explained(
    qms: Command, words: tuple[str, ...], said: str
) -> None:
    refuses(qms("people", "add", *words), said)


def test_an_unknown_role_is_refused_before_anything_is_done(qms: Command) -> None:
    result = qms("people", "add", "moi", "Người Mới", "--role", "emperor")
    assert result.exit_code == 2
    assert qms("people", "add", "moi", "Người Mới").exit_code == 0


def test_a_whole_trail_is_said_to_be_whole(qms: Command) -> None:
    result = qms("trail", "verify")
    assert result.exit_code == 0
    assert re.search(r"nguyên vẹn: \d+ dòng, dấu kiểm cuối [0-9a-f]{64}\.", result.stdout)


def test_a_broken_trail_is_said_to_be_broken_and_where(qms: Command, data: Path) -> None:
    with closing(sqlite3.connect(data / "qms.sqlite", isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER trail_line_is_kept")
        raw.execute("UPDATE trail_line SET reason = 'khác' WHERE id = 7")
    refuses(qms("trail", "verify"), "từ dòng 7")


def test_the_made_up_ward_is_printed_with_its_passwords(
    qms_on_nothing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account("lan.nt", "lua-song-nui-may-1234", "Lan", "Thư ký", (Role.QUALITY_OFFICER,))
    monkeypatch.setattr(demo, "build", lambda: [account])
    result = qms_on_nothing("demo")
    assert result.exit_code == 0, result.output
    assert "lua-song-nui-may-1234" in result.stdout
    assert "Lan (quality_officer)" in result.stdout


def test_the_made_up_ward_is_not_built_over_an_agency(qms: Command) -> None:
    refuses(qms("demo"), "Đã có dữ liệu")


@pytest.mark.parametrize("words", [("demo",), ("serve", "--demo"), ("serve",), ("init",)])
def test_a_made_up_ward_that_was_cut_off_is_neither_served_nor_built_on(
    qms_on_nothing: Command, nothing: Path, words: tuple[str, ...]
) -> None:
    nothing.mkdir(exist_ok=True)
    (nothing / MARK).touch()
    refuses(qms_on_nothing(*words), "bị ngắt giữa chừng")


def test_serving_an_empty_installation_prints_its_link_first(
    qms_on_nothing: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, words: served.append(words))
    result = qms_on_nothing("serve", "--port", "8123")
    assert "http://127.0.0.1:8123/welcome/" in result.stdout
    assert served[0][1:5] == ["-m", "gunicorn", "--bind", "127.0.0.1:8123"]
    assert served[0][-1] == "wsgi:application"


def test_the_program_itself_ends_with_a_sentence_and_no_traceback(nothing: Path) -> None:
    program = [sys.executable, "-c", "from qms.app import main; main()", "trail", "verify"]
    env = {**os.environ, "QMS_DATA": str(nothing), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(program, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        "Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy “qms migrate” trước."
    ]
    assert done.stdout == ""
