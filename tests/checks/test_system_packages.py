import subprocess
from pathlib import Path

import pytest

from tests import system_packages


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without a browser; gives the only folder where programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("QMS_CHROMIUM", raising=False)
    monkeypatch.delenv("QMS_TEST_EVERYTHING", raising=False)
    return tmp_path


def program(folder: Path, name: str) -> str:
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return str(file)


def test_a_browser_is_found_under_any_of_its_names(bare_machine: Path) -> None:
    path = program(bare_machine, "google-chrome")
    assert system_packages.require("chromium") == path


def test_a_chosen_browser_comes_before_the_usual_ones(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(bare_machine, "chromium")
    chosen = program(bare_machine, "own-browser")
    monkeypatch.setenv("QMS_CHROMIUM", chosen)
    assert system_packages.require("chromium") == chosen
    monkeypatch.setenv("QMS_CHROMIUM", "/nowhere/browser")
    assert system_packages.find("chromium") is None


@pytest.mark.usefixtures("bare_machine")
def test_without_a_browser_a_test_is_skipped_with_the_reason() -> None:
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        system_packages.require("chromium")


@pytest.mark.usefixtures("bare_machine")
def test_where_everything_must_be_tested_a_missing_browser_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QMS_TEST_EVERYTHING", "1")
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        system_packages.require("chromium")


@pytest.mark.usefixtures("bare_machine")
def test_only_root_on_debian_installs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_kw: pytest.fail("nothing may be run"))
    assert system_packages.main() == 0
    assert "only root on Debian" in capsys.readouterr().out


@pytest.mark.usefixtures("bare_machine")
def test_an_installation_without_network_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(system_packages, "DEBIAN", Path(__file__))
    failed = subprocess.CompletedProcess([], 100, "", "W: old lists\nE: no network\n")
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_kw: failed)
    assert system_packages.main() == 0
    assert "could not be installed (E: no network)" in capsys.readouterr().out


@pytest.mark.usefixtures("bare_machine")
def test_an_installation_asks_the_package_manager_for_the_browser_and_a_font(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_kw: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(system_packages, "DEBIAN", Path(__file__))
    monkeypatch.setattr(subprocess, "run", run)
    assert system_packages.install("chromium") == "chromium is installed."
    assert [command[-1] for command in asked] == ["update", "fonts-dejavu-core"]
