"""Runs the service: picks the port, makes the launch token, opens the browser."""

from __future__ import annotations

import hashlib
import re
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterable
from typing import Any

import uvicorn

from graph_service.api.access import Access
from graph_service.api.app import create_app
from graph_service.api.sessions import Sessions, kept_secret
from graph_service.api.workers import Worker, run, warm
from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.messages import m, read_by
from graph_service.settings import config_folder

_OPTIONS: dict[str, Any] = {"log_level": "warning", "access_log": False, "server_header": False}
_FAREWELL = 2
"""Seconds that leaving waits for what is still being loaded."""
PORT = 8765
"""The port where nobody says which; where it is taken, one of the next."""
_NEXT = 20
LEAST = 20
"""Characters of a token that an operator chooses."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def check_exposure(host: str, token: str | None, no_token: bool) -> None:
    """Raise UsageError if other machines could reach the store without a token, or with a guessable one. Runs before
    the store is opened."""
    if token is not None and not no_token:
        if len(token) < LEAST:
            raise UsageError("token-short", least=LEAST)
        if not re.fullmatch(r"[\x21-\x7e]+", token):
            raise UsageError("token-signs")
    if host not in LOOPBACK and (no_token or not token):
        raise UsageError("serve-needs-token", host=host)


def serve(
    graph: Graph,
    host: str,
    port: int | None,
    token: str | None,
    *,
    no_token: bool,
    browser: bool,
    told: Callable[[Any], None],
    names: Iterable[str] = (),
    workers: int = 1,
) -> None:
    """Serve until stopped, in this many processes.

    `token` is MAILLAGE_TOKEN; without it one is made, on loopback only. `told` is stderr.

    `port` None takes the usual one, or the next that is free; another that is taken is a UsageError.
    `names` are further names that the service answers to, such as that of an HTTPS server before it.
    """
    check_exposure(host, token, no_token)
    listening = _listen(host, port) if port is not None else _listen_near(host)
    asked, port = port, listening.getsockname()[1]
    if asked is None and port != PORT:
        told(m("serve-next-port", taken=str(PORT), port=str(port)))
    launch = None if no_token else secrets.token_urlsafe(24)
    own = _names() if host in ("0.0.0.0", "::") else {host}  # noqa: S104
    hosts = frozenset({"127.0.0.1", "localhost", "[::1]", *own, *names})
    access = _access(graph, token, launch, hosts, port, told)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::1", "::") else host  # noqa: S104
    plain = f"http://{shown}:{port}/"
    address = f"{plain}?token={launch}" if launch else plain
    if no_token:
        told(m("serve-no-token"))
    # A lasting token stands in no address, and so in no log and no history.
    told(m("serve-at-token", url=plain) if token and launch else m("serve-at", url=address))
    if browser:
        # After the socket listens: the browser's first request waits there until the server takes it.
        threading.Timer(0.3, lambda: webbrowser.open(address)).start()
    if workers > 1:
        run(Worker(graph.store.url, graph.settings, access), workers, listening, **_OPTIONS)
        return
    warming = threading.Thread(target=warm, args=(graph,), daemon=True)
    warming.start()
    with read_by("page"):
        uvicorn.Server(uvicorn.Config(create_app(graph, access), **_OPTIONS)).run(sockets=[listening])
    warming.join(_FAREWELL)


def _access(
    graph: Graph,
    token: str | None,
    launch: str | None,
    hosts: frozenset[str],
    port: int,
    told: Callable[[Any], None],
) -> Access:
    """What the service accepts. Cookies last over a restart, where their secret can be kept; another MAILLAGE_TOKEN
    ends them."""
    if launch is None:
        return Access(None, hosts, port=port)
    name, secret = _place(graph), None
    if folder := config_folder(graph.settings):
        try:
            secret = kept_secret(folder, name)
        except OSError as error:
            told(m("serve-secret-not-kept", folder=str(folder), reason=error.strerror or type(error).__name__))
    sessions = Sessions(secret, token or "")
    return Access(token or launch, hosts, port=port, name=name, opening=launch, sessions=sessions)


def _place(graph: Graph) -> str:
    """What a store's cookies are called by: its own id, of a server, which may be away now, its address."""
    told = graph.store.url if graph.store.remote else graph.store.head().store_id
    return hashlib.blake2b(told.encode(), digest_size=6).hexdigest()


def _listen_near(host: str) -> socket.socket:
    """The usual port, or the next one that is free: a second demo beside a first is no mistake."""
    for port in range(PORT, PORT + _NEXT):
        try:
            return _listen(host, port)
        except UsageError as error:
            if error.code != "serve-port":
                raise
    return _listen(host, 0)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, so that a port in use is told before anything starts. Port 0 takes a free one."""
    try:
        socket.getaddrinfo(host, port)
    except OSError as error:
        raise UsageError("serve-host", host=host) from error
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP: asyncio turns Nagle's waiting off only then, which costs 40 ms an answer on a kept connection.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise UsageError("serve-port", host=host, port=str(port), other=str(port + 1)) from error
    return listening


def _names() -> set[str]:
    """The names under which other machines reach this one."""
    name = socket.gethostname()
    try:
        addresses = {str(found[4][0]) for found in socket.getaddrinfo(name, None, socket.AF_INET)}
    except OSError:
        addresses = set()
    return {name, name.split(".")[0], *addresses}
