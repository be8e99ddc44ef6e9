"""What the tests of the whole service share: F1 as its files, small template folders, the command line in process.

F1 lives in one place, `graph_service/data/demo/*.csv`; every number that it must give stands in
`tests/oracles/oracles.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.api.access import Access
from graph_service.api.app import create_app
from graph_service.cli import main
from graph_service.graph import Graph, open_graph
from graph_service.model import RecordType, Scope
from tests.needs import H2020 as H2020
from tests.needs import ROOT as ROOT
from tests.needs import SHARED as SHARED

F1 = ROOT / "graph_service" / "data" / "demo"
ORACLES = ROOT / "tests" / "oracles" / "oracles.json"
needs_shared = pytest.mark.needs("shared")

HOST = "maillage.test"
TOKEN = "jeton-de-test"
AS_OF = "2025-01-01"
"""The date that F1's numbers are stated for."""

Json = Any


def oracles() -> Json:
    return json.loads(ORACLES.read_text("utf-8"))


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def folder(parent: Path, name: str, **sheets: str) -> Path:
    """A folder of the template: `folder(tmp, "a", actors="id,name,kind\\nA,Un,association")`."""
    made = parent / name
    made.mkdir(parents=True)
    for sheet, text in sheets.items():
        lines = [line.strip() for line in text.strip().splitlines()]
        (made / f"{sheet}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return made


def new_graph(path: Path, *files: Path, **options: Any) -> Graph:
    """A graph in a new store at `path`, with these files imported one after the other."""
    graph = open_graph(url(path), create=True)
    for file in files:
        graph.import_files([file], **options)
    return graph


def bodies(graph: Graph, *types: RecordType, without: Sequence[str] = ()) -> dict[str, dict[str, str]]:
    """Every fact of every scope as comparable text: what the laws compare."""
    return {
        scope.value: {
            f"{type_}:{fact.id}": fact.body
            for type_ in types or RecordType
            if type_ not in without
            for fact in graph.store.facts(type_, None, scope)
        }
        for scope in Scope
    }


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it wrote where."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Json:
        """Its one JSON document; more or less than one is a failure."""
        return json.loads(self.out)


class Command:
    """The command line in this process: `maillage("search", "tours")`, with the store of `at`."""

    def __init__(self, capsys: pytest.CaptureFixture[str], at: str = "") -> None:
        self.capsys = capsys
        self.at = at

    def __call__(self, *words: str | Path, store: str | None = None) -> Ran:
        at = store or self.at
        self.capsys.readouterr()
        code: object = 0
        try:
            main([*map(str, words), *(["--store", at] if at else [])])
        except SystemExit as end:
            code = end.code or 0
        written = self.capsys.readouterr()
        assert isinstance(code, int), code
        return Ran(code, written.out, written.err)


def client(graph: Graph, *, scope: Scope = Scope.INTERNAL, token: str | None = TOKEN, **more: Any) -> TestClient:
    """A caller of the service over `graph` that holds its token, and whose browser follows no redirect."""
    app = create_app(graph, Access(token, frozenset({HOST}), scope), **more)
    # Long work is waited for: tests of jobs say otherwise.
    headers = {"Prefer": "wait=100", **({"Authorization": f"Bearer {token}"} if token else {})}
    return TestClient(app, base_url=f"http://{HOST}", headers=headers, follow_redirects=False)


def weights(ties: Sequence[Any]) -> Mapping[str, float]:
    """Ties as the oracles write them: `A|B` with A before B."""
    return {"|".join(sorted((t.a, t.b))): round(t.weight, 6) for t in ties}
