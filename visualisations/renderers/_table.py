"""The table that says the same as a picture: a row for each line that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_service.messages import Day, Lang, m, say
from visualisations.renderers._payload import payload
from visualisations.view import MapView

NUMBERS = frozenset({"strength", "projects"})
_NONE = "–"


@dataclass(frozen=True, slots=True)
class LineTable:
    """Texts in the language of their reader."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def columns(view: MapView) -> list[str]:
    """Names of the columns; where colours say a theme or a territory, those of both ends stand beside them."""
    ends = [[end, *([f"{end}-{view.colour}"] if view.hues else [])] for end in ("from", "to")]
    return [*ends[0], *ends[1], "strength", "projects", "since", "last", "state", "evidence"]


def names(view: MapView, lang: Lang) -> dict[str, str]:
    """What each end of a line is called."""
    groups = getattr(view, "groups", ())
    return {each.id: say(each.label, lang) for each in (*groups, *view.nodes)}


def line_table(view: MapView, lang: Lang) -> LineTable:
    """The table of a view, in the order of its lines."""
    document, called, hue = payload(view, lang), names(view, lang), hues(view, lang)
    sources = {source["id"]: source["short"] for source in document["sources"]}
    return LineTable(
        title=say(m("map-table"), lang),
        columns=tuple(say(m(f"map-col-{name}"), lang) for name in columns(view)),
        rows=tuple(_row(edge, called, hue, sources, lang) for edge in document["edges"]),
    )


def hues(view: MapView, lang: Lang) -> dict[str, str]:
    """What the colour of each end of a line says; empty where colours say the kind."""
    if not view.hues:
        return {}
    return {id_: say(node.hue.label, lang) if node.hue else _NONE for id_, node in view.by_id.items()}


def _row(
    edge: dict[str, Any], called: dict[str, str], hue: dict[str, str], sources: dict[str, str], lang: Lang
) -> tuple[str, ...]:
    ends = [text for id_ in (edge["a"], edge["b"]) for text in (called[id_], *((hue.get(id_, _NONE),) if hue else ()))]
    return (
        *ends,
        edge["share"],
        str(edge["projects"] or _NONE),
        _day(edge["first"], lang),
        _day(edge["last"], lang),
        edge["state_text"],
        _evidence(edge, sources, lang),
    )


def _day(stated: str | None, lang: Lang) -> str:
    return say(Day(stated), lang) if stated else _NONE


def _evidence(edge: dict[str, Any], sources: dict[str, str], lang: Lang) -> str:
    if not edge["evidence"]:
        return _NONE
    best = edge["evidence"][0]
    cited = ", ".join(sources.get(id_, id_) for id_ in best["sources"]) or say(m("map-no-source"), lang)
    return f"{best['title']}, {best['dates']} ({cited})"
