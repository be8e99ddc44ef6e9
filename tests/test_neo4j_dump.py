"""A dump that is made as docs/neo4j.md says comes back whole."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from graph_service.graph import open_graph
from graph_service.model import Scope
from graph_service.stores.neo4j import schema
from tests.graph_service.house import F1
from tests.graph_service.stores.servers import environment, open_store
from tools.neo4j_server import Server, cache

TEXT = (Path(__file__).parents[1] / "docs" / "neo4j.md").read_text("utf-8")


def admin(server: Server, *words: str, home: Path | None = None) -> None:
    """`AdminTool`, as the page calls it."""
    environment_ = {
        **os.environ,
        "NEO4J_HOME": str(home or server.home),
        "NEO4J_CONF": str((home or server.home) / "conf"),
    }
    command = ["java", "-Xmx512m", "-cp", f"{cache()}/lib/*", "org.neo4j.cli.AdminTool", *words]
    done = subprocess.run(command, env=environment_, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.deep(only=True)
def test_a_dump_is_loaded_into_another_server_and_holds_the_same(own_neo4j: Server, tmp_path: Path) -> None:
    told = re.findall(r"AdminTool (database \w+ neo4j) --(\w+)-path", TEXT)
    assert told == [("database dump neo4j", "to"), ("database load neo4j", "from")]
    with pytest.MonkeyPatch.context() as patch:
        url = environment(own_neo4j, patch)
        with open_graph(url, create=True) as graph:
            graph.import_files([F1], visibility="public")
            graph.edit([{"op": "hide", "type": "actor", "ids": ["TH"], "visibility": "internal"}])
            held = {scope: graph.store.content_hash(scope) for scope in Scope}
            head = graph.store.head()
    own_neo4j.stop()
    admin(own_neo4j, "database", "dump", "neo4j", f"--to-path={tmp_path}")
    assert (tmp_path / "neo4j.dump").exists()
    with Server(brief=True) as other:
        other.stop()
        load = ["database", "load", "neo4j", f"--from-path={tmp_path}", "--overwrite-destination=true"]
        admin(other, *load)
        other.start()
        with closing(open_store(other)) as store:
            assert {scope: store.content_hash(scope) for scope in Scope} == held
            assert store.head() == head
            assert schema.missing(store._connection.alone) == {}
