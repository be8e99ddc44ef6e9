"""Fetches the files of a Neo4j server with Maven (`tools/neo4j_server.xml`), once, into `~/.cache/maillage`.

They are the jars of one version, and the classes that this machine's Java has read of them, for a quick start.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

POM = Path(__file__).with_name("neo4j_server.xml")
OLDEST_JAVA = 17
FETCHES_WITHIN = 600.0


class Unavailable(Exception):
    """The server cannot be had on this machine: no Java, no Maven, or nothing to fetch it from. One line says why."""


def version() -> str:
    """The version of the server, which the pom says."""
    (found,) = re.findall(r"<neo4j\.version>([\d.]+)</neo4j\.version>", POM.read_text("utf-8"))
    return str(found)


def cache() -> Path:
    """The folder of this version in the user's cache. It is there with everything in it, or not at all."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "maillage" / f"neo4j-{version()}"


def fetch() -> Path:
    """The folder of the server's jars, fetched where it is not there yet. Raises Unavailable, also where no Java is.

    Two processes at once: one fetches, the other waits for it.
    """
    kept = cache()
    java_path()
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with locked(kept.with_name(f"{kept.name}.lock")):
            if not kept.exists():
                _fetch_into(kept)
    return kept / "lib"


def _fetch_into(kept: Path) -> None:
    mvn = shutil.which("mvn")
    if mvn is None:
        raise Unavailable("no mvn (Maven) on this machine, which fetches the Neo4j server")
    part = kept.with_name(f"{kept.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    # --strict-checksums: a jar that came damaged is refused, not kept.
    command = [mvn, "-B", "-q", "--strict-checksums", "-f", str(POM), "dependency:copy-dependencies"]
    command += [f"-DoutputDirectory={part / 'lib'}", "-DincludeScope=runtime"]
    print(f"fetching the Neo4j server {version()} (120 MB, once)", file=sys.stderr)  # noqa: T201
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=FETCHES_WITHIN, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Unavailable(f"mvn did not fetch the Neo4j server within {FETCHES_WITHIN:.0f} s") from None
    finally:
        if not (part / "lib" / f"neo4j-{version()}.jar").exists():
            shutil.rmtree(part, ignore_errors=True)
    if done.returncode or not part.exists():
        told = re.findall(r"\[ERROR\] (.+)", done.stdout + done.stderr) or [f"it left with {done.returncode}"]
        raise Unavailable(f"mvn could not fetch the Neo4j server: {told[0]}")
    part.rename(kept)


def kept_classes(java: str) -> Path:
    """Where the classes are kept that this Java has read of this version's jars."""
    program = Path(java).resolve()
    of = hashlib.sha256(f"{program} {program.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    return cache() / f"classes-{of}.jsa"


def java_path() -> str:
    """The path of a Java that is new enough."""
    java = shutil.which("java")
    if java is None:
        raise Unavailable("no java on this machine, which the Neo4j server runs on")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr  # noqa: S603
    found = re.search(r'version "(\d+)', told)
    if not found or int(found[1]) < OLDEST_JAVA:
        raise Unavailable(f"the Neo4j server needs Java {OLDEST_JAVA} or newer; here is: {told.splitlines()[:1]}")
    return java


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file. The system lets it go with our process."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
