"""What stands between a caller and a real Neo4j server, and breaks their connections as networks and deaths do."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from urllib.parse import urlsplit

BEGIN, READING, COMMIT = b"\xb1\x11", b"\x84mode\x81r", b"\x00\x02\xb0\x12\x00\x00"
"""Bolt's messages, and what tells that a transaction only reads."""


class Between:
    """A proxy before a server, which breaks connections at COMMIT: before the server reads it, or after it is done.
    Closed, it is to its callers what a server is that was killed: connections break, and nobody listens."""

    def __init__(self, url: str) -> None:
        self._server = urlsplit(url)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._port = self._listening.getsockname()[1]
        self.url = f"bolt://127.0.0.1:{self._port}"
        self.breaks: dict[int, str] = {}
        """By the number of the COMMIT of a write, from now on: `lost` (it never arrives), `unheard` (its answer never
        does), or `gone` (so it is, and nobody answers any more)."""
        self.seen = 0
        self._open: list[socket.socket] = []
        self._listen()

    def open(self) -> None:
        """Listen again, where it was closed."""
        self._listening = socket.create_server(("127.0.0.1", self._port))
        self._listen()

    def close(self) -> None:
        _close(self._listening, *self._open)
        self._open = []

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listening.accept()
                server = socket.create_connection((self._server.hostname, self._server.port))
                self._open += [client, server]
                silent = threading.Event()
                threading.Thread(target=self._there, args=(client, server, silent), daemon=True).start()
                threading.Thread(target=self._back, args=(client, server, silent), daemon=True).start()

    def _there(self, client: socket.socket, server: socket.socket, silent: threading.Event) -> None:
        reading = False
        with suppress(OSError):
            while data := client.recv(65536):
                if BEGIN in data:
                    reading = READING in data
                if COMMIT in data and not reading:
                    how, self.seen = self.breaks.get(self.seen), self.seen + 1
                    if how == "lost":
                        break
                    if how:
                        silent.set()
                    if how == "gone":
                        _close(self._listening)
                server.sendall(data)
            if not silent.is_set():
                _close(client, server)

    def _back(self, client: socket.socket, server: socket.socket, silent: threading.Event) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if silent.is_set():
                    break
                client.sendall(data)
        if self._listening.fileno() < 0:
            self.close()
        _close(client, server)


def _close(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
