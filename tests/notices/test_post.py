"""What is said when the mail server does not let us in."""

from dataclasses import replace
from pathlib import Path

import pytest

from qms.kernel.post import Security, Unreachable
from tests.notices.postbox import Postbox, listening, server_at


def test_nobody_at_home(port: int) -> None:
    with pytest.raises(Unreachable, match=f"127.0.0.1:{port}"):
        server_at(port).answers()


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_that_speaks_no_tls_gets_nothing_in_the_open(
    postbox: Postbox, port: int, security: Security
) -> None:
    guarded = replace(server_at(port), security=security)
    with pytest.raises(Unreachable):
        guarded.hand_over("ai@tanhoa.gov.vn", b"x", lambda: None)
    assert postbox.heard == 0


def test_a_server_that_does_not_know_us_gets_nothing(
    postbox: Postbox, port: int, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("bí mật\n")
    named = replace(server_at(port), user="iso", password_file=tmp_path / "password")
    with pytest.raises(Unreachable):
        named.answers()
    with pytest.raises(Unreachable, match="No such file"):
        replace(named, password_file=tmp_path / "gone").answers()


def test_a_server_that_answers_is_left_in_peace(port: int) -> None:
    with listening(Postbox(), port):
        server_at(port).answers()
