"""A person at a browser without scripts: signs in, opens pages, sends forms with their tokens."""

import re
import secrets
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.town import PASSWORD

TOKEN = re.compile(r'name="csrf_token"\s+value="([^"]+)"')


class Visitor:
    """One visit of one person; ``None`` stays signed out."""

    def __init__(self, app: Flask, login: str | None) -> None:
        self.client: FlaskClient = app.test_client()
        self.login = login
        if login:
            answer = self.send("/sign-in", login=login, password=PASSWORD)
            assert answer.status_code == 302, answer.text

    def get(self, path: str, **asked: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, query_string=asked or None, buffered=True)

    def token(self) -> str:
        """The CSRF token of this visit."""
        found = TOKEN.search(self.client.get("/sign-in", follow_redirects=True).text)
        assert found, "no form on the page"
        return found.group(1)

    def send(self, path: str, *, once: str | None = None, **fields: Any) -> TestResponse:
        """Send a form; ``once`` is its one-time word, a new one if not given."""
        data = {"csrf_token": self.token(), "once": once or secrets.token_hex(8), **fields}
        answer = self.client.post(path, data=data)
        answer.request.input_stream.close()  # the client leaves a large form's file open
        return answer
