"""A page asks no other host for anything and carries no script or style in its own lines."""

import re
from pathlib import Path

from checks.finding import Finding, files

# What W3C calls its vocabularies looks like an address and is none: nothing is fetched there.
ELSEWHERE = re.compile(
    r"""(?ix)
    \b(?:src|href|action|formaction|poster|data|srcset)\s*=\s*["']?\s*(?:https?:)?//  # markup
    | url\(\s*["']?\s*(?:https?:)?//  # style sheets
    | @import\s+["']\s*(?:https?:)?//
    | ["'`](?:https?|wss?)://(?!www\.w3\.org/)  # scripts
    """
)
TOPS = ("templates", "static")
NAMESPACE = re.compile(r"""\bxmlns(?::\w+)?\s*=\s*["'][^"']*["']""")

INLINE = re.compile(
    r"""(?ix)
    <[a-z][^>]*\s(?:style|on[a-z]+)=["'{]  # attributes
    | <style\b
    | <script\b(?![^>]*\ssrc\s*=)
    | \bjavascript:
    """
)


def requests_elsewhere(root: Path) -> list[Finding]:
    """Addresses of other hosts that a browser would fetch or follow."""
    kinds = ("html", "css", "js", "svg")
    return [
        finding
        for path, file in files(root, *(f"{top}/**/*.{k}" for top in TOPS for k in kinds))
        for finding in _found(
            path, NAMESPACE.sub("", file.read_text("utf-8")), ELSEWHERE, "asks another host"
        )
    ]


def inline_code(root: Path) -> list[Finding]:
    """Scripts and styles inside a page, which the content security policy would not run."""
    return [
        finding
        for path, file in files(root, "templates/**/*.html", "static/**/*.svg")
        for finding in _found(
            path, file.read_text("utf-8"), INLINE, "holds a script or style of its own"
        )
    ]


def _found(path: str, text: str, pattern: re.Pattern[str], said: str) -> list[Finding]:
    return [
        Finding(path, text.count("\n", 0, match.start()) + 1, said)
        for match in pattern.finditer(text)
    ]
