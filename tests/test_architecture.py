"""docs/architecture.md and docs/guarantees.md tell the truth: what they name exists, and the walk is taken."""

from __future__ import annotations

import importlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph_service import open_graph
from graph_service.model import RecordType, Scope
from importers.readers import read
from visualisations.renderers import renderer

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "graph_service" / "data" / "demo"
TEXT = (ROOT / "docs" / "architecture.md").read_text("utf-8")
GUARANTEES = (ROOT / "docs" / "guarantees.md").read_text("utf-8")
ROW = 10
TITLE = "Recherche-action sur la participation des habitants du Sanitas (fictif)"

GUARANTEED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", GUARANTEES)))
_NAME = r"`((?:graph_service|importers|visualisations)(?:\.\w+)*)`"
_PATH = r"`((?:graph_service|importers|visualisations|tests|docs|tools|benchmarks|examples)/[\w./-]*)`"


def found(name: str) -> Any:
    """The module, class, function or method of a dotted name. Raises where there is none."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            thing = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            thing = getattr(thing, part)
        return thing
    raise ModuleNotFoundError(name)


@pytest.mark.parametrize("name", sorted(set(re.findall(_NAME, TEXT))))
def test_every_name_in_the_architecture_exists(name: str) -> None:
    assert found(name)


def test_every_path_in_the_documents_exists() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    named = {(page.name, path) for page in pages for path in re.findall(_PATH, page.read_text("utf-8"))}
    assert len(named) > 60
    assert [(page, path) for page, path in sorted(named) if not (ROOT / path).exists()] == []


def test_every_link_between_the_documents_leads_somewhere() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))]
    assert [(page.name, link) for page, link in links if not (page.parent / link).exists()] == []


def test_the_layers_are_those_that_are_checked() -> None:
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    table = TEXT.split("## Layers")[1].split("```")[0]
    told = [re.findall(_NAME, line.split("|")[1]) for line in table.splitlines() if line.startswith("| `")]
    assert told == [layer.split(" | ") for layer in contract["layers"]]


@pytest.mark.parametrize(("file", "test"), GUARANTEED)
def test_every_guarantee_names_a_test_that_exists(file: str, test: str) -> None:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    (at,) = [i for i, line in enumerate(lines) if re.match(rf"\s*def {test}\(", line)]
    above = " ".join(lines[max(0, at - 3) : at])
    assert "skip" not in above


def test_every_line_of_the_guarantees_names_its_test() -> None:
    rows = [
        line for line in GUARANTEES.splitlines() if line.startswith("| ") and not line.startswith(("| ---", "| what"))
    ]
    assert len(rows) > 20
    assert [row for row in rows if "::test_" not in row] == []


def test_a_row_of_the_demo_walks_to_the_evidence_on_the_map(tmp_path: Path) -> None:
    (sheet,) = [sheet for sheet in read(DEMO) if sheet.name == "participations"]
    assert dict(sheet.rows())[ROW][:3] == ["UT", "P3", "expert"]
    assert ",".join(dict(sheet.rows())[ROW]) in TEXT

    with open_graph(f"sqlite:///{tmp_path / 'walk.db'}", create=True) as graph:
        graph.import_files([DEMO])
        (said,) = [s for s in graph.store.statements(keys=['["UT","P3","expert",""]']) if s.row]
        assert (said.file, said.sheet, said.row) == ("demo/participations.csv", "participations", ROW)
        assert said.statement.digest in TEXT

        facts = graph.store.incident(["UT"], Scope.INTERNAL)
        (fact,) = [f for f in facts if f.type is RecordType.PARTICIPATION and f.get("project") == "P3"]
        assert f"id='{fact.id}'" in TEXT
        place = list(graph.store.snapshot(Scope.INTERNAL).participations).index(fact.id)
        assert f"participations[{place}] = '{fact.id}'" in TEXT

        card: Any = graph.actor("UT", as_of="2026-01-01")
        (partner,) = [p for p in card.partners if p.id == "CCS"]
        assert f"weight={partner.weight}" in TEXT
        assert f"strength={partner.strength}" in TEXT
        (path,) = graph.paths("UT", "CCS", as_of="2026-01-01").paths  # type: ignore[attr-defined]
        for (proof,) in (partner.evidence, path.hops[0].evidence):
            assert fact.id in proof.facts
            rows = [(row.file, row.sheet, row.row) for row in proof.rows]
            assert ("demo/participations.csv", "participations", ROW) in rows
        assert not any(p.evidence[0].rows for p in graph.actor("UT", scope="public").partners)  # type: ignore[attr-defined]

        view = graph.map(focus="UT", values={"as_of": "2026-01-01"})
        drawn = json.loads(renderer("json").render(view, "en"))
        (edge,) = [e for e in drawn["edges"] if {e["a"], e["b"]} == {"UT", "CCS"}]
        assert edge["evidence"][0]["title"] == TITLE
        assert edge["evidence"][0]["roles"] == ["Residents' representative", "Expert"]
        for text in (edge["text"], TITLE, edge["evidence"][0]["dates"]):
            assert text in TEXT
        assert TITLE in renderer("html").render(view, "en").decode()
