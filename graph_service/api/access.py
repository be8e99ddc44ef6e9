"""Checks who may call, by token, Host and Origin, before any route runs (as Jupyter does).

`serve` makes a launch token, which stands in the opened address and is traded there for an HttpOnly cookie; a person
may also post a token to `/session`. Every route but `/healthz` and these exchanges needs the cookie or
`Authorization: Bearer`. Unsafe methods need a same-origin Origin unless they carry the token in a header, which no
other site's page can make a browser do. An unknown Host is refused, so that a name which an attacker points at
127.0.0.1 reaches nothing. Wrong tokens are slowed down, right ones never.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as ASGIScope

from graph_service.api import error_responses
from graph_service.api.language import language
from graph_service.api.sessions import SECONDS, Sessions
from graph_service.api.slowing import Slowing
from graph_service.errors import Forbidden, MaillageError, TooLarge, TooManyTries, Unauthenticated
from graph_service.model import Scope

MOST_BYTES = 2 * 1024 * 1024
MOST_UPLOADED = 64 * 1024 * 1024
_MOST_TYPED = 8 * 1024
OPEN = ("/healthz",)
_SAFE = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True)
class Access:
    """What a service requires of a caller. `token` None: no token is needed (`--no-token`, loopback only).

    `hosts` are the names (without port) that the service answers to. `scope` is what the token's holder may see.
    """

    token: str | None = field(repr=False)
    hosts: frozenset[str]
    scope: Scope = Scope.INTERNAL
    port: int = 0
    """Cookies know no port: two services on one machine keep apart by the cookie's name."""
    name: str = ""
    """Of a store whose cookies hold at the next start: what they are called by, whatever the port."""
    opening: str | None = field(default=None, repr=False)
    """A second token, of this start, which is traded for the cookie and opens nothing else."""
    sessions: Sessions = field(default_factory=Sessions, repr=False)

    @property
    def cookie(self) -> str:
        return f"maillage-{self.name or self.port}"

    def takes(self, given: str) -> bool:
        """Return whether a token is one that may be traded for the cookie."""
        return any(_equal(given, own) for own in (self.token, self.opening) if own is not None)

    def bearer(self, request: Request) -> str | None:
        """The token in a request's header; None where there is none."""
        text = request.headers.get("authorization", "")
        return text.removeprefix("Bearer ") if text.startswith("Bearer ") else None

    def holds(self, request: Request) -> bool:
        """Return whether a request carries the token or its cookie."""
        if self.token is None:
            return True
        given = self.bearer(request)
        if given is not None and _equal(given, self.token):
            return True
        return self.sessions.left(request.cookies.get(self.cookie, "")) > 0


class Guard:
    """ASGI middleware that refuses callers without access, and trades the launch token for the cookie."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access
        self.slowing = Slowing()

    async def __call__(self, scope: ASGIScope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            answer = await self._admit(request)
        except MaillageError as error:
            answer = error_responses.answer(request, error.problem(language(request)))
        if answer is not None:
            _plain(answer.headers)
            await answer(scope, receive, send)
            return
        request.state.scope = self.access.scope
        cookie = request.cookies.get(self.access.cookie, "") if request.url.path == "/" else ""
        renewed = self.access.sessions.left(cookie) > 0 and self.access.sessions.is_due(cookie)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _plain(headers)
                if renewed:
                    headers.append("Set-Cookie", self._cookie(request))
            await send(message)

        await self.app(scope, receive, told)

    async def _admit(self, request: Request) -> Response | None:
        if _name(request.headers.get("host", "").lower()) not in self.access.hosts:
            raise Forbidden("host-unknown", host=request.headers.get("host", "")[:100])
        if request.url.path in OPEN and request.method in _SAFE:
            return None
        given = request.query_params.get("token")
        if given is not None and request.method == "GET" and request.url.path == "/":
            return await self._trade(request, given)
        if request.method == "POST" and request.url.path == error_responses.SIGN_IN and self.access.token is not None:
            return await self._sign_in(request)
        if not self.access.holds(request):
            if self.access.bearer(request) is not None:
                await self._slow_down(request)
            raise Unauthenticated("token-needed")
        by_header = self.access.token is not None and "authorization" in request.headers
        if request.method not in _SAFE:
            if not by_header and not self._same_origin(request):
                raise Forbidden("origin", origin=request.headers.get("origin", "")[:100])
            _bounded(request)
        return None

    async def _trade(self, request: Request, given: str) -> Response:
        """The launch token for the cookie, and an address without the token in it."""
        rest = [(name, value) for name, value in request.query_params.multi_items() if name != "token"]
        return await self._admitted(request, given, "/?" + urlencode(rest) if rest else "/")

    async def _sign_in(self, request: Request) -> Response:
        """A token that a person typed for the cookie, and the address that they came for."""
        if not self._same_origin(request):
            raise Forbidden("origin", origin=request.headers.get("origin", "")[:100])
        _bounded(request, _MOST_TYPED)
        form = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
        address = error_responses.safe_address(form.get("next", ["/"])[-1])
        return await self._admitted(request, form.get("token", [""])[-1].strip(), address)

    async def _admitted(self, request: Request, given: str, address: str) -> Response:
        if self.access.token is None or not self.access.takes(given):
            await self._slow_down(request)
            raise Unauthenticated("token-wrong")
        answer = RedirectResponse(address, 303)
        answer.headers.append("Set-Cookie", self._cookie(request))
        return answer

    def _cookie(self, request: Request) -> str:
        """The header that gives a browser a fresh cookie."""
        answer = Response()
        answer.set_cookie(
            self.access.cookie,
            self.access.sessions.made(),
            max_age=SECONDS,
            httponly=True,
            # A link in a mail or on an intranet opens the page; what writes needs an Origin of our own.
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return answer.headers["set-cookie"]

    async def _slow_down(self, request: Request) -> None:
        if not await self.slowing.wait(request.client.host if request.client else ""):
            raise TooManyTries("token-tries")

    def _same_origin(self, request: Request) -> bool:
        origin = urlsplit(request.headers.get("origin", ""))
        return origin.scheme in ("http", "https") and origin.netloc == request.headers.get("host", "")


def _bounded(request: Request, most: int | None = None) -> None:
    """Refuse a body before it is read: one that is too large, or that does not say how large it is."""
    length = request.headers.get("content-length", "")
    chunked = "transfer-encoding" in request.headers
    files = request.headers.get("content-type", "").startswith("multipart/form-data")
    most = most or (MOST_UPLOADED if files and request.url.path.endswith(("/imports", "/map-columns")) else MOST_BYTES)
    if chunked or (length and (not length.isdigit() or int(length) > most)):
        raise TooLarge("body-too-large", most=most // 1024)


def _plain(headers: MutableHeaders) -> None:
    """Add the headers that every answer carries."""
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Cache-Control", "no-store")


def _name(host: str) -> str:
    """The name in a Host header, without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0] if ":" in host else host


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
