"""An address that asks for encryption where there is none, or for none where there is: told as such, with the address
that works."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import StoreError
from graph_service.messages import say
from graph_service.settings import Neo4jSettings
from graph_service.stores.neo4j import Neo4jStore
from tests.needs import needed

BRIEF = Neo4jSettings(timeout=1)


@pytest.mark.neo4j
@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+ssc"])
def test_a_server_without_encryption_is_told_from_one_that_is_away(neo4j_server: Any, scheme: str) -> None:
    place = neo4j_server.url.partition("://")[2]
    with pytest.raises(StoreError) as caught:
        Neo4jStore(f"{scheme}://{place}", settings=BRIEF)
    assert caught.value.code == "neo4j-no-encryption"
    assert f"{scheme.partition('+')[0]}://{place}" in say(caught.value.message, "fr")


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[int]:
    """The port of a server that speaks TLS alone, with a certificate that nobody vouches for."""
    needed("openssl")
    asked = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost")
    command = [shutil.which("openssl") or "", "req", *asked, "-keyout", "k.pem", "-out", "c.pem"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "c.pem", tmp_path / "k.pem")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    found, _ = listening.accept()
                    with suppress(OSError), context.wrap_socket(found, server_side=True) as speaking:
                        speaking.recv(1)

        threading.Thread(target=serve, daemon=True).start()
        yield listening.getsockname()[1]


def test_a_server_that_speaks_encrypted_alone_is_told_with_the_address_to_use(encrypted: int) -> None:
    with pytest.raises(StoreError) as caught:
        Neo4jStore(f"neo4j://127.0.0.1:{encrypted}", settings=BRIEF)
    assert caught.value.code == "neo4j-encryption-only"
    assert f"neo4j+s://127.0.0.1:{encrypted}" in say(caught.value.message, "fr")


def test_a_certificate_that_nobody_vouches_for_is_told(encrypted: int) -> None:
    with pytest.raises(StoreError) as caught:
        Neo4jStore(f"bolt+s://localhost:{encrypted}", settings=BRIEF)
    assert caught.value.code == "neo4j-certificate"


def test_where_nobody_listens_the_server_is_away_whatever_the_address_asks_for() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for scheme in ("neo4j", "bolt+s"):
        with pytest.raises(StoreError) as caught:
            Neo4jStore(f"{scheme}://127.0.0.1:{port}", settings=BRIEF)
        assert caught.value.code == "neo4j-unreachable"
