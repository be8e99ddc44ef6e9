"""Finds out why an encrypted connection fails, or one that should be encrypted, by asking the server once more."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from graph_service.errors import StoreError

_AT_ONCE = 0.4
_TLS = 2.0
"""Seconds that a server may take to show its certificate."""
_PORT = 7687
_HANDSHAKE = b"\x60\x60\xb0\x17" + b"\x00\x08\x08\x05" + bytes(12)


def answers(url: str) -> bool:
    """Return whether a server completes Bolt's handshake at once; behind TLS, whether it accepts the connection."""
    try:
        with socket.create_connection(_place(url), timeout=_AT_ONCE):
            return "+" in urlsplit(url).scheme or speaks_plainly(url)
    except OSError:
        return False


def why_not(error: Exception, url: str) -> StoreError | None:
    """What is wrong with the encryption of a connection that failed with `error`; None if it is not that."""
    if "+" in urlsplit(url).scheme:
        faults = [fault for fault in _within(error) if isinstance(fault, ssl.SSLError)]
        if any(isinstance(fault, ssl.SSLCertVerificationError) for fault in faults):
            return StoreError("neo4j-certificate", url=url)
        plain = speaks_plainly(url)
        return StoreError("neo4j-no-encryption", url=url, plain=_plain(url)) if plain else None
    if not speaks_plainly(url) and _speaks_tls(url):
        scheme = urlsplit(url).scheme
        return StoreError("neo4j-encryption-only", url=url, encrypted=url.replace(f"{scheme}:", f"{scheme}+s:", 1))
    return None


def speaks_plainly(url: str) -> bool:
    """Whether a server answers Bolt's handshake without encryption."""
    try:
        with socket.create_connection(_place(url), timeout=_AT_ONCE) as found:
            found.sendall(_HANDSHAKE)
            return len(found.recv(4)) == 4
    except OSError:
        return False


def _speaks_tls(url: str) -> bool:
    """Whether a server answers a TLS handshake, whatever its certificate: nothing is told to it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    host, port = _place(url)
    try:
        with (
            socket.create_connection((host, port), timeout=_TLS) as found,
            context.wrap_socket(found, server_hostname=host),
        ):
            return True
    except (OSError, ValueError):
        return False


def _within(error: BaseException) -> Iterator[BaseException]:
    """An error with all that led to it."""
    seen: set[int] = set()
    todo: list[BaseException] = [error]
    while todo:
        one = todo.pop()
        if id(one) not in seen:
            seen.add(id(one))
            yield one
            todo += [cause for cause in (one.__cause__, one.__context__) if cause]
            todo += list(getattr(one, "exceptions", ()))


def _place(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or _PORT


def _plain(url: str) -> str:
    scheme = urlsplit(url).scheme
    return url.replace(f"{scheme}:", f"{scheme.partition('+')[0]}:", 1)
