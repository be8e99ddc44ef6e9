"""docker-compose.yml, without Docker: its commands and environments are started as processes, and its checks pass.

Other than under Docker: ports are free ones, the service listens on this machine only, the store's file and Neo4j's
data are in temporary folders, and Neo4j comes from tools/neo4j_server.py, with the settings that its image would make
of the environment.
"""

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
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.neo4j import needed
from tools.neo4j_server import Server, version

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
SECRETS: dict[str, Any] = COMPOSE["secrets"]
SERVICE, NEO4J = SERVICES["maillage"], SERVICES["neo4j"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
MAILLAGE = [sys.executable, "-c", "from graph_service.cli import main; main()"]
PORT, BOLT = "8765", "7687"
TOKEN, PASSWORD = "a-token-of-the-tests", "a-password-of-the-test"
GIVEN = {"MAILLAGE_TOKEN": TOKEN, "NEO4J_AUTH": f"neo4j/{PASSWORD}"}
SQLITE = {"MAILLAGE_STORE": "sqlite:////data/maillage.db"}
_SECRET = re.compile(r"(?i)token|password|auth|secret")


def filled(service: dict[str, Any], given: dict[str, str], secrets: Path) -> dict[str, str]:
    """A service's environment as compose makes it of the shell's, with its secrets as files in a folder instead of
    `/run/secrets`. Raises LookupError where compose refuses: a secret that is not in the shell's environment."""

    def put(found: re.Match[str]) -> str:
        name, more = found.groups()
        return given.get(name) or str(more)

    secrets.mkdir(exist_ok=True)
    for name in service["secrets"]:
        variable = SECRETS[name]["environment"]
        if not given.get(variable):
            raise LookupError(variable)
        (secrets / name).write_text(given[variable], "utf-8")
    said = service["environment"].items()
    return {
        name: re.sub(r"\$\{(\w+):-([^}]*)\}", put, value).replace("/run/secrets", str(secrets)) for name, value in said
    }


def checked(service: dict[str, Any], inside: str, port: int | str) -> bool:
    """Whether the health check says that all is well, asked at another port."""
    kind, program, *rest = service["healthcheck"]["test"]
    assert kind == "CMD"
    command = [{"python": sys.executable}.get(program, program)]
    command += [word.replace("$$", "$").replace(inside, str(port)) for word in rest]
    return subprocess.run(command, capture_output=True, timeout=10, check=False).returncode == 0


def asked(port: str, path: str, token: str) -> Any:
    ask = (
        "import sys, urllib.request as u, urllib.error as e\n"
        "try: print(u.urlopen(u.Request(sys.argv[1], headers=dict([sys.argv[2:]])), timeout=30).read().decode())\n"
        "except e.HTTPError as error: print(error.read().decode())"
    )
    command = [sys.executable, "-c", ask, f"http://127.0.0.1:{port}{path}", "Authorization", f"Bearer {token}"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.fixture
def port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@contextmanager
def served(port: str, said: dict[str, str]) -> Iterator[None]:
    """The service, started as compose starts it, healthy, and stopped as Docker stops it."""
    name, *rest = SERVICE["command"]
    assert name == "maillage"
    elsewhere = {PORT: port, "0.0.0.0": "127.0.0.1"}
    others = {name: value for name, value in os.environ.items() if not name.startswith("MAILLAGE_")}
    process = subprocess.Popen(
        [*MAILLAGE, *(elsewhere.get(word, word) for word in rest)],
        env={**others, **said, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + 30
        while not (healthy := checked(SERVICE, PORT, port)) and time.monotonic() < until and process.poll() is None:
            time.sleep(0.2)
        if healthy:
            yield
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=15)
    assert healthy, told
    assert "Traceback" not in told


@pytest.mark.slow
def test_the_service_on_sqlite_passes_its_health_check_and_answers(port: str, tmp_path: Path) -> None:
    said = filled(SERVICE, {**GIVEN, **SQLITE}, tmp_path / "secrets")
    folder = SERVICE["volumes"][0].split(":")[1]
    said = {name: value.replace(f"{folder}/", f"{tmp_path}/") for name, value in said.items()}
    with served(port, said):
        assert (tmp_path / "maillage.db").exists()
        assert asked(port, "/api/v1/status", TOKEN)["actors"] == 0
        assert asked(port, "/api/v1/status", "another")["code"] == "token-needed"


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Server]:
    """Neo4j with the settings that the image makes of its environment: `_` is a dot, `__` an underscore."""
    said = filled(NEO4J, GIVEN, tmp_path / "neo4j")
    user, password = Path(said.pop("NEO4J_AUTH_FILE")).read_text("utf-8").split("/", 1)
    assert user == "neo4j"
    settings = {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for name, value in said.items()
    }
    needed()
    heap = settings["server.memory.heap.max_size"]
    with Server(heap=heap, settings=settings, password=password, brief=True) as server:
        yield server


@pytest.mark.neo4j
def test_the_service_on_neo4j_passes_both_health_checks_and_answers(port: str, started: Server, tmp_path: Path) -> None:
    assert checked(NEO4J, BOLT, started.port)
    said = filled(SERVICE, GIVEN, tmp_path / "secrets")
    said["MAILLAGE_STORE"] = said["MAILLAGE_STORE"].replace(f"neo4j:{BOLT}", f"127.0.0.1:{started.port}")
    said["MAILLAGE_CONFIG"] = str(tmp_path / "settings")
    with served(port, said):
        assert asked(port, "/api/v1/status", TOKEN)["actors"] == 0
        assert asked(port, "/api/v1/status", "another")["code"] == "token-needed"
    started.stop()
    assert not checked(NEO4J, BOLT, started.port)


@pytest.mark.parametrize("missing", sorted(GIVEN))
def test_without_a_secret_the_compose_file_refuses_and_names_it(missing: str, tmp_path: Path) -> None:
    given = {name: value for name, value in GIVEN.items() if name != missing}
    with pytest.raises(LookupError, match=missing):
        [filled(service, given, tmp_path) for service in SERVICES.values()]


def test_secrets_are_files_and_never_in_a_containers_environment() -> None:
    secrets = [(n, v) for service in SERVICES.values() for n, v in service["environment"].items() if _SECRET.search(n)]
    assert {name for name, _ in secrets} == {"MAILLAGE_TOKEN_FILE", "MAILLAGE_NEO4J_AUTH_FILE", "NEO4J_AUTH_FILE"}
    assert {Path(value).name for _, value in secrets} == set(SECRETS)
    assert all(value.startswith("/run/secrets/") for _, value in secrets)
    assert {secret["environment"] for secret in SECRETS.values()} == set(GIVEN)


def test_the_service_starts_once_neo4j_is_healthy_and_is_told_where_it_is(tmp_path: Path) -> None:
    assert SERVICE["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert filled(SERVICE, GIVEN, tmp_path)["MAILLAGE_STORE"] == f"neo4j://neo4j:{BOLT}"


def test_memory_is_limited_and_the_memory_figure_and_hosts_are_passed_on(tmp_path: Path) -> None:
    assert all(service["mem_limit"] for service in SERVICES.values())
    said = filled(SERVICE, {**GIVEN, "MAILLAGE_MEMORY": "500M", "MAILLAGE_HOSTS": "carte.example"}, tmp_path)
    assert (said["MAILLAGE_MEMORY"], said["MAILLAGE_HOSTS"]) == ("500M", "carte.example")


def test_neo4j_is_the_version_that_is_tested() -> None:
    assert NEO4J["image"] == f"neo4j:{version()}-community"


def test_images_are_pinned_by_version() -> None:
    (ours,) = re.findall(r'^version = "(.*)"$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert SERVICE["image"] == f"maillage:{ours}"


@pytest.mark.slow
def test_serving_others_without_a_token_is_refused(tmp_path: Path, port: str) -> None:
    others = {name: value for name, value in os.environ.items() if not name.startswith("MAILLAGE_")}
    env = {**others, "MAILLAGE_STORE": f"sqlite:///{tmp_path / 'm.db'}", "MAILLAGE_LANG": "en", "PYTHONPATH": str(ROOT)}
    command = [*MAILLAGE, "serve", "--host", "0.0.0.0", "--port", port, "--no-browser"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "MAILLAGE_TOKEN" in done.stderr


def test_the_image_runs_the_same_command_as_nobody_in_particular() -> None:
    (command,) = re.findall(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE)
    assert json.loads(command) == SERVICE["command"]
    assert re.search(r"^USER (?!root)\w+$", DOCKERFILE, re.MULTILINE)
    (base,) = re.findall(r"^FROM (.*)$", DOCKERFILE, re.MULTILINE)
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", base)
    for copied in re.findall(r"^COPY (.*)$", DOCKERFILE, re.MULTILINE):
        assert all((ROOT / source).exists() for source in copied.split()[:-1])


def test_all_is_published_on_this_machine_only_and_kept_in_volumes() -> None:
    assert [service["ports"] for service in SERVICES.values()] == [["127.0.0.1:8765:8765"], ["127.0.0.1:7687:7687"]]
    assert SERVICE["volumes"] == ["store:/data"]
    assert NEO4J["volumes"] == ["neo4j:/data", "neo4j-logs:/logs"]
