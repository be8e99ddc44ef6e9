"""The examples of CONTRIBUTING.md work as they stand there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service import open_graph
from graph_service.graph import Graph
from graph_service.graph.writing import faces_of
from graph_service.messages import LANGS, say
from graph_service.model import RecordType
from graph_service.queries import QUESTIONS
from graph_service.queries.registry import Registry
from graph_service.vocabulary import make_term
from importers import mapping
from tests.told import told

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def block(section: str, language: str) -> str:
    part = TEXT.split(f"## {section}\n")[1].split("\n## ")[0]
    (found,) = re.findall(rf"```{language}\n(.*?)```", part, re.DOTALL)
    return str(found)


def executed(section: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "example"}
    exec(compile(block(section, "python"), section, "exec", dont_inherit=True), names)
    return names


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    return open_graph(f"sqlite:///{tmp_path / 'g.db'}", create=True, registry=QUESTIONS)


def test_messages_become_sentences() -> None:
    executed("How messages work")


def test_the_mapping_reads_its_file(tmp_path: Path, graph: Graph) -> None:
    text = block("Add a mapping", "yaml")
    assert mapping.load("clubs.yaml", text).id == "clubs"
    (tmp_path / "clubs.yaml").write_text(text, "utf-8")
    (tmp_path / "register.csv").write_text("club,cup,role\nTours,Loire,host\nBlois,Loire,guest\n", "utf-8")
    report = graph.import_files([tmp_path / "register.csv"], mapping=str(tmp_path / "clubs.yaml"))
    assert (report.rejected, report.counts["created"][RecordType.PARTICIPATION.sheet]) == ({}, 2)
    (tie,) = graph.ties(as_of="2025-07-01").ties  # type: ignore[attr-defined]
    assert (tie.a, tie.b, tie.weight) == ("club:Blois", "club:Tours", 0.15)


def test_the_vocabulary_row_is_one() -> None:
    ((id_, row),) = yaml.safe_load(block("Add a vocabulary kind", "yaml")).items()
    assert make_term("project_kind", id_, row).factor == 0.15


def test_the_question_is_a_method_at_once(tmp_path: Path, graph: Graph) -> None:
    graph.import_files([ROOT / "graph_service" / "data" / "demo"])
    folder = tmp_path / "questions"
    folder.mkdir()
    (folder / "alone.py").write_text(block("Add a question", "python"), "utf-8")
    for lang in LANGS:
        (folder / f"alone.{lang}.ftl").write_text(block("Add a question", "ftl"), "utf-8")
    asked = Graph(graph.store, graph.scope, Registry.scan(folder))
    assert [actor.id for actor in asked.alone(as_of="2026-01-01").actors] == ["VIE"]  # type: ignore[attr-defined]
    assert told(asked, "alone", as_of="2026-01-01") == [
        "Without any tie",
        "1 actor.",
        "- Ville de Vierzon (fictif) [VIE]",
    ]
    found = asked.written("alone", {"as_of": "2026-01-01"}, "table.csv", lang="en").decode("utf-8-sig")
    assert found.splitlines() == ["Id,Name,Kind", "VIE,Ville de Vierzon (fictif),Commune"]


def test_the_writer_writes(graph: Graph) -> None:
    graph.import_files([ROOT / "graph_service" / "data" / "demo"])
    (writer,) = executed("Add a writer")["WRITERS"]
    with faces_of(graph, graph.question("search"), {"text": "vierzon"}, "en") as found:
        assert writer.write(found).decode().splitlines()[0] == "# Results for “vierzon”"
    assert say(writer.holds(graph.question("search")), "en") == "words (.txt)"


def test_the_renderer_draws(graph: Graph) -> None:
    graph.import_files([ROOT / "graph_service" / "data" / "demo"])
    found = executed("Add a renderer")["RENDERER"].render(graph.map(focus="UT", values={"as_of": "2026-01-01"}), "en")
    assert "Conseil citoyen du Sanitas (fictif) - Université de Tours (fictif)" in found.decode()
