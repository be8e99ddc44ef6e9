"""Who may call: the token, the Host and the Origin, checked before any route (as Jupyter does).

`serve` makes a launch token, which stands in the opened address and is traded there for an HttpOnly cookie. Every
route but `/healthz` and that exchange needs the cookie or `Authorization: Bearer`. Unsafe methods need a same-origin
Origin unless they carry the token in a header, which no other site's page can make a browser do. An unknown Host is
refused, so that a name which an attacker points at 127.0.0.1 reaches nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.types import ASGIApp

from graph_service.api.language import language
from graph_service.errors import Forbidden, MaillageError, TooLarge, Unauthenticated
from graph_service.model import Scope

MOST_BYTES = 2 * 1024 * 1024
MOST_UPLOADED = 64 * 1024 * 1024
OPEN = ("/healthz",)
_SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Access:
    """What a service accepts. `token` None: no token is asked for (`--no-token`, loopback only).

    `hosts` are the names (without port) that the service answers to. `scope` is what the token's holder may see.
    """

    token: str | None
    hosts: frozenset[str]
    scope: Scope = Scope.INTERNAL
    port: int = 0
    """Cookies know no port: two services on one machine keep apart by the cookie's name."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def cookie(self) -> str:
        return f"maillage-{self.port}"

    @property
    def session(self) -> str:
        """What the cookie holds: proof of the token, worth nothing after this service stops."""
        return hmac.new(self.secret, (self.token or "").encode(), hashlib.sha256).hexdigest()

    def holds(self, request: Request) -> bool:
        """Whether a request carries the token or its cookie."""
        if self.token is None:
            return True
        bearer = request.headers.get("authorization", "")
        if bearer.startswith("Bearer ") and _equal(bearer.removeprefix("Bearer "), self.token):
            return True
        return _equal(request.cookies.get(self.cookie, ""), self.session)


class Guard(BaseHTTPMiddleware):
    """Refuses what may not come in, and trades the launch token for the cookie."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        super().__init__(app)
        self.access = access

    async def dispatch(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            exchange = self._admit(request)
        except MaillageError as error:
            document = error.problem(language(request))
            return _plain(JSONResponse(document, error.status, media_type="application/problem+json"))
        if exchange is not None:
            return _plain(exchange)
        request.state.scope = self.access.scope
        return _plain(await call_next(request))

    def _admit(self, request: Request) -> Response | None:
        if _name(request.headers.get("host", "").lower()) not in self.access.hosts:
            raise Forbidden("host-unknown", host=request.headers.get("host", "")[:100])
        if request.url.path in OPEN and request.method in _SAFE:
            return None
        given = request.query_params.get("token")
        if given is not None and request.method == "GET" and request.url.path == "/":
            return self._trade(request, given)
        if not self.access.holds(request):
            raise Unauthenticated("token-needed")
        by_header = self.access.token is not None and "authorization" in request.headers
        if request.method not in _SAFE:
            if not by_header and not self._same_origin(request):
                raise Forbidden("origin", origin=request.headers.get("origin", "")[:100])
            _bounded(request)
        return None

    def _trade(self, request: Request, given: str) -> Response:
        """The launch token for the cookie, and an address without the token in it."""
        if self.access.token is None or not _equal(given, self.access.token):
            raise Unauthenticated("token-wrong")
        rest = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
        answer = RedirectResponse("/?" + urlencode(rest) if rest else "/", 303)
        answer.set_cookie(
            self.access.cookie,
            self.access.session,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    def _same_origin(self, request: Request) -> bool:
        origin = urlsplit(request.headers.get("origin", ""))
        return origin.scheme in ("http", "https") and origin.netloc == request.headers.get("host", "")


def _bounded(request: Request) -> None:
    """Refuse a body before it is read: one that is too large, or that does not say how large it is."""
    length = request.headers.get("content-length", "")
    chunked = "transfer-encoding" in request.headers
    files = request.headers.get("content-type", "").startswith("multipart/form-data")
    most = MOST_UPLOADED if files and request.url.path.endswith("/imports") else MOST_BYTES
    if chunked or (length and (not length.isdigit() or int(length) > most)):
        raise TooLarge("body-too-large", most=most // 1024)


def _plain(answer: Response) -> Response:
    """Headers that every answer carries."""
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "no-referrer")
    answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0] if ":" in host else host


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
