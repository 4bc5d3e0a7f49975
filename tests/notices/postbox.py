"""A real mail server on this machine, which takes letters or answers as a test wants."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from qms.kernel.post import MailServer


class Postbox:
    """Keeps what it took. ``answers`` holds what it says instead: {"RCPT": "450 later"}.

    ``dies_at`` breaks the connection once that step was heard.
    """

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.dies_at = ""
        self.heard = 0

    async def handle_MAIL(  # noqa: N802 - the library's names
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        self.heard += 1
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        said = self.answers.get("RCPT") or self.answers.get(address, "250 OK")
        if said.startswith("2"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        said = self.answers.get("DATA", "250 OK")
        if said.startswith("2"):
            message = message_from_bytes(envelope.content, policy=default)
            assert isinstance(message, EmailMessage)
            self.taken.append(message)
        if self.dies_at == "DATA":
            server.transport.abort()
        return said

    @property
    def addressed(self) -> list[str]:
        """To whom it took letters, in order of the alphabet."""
        return sorted(str(letter["To"].addresses[0].addr_spec) for letter in self.taken)


@contextmanager
def listening(postbox: Postbox, port: int) -> Iterator[None]:
    """Let ``postbox`` take letters on ``port`` while the block runs."""
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def server_at(port: int) -> MailServer:
    """That server, as a setting names it."""
    return MailServer("127.0.0.1", port, "iso@tanhoa.gov.vn")
