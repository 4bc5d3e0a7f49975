"""Settings, read once into one frozen object.

Everything the program keeps lies in one folder, ``QMS_DATA``: database, files, index and key.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What an installation may choose.

    ``https`` marks cookies as secure; set it when the program stands behind a proxy that speaks
    HTTPS. ``hosts`` are the names the program answers to, every name when empty: a link made for
    somebody bears the name by which the page was asked. ``background`` lets threads keep the
    search index fresh and do the jobs (the web process); without it a change is indexed, and its
    jobs are done, before the verb's caller goes on (commands, tests). ``password_cost`` weighs
    Argon2id: (passes, memory in KiB).
    """

    data: Path
    https: bool = False
    hosts: tuple[str, ...] = ()
    background: bool = False
    password_cost: tuple[int, int] = (3, 65536)

    @property
    def database_url(self) -> str:
        """Where the rows are."""
        return f"sqlite:///{self.data / 'qms.sqlite'}"

    @property
    def files(self) -> Path:
        """Where the bytes of files are, named by their SHA-256."""
        return self.data / "files"

    @property
    def index(self) -> Path:
        """Where the search index is; it can be rebuilt at will."""
        return self.data / "index"

    @property
    def jobs(self) -> Path:
        """Where messages between pages and jobs are; they may be thrown away."""
        return self.data / "jobs.sqlite"

    def key(self) -> str:
        """The installation's secret, made on first use and readable by its owner alone."""
        path = self.data / "key"
        if not path.exists():
            _make_key(path)
        return path.read_text().strip()


def _make_key(path: Path) -> None:
    """Write a new key whole, or leave the one that another process wrote first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".key.{secrets.token_hex(4)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(secrets.token_hex(32))
    try:
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        part.unlink()


def settings_from(environment: Mapping[str, str], *, background: bool = False) -> Settings:
    """Read ``QMS_DATA`` (default ``./data``), ``QMS_HTTPS`` (``1`` for yes) and ``QMS_HOSTS``.

    Names in ``QMS_HOSTS`` are parted by spaces.
    """
    return Settings(
        data=Path(environment.get("QMS_DATA", "data")).resolve(),
        https=environment.get("QMS_HTTPS") == "1",
        hosts=tuple(environment.get("QMS_HOSTS", "").split()),
        background=background,
    )
