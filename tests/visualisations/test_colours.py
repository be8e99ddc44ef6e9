"""Colours say the kind of actors, a main theme or a territory: few enough for everybody, and in words as well."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from graph_service.errors import UsageError
from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from graph_service.messages import Lang, m, say
from graph_service.queries.picture import COLOURED
from tests.graph_service.house import ROOT, new_graph
from tests.visualisations.renderers.test_svg import outside
from tests.visualisations.seen import SVG
from visualisations import style
from visualisations.frozen import frozen, thawed
from visualisations.presets import PRESETS, Figure, figure
from visualisations.renderers import renderer
from visualisations.renderers._payload import caption_text
from visualisations.renderers._table import line_table
from visualisations.view import Hue, MapView

KINDS = ("association", "commune", "universite")
"""Who takes part in what: the actor, its territory, its projects."""
PARTS = (
    ("A", "37261", "P1 P2 P3"),
    ("B", "37261", "P1 P4"),
    ("C", "45234", "P2 P4 P5"),
    ("D", "45234", "P6"),
    ("E", "41018", "P3 P6 OLD"),
    ("F", "", "P7"),
)
PROJECTS = {
    "P1": "habitat_logement",
    "P2": "mobilite",
    "P3": "habitat_logement",
    "P4": "sante",
    "P5": "mobilite",
    "P6": "",
    "P7": "",
    "OLD": "culture_sport",
}
"""With their themes. OLD is over."""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    folder = tmp_path_factory.mktemp("colours")
    tables = {
        "actors": [
            "id,name,kind,territory",
            *(f"{i},Actor {i},{KINDS[n % 3]},{t}" for n, (i, t, _) in enumerate(PARTS)),
        ],
        "projects": [
            "id,title,kind,themes,start,end",
            *(
                f"{i},Project {i},operation,{t},2020-01-01,{'2021-01-01' if i == 'OLD' else ''}"
                for i, t in PROJECTS.items()
            ),
        ],
        "participations": ["actor,project,role", *(f"{i},{p},partenaire" for i, _, ps in PARTS for p in ps.split())],
    }
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", "utf-8")
    with new_graph(folder / "colours.db", folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("colours") / "cvl.db", ROOT / "graph_service" / "data" / "cvl") as opened:
        yield opened


@pytest.fixture(scope="module")
def pictures(demo: Graph) -> dict[str, MapView]:
    """The demo in its groups, by what its colours say."""
    asked = {"as_of": "2026-01-01"}
    return {
        colour: draw(demo, "ties", asked, figure=Figure(colour=colour, form="territories"))
        for colour in ("kind", *COLOURED)
    }


def drawn(graph: Graph, colour: str, question: str = "who", **values: Any) -> MapView:
    return draw(graph, question, {"as_of": "2024-01-01", **values}, figure=Figure(colour=colour))


def said(view: MapView) -> dict[str, str]:
    return {node.id: say(node.hue.label, "fr") for node in view.nodes if node.hue}


def test_an_actor_has_the_theme_of_most_of_its_running_projects_and_of_two_as_frequent_the_first(graph: Graph) -> None:
    assert said(drawn(graph, "theme")) == {
        "A": "Habitat et logement",  # two of three
        "B": "Santé",  # one each: health stands before housing
        "C": "Mobilité",
        "D": "aucun thème indiqué",
        "E": "Habitat et logement",  # what is over does not count
        "F": "aucun thème indiqué",
    }


def test_what_the_question_leaves_out_does_not_count(graph: Graph) -> None:
    assert said(drawn(graph, "theme", theme=["sante"])) == {"B": "Santé", "C": "Santé"}


def test_where_no_level_of_territories_tells_actors_apart_each_has_its_own(graph: Graph) -> None:
    assert Counter(said(drawn(graph, "territory")).values()) == {
        "Tours": 2,
        "Orléans": 2,
        "Blois": 1,
        "aucun territoire indiqué": 1,
    }


def test_territories_are_those_of_the_groups_that_a_map_of_groups_has(pictures: dict[str, MapView]) -> None:
    view = pictures["territory"]
    groups = {group.id: say(group.label, "fr") for group in view.groups}
    told = said(view)
    outside_or_none = {"Hors de ce territoire", "aucun territoire indiqué"}
    for node in view.actors:
        group = groups[node.group or ""]
        assert told[node.id] == group or (group == "Ailleurs ou sans territoire" and told[node.id] in outside_or_none)
    assert len(set(told.values())) >= 5


def test_who_works_outside_of_what_a_map_is_of_is_told_from_who_has_no_territory(pictures: dict[str, MapView]) -> None:
    told = set(said(pictures["territory"]).values())
    assert {"Hors de ce territoire", "aucun territoire indiqué"} <= told


def test_the_legend_keeps_within_the_column_of_every_size(graph: Graph) -> None:
    view = drawn(graph, "theme")
    for preset in PRESETS:
        found = ElementTree.fromstring(renderer("svg").draw(view, "en", Figure(preset)))
        box = [float(part) for part in found.get("viewBox", "").split()]
        found.set("width", str(box[2]))
        found.set("height", str(box[3]))
        assert outside(found) == []


def test_a_line_between_groups_has_no_colour_at_its_ends_in_any_table(pictures: dict[str, MapView]) -> None:
    view = pictures["theme"]
    groups = {group.id for group in view.groups}
    assert any({edge.a, edge.b} <= groups for edge in view.edges)
    rows = line_table(view, "fr").rows
    assert [(row[1] == "–", row[3] == "–") for row in rows] == [(e.a in groups, e.b in groups) for e in view.edges]
    for format_ in ("html", "csv", "graphml", "gexf", "json"):
        assert renderer(format_).render(view, "fr")


def test_of_many_themes_the_most_frequent_have_a_colour_and_the_others_share_a_grey(
    pictures: dict[str, MapView],
) -> None:
    view = pictures["theme"]
    own = [(hue, n) for hue, n in view.hues if not hue.rest]
    rest = [hue for hue, _ in view.hues if hue.rest]
    assert len(own) == 8 == len({hue.color for hue, _ in own})
    assert [n for _, n in own] == sorted((n for _, n in own), reverse=True)
    assert {hue.color for hue in rest} <= {style.OTHER_HUE[0], style.NO_HUE[0]}
    assert [hue for hue, _ in view.hues][-len(rest) :] == rest
    assert sum(n for _, n in view.hues) == len(view.nodes)


@pytest.mark.parametrize("colour", COLOURED)
def test_everything_stands_where_it_stood_and_shapes_still_say_the_kind(
    pictures: dict[str, MapView], colour: str
) -> None:
    plain, other = pictures["kind"], pictures[colour]
    assert plain.form == other.form
    assert plain.arrangement == other.arrangement
    assert [node.family.shape for node in plain.nodes] == [node.family.shape for node in other.nodes]
    assert plain.hues == []
    assert plain.caption == other.caption


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("colour", COLOURED)
def test_legend_caption_table_and_every_file_say_what_colours_say(graph: Graph, colour: str, lang: Lang) -> None:
    view = drawn(graph, colour)
    rows = [say(m("map-hue", name=hue.label, n=n), lang) for hue, n in view.hues]
    drawn_text = " ".join(
        "".join(text.itertext())
        for text in ElementTree.fromstring(renderer("svg").render(view, lang)).iter(f"{SVG}text")
    )
    page = renderer("html").render(view, lang).decode()
    for words in rows:
        assert words in drawn_text
        assert f"{words}</li>" in page
    for code in (f"map-caption-{colour}", "map-legend-note-shape"):
        assert (
            say(m(code), lang) in drawn_text.replace("\u202f", " ").replace("\xa0", " ") or say(m(code), lang) in page
        )
    # The table: a column for each end.
    table = line_table(view, lang)
    at = [table.columns.index(say(m(f"map-col-{end}-{colour}"), lang)) for end in ("from", "to")]
    told = {id_: say(node.hue.label, lang) for id_, node in view.by_id.items() if node.hue}
    assert [tuple(row[i] for i in at) for row in table.rows] == [(told[e.a], told[e.b]) for e in view.edges]
    assert all(say(m(f"map-col-{end}-{colour}"), lang) in page for end in ("from", "to"))
    document = json.loads(renderer("json").render(view, lang))
    assert document["colour"] == colour
    assert {node["id"]: node["hue"] for node in document["nodes"]} == told
    head = next(
        csv.reader(
            io.StringIO(renderer("csv").render(view, lang).decode("utf-8-sig")), delimiter=";" if lang == "fr" else ","
        )
    )
    assert sum(say(m(f"graph-colour_{colour}"), lang) in cell for cell in head) == 2
    for format_ in ("graphml", "gexf"):
        assert f"colour_{colour}" in renderer(format_).render(view, lang).decode()


def test_without_the_option_nothing_tells_of_colours_that_are_not_there(graph: Graph) -> None:
    view = drawn(graph, "kind")
    assert renderer("svg").render(view, "fr") == renderer("svg").render(
        draw(graph, "who", {"as_of": "2024-01-01"}), "fr"
    )
    assert not any("colour_" in renderer(each).render(view, "fr").decode() for each in ("graphml", "gexf"))


def test_both_dates_of_a_comparison_have_the_same_colours(graph: Graph) -> None:
    both = draw(graph, "who", {"as_of": "2024-01-01"}, figure=Figure(colour="theme", beside=date(2020, 6, 1)))
    colours = {(hue.id, hue.color) for view in (both, *(panel for _, panel in both.panels)) for hue, _ in view.hues}
    assert len(colours) == len({id_ for id_, _ in colours}) > 2


def test_a_frozen_map_keeps_its_colours_and_one_frozen_before_there_were_any_is_read(graph: Graph) -> None:
    view = drawn(graph, "theme")
    kept = json.loads(json.dumps(frozen(view)))
    assert renderer("svg").render(thawed(kept), "fr") == renderer("svg").render(view, "fr")
    older = frozen(drawn(graph, "kind"))
    del older["view"]["colour"], older["view"]["colours"]
    for node in older["view"]["nodes"]:
        del node["hue"]
    assert thawed(older).colour == "kind"


def test_a_saved_map_is_drawn_with_the_colours_that_it_was_saved_with(graph: Graph) -> None:
    graph.save_map("Thèmes", "who", {}, colour="theme")
    view = graph.draw_map("Thèmes")
    assert view.colour == "theme"
    assert view.hues
    assert view.colours == ()  # and offers no others
    with pytest.raises(UsageError):
        graph.save_map("Autre", "who", {}, colour="rainbow")


def test_discs_of_several_actors_have_no_colour_and_it_is_told(demo: Graph) -> None:
    view = draw(demo, "ties", {"as_of": "2026-01-01"}, figure=Figure(colour="theme", form="groups"))
    assert view.hues == []
    assert view.colours == ()
    assert say(m("map-caption-no-colours"), "fr") in caption_text(view, "fr")


def test_names_of_themes_and_territories_stay_text(graph: Graph) -> None:
    view = drawn(graph, "theme")
    bad = "<img src=x onerror=alert(1)>"
    nodes = tuple(replace(node, hue=Hue("x", bad, "#0242B5", "#111111")) for node in view.nodes)
    hostile = replace(view, nodes=nodes)
    for format_ in ("svg", "html", "graphml", "gexf"):
        assert "<img" not in renderer(format_).render(hostile, "fr").decode().replace('"<img', "")


# How a colour looks to people with normal vision, and to the colour-blind (Machado, Oliveira, Fernandes 2009).
SEEN = {
    "normal": np.eye(3),
    "protan": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deutan": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritan": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
COLOURS = [color for color, _ in (*style.HUES, style.OTHER_HUE, style.NO_HUE)]


def linear(color: str) -> Any:
    share = np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def oklab(light: Any) -> Any:
    """Where equal distances look about equal (Ottosson 2020); 0.02 is just seen."""
    lms = np.array([[0.41222, 0.53633, 0.05145], [0.21190, 0.68070, 0.10740], [0.08830, 0.28172, 0.62998]]) @ light
    lab = np.array([[0.21045, 0.79362, -0.00407], [1.97800, -2.42859, 0.45059], [0.02590, 0.78277, -0.80868]])
    return lab @ np.cbrt(lms)


@pytest.mark.parametrize("vision", SEEN)
def test_colours_are_told_apart_from_each_other_and_from_the_greys_by_everybody(vision: str) -> None:
    seen = [oklab(np.clip(SEEN[vision] @ linear(color), 0, 1)) for color in COLOURS]
    assert min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2)) > 0.08


@pytest.mark.parametrize("color", [color for color, _ in (*style.HUES, style.OTHER_HUE)])
def test_every_colour_is_seen_on_white(color: str) -> None:
    assert 1.05 / (float(linear(color) @ np.array([0.2126, 0.7152, 0.0722])) + 0.05) >= 3


def test_in_print_without_colours_each_has_a_grey_of_its_own() -> None:
    greys = [grey for _, grey in (*style.HUES, style.OTHER_HUE, style.NO_HUE)]
    assert len(set(greys)) == len(greys)


@pytest.mark.parametrize("value", ["rainbow", "THEME", "", "theme "])
def test_what_colours_cannot_say_is_refused_and_what_they_can_is_told(value: str) -> None:
    with pytest.raises(UsageError) as told:
        figure({"colour": value}, "png", {"png": ("colour",)})
    assert "kind, theme" in told.value.problem("en")["detail"]
