"""Exports a store: the filled template as a workbook or CSV files, or a networkx graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_service.errors import UsageError
from graph_service.files import write_whole
from graph_service.graph import graph_files, log_files
from graph_service.graph.retrying import asked_again
from graph_service.graph.selecting import select
from graph_service.graph.session import Session
from graph_service.messages import Items, Lang
from graph_service.model import Fact, RecordType, Scope
from graph_service.records.template import SHEETS
from graph_service.records.validation import Checker
from graph_service.workbooks import marks
from graph_service.workbooks.filling import write_records

if TYPE_CHECKING:
    import networkx

Facts = Mapping[RecordType, Sequence[Fact]]
_GRAPHS: dict[str, Callable[[Facts], Iterator[str]]] = {".graphml": graph_files.graphml, ".gexf": graph_files.gexf}
ENDINGS = (".xlsx", ".zip", *_GRAPHS, ".json")


@asked_again
def export(
    session: Session, target: Path, scope: Scope, lang: Lang = "fr", filters: Mapping[str, Any] | None = None
) -> dict[str, int]:
    """Write what the scope sees, or what fits `filters` (those of questions about ties): every sheet of the template
    (.xlsx, .zip), a graph (.graphml, .gexf), or the whole log (.json, the team's alone). Returns the rows of each
    sheet.

    Rows carry marks, so that the file can be imported again as a list of edits
    (docs/statements.md#8-what-comes-back).
    """
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError("export-format", name=target.name, known=Items(ENDINGS, "or"))
    if ending == ".json":
        return _log(session, target, scope, filters or {})
    with session.view(scope) as view:
        question = session.registry.get("ties")
        assert question is not None
        chosen = select(view, question, filters or {})
        if ending in _GRAPHS:
            return _graph(target, _GRAPHS[ending], chosen)
        sheets = {sheet: chosen[type_] for sheet, type_ in SHEETS.items()}
        checker = Checker(view.vocabulary, view.territories, {fact.id for fact in view.facts(RecordType.THEME)})
        found = marks.filled(sheets, session.store.head().store_id, scope, view.revision, checker)
        vocabulary = view.vocabulary
    write_records(target, found.rows, lang, vocabulary, found.link)
    return {sheet: len(rows) for sheet, rows in found.rows.items()}


def _graph(
    target: Path, writer: Callable[[Facts], Iterator[str]], chosen: Mapping[RecordType, Sequence[Fact]]
) -> dict[str, int]:
    facts = {type_: list(chosen[type_]) for type_ in (*graph_files.TYPES, *graph_files.LABELS)}
    write_whole(target, "".join(writer(facts)).encode())
    return {type_.sheet: len(facts[type_]) for type_ in graph_files.TYPES}


def _log(session: Session, target: Path, scope: Scope, filters: Mapping[str, Any]) -> dict[str, int]:
    if scope is not Scope.INTERNAL or any(filters.values()):
        raise UsageError("export-log")
    with session.store.read():
        write_whole(target, "".join(log_files.written(session.store)).encode())
        return {"batches": session.store.head().batches}


@asked_again
def to_networkx(
    session: Session, two_mode: bool, scope: Scope | str | None, options: Mapping[str, Any]
) -> networkx.Graph:
    """Return a two-mode MultiGraph: actors and projects are nodes (`bipartite` 0 and 1), each participation is an edge.

    One-mode: actors, ties with `weight` and `strength` (docs/method.md#weight); `options` are those of the question
    ties.
    """
    import networkx

    found: networkx.Graph = networkx.MultiGraph() if two_mode else networkx.Graph()
    with session.view(scope) as view:
        for actor in view.facts(RecordType.ACTOR):
            found.add_node(actor.id, bipartite=0, name=actor.name, kind=actor.get("kind"))
        if two_mode:
            for project in view.facts(RecordType.PROJECT):
                found.add_node(project.id, bipartite=1, name=project.name, kind=project.get("kind"))
            for part in view.facts(RecordType.PARTICIPATION):
                dates = {name: part.get(name) for name in ("role", "start", "end")}
                found.add_edge(part.get("actor"), part.get("project"), key=part.id, **dates)
            return found
    answer: Any = session.ask("ties", options, scope=scope)
    for tie in answer.ties:
        found.add_edge(tie.a, tie.b, weight=tie.weight, strength=tie.strength, projects=tie.projects)
    return found
