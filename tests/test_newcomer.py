"""A newcomer's machine: the built wheel in a new environment, in a folder with spaces and accents, and no network.

Every connection and every name asked for outside this machine is refused and noted; dependencies are those of the
environment that runs the tests.
"""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from graph_service.api.serve import PORT

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow

REFUSE = """
import os, socket
_connect, _names = socket.socket.connect, socket.getaddrinfo
def _refuse(where):
    with open(os.environ["ASKED_OUTSIDE"], "a") as out:
        out.write(repr(where) + "\\n")
    raise OSError("no network")
def connect(self, address, *rest):
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
        _refuse(address)
    return _connect(self, address, *rest)
def getaddrinfo(host, *rest, **more):
    if host not in (None, "", "127.0.0.1", "::1", "localhost", socket.gethostname()):
        _refuse(host)
    return _names(host, *rest, **more)
socket.socket.connect, socket.getaddrinfo = connect, getaddrinfo
"""


@dataclass(frozen=True)
class Machine:
    """An environment with the wheel in it."""

    command: Path
    folder: Path

    @property
    def asked_outside(self) -> str:
        noted = self.folder / "asked.txt"
        return noted.read_text("utf-8") if noted.exists() else ""

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT", "TMPDIR")}
        home = str(self.folder / "chez moi")
        return {**kept, "HOME": home, "BROWSER": "there-is-no-browser", "ASKED_OUTSIDE": str(self.folder / "asked.txt")}

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.command), *words],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    @contextmanager
    def demo(self, *words: str) -> Iterator[tuple[str, str]]:
        """A running demo: its address with the token, and all that it said until then."""
        process = subprocess.Popen(
            [str(self.command), "demo", "--lang", "en", *words],
            cwd=self.folder,
            env=self.environment(),
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            said = ""
            assert process.stderr is not None
            for line in process.stderr:
                said += line
                if found := re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", line):
                    yield found[0], said
                    return
            pytest.fail(f"the demo ended: {said}")
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """What `pipx install .` makes, without asking the index for what is here already."""
    folder = tmp_path_factory.mktemp("nouveau") / "Dossier d’Élodie & co"
    (folder / "chez moi").mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    wheels = folder / "roue"
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT)]
    subprocess.run(build, check=True, timeout=300)
    environment = folder / "environnement été"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True, timeout=120)
    python = next(p for p in (environment / "bin" / "python", environment / "Scripts" / "python.exe") if p.exists())
    (wheel,) = wheels.glob("*.whl")
    install = [*pip, "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, timeout=300)
    site = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout.strip()
    # The line adds the folder and runs none of its own .pth files: our editable install is not found that way.
    (Path(site) / "dependencies.pth").write_text(str(Path(pytest.__file__).parents[1]) + "\n", "utf-8")
    (Path(site) / "sitecustomize.py").write_text(REFUSE, "utf-8")
    return Machine(python.parent / "maillage", folder)


def read(address: str, *paths: str) -> list[bytes]:
    """The page at an address, then paths of the API, as a browser that keeps its cookie."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    base = address.partition("?")[0]
    return [opener.open(url, timeout=60).read() for url in (address, *(base + path for path in paths))]


def test_what_runs_is_the_wheel_and_not_this_folder(machine: Machine) -> None:
    python = machine.command.parent / "python"
    code = "import graph_service, importers, visualisations as v; print(graph_service.__file__, v.__file__)"
    found = subprocess.run([str(python), "-c", code], cwd=machine.folder, capture_output=True, text=True, check=True)
    assert str(ROOT) not in found.stdout
    assert "environnement été" in found.stdout


def test_the_demo_answers_without_a_network_and_without_a_browser(machine: Machine) -> None:
    with machine.demo("--port", "0") as (address, _):
        question = f"api/v1/paths?from=Vierzon&to={quote('Université de Tours')}"
        page, answer, drawn = read(address, question, "api/v1/map.html?focus=Vierzon")
    assert b"<html" in page
    assert json.loads(answer)["paths"]
    assert b"Vierzon" in drawn
    assert machine.asked_outside == ""


def test_a_second_demo_beside_the_first_takes_another_port_and_says_so(machine: Machine) -> None:
    with machine.demo("--no-browser") as (first, _), machine.demo("--no-browser") as (second, said):
        assert first.partition("?")[0] != second.partition("?")[0]
        assert f"Port {PORT} is taken" in said
        assert all(b"<html" in page for page in read(second))


def test_a_demo_goes_where_it_is_told_and_never_among_other_data(machine: Machine) -> None:
    store = f"sqlite:///{machine.folder}/demo à moi.db"
    with machine.demo("--no-browser", "--port", "0", "--store", store) as (_, said):
        assert "demo à moi.db" in said
    ran = machine.run("demo", "--no-browser", "--port", "0", "--store", store, "--lang", "en")
    assert (ran.returncode, "holds data already" in ran.stderr) == (2, True)


def test_a_port_that_was_asked_for_and_is_taken_is_an_error_with_its_remedy(machine: Machine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        ran = machine.run("demo", "--no-browser", "--port", str(taken.getsockname()[1]), "--lang", "en")
    assert ran.returncode == 2
    assert "--port" in ran.stderr


def test_a_file_is_imported_asked_and_drawn_in_a_folder_with_accents(machine: Machine) -> None:
    data = machine.folder / "données reçues"
    data.mkdir()
    (data / "actors.csv").write_text("id,name,kind\nA,Mairie d’Été,commune\nB,Régie,association\n", "utf-8")
    (data / "projects.csv").write_text("id,title,kind\nP,Projet,operation\n", "utf-8")
    (data / "participations.csv").write_text("actor,project,role\nA,P,porteur\nB,P,partenaire\n", "utf-8")
    words: Any = ("--store", f"sqlite:///{machine.folder}/ma base.db", "--json")
    assert machine.run("import", str(data), "--source", "Nous - essai", *words).returncode == 0
    answer = machine.run("paths", "Mairie d’Été", "Régie", *words)
    assert json.loads(answer.stdout)["paths"][0]["actors"] == ["A", "B"]
    drawn = machine.run("map", "--focus", "A", "-o", "carte été.html", *words)
    assert drawn.returncode == 0, drawn.stderr
    assert (machine.folder / "carte été.html").exists()
    assert machine.asked_outside == ""
