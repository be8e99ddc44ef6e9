"""A real Neo4j server without Docker, for tests, benchmarks and `make neo4j`.

    python -m tools.neo4j_server            fetch it if need be, run it until Ctrl-C, say how it is reached
    python -m tools.neo4j_server --fetch    only fetch it, and see that it starts quickly

The server is fetched once into `~/.cache/maillage/neo4j-<version>/lib` (`tools/neo4j_files.py`). It runs on
a free port of this machine only, Bolt without HTTP, with a random password and a folder that is thrown away. It does
not outlive the process that started it.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from tools.neo4j_files import Unavailable, cache, fetch, java_path, kept_classes, locked, version

__all__ = ["Died", "Server", "Unavailable", "cache", "fetch", "free_port", "version"]

USER = "neo4j"
STARTS_WITHIN = 90.0
"""Seconds from start to Bolt's answer: 7 on an idle machine, 31 where others keep all cores busy."""
STOPS_WITHIN = 30.0
KEEPS_WITHIN = 180.0
"""Seconds that Java may take to write down its classes: 10 on an idle machine."""
_OPENS = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_WATCH = """
while read -r line; do [ "$line" = leave ] && exit; pid=$line; done
[ -n "$pid" ] && kill -9 "$pid" && sleep 1
rm -rf "$1"
"""
"""The watcher reads which process is the server; once its pipe is closed, which is when ours is gone, it tidies up."""


_BRIEF = {"dbms.cypher.statistics_divergence_threshold": "1.0", "dbms.cypher.min_replan_interval": "1h"}


_USUAL = (
    "CREATE CONSTRAINT one IF NOT EXISTS FOR (n:One) REQUIRE n.id IS UNIQUE",
    "CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (n:One) ON EACH [n.name]",
    "UNWIND range(1, 50) AS i MERGE (n:One { id: i }) ON CREATE SET n.name = 'a ' + i MERGE (n)-[:TO { n: i }]->(:Two)",
    "CALL db.index.fulltext.queryNodes('words', 'a*') YIELD node, score RETURN node.id, score ORDER BY score LIMIT 3",
    "MATCH (n:One)-[r:TO]->(m) WHERE n.id IN [1, 2] OPTIONAL MATCH (m)<-[:TO]-(o) RETURN n, collect(r), count(o)",
    "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10 ROWS",
)
"""What a server is usually asked, so that its classes are read."""


class Died(Exception):
    """A server that was to run does not: it left, or does not answer. The last lines of its log are in the message."""


def quicken() -> None:
    """Keep the server's classes as Java has read them (100 MB, once): with them a start takes half the time.

    Two processes at once: one does it, the other waits. Without them everything is the same, and slower.
    """
    kept = kept_classes(java_path())
    with locked(kept.with_name(f"{kept.name}.lock")):
        if kept.exists():
            return
        part = kept.with_name(f"{kept.name}.part")
        part.unlink(missing_ok=True)
        print("starting Neo4j once, so that it starts quickly from now on", file=sys.stderr)  # noqa: T201
        with Server(brief=True, keeps=part) as server:
            server.ask(*_USUAL)
        if part.exists():
            part.rename(kept)


class Server:
    """One server with a folder of its own. `with Server() as server:` starts it, waits for Bolt, and removes it after.

    `heap` and `pagecache` are sizes as Java writes them (1g); `settings` go into neo4j.conf as they are and win over
    ours. A test of faults may `kill()` and `start()` again: same port, same data, same password.
    """

    user = USER

    def __init__(
        self,
        *,
        heap: str = "1g",
        pagecache: str = "256m",
        settings: Mapping[str, str] | None = None,
        password: str | None = None,
        brief: bool = False,
        keeps: Path | None = None,
    ) -> None:
        """`brief`: it lives for minutes, holds little and is wiped often, so that Java compiles quickly rather than
        well, and a plan is kept however the data change: planning is most of what a server of tests does.

        `keeps`: a file for the classes that it has read, written when it stops.
        """
        self.port = free_port()
        self.url = f"bolt://127.0.0.1:{self.port}"
        self.password = password or secrets.token_hex(12)
        self.home = Path()
        self._heap = heap
        # In memory where there is such a place: what it holds is thrown away with it.
        self._beside = "/dev/shm" if brief and os.access("/dev/shm", os.W_OK) else None  # noqa: S108
        self._java = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1") if brief else ("-XX:+UseG1GC",)
        self._settings = {**_settings(self.port, heap, pagecache), **(_BRIEF if brief else {}), **(settings or {})}
        self._keeps = keeps
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher: subprocess.Popen[bytes] | None = None

    @property
    def auth(self) -> tuple[str, str]:
        return self.user, self.password

    @property
    def import_folder(self) -> Path:
        """Where `LOAD CSV FROM 'file:///NAME'` reads."""
        return self.home / "import"

    @property
    def log(self) -> Path:
        """What the server says, of all its starts."""
        return self.home / "logs" / "console.log"

    @property
    def pid(self) -> int | None:
        """The server's process, None where it does not run."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def prepare(self) -> None:
        """Make its folder, with its settings and its password, where it has none yet: a start does this too."""
        if self.home == Path():
            self._furnish(fetch(), java_path())

    def start(self) -> None:
        """Start, or start again, and wait until it answers. Raises Unavailable or Died."""
        if self.pid:
            return
        self.prepare()
        lib, java = fetch(), java_path()
        sharing = [f"-XX:ArchiveClassesAtExit={self._keeps}"] if self._keeps else _read_before(java)
        opens = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENS]
        command = [java, "-Xms256m", f"-Xmx{self._heap}", *self._java, *sharing, *opens]
        command += ["--enable-native-access=ALL-UNNAMED", "-Dlog4j2.disable.jmx=true", "-Dfile.encoding=UTF-8"]
        command += ["-cp", f"{lib}/*", "org.neo4j.server.CommunityEntryPoint"]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C reaches us, and we stop it.
            self._process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        self._tell(str(self._process.pid))
        try:
            self._wait()
        except BaseException:
            self.kill()
            raise

    def ask(self, *texts: str) -> None:
        """Run texts of Cypher, one after the other."""
        import neo4j

        with neo4j.GraphDatabase.driver(self.url, auth=self.auth) as driver, driver.session() as session:
            for text in texts:
                session.run(text).consume()

    def stop(self) -> None:
        """End it cleanly; one that does not end in time is killed. The data stays."""
        if self._process and self.pid:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(KEEPS_WITHIN if self._keeps else STOPS_WITHIN)
        self.kill()

    def kill(self) -> None:
        """End it as a power cut would. The data stays."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
            self._tell("")

    def close(self) -> None:
        """Stop it, and remove its folder."""
        self.stop()
        if self._watcher:
            shutil.rmtree(self.home, ignore_errors=True)
            self._tell("leave")
            self._watcher.wait()
            self.home, self._watcher = Path(), None

    def __enter__(self) -> Server:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _furnish(self, lib: Path, java: str) -> None:
        """Its folder, its settings, and its password, which has to be set before the first start."""
        self.home = Path(tempfile.mkdtemp(prefix="maillage-neo4j-", dir=self._beside))
        self._watcher = subprocess.Popen(  # noqa: S603
            ["/bin/sh", "-c", _WATCH, "watch", str(self.home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for name in ("conf", "data", "logs", "import", "plugins", "run"):
            (self.home / name).mkdir()
        conf = self.home / "conf"
        lines = [f"{name}={value}\n" for name, value in self._settings.items()]
        (conf / "neo4j.conf").write_text("".join(lines), "utf-8")
        command = [java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *_read_before(java)]
        command += ["-cp", f"{lib}/*", "org.neo4j.cli.AdminTool"]
        command += ["dbms", "set-initial-password", self.password]
        env = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(conf)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=STARTS_WITHIN, check=False)  # noqa: S603
        if done.returncode:
            raise Died(f"Neo4j's password could not be set: {_last(done.stderr or done.stdout)}")

    def _wait(self) -> None:
        """Until a query is answered: Bolt may answer before the database does."""
        import neo4j
        from neo4j.exceptions import DriverError, TransientError

        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            if not self.pid:
                raise Died(f"Neo4j did not start: {self.last_words()}")
            with contextlib.suppress(OSError, DriverError, TransientError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                with neo4j.GraphDatabase.driver(self.url, auth=self.auth, connection_timeout=5) as driver:
                    driver.verify_connectivity()
                    with driver.session(database="neo4j") as session:
                        session.run("RETURN 1").consume()
                    return
            time.sleep(0.1)
        raise Died(f"Neo4j does not answer after {STARTS_WITHIN:.0f} s: {self.last_words()}")

    def _tell(self, line: str) -> None:
        """Tell the watcher which process is the server now (none: an empty line), or that its work is over."""
        if self._watcher and self._watcher.stdin:
            with contextlib.suppress(BrokenPipeError):
                self._watcher.stdin.write(f"{line}\n".encode())
                self._watcher.stdin.flush()

    def last_words(self) -> str:
        """The last lines that it logged; a Java stack is left out."""
        logs = [self.home / "logs" / "neo4j.log", self.log]
        return _last("\n".join(log.read_text("utf-8", "replace") for log in logs if log.exists()))


def free_port() -> int:
    """A port of this machine that nobody listens on.

    Below those that the system gives to outgoing connections: one of these could take it while the server is down, and
    a client that calls a dead server on such a port can end up talking to itself.
    """
    while True:
        port = 20000 + secrets.randbelow(10000)
        with contextlib.suppress(OSError), socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(("127.0.0.1", port))
            return port


def _settings(port: int, heap: str, pagecache: str) -> dict[str, str]:
    return {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.bolt.tls_level": "DISABLED",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.directories.import": "import",
        "server.memory.heap.max_size": heap,
        "server.memory.pagecache.size": pagecache,
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        # An empty data folder of 2 MB and not 517, and a stop of 3 s and not 12.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "2 files",
        "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
    }


def _read_before(java: str) -> list[str]:
    """Options by which Java takes the classes that are kept, if any. `auto`: those of other jars are passed over."""
    kept = kept_classes(java)
    return ["-Xshare:auto", f"-XX:SharedArchiveFile={kept}"] if kept.exists() else []


def _last(text: str) -> str:
    """What a log says of a failure: its last errors and their causes, else its last lines."""
    lines = [re.sub(r"^[\d-]+ [\d:.]+\+0000 ", "", line).strip() for line in text.splitlines()]
    errors = [line for line in lines if re.match(r"ERROR|Caused by|[\w.]+(Error|Exception)\b", line)]
    telling = [line for line in lines if re.search(r"\w", line) and not line.startswith(("at ", "... "))]
    return " / ".join(errors[-3:] or telling[-3:]) or "it said nothing"


def main() -> int:
    """Fetch, run until Ctrl-C or SIGTERM, and leave with 1 and a line of why where it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m tools.neo4j_server", description=__doc__.splitlines()[0])
    parser.add_argument("--fetch", action="store_true", help="only fetch it")
    parser.add_argument("--heap", default="1g", help="memory of the server (default: %(default)s)")
    given = parser.parse_args()
    try:
        fetch()
        if given.fetch:
            quicken()
        else:
            _run(given.heap)
    except (Unavailable, Died) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        print("stopped, and its data is gone", file=sys.stderr)  # noqa: T201
    return 0


def _run(heap: str) -> None:
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    print(f"starting Neo4j {version()}", file=sys.stderr)  # noqa: T201
    with Server(heap=heap) as server:
        print(f"Neo4j {version()} answers at {server.url}; Ctrl-C stops it and removes its data. To use it:")  # noqa: T201
        print(f"export MAILLAGE_STORE=neo4j://127.0.0.1:{server.port}")  # noqa: T201
        print(f"export MAILLAGE_NEO4J_PASSWORD={server.password}", flush=True)  # noqa: T201
        while server.pid:
            time.sleep(0.5)
        raise Died(f"Neo4j ended by itself: {_last(server.log.read_text('utf-8', 'replace'))}")


if __name__ == "__main__":
    sys.exit(main())
