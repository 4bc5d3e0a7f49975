"""Settings and the key of the installation."""

import os
import stat
from pathlib import Path

import pytest

from qms.config import Settings, settings_from


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
