"""Hands mail to a server, one letter at a time, and says in words what the server answered.

SMTP lets a letter be lost or doubled only while the answer to its last byte is awaited: before that
the server has nothing, after it the server has promised delivery. ``handing`` is called just before
those bytes go out, so that whoever keeps note knows later whether a letter can have been sent.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qms.kernel.i18n import Sentence
from qms.kernel.jobs.failures import Hopeless
from qms.kernel.lifecycle import Refused

PATIENCE_SECONDS = 20.0
TAKEN = range(200, 300)
NOT_NOW = range(400, 500)


class Security(StrEnum):
    """How the way to the server is kept from others' eyes."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class Unreachable(Refused):
    """No server answers, or it does not let us in: nothing of any letter was sent."""


@dataclass(frozen=True)
class MailServer:
    """The server that takes the agency's letters; ``sender`` is the address they come from."""

    host: str
    port: int
    sender: str
    security: Security = Security.NONE
    user: str = ""
    password_file: Path | None = None

    def answers(self) -> None:
        """Raise :class:`Unreachable` when the server would take no letter now."""
        with self._opened():
            pass

    def hand_over(self, address: str, content: bytes, handing: Callable[[], None]) -> None:
        """Give a letter to the server; ``content`` is 7-bit, with its headers.

        Raises :class:`Unreachable`, :class:`Refused` when the server does not take it now, and
        :class:`Hopeless` when it never will. A connection that breaks while the last answer is
        awaited raises ``OSError``: nobody can know whether the letter is on its way.
        """
        with self._opened() as server:
            self._heard(address, *server.mail(self.sender))
            self._heard(address, *server.rcpt(address))
            handing()
            answer: tuple[int, bytes | str]
            try:
                answer = server.data(content)
            except smtplib.SMTPDataError as refused:
                answer = refused.smtp_code, refused.smtp_error
            self._heard(address, *answer)

    def _heard(self, address: str, code: int, said: bytes | str) -> None:
        if code in TAKEN:
            return
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        reason = Sentence(
            "Máy chủ thư không nhận thư gửi %(address)s: %(code)s %(said)s",
            address=address,
            code=code,
            said=" ".join(words.split()),
        )
        raise Refused(reason) if code in NOT_NOW else Hopeless(reason)

    @contextmanager
    def _opened(self) -> Iterator[smtplib.SMTP]:
        try:
            server = self._connected()
        except OSError as fault:  # the library's own faults are of that sort, too
            said = " ".join(str(fault).split()) or type(fault).__name__
            where = f"{self.host}:{self.port}"
            raise Unreachable(
                Sentence("Không dùng được máy chủ thư %(where)s: %(said)s", where=where, said=said)
            ) from fault
        try:
            yield server
        finally:
            _leave(server)

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.security is Security.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self.port, timeout=PATIENCE_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=PATIENCE_SECONDS)
        try:
            if self.security is Security.STARTTLS:
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            if self.user and self.password_file:
                server.login(self.user, self.password_file.read_text("utf-8").strip())
        except OSError:
            server.close()
            raise
        return server


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except OSError:
        server.close()
