"""Programs of the operating system that some tests need: looked for and, where allowed, installed.

``python -m tests.system_packages`` installs what is missing when it may (as root, on Debian). A
test asks with :func:`require`: where the program is missing it is skipped, or fails when
``QMS_TEST_EVERYTHING=1`` says that nothing may be left out.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

DEBIAN = Path("/etc/debian_version")
APT_OPTIONS = ("-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=30")
PATIENCE = 600  # seconds for one call of the package manager


@dataclass(frozen=True)
class Program:
    """A program: the variable that may name its place, its usual names, its Debian packages."""

    setting: str
    names: tuple[str, ...]
    packages: tuple[str, ...]


PROGRAMS = {
    "chromium": Program(
        setting="QMS_CHROMIUM",
        names=("chromium", "chromium-browser", "google-chrome"),
        # Without recommended packages Debian's browser has no font that knows Vietnamese letters.
        packages=("chromium", "fonts-dejavu-core"),
    ),
}


def find(name: str) -> str | None:
    """The path of the program, or nothing. A path that was set but is wrong counts as missing."""
    program = PROGRAMS[name]
    if chosen := os.environ.get(program.setting):
        return shutil.which(chosen)
    return next(filter(None, map(shutil.which, program.names)), None)


def require(name: str) -> str:
    """The path of the program; without it the asking test is skipped, or fails (see above)."""
    if path := find(name):
        return path
    program = PROGRAMS[name]
    reason = (
        f"{name} is not installed: apt-get install {' '.join(program.packages)}, "
        f"or set {program.setting} to its path"
    )
    if os.environ.get("QMS_TEST_EVERYTHING") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def install(name: str) -> str:
    """Install the program with Debian's package manager; answers what came of it, in a sentence."""
    packages = PROGRAMS[name].packages
    if os.geteuid() != 0 or not DEBIAN.exists():
        return f"{name} is missing and only root on Debian may install it; its tests are left out."
    print(f"Installing {name} for the tests; this happens once.", flush=True)
    complaint = _apt_get("update") or _apt_get(
        "install", "-y", "--no-install-recommends", *packages
    )
    if complaint:
        return f"{name} could not be installed ({complaint}); its tests are left out."
    return f"{name} is installed."


def _apt_get(*arguments: str) -> str:
    """Run the package manager without questions; its last complaint, or nothing if all is well."""
    try:
        done = subprocess.run(
            ["apt-get", *APT_OPTIONS, *arguments],
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return str(trouble)
    if done.returncode == 0:
        return ""
    return (done.stderr.strip().splitlines() or [f"code {done.returncode}"])[-1]


def main() -> int:
    """Install what is missing. Never fails: the tests themselves say what they had to leave out."""
    for name in PROGRAMS:
        if find(name) is None:
            print(install(name), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
