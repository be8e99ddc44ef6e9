"""Exports a store: the filled template as a workbook or CSV files, or a networkx graph."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph_service.errors import UsageError
from graph_service.graph.retrying import asked_again
from graph_service.graph.selecting import select
from graph_service.graph.session import Session
from graph_service.messages import Lang
from graph_service.model import RecordType, Scope
from graph_service.records.template import SHEETS
from graph_service.records.validation import Checker
from graph_service.workbooks import marks
from graph_service.workbooks.filling import write_records

if TYPE_CHECKING:
    import networkx


@asked_again
def export(
    session: Session, target: Path, scope: Scope, lang: Lang = "fr", filters: Mapping[str, Any] | None = None
) -> dict[str, int]:
    """Write every sheet of the template, filled with what the scope sees, or with what fits `filters` (those of
    questions about ties). Returns the rows of each sheet.

    Rows carry marks, so that the file can be imported again as a list of edits
    (docs/statements.md#8-what-comes-back).
    """
    if target.suffix.lower() not in (".zip", ".xlsx"):
        raise UsageError("export-format", name=target.name)
    with session.view(scope) as view:
        question = session.registry.get("ties")
        assert question is not None
        chosen = select(view, question, filters or {})
        sheets = {sheet: chosen[type_] for sheet, type_ in SHEETS.items()}
        checker = Checker(view.vocabulary, view.territories, {fact.id for fact in view.facts(RecordType.THEME)})
        found = marks.filled(sheets, session.store.head().store_id, scope, view.revision, checker)
        vocabulary = view.vocabulary
    write_records(target, found.rows, lang, vocabulary, found.link)
    return {sheet: len(rows) for sheet, rows in found.rows.items()}


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
