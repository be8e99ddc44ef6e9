"""Graphs that other programs made are read whole, or what is wrong with them is explained; nothing is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph_service.errors import InputError
from graph_service.messages import LANGS
from graph_service.model import RecordType
from importers.readers import read
from tests.graph_service.house import SHARED
from tests.importers.preparing import codes, of, run, table

GRAPHS = SHARED / "data" / "graphs"
XML = '<?xml version="1.0"?>'
_NAMESPACE = 'xmlns="http://graphml.graphdrawing.org/xmlns"'
GRAPHML = f'{XML}<graphml {_NAMESPACE}>%s<graph edgedefault="undirected">%s</graph></graphml>'


@pytest.mark.needs("shared")
@pytest.mark.parametrize(
    ("name", "nodes", "edges", "rejected"),
    [
        ("arctic.gexf", 1715, 6676, {}),
        ("rio.gexf", 366, 1107, {"partner_of_itself": 11}),
        ("les_miserables.gexf", 77, 254, {}),
        ("data.gexf", 4, 5, {}),
        ("v1_3.gexf", 2, 1, {}),
        ("missing_nodes.gexf", 2, 4, {"undeclared_end": 3}),
        ("undeclared_attribute.gexf", 2, 1, {}),
        ("miserables.graphml", 77, 254, {}),
        ("multigraph.graphml", 6, 9, {}),
        ("trumpworld.graphml", 303, 366, {}),
        ("crisis.graphml", 96, 273, {}),
    ],
)
def test_a_published_graph_is_read_whole(name: str, nodes: int, edges: int, rejected: dict[str, int]) -> None:
    prepared = run(GRAPHS / name, allow_personal="a test of public figures")
    assert [file["read"] for file in prepared.files] == [nodes, edges]
    assert prepared.rejected == rejected
    assert len({s.ids for s in of(prepared, RecordType.ACTOR)}) == nodes


@pytest.mark.needs("shared")
@pytest.mark.parametrize(
    ("names", "nodes", "edges"),
    [
        (("datactivist-logement-nodes.csv", "datactivist-logement-links.csv"), 120, 277),
        (("trumpworld-nodes.csv", "trumpworld-edges.csv"), 303, 366),
    ],
)
def test_tables_of_nodes_and_edges_are_one_graph(names: tuple[str, str], nodes: int, edges: int) -> None:
    prepared = run(*(GRAPHS / name for name in names), allow_personal="a test of public figures")
    assert [file["read"] for file in prepared.files] == [nodes, edges]
    actors = {s.ids[0] for s in of(prepared, RecordType.ACTOR)}
    ends = {str(s.fields[end]) for s in of(prepared, RecordType.PARTNERSHIP) for end in ("actor", "partner")}
    assert ends <= actors


def test_an_edge_keeps_its_weight_title_and_attributes(tmp_path: Path) -> None:
    keys = '<key id="w" for="edge" attr.name="weight"/><key id="t" for="edge" attr.name="depuis quand"/>'
    data = '<data key="w">2.5</data><data key="t">2019</data>'
    nodes = f'<node id="a"/><node id="b"/><edge source="a" target="b">{data}</edge>'
    (tmp_path / "g.graphml").write_text(GRAPHML % (keys, nodes), "utf-8")
    (link,) = of(run(tmp_path / "g.graphml"), RecordType.PARTNERSHIP)
    assert {name: link.fields[name] for name in ("actor", "partner", "kind", "weight", "attributes")} == {
        "actor": "g:a",
        "partner": "g:b",
        "kind": "lien",
        "weight": 2.5,
        "attributes": ("depuis quand: 2019",),
    }


def edges(folder: Path, *rows: str) -> list[tuple[object, ...]]:
    """The links of a table of edges, and what its report tells."""
    prepared = run(table(folder, "reseau-edges", "source,target,weight,label,depuis", *rows))
    links = {s.digest: s.fields for s in of(prepared, RecordType.PARTNERSHIP)}
    found = [(each["actor"], each["partner"], each.get("weight"), each.get("title"), each.get("attributes"))
             for each in links.values()]  # fmt: skip
    return [*found, *(code for _, _, _, code in codes(prepared))]


def test_weights_of_parallel_edges_add_up_and_nothing_that_they_say_is_lost(tmp_path: Path) -> None:
    assert edges(tmp_path, "a,b,1,finance,2019", "a,b,2,conseille,2020", "b,a,5,finance,2019", "a,c,1,,") == [
        ("reseau:a", "reseau:b", 8.0, "finance ; conseille", ("depuis: 2019", "depuis: 2020")),
        ("reseau:a", "reseau:c", 1.0, None, None),
        "parallel_rows",
    ]


def test_edges_that_are_all_listed_from_both_ends_count_once(tmp_path: Path) -> None:
    assert edges(tmp_path, "a,b,3,,", "b,a,3,,", "a,c,1,,", "c,a,1,,") == [
        ("reseau:a", "reseau:b", 3.0, None, None),
        ("reseau:a", "reseau:c", 1.0, None, None),
        "parallel_mirrored",
    ]
    # One that is not: then each row is an edge of its own.
    assert edges(tmp_path, "a,b,3,,", "b,a,3,,", "a,c,1,,")[0][2] == 6.0


def test_edges_without_a_weight_are_told_and_a_sum_out_of_bounds_is_none(tmp_path: Path) -> None:
    assert edges(tmp_path, "a,b,,x,", "a,b,,y,") == [("reseau:a", "reseau:b", None, "x ; y", None), "parallel_rows"]
    much = edges(tmp_path, "a,b,900000,,", "a,b,900000,,")
    assert (much[0][2], sorted(map(str, much[1:]))) == (900000.0, ["parallel_rows", "parallel_too_much"])


@pytest.mark.needs("shared")
def test_lists_of_gexf_are_read_in_each_of_their_spellings() -> None:
    nodes, _ = read(GRAPHS / "v1_3.gexf")
    _, suzy = next(iter(nodes.rows()))
    found = dict(zip(nodes.header, suzy, strict=True))
    assert found["pipe"] == found["comma"] == found["raw"] == found["double"] == found["mixed"] == "a;b;c"
    assert found["single"] == "a;'b';c"


KUMU = {
    "elements": [
        {"_id": "e1", "attributes": {"label": "Ville de Blois", "tags": ["x", "y"]}},
        {"_id": "e2", "attributes": {"label": "CAF 41"}},
    ],
    "connections": [{"_id": "c1", "from": "e1", "to": "e2", "attributes": {"strength": 2}}],
}
GRAPHOLOGY = {
    "attributes": {},
    "nodes": [
        {"key": "e1", "attributes": {"label": "Ville de Blois"}},
        {"key": "e2", "attributes": {"label": "CAF 41"}},
    ],
    "edges": [{"source": "e1", "target": "e2", "attributes": {"weight": 2}}],
}
OLIGRAPHER = {
    "graph": {
        "nodes": {"e1": {"id": "e1", "display": {"name": "Ville de Blois"}}, "e2": {"id": "e2", "name": "CAF 41"}},
        "edges": {"x": {"id": "x", "node1_id": "e1", "node2_id": "e2", "weight": 2}},
    }
}
NODE_LINK = {
    "nodes": [{"id": "e1", "name": "Ville de Blois"}, {"id": "e2", "name": "CAF 41"}],
    "links": [{"source": "e1", "target": "e2", "weight": 2}],
}
D3 = {"nodes": [{"name": "Ville de Blois"}, {"name": "CAF 41"}], "links": [{"source": 0, "target": 1, "value": 2}]}


PROGRAMS = {"kumu": KUMU, "graphology": GRAPHOLOGY, "oligrapher": OLIGRAPHER, "node-link": NODE_LINK, "d3": D3}


@pytest.mark.parametrize("graph", PROGRAMS.values(), ids=PROGRAMS)
def test_json_of_each_program_is_read(tmp_path: Path, graph: object) -> None:
    (tmp_path / "g.json").write_text(json.dumps(graph), "utf-8")
    prepared = run(tmp_path / "g.json")
    assert not prepared.problems
    actors = {str(s.fields["name"]): s for s in of(prepared, RecordType.ACTOR)}
    assert {name: s.fields["kind"] for name, s in actors.items()} == {
        "Ville de Blois": "commune",
        "CAF 41": "protection_sociale",
    }
    (link,) = of(prepared, RecordType.PARTNERSHIP)
    assert (link.fields["actor"], link.fields["partner"], link.fields["weight"]) == (
        actors["Ville de Blois"].ids[0],
        actors["CAF 41"].ids[0],
        2,
    )


def test_a_graph_of_two_kinds_of_nodes_is_actors_in_projects(tmp_path: Path) -> None:
    nodes = [{"id": "a", "bipartite": 0}, {"id": "p", "bipartite": 1, "name": "Projet"}, {"id": "b", "bipartite": 0}]
    links = [{"source": "a", "target": "p", "role": "porteur"}, {"source": "p", "target": "b"}]
    (tmp_path / "g.json").write_text(json.dumps({"nodes": nodes, "links": links}), "utf-8")
    prepared = run(tmp_path / "g.json")
    parts = [s.fields for s in of(prepared, RecordType.PARTICIPATION)]
    assert [(one["actor"], one["project"], one["role"]) for one in parts] == [
        ("g:a", "g:p", "porteur"),
        ("g:b", "g:p", "partenaire"),
    ]
    assert not of(prepared, RecordType.PARTNERSHIP)


def test_an_end_that_no_node_declares_is_told_and_not_invented(tmp_path: Path) -> None:
    (tmp_path / "g.graphml").write_text(GRAPHML % ("", '<node id="a"/><edge source="a" target="z"/>'), "utf-8")
    prepared = run(tmp_path / "g.graphml")
    assert codes(prepared) == [("edges", 1, "", "undeclared_end")]
    assert [s.ids for s in of(prepared, RecordType.ACTOR)] == [("g:a",)]


def test_nodes_and_edges_of_kumu_as_two_tables(tmp_path: Path) -> None:
    elements = table(tmp_path, "elements", "Label,Type,Tags", "Ville de Blois,Commune,x", "CAF 41,Organisme,")
    connections = table(tmp_path, "connections", "From,To,Label", "Ville de Blois,CAF 41,convention")
    prepared = run(elements, connections)
    assert not prepared.problems
    (link,) = of(prepared, RecordType.PARTNERSHIP)
    assert link.fields["title"] == "convention"


DEEP = GRAPHML % ("", '<node id="a">' + "<graph>" * 400 + "</graph>" * 400 + "</node>")
ENTITIES = f'{XML}<!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>'
OUTSIDE = f'{XML}<!DOCTYPE g SYSTEM "file:///etc/passwd"><graphml><graph><node id="a"/></graph></graphml>'


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("g.graphml", ENTITIES, "xml-entities"),
        ("g.graphml", OUTSIDE, "xml-entities"),
        ("g.graphml", DEEP, "xml-too-deep"),
        ("g.graphml", (GRAPHML % ("", '<node id="a"/>'))[:-20], "bad-xml"),
        ("g.graphml", GRAPHML % ("", ""), "empty-graph"),
        ("g.gexf", f"{XML}<gexf><graph><nodes/></graph></gexf>", "empty-graph"),
        ("g.json", '{"nodes": [{"size": 1}], "links": []}', "node-without-id"),
        ("g.json", '{"nodes": [{"id": "a"}], "links": [{"source": "a"}]}', "edge-without-ends"),
    ],
)
def test_a_graph_that_cannot_be_read_is_explained(tmp_path: Path, name: str, text: str, code: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        read(tmp_path / name)
    assert caught.value.code == code


def attributes(tmp_path: Path, nodes: list[dict[str, object]], links: list[dict[str, object]]) -> list[object]:
    (tmp_path / "g.json").write_text(json.dumps({"nodes": nodes, "links": links}), "utf-8")
    prepared = run(tmp_path / "g.json")
    said = [*of(prepared, RecordType.ACTOR), *of(prepared, RecordType.PARTNERSHIP)]
    return [s.fields.get("attributes") for s in said]


def test_each_node_keeps_its_own_attributes_and_two_edges_between_the_same_nodes_those_of_both(tmp_path: Path) -> None:
    nodes: list[dict[str, object]] = [{"id": "a", "ville": "Blois"}, {"id": "b", "ville": "Dreux"}, {"id": "c"}]
    links: list[dict[str, object]] = [{"source": "a", "target": "b", "objet": text} for text in ("bail", "don")]
    assert attributes(tmp_path, nodes, links) == [
        ("ville: Blois",),
        ("ville: Dreux",),
        None,
        ("objet: bail", "objet: don"),
        ("objet: bail", "objet: don"),
    ]


def test_a_column_of_persons_is_no_attribute_and_is_named(tmp_path: Path) -> None:
    names = ["Jeanne Dupont", "Paul Martin", "Luc Petit", "Anne Durand", "Marie Bernard", "Pierre Moreau"]
    lines = [f"{i},Association n° {i},{name},{name.split()[0].lower()}@exemple.fr" for i, name in enumerate(names)]
    prepared = run(table(tmp_path, "reseau-nodes", "Id,Label,suivi par,ecrire a", *lines))
    assert not [s for s in of(prepared, RecordType.ACTOR) if "attributes" in s.fields]
    assert {p["column"] for p in prepared.problems if p["code"] == "personal_column"} == {"suivi par", "ecrire a"}
    assert set(prepared.files[0]["unused_columns"]) == {"suivi par", "ecrire a"}


def test_a_sheet_of_the_template_is_one_whatever_its_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "elements et liens du reseau nodes"
    folder.mkdir()
    table(folder, "actors", "id,Nom,kind", "A,Alpha,association", "B,Beta,association")
    table(folder, "partnerships", "actor,partner,kind,source,target", "A,B,convention,,")
    assert [file["mapping"] for file in run(folder).files] == ["template", "template"]


def typed(folder: Path, form: str, header: str, kind: str) -> list[Path]:
    """A graph of one organisation and of one node that its column `header` calls `kind`, in one of the forms."""
    if form == "tables":
        nodes = (f"Id,Label,{header}", "1,Ville de Gien,Commune", f"2,Claire Petit,{kind}")
        return [table(folder, "g-nodes", *nodes), table(folder, "g-edges", "Source,Target", "1,2")]
    if form == "json":
        nodes_ = [{"id": "1", "name": "Ville de Gien", header: "commune"}, {"id": "2", "name": "Claire", header: kind}]
        (folder / "g.json").write_text(json.dumps({"nodes": nodes_, "links": []}), "utf-8")
        return [folder / "g.json"]
    if form == "gexf":
        told = f'<attributes class="node"><attribute id="0" title="{header}" type="string"/></attributes>'
        node = '<node id="2" label="Claire Petit"><attvalues><attvalue for="0" value="%s"/></attvalues></node>'
        text = f"{XML}<gexf><graph>{told}<nodes>{node % kind}</nodes></graph></gexf>"
    else:
        key = f'<key id="t" for="node" attr.name="{header}"/>'
        text = GRAPHML % (key, f'<node id="Claire Petit"><data key="t">{kind}</data></node>')
    (folder / f"g.{form}").write_text(text, "utf-8")
    return [folder / f"g.{form}"]


@pytest.mark.parametrize("form", ["tables", "json", "gexf", "graphml"])
@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Type", "Personne"),
        ("type", "person"),
        ("kind", "Individu"),
        ("Catégorie", "Personnes physiques"),
        ("element type", "People"),
        ("mode", "individual"),
        ("node_class", "schema:Person"),
        ("Nature", "Élu | Personne"),
    ],
)
def test_a_graph_that_calls_a_node_a_person_is_refused_by_its_column_and_number(
    tmp_path: Path, form: str, header: str, kind: str
) -> None:
    with pytest.raises(InputError) as caught:
        run(*typed(tmp_path, form, header, kind))
    assert caught.value.code == "declared-persons"
    for lang in LANGS:
        told = caught.value.problem(lang)
        assert header in str(told["detail"])
        assert "Claire" not in json.dumps(told)
    assert len(caught.value.problems) == 1
    meant = run(*typed(tmp_path, form, header, kind), allow_personal="public figures")
    assert of(meant, RecordType.ACTOR)


@pytest.mark.parametrize("kind", ["Personne morale", "Organisme d'aide à la personne", "Acteur", "", "Personnel"])
def test_a_graph_whose_nodes_are_called_something_else_is_read(tmp_path: Path, kind: str) -> None:
    assert len(of(run(*typed(tmp_path, "tables", "Type", kind)), RecordType.ACTOR)) == 2
