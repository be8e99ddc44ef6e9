"""A picture as CSV: a row for each line with both of its ends, then a row for each node without a line.

As a table of an answer, it reads by a double click: its signs are those of the reader's language, and no text runs as a
formula (`visualisations.writers.csv`). What must be known of the whole stands in each row.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.messages import Day, Lang, m, say
from visualisations.csv_text import cell, table
from visualisations.renderers import Renderer
from visualisations.renderers._graph import Drawn, Graph, Value, graph
from visualisations.view import MapView

_END = ("id", "name", "kind_label", "territory", "running_projects", "closed")
_LINE = ("strength", "projects", "first", "last", "state_text", "meetings_only", "evidence", "sources")
_ABOUT = ("as_of", "seen_by", "fictional", "notes")
_DATES = frozenset({"first", "last", "as_of"})


def render(view: MapView, lang: Lang) -> bytes:
    """The picture as one text."""
    found = graph(view, lang)
    ends = (*_END, *((view.colour_column,) if view.hues else ()))
    heads = [say(m(f"graph-{name}"), lang) for name in ends]
    headings = [
        *(say(m("graph-end-a", what=head), lang) for head in (*heads, "x", "y")),
        *(say(m("graph-end-b", what=head), lang) for head in (*heads, "x", "y")),
        *(say(m(f"graph-line-{name}"), lang) for name in _LINE),
        *(say(m(f"graph-about-{name}"), lang) for name in _ABOUT),
    ]
    return table([headings, *_rows(found, ends, lang)], lang)


def _rows(found: Graph, ends: tuple[str, ...], lang: Lang) -> Iterator[list[str]]:
    nodes = {node.id: node for node in found.nodes}
    about = [_value(name, found.about[name], lang) for name in _ABOUT]
    empty = [""] * (len(ends) + 2)
    for line in found.lines:
        a, b = (_end(nodes[id_], ends, lang) for id_ in line.ends)
        yield [*a, *b, *(_value(name, line.values[name], lang) for name in _LINE), *about]
    joined = {end for line in found.lines for end in line.ends}
    for node in found.nodes:
        if node.id not in joined:
            yield [*_end(node, ends, lang), *empty, *[""] * len(_LINE), *about]


def _end(node: Drawn, ends: tuple[str, ...], lang: Lang) -> list[str]:
    return [*(cell(node.values.get(name), lang) for name in ends), *(cell(at, lang) for at in node.at or (None, None))]


def _value(name: str, value: Value, lang: Lang) -> str:
    return say(Day(value), lang) if name in _DATES and isinstance(value, str) else cell(value, lang)


RENDERER = Renderer("csv", "text/csv; charset=utf-8", render, place=93)
