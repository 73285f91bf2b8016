"""Who may speak to the server, and the headers of every response.

The server listens on 127.0.0.1, which every page in the user's browser and every program on the
machine can reach. So a request must name this host (a foreign name that resolves to 127.0.0.1 does
not pass), carry the token of the printed address (later the cookie made of it), and, to change
anything, come from the page itself and carry the second token that only the page can read.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from pipeline.errors import FeedbackError

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

WRITE_HEADER = "HTTP_X_REVIEW_TOKEN"

_HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
]
_READS = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one start of the server: ``token`` opens the page, ``write`` changes."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    write: str = field(default_factory=lambda: secrets.token_urlsafe(32))


class Gate:
    """Let requests through to ``application``, or answer them with ``refuse``."""

    def __init__(self, application: Application, keys: Keys, *, port: int, refuse: Any) -> None:
        self._application = application
        self._keys = keys
        self._hosts = (f"127.0.0.1:{port}", f"localhost:{port}")
        # Browsers do not keep the cookies of different ports apart.
        self._cookie = f"review_{port}"
        self._refuse = refuse

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request (WSGI)."""
        opened = self._opened(environ)

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            own = {name.lower() for name, _ in _HEADERS}
            kept = [header for header in headers if header[0].lower() not in own]
            cookie = f"{self._cookie}={self._keys.token}; Path=/; HttpOnly; SameSite=Strict"
            return start_response(
                status, kept + _HEADERS + [("Set-Cookie", cookie)] * opened, *more
            )

        reason = self._reason_to_refuse(environ, opened=opened)
        if reason is None:
            return self._application(environ, start)
        answer: Iterable[bytes] = self._refuse(start, FeedbackError("E735", reason=reason))
        return answer

    def _reason_to_refuse(self, environ: Environ, *, opened: bool) -> str | None:
        host = environ.get("HTTP_HOST", "")
        if host not in self._hosts:
            return "it names another host"
        if not opened and not self._has_cookie(environ):
            return "it has no valid token"
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None and origin != f"http://{host}":
            return "it comes from another page"
        if environ["REQUEST_METHOD"] in _READS:
            return None
        if origin is None:
            return "it does not say which page it comes from"
        if not _same(environ.get(WRITE_HEADER, ""), self._keys.write):
            return "it has no valid token for changes"
        return None

    def _opened(self, environ: Environ) -> bool:
        """Tell whether this is the printed address, on the right host."""
        given = parse_qs(environ.get("QUERY_STRING", "")).get("token", [""])
        return (
            environ.get("HTTP_HOST") in self._hosts
            and environ["REQUEST_METHOD"] == "GET"
            and environ.get("PATH_INFO") == "/"
            and _same(given[0], self._keys.token)
        )

    def _has_cookie(self, environ: Environ) -> bool:
        try:
            cookie = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(self._cookie)
        except CookieError:
            return False
        return cookie is not None and _same(cookie.value, self._keys.token)


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
