"""Settings and the key of the installation."""

import os
import stat
from datetime import time
from pathlib import Path

import pytest

from qms.config import Settings, settings_from
from qms.kernel.post import MailServer, Security


def test_the_key_is_made_once_and_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "data")
    key = settings.key()
    assert len(bytes.fromhex(key)) == 32
    assert settings.key() == Settings(tmp_path / "data").key() == key
    assert stat.S_IMODE((tmp_path / "data" / "key").stat().st_mode) == 0o600
    assert [p.name for p in (tmp_path / "data").iterdir()] == ["key"]


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert Settings(tmp_path / "one").key() != Settings(tmp_path / "two").key()


def test_a_key_that_another_process_wrote_first_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, link = Settings(tmp_path), os.link

    def overtaken(part: Path, path: Path) -> None:
        path.write_text("theirs")
        link(part, path)

    monkeypatch.setattr(os, "link", overtaken)
    assert settings.key() == "theirs"
    assert [p.name for p in tmp_path.iterdir()] == ["key"]


def test_a_key_that_could_not_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_part: Path, _path: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(PermissionError):
        Settings(tmp_path).key()
    assert list(tmp_path.iterdir()) == []


def test_everything_kept_lies_in_the_data_folder(tmp_path: Path) -> None:
    settings = settings_from({"QMS_DATA": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path / 'qms.sqlite'}"
    assert (settings.files, settings.index) == (tmp_path / "files", tmp_path / "index")


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("0", False), ("", False)])
def test_https_is_chosen_by_one(said: str, meant: bool) -> None:
    assert settings_from({"QMS_HTTPS": said}).https is meant


def test_without_an_environment_the_folder_is_beside_and_cookies_are_plain() -> None:
    settings = settings_from({}, background=True)
    assert settings.data == Path("data").resolve()
    assert (settings.https, settings.background) == (False, True)


def test_a_mail_server_is_named_by_settings() -> None:
    told = {
        "QMS_SMTP": "mail.tanhoa.gov.vn:587",
        "QMS_SMTP_SENDER": "iso@tanhoa.gov.vn",
        "QMS_SMTP_USER": "iso",
        "QMS_SMTP_PASSWORD_FILE": "/etc/qms/mail",
        "QMS_URL": "https://iso.tanhoa.gov.vn/",
        "QMS_DIGEST": "06:45",
    }
    settings = settings_from(told)
    assert settings.mail == MailServer(
        "mail.tanhoa.gov.vn",
        587,
        "iso@tanhoa.gov.vn",
        Security.STARTTLS,
        "iso",
        Path("/etc/qms/mail"),
    )
    assert settings.address == "https://iso.tanhoa.gov.vn"
    assert settings.digest_at == time(6, 45)


@pytest.mark.parametrize(
    ("told", "security", "port"),
    [
        ({"QMS_SMTP": "mail"}, Security.NONE, 25),
        ({"QMS_SMTP": "mail:465"}, Security.TLS, 465),
        ({"QMS_SMTP": "mail:25", "QMS_SMTP_SECURITY": "starttls"}, Security.STARTTLS, 25),
    ],
)
def test_the_way_to_the_mail_server_follows_its_port_unless_it_is_said(
    told: dict[str, str], security: Security, port: int
) -> None:
    mail = settings_from(told).mail
    assert mail
    assert (mail.security, mail.port, mail.sender) == (security, port, "qms@mail")


@pytest.mark.parametrize(
    "told",
    [
        {"QMS_SMTP": "mail:x"},
        {"QMS_SMTP": "mail", "QMS_SMTP_SECURITY": "ssl"},
        {"QMS_DIGEST": "sáng"},
    ],
)
def test_a_setting_that_cannot_be_read_stops_the_program(told: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        settings_from(told)


def test_without_a_mail_server_there_is_none() -> None:
    assert settings_from({}).mail is None
