"""A picture as a graph for other programs: each node and line once, with its values, whatever its texts hold."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.messages import Lang, say
from graph_service.model import Scope
from graph_service.records import cells
from tests.deep import rounds
from tests.visualisations.sample import HOSTILE, SOURCES, VIEWS, caption, ego_view, node, path_view, tie
from visualisations import style
from visualisations.arrange import arrange
from visualisations.renderers import renderer
from visualisations.view import MapView, SourceLine

GEXF, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
FORMATS = ("graphml", "gexf")


def read(view: MapView, format_: str, lang: Lang = "fr") -> nx.Graph:
    """The graph as networkx reads it, with a node's own id as its value `id`."""
    made = io.BytesIO(renderer(format_).render(view, lang))
    return nx.read_graphml(made) if format_ == "graphml" else nx.read_gexf(made, version="1.3")


def own(values: dict[str, Any]) -> str:
    return str(values.get("maillage_id", values.get("id")))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", [name for name in VIEWS if name != "hostile"])
def test_networkx_reads_every_node_and_every_line_once_with_its_values(format_: str, name: str) -> None:
    view = VIEWS[name]()
    found = read(view, format_)
    assert not found.is_directed()
    assert sorted(found) == sorted(node.id for node in view.nodes)
    assert {tuple(sorted(pair)) for pair in found.edges} == {edge.key for edge in view.edges}
    for each in view.nodes:
        values = found.nodes[each.id]
        assert (own(values), values["name"], values["kind"]) == (each.id, say(each.label, "fr"), each.kind)
        assert (values.get("territory"), values["running_projects"]) == (each.territory, each.running)
        assert (values["state"], values["closed"]) == (each.state.value, each.closed)
    for edge in view.edges:
        values = found.edges[edge.a, edge.b]
        assert values["strength"] == edge.strength
        assert (values.get("first"), values.get("last")) == (edge.first, edge.last)
        assert (values["state"], values["ended"], values["projects"]) == (edge.state.value, edge.ended, edge.projects)


@pytest.mark.parametrize("name", list(VIEWS))
def test_gephi_gets_positions_colours_and_sizes_as_they_are_drawn_with_y_upwards(name: str) -> None:
    view = VIEWS[name]()
    points = arrange(view).points
    found = read(view, "gexf")
    by_id = {own(values): values["viz"] for _, values in found.nodes(data=True)}
    for each in view.nodes:
        viz = by_id[each.id.replace("\0", "\ufffd")]
        x, y = points[each.id]
        assert (viz["position"]["x"], viz["position"]["y"]) == (x, -y)
        assert "#" + "".join(f"{viz['color'][part]:02X}" for part in "rgb") == style.fill(each)
        assert viz["size"] == style.radius(each, view)


ALLOWED = {
    "gexf": ("version", "meta graph"),
    "meta": ("", "creator keywords description"),
    "graph": ("defaultedgetype idtype", "attributes nodes edges"),
    "attributes": ("class", "attribute"),
    "attribute": ("id title type", "default options"),
    "nodes": ("count", "node"),
    "edges": ("count", "edge"),
    "node": ("id label", "attvalues color position size shape"),
    "edge": ("id type label source target weight kind", "attvalues color thickness"),
    "attvalues": ("", "attvalue"),
    "attvalue": ("for value", ""),
    "color": ("r g b a", ""),
    "position": ("x y z", ""),
    "size": ("value", ""),
    "shape": ("value", ""),
    "thickness": ("value", ""),
    "creator": ("", ""),
    "description": ("", ""),
}
"""Of GEXF 1.3's schema, what may stand in what: attributes, elements."""


@pytest.mark.parametrize("name", list(VIEWS))
def test_a_gexf_file_holds_what_the_schema_of_gexf_1_3_allows(name: str) -> None:
    root = ElementTree.fromstring(renderer("gexf").render(VIEWS[name](), "fr"))
    for element in root.iter():
        tag = re.sub(r"\{.*\}", "", element.tag)
        attributes, elements = ALLOWED[tag]
        assert set(element.attrib) <= set(attributes.split())
        assert {re.sub(r"\{.*\}", "", each.tag) for each in element} <= set(elements.split())
        assert (VIZ if tag in ("color", "position", "size", "shape", "thickness") else GEXF) in element.tag
    assert {each.get("type") for each in root.iter(f"{GEXF}attribute")} <= {"string", "integer", "double", "boolean"}
    declared = {each.get("id") for each in root.iter(f"{GEXF}attribute")}
    assert {each.get("for") for each in root.iter(f"{GEXF}attvalue")} <= declared
    assert {each.get("value") for each in root.iter(f"{VIZ}shape")} <= {"disc", "square", "triangle", "diamond"}


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("text", [*HOSTILE.values(), "</node><x>", "javascript:alert(1)", "&amp;", "A\x0bB\ud800"])
def test_markup_and_forbidden_signs_in_any_text_stay_text(format_: str, text: str) -> None:
    nodes = (node(text, text, "autres", territory=text), node(f"{text}2", text, "autres"))
    sources = (SourceLine(text, text, text, text),)
    view = MapView(text, caption(2, 1), nodes, (tie(text, f"{text}2", 0.3),), notes=(text,), sources=sources)
    made = renderer(format_).render(view, "fr")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(made).iter()}
    assert tags <= {*ALLOWED, "graphml", "key", "data"}
    found = read(view, format_)
    clean = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", "\ufffd", text)
    assert [values["name"].splitlines() for _, values in found.nodes(data=True)] == [clean.splitlines()] * 2
    assert len(found.edges) == 1


TEXT = st.text(st.characters(codec=None) | st.sampled_from("<>&\"'\x00\x1b\ud800\ufffe\n"), max_size=12)


@given(st.lists(TEXT, min_size=2, max_size=4, unique=True), st.sampled_from(FORMATS))
@rounds(25)
def test_any_ids_stay_as_many_nodes_as_they_are(ids: list[str], format_: str) -> None:
    nodes = tuple(node(id_, id_, "autres") for id_ in ids)
    view = MapView("x", caption(len(ids), 1), nodes, (tie(ids[0], ids[1], 0.3),))
    found = read(view, format_)
    assert (len(found), len(found.edges)) == (len(ids), 1)


def about(made: bytes, format_: str) -> str:
    return " ".join(ElementTree.fromstring(made).itertext())


@pytest.mark.parametrize("format_", [*FORMATS, "csv"])
def test_a_file_says_its_date_who_may_see_it_that_relations_are_invented_and_its_sources(format_: str) -> None:
    view = replace(ego_view(), seen_by=Scope.INTERNAL)
    made = renderer(format_).render(view, "fr")
    said = made.decode("utf-8-sig") if format_ == "csv" else about(made, format_)
    for words in ("Vu par l’équipe seule", "Les relations montrées sont inventées", "2026"):
        assert words in said
    if format_ != "csv":
        assert all(source.licence in said for source in SOURCES)


@pytest.mark.parametrize("format_", [*FORMATS, "csv"])
def test_the_same_view_gives_the_same_bytes_and_an_empty_one_a_file(format_: str) -> None:
    made = renderer(format_).render(ego_view(), "fr")
    assert made == renderer(format_).render(ego_view(), "fr")
    assert renderer(format_).render(MapView("Rien", caption(0, 0), (), ()), "en")


def rows(view: MapView, lang: Lang = "fr") -> list[list[str]]:
    text = renderer("csv").render(view, lang).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if lang == "fr" else ","))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_csv_has_a_row_for_each_line_and_for_each_node_without_one(lang: Lang) -> None:
    lonely = node("seul", "Seul (démo)", "autres")
    view = replace(path_view(), nodes=(*path_view().nodes, lonely))
    headings, *body = rows(view, lang)
    assert len(set(headings)) == len(headings)
    assert {len(row) for row in body} == {len(headings)}
    end = headings.index({"fr": "identifiant (2)", "en": "id (2)"}[lang])
    assert [(row[0], row[end]) for row in body] == [*((edge.a, edge.b) for edge in view.edges), ("seul", "")]
    strength = headings.index({"fr": "force (0 à 1)", "en": "strength (0 to 1)"}[lang])
    assert body[0][strength] == {"fr": "0,37", "en": "0.37"}[lang]
    assert "-0" not in [cell for row in body for cell in row]


FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_of_a_csv_runs_as_a_formula_and_each_comes_back_as_it_was(text: str) -> None:
    nodes = (node(text, text, "autres", territory=text), node("b", "B", "autres"))
    view = MapView("x", caption(2, 1), nodes, (tie(text, "b", 0.3),), notes=(text,))
    (row,) = rows(view)[1:]
    for cell in row[:4]:
        assert not re.match(r"\s*[=+\-@]", cell) or re.fullmatch(r"-?[\d,]+", cell), cell
    assert cells.unescape(row[0]) == text
