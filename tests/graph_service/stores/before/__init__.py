"""Stores as the last commit before what is stored changed left them (a19e0ae); `make.py` says what is in them."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tools.neo4j_server import Server, cache

HERE = Path(__file__).parent
TOLD: dict[str, Any] = json.loads((HERE / "told.json").read_text("utf-8")) if (HERE / "told.json").exists() else {}
"""Of `store`, `replica`, `store.neo4j` and `replica.neo4j`: what that commit told of each."""


def unpacked(name: str, folder: Path) -> Path:
    """The SQLite file `store` or `replica`, in a folder."""
    path = folder / f"{name}.db"
    path.write_bytes(gzip.decompress((HERE / f"{name}.db.gz").read_bytes()))
    return path


def load(server: Server, name: str) -> None:
    """Make the dump `store` or `replica` the database of a server that is stopped, and start it."""
    loaded = server.home / "before"
    loaded.mkdir(exist_ok=True)
    shutil.copy(HERE / f"{name}.neo4j.dump", loaded / "neo4j.dump")
    environment = {**os.environ, "NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")}
    command = ["java", "-Xmx512m", "-cp", f"{cache()}/lib/*", "org.neo4j.cli.AdminTool"]
    command += ["database", "load", "neo4j", f"--from-path={loaded}", "--overwrite-destination=true"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    server.start()
