"""Settings, read once into one frozen object.

Everything the program keeps lies in one folder, ``QMS_DATA``: database, files, index and key.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from qms.kernel.post import MailServer, Security


@dataclass(frozen=True)
class Settings:
    """What an installation may choose.

    ``https`` marks cookies as secure; set it when the program stands behind a proxy that speaks
    HTTPS. ``hosts`` are the names the program answers to, every name when empty: a link made for
    somebody bears the name by which the page was asked. ``background`` lets threads keep the
    search index fresh and do the jobs (the web process); without it a change is indexed, and its
    jobs are done, before the verb's caller goes on (commands, tests). ``password_cost`` weighs
    Argon2id: (passes, memory in KiB). ``mail`` is the server that takes letters; ``address`` is
    where people open the program, for the links in letters; ``digest_at`` is when the daily letter
    goes out.
    """

    data: Path
    https: bool = False
    hosts: tuple[str, ...] = ()
    background: bool = False
    password_cost: tuple[int, int] = (3, 65536)
    mail: MailServer | None = None
    address: str = ""
    digest_at: time = time(7, 30)

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
    """Read the settings that README names; a value that cannot be read raises ``ValueError``.

    Names in ``QMS_HOSTS`` are parted by spaces.
    """
    return Settings(
        data=Path(environment.get("QMS_DATA", "data")).resolve(),
        https=environment.get("QMS_HTTPS") == "1",
        hosts=tuple(environment.get("QMS_HOSTS", "").split()),
        background=background,
        mail=_mail_from(environment),
        address=environment.get("QMS_URL", "").rstrip("/"),
        digest_at=time.fromisoformat(environment.get("QMS_DIGEST", "07:30")),
    )


def _mail_from(environment: Mapping[str, str]) -> MailServer | None:
    """The mail server, if one is named: ``QMS_SMTP`` is ``host`` or ``host:port``."""
    host, _colon, port = environment.get("QMS_SMTP", "").partition(":")
    if not host:
        return None
    number = int(port or 25)
    usual = {465: Security.TLS, 587: Security.STARTTLS}.get(number, Security.NONE)
    password = environment.get("QMS_SMTP_PASSWORD_FILE")
    return MailServer(
        host=host,
        port=number,
        sender=environment.get("QMS_SMTP_SENDER") or f"qms@{host}",
        security=Security(environment.get("QMS_SMTP_SECURITY", usual)),
        user=environment.get("QMS_SMTP_USER", ""),
        password_file=Path(password) if password else None,
    )
