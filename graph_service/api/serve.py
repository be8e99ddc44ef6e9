"""Running the service: the launch token, the port, the browser."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterable
from typing import Any

import uvicorn

from graph_service.api.access import Access
from graph_service.api.app import create_app
from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.messages import m, read_by

_FAREWELL = 2
"""Seconds that leaving waits for what is still being loaded."""
PORT = 8765
"""The port where nobody says which; where it is taken, one of the next."""
_NEXT = 20
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def check_exposure(host: str, token: str | None, no_token: bool) -> None:
    """Raises UsageError where a store would be open to other machines without a token. Asked before it is opened."""
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
) -> None:
    """Serve until stopped. `token` is MAILLAGE_TOKEN; without it one is made, on loopback only. `told` is stderr.

    `port` None takes the usual one, or the next that is free; another that is taken is a UsageError.
    `names` are further names that the service answers to, such as that of an HTTPS server before it.
    """
    check_exposure(host, token, no_token)
    listening = _listen(host, port) if port is not None else _listen_near(host)
    asked, port = port, listening.getsockname()[1]
    if asked is None and port != PORT:
        told(m("serve-next-port", taken=str(PORT), port=str(port)))
    token = None if no_token else token or secrets.token_urlsafe(24)
    own = _names() if host in ("0.0.0.0", "::") else {host}  # noqa: S104
    hosts = frozenset({"127.0.0.1", "localhost", "[::1]", *own, *names})
    app = create_app(graph, Access(token, hosts, port=port))
    shown = "127.0.0.1" if host in ("0.0.0.0", "::1", "::") else host  # noqa: S104
    address = f"http://{shown}:{port}/" + (f"?token={token}" if token else "")
    if no_token:
        told(m("serve-no-token"))
    told(m("serve-at", url=address))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    if browser:
        # After the socket listens: the browser's first request waits there until the server takes it.
        threading.Timer(0.3, lambda: webbrowser.open(address)).start()
    warming = threading.Thread(target=_warm, args=(graph,), daemon=True)
    warming.start()
    with read_by("page"):
        server.run(sockets=[listening])
    warming.join(_FAREWELL)


def _warm(graph: Graph) -> None:
    """Load what the first question needs while nobody has asked yet."""
    try:
        graph.warm()
    except Exception:
        # Whoever asks first is told what is wrong with the store.
        return


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
