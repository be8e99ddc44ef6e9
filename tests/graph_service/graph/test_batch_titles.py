"""What a list of imports and corrections calls each of them: names and fields in words, not ids and codes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.graph import Graph
from graph_service.graph.batch_titles import display_names, titles
from graph_service.messages import LANGS, say
from tests.graph_service.house import folder, new_graph

SHEETS = {
    "actors": "id,name,kind\nA,Agglopolys,ca\nB,Ville de Blois,commune\nC,Blois (ville),commune",
    "projects": "id,title,kind\nP,Contrat de ville,contrat_de_ville",
    "participations": "actor,project,role\nA,P,porteur",
}


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with new_graph(tmp_path / "g.db", folder(tmp_path, "in", **SHEETS), source="Nous - Liste") as graph:
        yield graph


def listed(graph: Graph, lang: str = "fr") -> list[str]:
    """What each batch is called, the latest first."""
    batches = [batch for batch, _ in graph.batches()]
    names = display_names(batches, titles(graph, batches))
    return [str(say(names[batch.id], lang)).replace("\u202f", " ") for batch in batches]


def test_each_correction_is_called_by_what_it_did(graph: Graph) -> None:
    graph.edit([{"op": "set", "ids": ["A"], "fields": {"name": "Agglopolys Blois"}}])
    graph.edit([{"op": "set", "ids": ["A"], "fields": {"end": "2030"}}])
    graph.edit([{"op": "set", "ids": ["A"], "fields": {"acronym": "AG", "end": "2031"}}])
    graph.edit([{"op": "hide", "ids": ["P"], "visibility": "internal"}])
    graph.edit([{"op": "same", "ids": ["B", "C"]}])
    graph.edit([{"op": "add", "type": "actor", "fields": {"id": "D", "name": "Union locale", "kind": "association"}}])
    graph.edit([{"op": "deny", "ids": ["D"]}])
    assert listed(graph)[:-1] == [
        "Union locale : fiche retirée",
        "Union locale : fiche ajoutée",
        "Blois (ville) [B] et Blois (ville) [C] : réunis en un seul acteur",
        "Contrat de ville : fiche cachée",
        "Agglopolys Blois : sigle et fin corrigés",
        "Agglopolys Blois : fin corrigée",
        "Agglopolys Blois : nom corrigé",
    ]
    assert listed(graph, "en")[-2] == "Agglopolys Blois: name corrected"


def test_an_undo_is_called_by_what_it_undid_and_a_note_of_somebodys_own_stays(graph: Graph) -> None:
    report = graph.edit([{"op": "set", "ids": ["A"], "fields": {"acronym": "AG"}}])
    graph.undo(str(report.import_id))
    graph.edit(
        [{"op": "set", "ids": ["A"], "fields": {"acronym": "AX"}}], note="demandé par la Ville ; set actor A (x)"
    )
    assert listed(graph)[:3] == [
        "demandé par la Ville ; set actor A (x)",
        "Agglopolys : sigle corrigé",
        "Agglopolys : sigle corrigé",
    ]
    assert all("actors.csv" in listed(graph, lang)[-1] for lang in LANGS)


def test_a_relation_is_called_by_its_ends_also_when_it_is_gone(graph: Graph) -> None:
    (part,) = [one.id for role in graph.project("P").roles for one in role.actors]
    (fact,) = [fact for role in graph.project("P").roles for one in role.actors for fact in one.facts]
    graph.edit([{"op": "set", "ids": [fact], "type": "participation", "fields": {"level": "technique"}}])
    graph.edit([{"op": "deny", "ids": [fact], "type": "participation"}])
    assert part == "A"
    assert listed(graph)[:2] == [
        "Agglopolys → Contrat de ville : fiche retirée",
        "Agglopolys → Contrat de ville : niveau corrigé",
    ]
