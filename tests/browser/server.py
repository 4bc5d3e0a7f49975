"""The program behind a real address, for a real browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.serving import WSGIRequestHandler, make_server


class _Silent(WSGIRequestHandler):
    """Leaves the ordinary requests out of what a failed test shows; errors stay."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def _whole(app: WSGIApplication) -> WSGIApplication:
    """``app``, its answers made whole: a browser that leaves early leaves no file open."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        given = app(environ, start_response)
        try:
            return list(given)
        finally:
            if close := getattr(given, "close", None):
                close()

    return answer


@contextmanager
def serving(app: WSGIApplication) -> Iterator[str]:
    """Serve ``app`` on a free port of this machine; gives its address, without a last slash."""
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
