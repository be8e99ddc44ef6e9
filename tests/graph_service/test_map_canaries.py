"""What the team alone sees is in no map, file, saved map, publication, embed, header or measure of a lower scope.

Every sort of record is planted with a word of its own, tied to records that all see, so that a picture which looked one
step too far would draw it. Then all that the public may ask for is asked for, and the bytes are searched. And all is
compared with a store in which nothing was planted: what is hidden changes no byte.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.graph.saved import folders
from graph_service.model import Scope
from graph_service.queries import QUESTIONS
from tests.graph_service.house import AS_OF, F1, client, folder, new_graph
from visualisations.renderers import formats
from visualisations.writers import written_by

CANARY, NUMBER = "canari", "7351926"
LOWER = (Scope.PUBLIC, pytest.param(Scope.PARTNERS, marks=pytest.mark.deep(only=True)))
CVL = F1.parent / "cvl"
WORLDS = {
    "f1": (F1, {"actor": ("REG", "TM"), "project": "P1", "as_of": AS_OF}),
    "demo": (CVL, {"actor": ("region-centre", "tours-metropole"), "project": "", "as_of": "2026-01-01"}),
}


def planted(graph: Graph, at: Path, a: str, b: str, project: str) -> None:
    """Plant a canary of every sort, around two actors and a project that all see."""
    rows = folder(
        at,
        "canaries",
        sources="id,producer,title,licence,url\ncanari-src,Producteur Canari,Titre canari,Licence canari,https://canari.test",
        themes="id,label_fr,label_en,parent\ncanari-theme,Thème canari,Canari theme,",
        territories="code,level,name,within\nZ:canari,perimetre_libre,Quartier Canari,R24",
        actors="id,name,kind,acronym,aliases,territory,website,source\n"
        "canari-1,Association Canari,association,CANARI,Le Canari,Z:canari,https://canari.test,canari-src\n"
        "canari-2,Bureau canari,association,,,,,canari-src",
        projects="id,title,kind,themes,territories,start,description,budget,source\n"
        f"canari-p,Contrat Canari,contrat_de_ville,canari-theme,Z:canari,2020,Note canari,{NUMBER},canari-src",
        participations="actor,project,role,college,quality,source\n"
        f"canari-1,{project},partenaire,Collège canari,Qualité canari,canari-src\n"
        f"canari-1,canari-p,porteur,,,canari-src\n{a},canari-p,partenaire,,,canari-src\n"
        f"{b},canari-p,partenaire,,,canari-src\ncanari-2,canari-p,partenaire,,,canari-src",
        partnerships=f"actor,partner,kind,title,start,source\n{a},{b},convention,Convention canari,2021,canari-src",
        fundings=f"funder,recipient,amount,currency,year,source\n{a},{project},{NUMBER},EUR,2022,canari-src",
        functions=f"id,actor,title,generic_contact\ncanari-f,{a},Direction canari,canari@canari.test",
    )
    report = graph.import_files([rows], visibility="internal")
    assert not report.any_rejected, report.problems
    graph.edit(
        [
            {"op": "set", "type": "actor", "ids": [a], "fields": {"acronym": "CANARI-A"}, "visibility": "internal"},
            {
                "op": "set",
                "type": "project",
                "ids": [project],
                "fields": {"description": "Note canari"},
                "visibility": "internal",
            },
        ]
    )


def asked(graph: Graph, a: str, b: str, project: str, as_of: str) -> dict[str, dict[str, Any]]:
    """Values for every question that is drawn: those that lead nearest to what is planted."""
    known: dict[str, dict[str, Any]] = {
        "actor": {"id": a, "depth": 2},
        "project": {"id": project},
        "paths": {"from": a, "to": b, "k": 3},
    }
    return {q.name: {**known.get(q.name, {}), "as_of": as_of} for q in QUESTIONS if q.draw}


def opened(data: bytes) -> bytes:
    """A file and, of an archive, all that is in it."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join([data, *(archive.read(name) for name in archive.namelist())])


def told(data: bytes) -> bool:
    found = opened(data).lower()
    return CANARY.encode() in found or NUMBER.encode() in found


@pytest.fixture(scope="module", params=["f1", pytest.param("demo", marks=pytest.mark.deep(only=True))])
def worlds(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Graph, Graph, dict[str, Any]]]:
    """A store with canaries, one without, and what each question is asked with."""
    at = tmp_path_factory.mktemp(request.param)
    files, of = WORLDS[request.param]
    with (
        new_graph(at / "planted.db", files, visibility="public") as graph,
        new_graph(at / "clean.db", files, visibility="public") as clean,
    ):
        if request.param == "demo":
            ties = clean.ask("ties", {"as_of": of["as_of"], "limit": 1, "evidence": 1}).ties  # type: ignore[attr-defined]
            of = {**of, "actor": (ties[0].a, ties[0].b), "project": ties[0].evidence[0].project}
        a, b = of["actor"]
        planted(graph, at, a, b, of["project"])
        values = asked(graph, a, b, of["project"], of["as_of"])
        for store in (graph, clean):
            for name, value in values.items():
                for state in ("live", "frozen"):
                    store.save_map(f"{name} {state}", name, value, scope="public", freeze=state == "frozen")
        for name, value in values.items():
            graph.save_map(f"Canari {name}", name, value, freeze=True)
        graph.save_map("Carte du Canari", "actor", {"id": "canari-1"})
        graph.save_map("Chemin du Canari", "paths", {"from": a, "to": "canari-2"}, freeze=True)
        yield graph, clean, values


def test_the_canaries_are_there_for_the_team(worlds: tuple[Graph, Graph, dict[str, Any]]) -> None:
    graph, _, values = worlds
    for name, value in values.items():
        assert told(graph.written(name, value, "picture.json")), name
    with client(graph) as web:
        assert told(web.get("/api/v1/maps").content)
        assert told(web.get("/maps").content)
        assert told(web.get("/api/v1/maps/Carte du Canari.svg").content)


@pytest.mark.parametrize("scope", LOWER)
def test_no_file_of_a_question_that_is_drawn_holds_one(
    worlds: tuple[Graph, Graph, dict[str, Any]], scope: Scope
) -> None:
    graph, clean, values = worlds
    for name, value in values.items():
        for writer in written_by(QUESTIONS.get(name)):  # type: ignore[arg-type]
            data = graph.written(name, value, writer.name, scope=scope, places=True)
            assert not told(data), (name, writer.name)
        made, other = (each.written(name, value, "picture.svg", scope=scope) for each in (graph, clean))
        assert made == other, name


@pytest.mark.parametrize("scope", LOWER)
def test_no_saved_map_page_header_or_measure_holds_one(
    worlds: tuple[Graph, Graph, dict[str, Any]], scope: Scope
) -> None:
    graph, clean, _ = worlds
    hidden = [each.map.id for each in graph.saved_maps() if each.map.scope is Scope.INTERNAL]
    assert len(hidden) > 4
    with client(graph, scope=scope) as web, client(clean, scope=scope) as beside:
        listed = web.get("/api/v1/maps").json()["maps"]
        assert listed
        assert not told(web.get("/api/v1/maps").content)
        paths = ["/healthz", "/api/v1/status", "/maps", "/", "/api/v1/openapi.json"]
        for each in listed:
            for prefix in ("/maps", "/api/v1/maps"):
                paths += [f"{prefix}/{each['id']}", *([f"{prefix}/{each['id']}/changes"] if each["frozen"] else [])]
            # Publications show each format of the live ones.
            paths += [f"/maps/{each['id']}.{format_}" for format_ in (formats() if each["frozen"] else ["svg"])]
        for path in paths:
            answer = web.get(path)
            assert answer.status_code == 200, path
            assert not told(answer.content), path
            assert not told(repr(answer.headers.raw).encode()), path
            if path.endswith((".svg", ".json")) and path.startswith("/maps/"):
                assert answer.content == beside.get(path).content, path
        for id_ in [*hidden, "Carte du Canari", "Chemin du"]:
            for path in (f"/maps/{id_}", f"/maps/{id_}.svg", f"/api/v1/maps/{id_}", f"/api/v1/maps/{id_}/changes"):
                answer = web.get(path)
                assert answer.status_code == 404
                assert answer.text.replace(id_, "") == web.get(path.replace(id_, "x" * 9)).text.replace("x" * 9, "")


def test_no_publication_holds_one_and_none_of_its_bytes_is_another_for_what_is_hidden(
    worlds: tuple[Graph, Graph, dict[str, Any]], tmp_path: Path
) -> None:
    made = {}
    for name, graph in zip(("planted", "clean"), worlds[:2], strict=True):
        graph.publish(tmp_path / name, url="https://exemple.fr/cartes", lang="en")
        made[name] = {
            path.relative_to(tmp_path / name).as_posix(): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
    for path, data in made["planted"].items():
        assert not told(data), path
        assert not told(path.encode())
        assert path == folders.MARKER or data == made["clean"][path], path
    assert made["planted"].keys() == made["clean"].keys()


def test_a_map_of_the_team_is_never_published_by_its_name(
    worlds: tuple[Graph, Graph, dict[str, Any]], tmp_path: Path
) -> None:
    graph = worlds[0]
    for each in graph.saved_maps():
        if each.map.scope is Scope.INTERNAL:
            with pytest.raises(Exception, match="Nothing was published"):
                graph.publish(tmp_path / "none", [each.map.name])
    assert not (tmp_path / "none").exists()
