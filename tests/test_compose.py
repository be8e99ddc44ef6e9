"""docker-compose.yml, without Docker: its command and environment are started as a process, and its check passes."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SERVICE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]["maillage"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
MAILLAGE = [sys.executable, "-c", "from graph_service.cli import main; main()"]
PORT = "8765"


def environment(token: str | None, store: Path) -> dict[str, str]:
    """The service's environment as compose would make it, with another store. Raises where compose refuses."""
    given = {name: value for name, value in os.environ.items() if not name.startswith("MAILLAGE_")}
    outside = {"MAILLAGE_TOKEN": token} if token else {}

    def filled(found: re.Match[str]) -> str:
        name, sign, more = found.groups()
        if outside.get(name):
            return outside[name]
        if sign == ":?":
            raise LookupError(more)
        return str(more)

    said = {name: re.sub(r"\$\{(\w+)(:[?-])([^}]*)\}", filled, value) for name, value in SERVICE["environment"].items()}
    assert said["MAILLAGE_STORE"] == "sqlite:////data/maillage.db"
    return {**given, **said, "MAILLAGE_STORE": f"sqlite:///{store}", "PYTHONPATH": str(ROOT)}


@pytest.fixture
def port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path, port: str) -> Iterator[str]:
    """The address of the service, started as compose starts it and stopped as Docker stops it."""
    name, *rest = SERVICE["command"]
    assert name == "maillage"
    command = [*MAILLAGE, *(port if word == PORT else word for word in rest)]
    env = environment("a-token-of-the-test", tmp_path / "maillage.db")
    process = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=15)
    assert "Traceback" not in told


def healthy(port: str) -> bool:
    kind, python, *check = SERVICE["healthcheck"]["test"]
    assert (kind, python) == ("CMD", "python")
    command = [sys.executable, *(word.replace(PORT, port) for word in check)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_compose_files_command_answers_its_health_check(served: str, port: str, tmp_path: Path) -> None:
    until = time.monotonic() + 30
    while not healthy(port) and time.monotonic() < until:
        time.sleep(0.2)
    assert healthy(port)
    assert (tmp_path / "maillage.db").exists()

    ask = (
        "import sys, urllib.request as u, urllib.error as e\n"
        "try: print(u.urlopen(u.Request(sys.argv[1], headers=dict([sys.argv[2:]])), timeout=5).read().decode())\n"
        "except e.HTTPError as error: print(error.read().decode())"
    )

    def asked(header: str, value: str) -> Any:
        command = [sys.executable, "-c", ask, f"{served}/api/v1/status", header, value]
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert asked("Authorization", "Bearer a-token-of-the-test")["actors"] == 0
    assert asked("Authorization", "Bearer another")["code"] == "token-needed"


def test_without_a_token_the_compose_file_refuses(tmp_path: Path) -> None:
    assert SERVICE["environment"]["MAILLAGE_TOKEN"].startswith("${MAILLAGE_TOKEN:?")
    with pytest.raises(LookupError, match="MAILLAGE_TOKEN"):
        environment(None, tmp_path / "maillage.db")


def test_serving_others_without_a_token_is_refused(tmp_path: Path, port: str) -> None:
    env = {**environment("x", tmp_path / "m.db"), "MAILLAGE_TOKEN": "", "MAILLAGE_LANG": "en"}
    command = [*MAILLAGE, "serve", "--host", "0.0.0.0", "--port", port, "--no-browser"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "MAILLAGE_TOKEN" in done.stderr


def test_the_image_runs_the_same_command_as_nobody_in_particular() -> None:
    (command,) = re.findall(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE)
    assert json.loads(command) == SERVICE["command"]
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, re.MULTILINE)
    (base,) = re.findall(r"^FROM (.*)$", DOCKERFILE, re.MULTILINE)
    assert base == "python:3.12-slim"
    for copied in re.findall(r"^COPY (.*)$", DOCKERFILE, re.MULTILINE):
        assert all((ROOT / source).exists() for source in copied.split()[:-1])


def test_it_is_published_on_this_machine_only_and_keeps_its_store_in_a_volume() -> None:
    assert all(published.startswith("127.0.0.1:") for published in SERVICE["ports"])
    assert SERVICE["volumes"] == ["store:/data"]
