"""The lines of a picture as a table: a row each, with names beside ids, for spreadsheets and programs."""

from __future__ import annotations

from collections.abc import Callable

from graph_service.messages import Items, Lang, say
from graph_service.queries.table import Of, listed, stated
from graph_service.queries.table import table as made
from visualisations.renderers._payload import dates
from visualisations.view import MapEdge, MapView
from visualisations.writers.csv import text_of


def table(view: MapView, lang: Lang) -> bytes:
    """Every line that is drawn, as CSV in the form that spreadsheets of the language read."""
    names = {each.id: each.label for each in (*view.nodes, *getattr(view, "groups", ()))}
    sources = {source.id: source.producer for source in view.sources}

    def said(edge: MapEdge) -> Items | None:
        texts = [f"{say(line.title, lang)} ({dates(line, lang)})" for line in edge.evidence]
        return Items(texts, ";") if texts else None

    def cited(edge: MapEdge) -> list[str]:
        ids = dict.fromkeys(id_ for line in edge.evidence for id_ in line.sources)
        return [sources.get(id_, id_) for id_ in ids]

    columns: list[Of[MapEdge]] = [
        Of("a", lambda edge: edge.a, "id"),
        Of("a_name", lambda edge: names[edge.a], heading="publication-column-a"),
        *_hue(view, "a", lambda edge: edge.a),
        Of("b", lambda edge: edge.b, "id"),
        Of("b_name", lambda edge: names[edge.b], heading="publication-column-b"),
        *_hue(view, "b", lambda edge: edge.b),
        Of("said", lambda edge: edge.said or None, heading="publication-column-said"),
        Of("strength", lambda edge: edge.strength if edge.is_tie else None, "share"),
        Of("projects", lambda edge: edge.projects if edge.is_tie else None, "integer", "column-projects-shared"),
        Of("first", lambda edge: stated(edge.first), "date"),
        Of("last", lambda edge: stated(edge.last), "date"),
        Of("evidence", said, heading="publication-column-evidence"),
        Of("sources", lambda edge: listed(cited(edge))),
    ]
    return text_of(made(view.edges, columns), lang)


def _hue(view: MapView, end: str, id_of: Callable[[MapEdge], str]) -> list[Of[MapEdge]]:
    """What the colour of one end says, where that is not its kind."""
    if not view.hues:
        return []
    said = {node.id: node.hue.label for node in view.nodes if node.hue}
    name = f"{end}_{view.colour_column}"
    return [Of(name, lambda edge: said.get(id_of(edge)), heading=f"publication-column-{end}-{view.colour}")]
