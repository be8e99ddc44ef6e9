"""The view in the words and numbers of one language, as plain JSON values with stable names."""

from __future__ import annotations

from typing import Any

from graph_service.messages import Day, Items, Lang, Message, Share, m, say, when
from graph_service.queries.picture import COLOURED
from graph_service.queries.telling import is_share_alike
from visualisations.style import PAGE, tie_class
from visualisations.view import (
    EdgeState,
    EvidenceLine,
    MapEdge,
    MapNode,
    MapPath,
    MapView,
    NodeState,
    SourceLine,
    Words,
)


def payload(view: MapView, lang: Lang) -> dict[str, Any]:
    """The whole view. `text` fields are sentences for people; the fields beside them are for programs."""
    return {
        "lang": lang,
        "title": say(view.title, lang),
        "subtitle": say(view.subtitle, lang),
        "alternative": say(alternative(view), lang),
        "layout": view.layout,
        "form": view.form,
        "forms": [{"id": form, "label": say(m(f"form-{form}"), lang)} for form in view.forms],
        "colour": view.colour,
        "colours": [{"id": each, "label": say(m(f"colour-{each}"), lang)} for each in view.colours],
        "fictional": view.fictional,
        "caption": {
            "text": caption_text(view, lang),
            "as_of": view.caption.as_of.stated,
            "actors": {"shown": view.caption.actors.shown, "total": view.caption.actors.total},
            "ties": {"shown": view.caption.ties.shown, "total": view.caption.ties.total},
            "tie_profile": say(view.caption.tie_profile, lang),
            "revision": view.caption.revision,
        },
        "notes": [say(note, lang) for note in (*_seen_by(view), *notes(view))],
        "families": [{"id": f.id, "label": say(f.label, lang), "shape": f.shape} for f in view.families],
        "nodes": [_node(view, node, lang) for node in view.nodes],
        "edges": [_edge(edge, lang) for edge in view.edges],
        "paths": [_path(path, lang) for path in view.paths],
        "sources": [_source(source, lang) for source in view.sources],
    }


def _seen_by(view: MapView) -> list[Message]:
    """Who may see it, where that is known."""
    return [m(f"about-scope-{view.seen_by}")] if view.seen_by else []


def notes(view: MapView) -> list[Any]:
    """Return the notes to show beside the numbers. That relations are invented always comes first."""
    invented = [m("map-fictional-note")] if view.fictional else []
    alike = [found] if (found := share_alike(view)) else []
    return [*invented, *alike, *view.notes, m("map-caveat")]


def share_alike(view: MapView) -> Message | None:
    """Say which licences of the sources are share-alike; None where none is."""
    found = dict.fromkeys(source.licence for source in view.sources if is_share_alike(source.licence))
    return m("figure-share-alike", licences=Items(list(found))) if found else None


def how_to_read(view: MapView) -> list[Message]:
    """Return how signs are read: how strength is measured where ties are drawn, what shapes say where actors are."""
    measured = [m("map-strength-calc")] if any(edge.is_tie for edge in view.edges) else []
    return [*measured, *([m("map-legend-note-shape" if view.hues else "map-legend-note")] if view.actors else [])]


def alternative(view: MapView, table: bool = True) -> Words:
    """Return one sentence that describes the picture, for people who cannot see it (RGAA 1.1, 1.3).

    `table` says whether a table of the same stands below the picture.
    """
    if not view.nodes:
        return m("map-empty")
    numbers = m("map-alt-network" if table else "map-alt-alone", nodes=len(view.nodes), edges=len(view.edges))
    return view.alternative or numbers


def caption_text(view: MapView, lang: Lang) -> str:
    """What the numbers of the map count: of how many, at which date, by which measure; and what its colours say where
    that is not the kind."""
    return " ".join([_counted(view, lang), *(say(each, lang) for each in _colours_said(view))])


def _colours_said(view: MapView) -> list[Message]:
    """What the colours of actors say where that is not their kind; where each disc stands for several actors, that it
    does not."""
    if view.hues:
        return [m(f"map-caption-{view.colour}")]
    grouped = view.colour in COLOURED and any(node.state is NodeState.GROUP for node in view.nodes)
    return [m("map-caption-no-colours")] if grouped else []


def _counted(view: MapView, lang: Lang) -> str:
    c = view.caption
    papers = {node.id for node in view.nodes if node.family.shape == PAGE}
    sheets = len(papers)
    groups = sum(node.state is NodeState.GROUP for node in view.nodes)
    if groups or (sheets and not any(edge.is_tie for edge in view.edges)):
        counted_as = "places" if view.layout == "geography" else "groups" if groups else "projects"
        counted = {
            "actors": c.actors.shown,
            "actors_total": c.actors.total,
            "projects": sheets,
            "parts": sum(
                not {edge.a, edge.b}.isdisjoint(papers) and edge.state is not EdgeState.EXPECTED for edge in view.edges
            ),
            "groups": groups,
            "ties": c.ties.total,
            "as_of": c.as_of,
            "revision": str(c.revision),
            "profile": c.tie_profile,
        }
        return say(m(f"map-caption-{counted_as}", **counted), lang)
    message = m(
        "map-caption",
        actors=c.actors.shown,
        actors_total=c.actors.total,
        ties=c.ties.shown,
        ties_total=c.ties.total,
        as_of=c.as_of,
        # A revision is a name, not a quantity: no thousands separator.
        revision=str(c.revision),
        profile=c.tie_profile,
    )
    return say(message, lang)


def _node(view: MapView, node: MapNode, lang: Lang) -> dict[str, Any]:
    parts = (
        [say(node.said, lang)]
        if node.said
        else [
            say(node.kind_label, lang),
            node.territory,
            say(m(f"map-said-{view.colour}", name=node.hue.label), lang) if node.hue else None,
            say(m("map-closed"), lang) if node.closed else None,
            say(m("map-n-running", n=node.running), lang),
            say(m("map-n-ties", n=len(view.neighbours[node.id])), lang),
        ]
    )
    return {
        "id": node.id,
        "label": say(node.label, lang),
        "kind": node.kind,
        "kind_label": say(node.kind_label, lang),
        "family": node.family.id,
        "running": node.running,
        "state": node.state.value,
        "closed": node.closed,
        "territory": node.territory,
        "hue": say(node.hue.label, lang) if node.hue else None,
        "url": node.url,
        "text": " · ".join(part for part in parts if part),
    }


def _edge(edge: MapEdge, lang: Lang) -> dict[str, Any]:
    met = bool(edge.evidence) and edge.evidence[0].event
    state = say(m("map-met" if met else "map-ended" if edge.ended else "map-running"), lang)
    parts = (
        [say(edge.said, lang)]
        if edge.said
        else [
            f"{say(tie_class(edge.strength).noun, lang)}, {say(Share(edge.strength), lang)}",
            say(m("map-n-projects", n=edge.projects), lang),
            say(when(edge.first, None), lang) if edge.first else None,
            state,
        ]
    )
    return {
        "a": edge.a,
        "b": edge.b,
        "strength": edge.strength,
        "share": say(Share(edge.strength), lang) if edge.is_tie else "–",
        "weight": edge.weight,
        "projects": edge.projects,
        "first": edge.first,
        "last": edge.last,
        "type": edge.type.value,
        "state": edge.state.value,
        "state_text": say(edge.said, lang) if edge.said else state,
        "ended": edge.ended,
        "meetings_only": edge.meetings_only,
        "text": " · ".join(part for part in parts if part),
        "evidence": [_evidence(line, lang) for line in edge.evidence],
    }


def dates(line: EvidenceLine, lang: Lang) -> str:
    """Return in words when the evidence began and ended."""
    words = say(when(line.start, line.end), lang)
    return f"{words} ({say(m('map-estimated'), lang)})" if line.end_estimated else words


def _evidence(line: EvidenceLine, lang: Lang) -> dict[str, Any]:
    return {
        "title": say(line.title, lang),
        "roles": [say(role, lang) for role in line.roles],
        "start": line.start,
        "end": line.end,
        "end_estimated": line.end_estimated,
        "running": line.running,
        "sources": list(line.sources),
        "dates": dates(line, lang),
        "state": "" if line.event else say(m("map-running" if line.running else "map-over"), lang),
    }


def _path(path: MapPath, lang: Lang) -> dict[str, Any]:
    return {
        "rank": path.rank,
        "strength": path.strength,
        "share": say(Share(path.strength), lang),
        "actors": list(path.actors),
        "sentence": say(path.sentence, lang),
    }


def source_text(source: SourceLine, lang: Lang) -> str:
    """Who said so, what it is called, since when, and under which licence."""
    message = m(
        "map-source",
        producer=source.producer,
        title=source.title or source.id,
        updated=Day(source.updated) if source.updated else m("map-source-undated"),
        licence=source.licence or m("map-source-unlicensed"),
    )
    return say(message, lang)


def _source(source: SourceLine, lang: Lang) -> dict[str, Any]:
    return {
        "id": source.id,
        "producer": source.producer,
        "title": source.title,
        "licence": source.licence,
        "updated": source.updated,
        "text": source_text(source, lang),
        "short": " – ".join(part for part in (source.producer, source.title) if part) or source.id,
    }
