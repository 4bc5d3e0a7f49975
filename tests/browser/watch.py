"""What a browser may not do during a story: ask another host, or complain in its console."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

STATUS_OF_A_PAGE = "Failed to load resource"


class Watch:
    """Listens to a browser context and remembers what went wrong in any of its pages.

    ``home`` is the only address, such as ``http://127.0.0.1:4321``, that may be asked.
    """

    def __init__(self, context: BrowserContext, home: str) -> None:
        self._home = urlsplit(home)
        self._complaints: list[str] = []
        self._missing: list[tuple[str, str]] = []
        self._visited: set[str] = set()
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def complaints(self) -> list[str]:
        """Everything that went wrong so far, in sentences.

        A page that answers 404 or 409 is an answer and no fault, though the console speaks of it; a
        style sheet or picture that is missing is one.
        """
        missing = [said for url, said in self._missing if url not in self._visited]
        return self._complaints + missing

    def _on_request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https", "ws", "wss") and asked.netloc != self._home.netloc:
            self._complaints.append(f"another host was asked: {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._visited.add(response.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        url = message.location["url"]
        said = f"the console says: {message.text} ({url})"
        if message.text.startswith(STATUS_OF_A_PAGE):
            self._missing.append((url, said))
        else:
            self._complaints.append(said)

    def _on_error(self, error: WebError) -> None:
        self._complaints.append(f"a script failed: {error.error}")
