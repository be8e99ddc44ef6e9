"""Out of the store: the template filled, as a workbook or CSV files, and networkx for those who compute further."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_service.errors import UsageError
from graph_service.messages import Lang
from graph_service.model import KEYED, STAFF, Fact, RecordType, Scope, Value
from importers.template import SHEETS, sheet_columns, write_records

if TYPE_CHECKING:
    import networkx

    from graph_service.graph.facade import Graph


def export(graph: Graph, target: Path, scope: Scope, lang: Lang = "fr") -> dict[str, int]:
    """Write every sheet of the template, filled with what the scope sees. Returns the rows of each sheet."""
    if target.suffix.lower() not in (".zip", ".xlsx"):
        raise UsageError("export-format", name=target.name)
    with graph.view(scope) as view:
        sheets = {sheet: list(_rows(view.facts(type_), sheet)) for sheet, type_ in SHEETS.items()}
        vocabulary = view.vocabulary
    write_records(target, sheets, lang, vocabulary)
    return {sheet: len(rows) for sheet, rows in sheets.items()}


def _rows(facts: list[Fact], sheet: str) -> Iterator[Mapping[str, Value]]:
    """One row a fact; equal rows of a source were one fact with a count, and are that many rows again."""
    names = sheet_columns(sheet)
    for fact in facts:
        values = {name: fact.get(name) for name in names if name in fact.values}
        if fact.type in KEYED:
            values[KEYED[fact.type]] = fact.id
        if "visibility" in names:
            values["visibility"] = fact.visibility.value
        # What staff typed names no source: no file may claim theirs.
        if "source" in names and fact.source != STAFF:
            values["source"] = fact.source
        for _ in range(fact.count):
            yield values


def to_networkx(graph: Graph, two_mode: bool, scope: Scope | str | None, options: Mapping[str, Any]) -> networkx.Graph:
    """Two-mode: actors and projects (attribute `bipartite` 0 and 1), an edge a participation, in a MultiGraph.

    One-mode: actors, ties with `weight` and `strength` of domain.md 3.1; `options` are those of the question ties.
    """
    import networkx

    found: networkx.Graph = networkx.MultiGraph() if two_mode else networkx.Graph()
    with graph.view(scope) as view:
        for actor in view.facts(RecordType.ACTOR):
            found.add_node(actor.id, bipartite=0, name=actor.name, kind=actor.get("kind"))
        if two_mode:
            for project in view.facts(RecordType.PROJECT):
                found.add_node(project.id, bipartite=1, name=project.name, kind=project.get("kind"))
            for part in view.facts(RecordType.PARTICIPATION):
                dates = {name: part.get(name) for name in ("role", "start", "end")}
                found.add_edge(part.get("actor"), part.get("project"), key=part.id, **dates)
            return found
    answer: Any = graph.ask("ties", options, scope=scope)
    for tie in answer.ties:
        found.add_edge(tie.a, tie.b, weight=tie.weight, strength=tie.strength, projects=tie.projects)
    return found
