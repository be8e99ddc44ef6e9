"""A question and a kind of gap that nobody has seen: files put into a folder, found on every surface, in French and in
English, with no other file touched.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import pytest
from click.testing import CliRunner
from openapi_spec_validator import validate

from graph_service.cli.main import group
from graph_service.graph import Graph
from graph_service.messages import LANGS
from graph_service.model import Scope
from graph_service.queries.asked.paths import PathsAnswer, paths
from graph_service.queries.registry import Registry
from graph_service.settings import Settings
from tests.graph_service.api.visits import Visit, served
from tests.graph_service.house import client, folder, new_graph
from visualisations import reference

HERE = Path(__file__).parents[1] / "dropped_in"
AS_OF = "2025-01-01"
HEADING = {"fr": "Les anciens", "en": "The veterans"}
COUNT = {"fr": "1 acteur avec au moins 2 projets terminés.", "en": "1 actor with at least 2 projects that have ended."}
LINE = {"fr": "Merci à la Ville de Tours", "en": "Thanks to Ville de Tours"}
LONELY = {"fr": "« Seul » n’a que 1 acteur.", "en": "“Seul” has only 1 actor."}


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    place = tmp_path_factory.mktemp("dropped")
    questions, gaps = (Path(shutil.copytree(HERE / name, place / name)) for name in ("questions", "gaps"))
    return Registry.scan(questions, gap_kinds=[gaps])


@pytest.fixture(scope="module")
def graph(registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A took part in two projects that ended, B in one; nobody else takes part in `Seul`, which runs."""
    place = tmp_path_factory.mktemp("dropped")
    files = folder(
        place,
        "in",
        actors="id,name,kind\nA,Ville de Tours,commune\nB,Bailleur,bailleur_social",
        projects="id,title,kind,start,end\nP,Un,mission_appui,2020,2021\nQ,Deux,mission_appui,2020,2022\n"
        "S,Seul,operation,2024,",
        participations="actor,project,role\nA,P,porteur\nB,P,partenaire\nA,Q,porteur\nA,S,porteur",
    )
    with new_graph(place / "g.db", files, visibility="public") as made:
        made.configure(default_as_of=AS_OF)
        yield Graph(made.store, Scope.INTERNAL, registry)


def run(graph: Graph, lang: str, *words: str) -> Any:
    commands = group(lang, Settings(store=graph.store.url), graph.registry)
    return CliRunner().invoke(commands, words, catch_exceptions=False)


@pytest.mark.parametrize("lang", LANGS)
def test_the_command_line_has_them_in_help_in_words_and_as_json(graph: Graph, lang: str) -> None:
    shown = run(graph, lang, "veterans", "--help").stdout
    assert {"fr": "Projets terminés au moins", "en": "projects that have ended"}[lang] in " ".join(shown.split())
    assert run(graph, lang, "veterans", "--least", "2").stdout.splitlines() == [
        HEADING[lang],
        COUNT[lang],
        f"- {LINE[lang]} [A]",
    ]
    assert '"id": "A"' in run(graph, lang, "veterans", "--least", "2", "--json").stdout
    told = run(graph, lang, "gaps", "--kind", "lonely").stdout.replace("\u202f", " ")
    assert LONELY[lang] in told
    assert "--fewer" in run(graph, lang, "gaps", "--help").stdout


def test_python_has_them_and_a_question_that_is_given_gives_its_own_answer(graph: Graph) -> None:
    anything: Any = graph
    assert [actor.id for actor in anything.veterans(least=2).actors] == ["A"]
    (gap,) = anything.gaps(kind=["lonely"], fewer=2).gaps
    assert (gap.kind, gap.participants, gap.subject.projects) == ("lonely", 1, ["S"])
    assert [one.id for one in anything.gaps(id=[gap.id]).gaps] == [gap.id]
    assert_type(graph.ask(paths, {"from": "A", "to": "B"}), PathsAnswer)


def test_http_has_them_and_its_document_is_valid(graph: Graph) -> None:
    with client(graph) as web:
        assert [one["id"] for one in web.get("/api/v1/veterans", params={"least": 2}).json()["actors"]] == ["A"]
        found = web.get("/api/v1/gaps", params={"kind": "lonely", "fewer": 2}).json()
        assert [gap["participants"] for gap in found["gaps"]] == [1]
        assert web.get("/api/v1/gaps", params={"fewer": 1}).status_code == 400
        document = web.get("/api/v1/openapi.json").json()
    validate(document)
    assert "/api/v1/veterans" in document["paths"]
    gaps = document["components"]["schemas"]["GapsAnswer"]["properties"]["gaps"]["items"]
    assert {one["$ref"].rpartition("/")[2] for one in gaps["anyOf"]} == {"RoleGap", "LonelyGap"}
    named = {one["name"] for one in document["paths"]["/api/v1/gaps"]["get"]["parameters"]}
    assert {"kind", "fewer", "actor_kind"} <= named


@pytest.mark.parametrize("lang", LANGS)
def test_they_have_their_files_on_the_command_line_and_over_http(graph: Graph, tmp_path: Path, lang: str) -> None:
    heading, legend = {
        "fr": ("Ancien", "anciens qui se connaissent"),
        "en": ("Veteran", "veterans who know each other"),
    }[lang]
    for name, holds in (("x.csv", heading), ("x.svg", legend), ("x.html", HEADING[lang]), ("x.json", '"id": "A"')):
        assert run(graph, lang, "veterans", "-o", str(tmp_path / name)).exit_code == 0
        assert holds in (tmp_path / name).read_text("utf-8")
    assert run(graph, lang, "gaps", "--kind", "lonely", "-o", str(tmp_path / "gaps.csv")).exit_code == 0
    assert LONELY[lang] in (tmp_path / "gaps.csv").read_text("utf-8").replace("\u202f", " ")
    with client(graph) as web:
        for name in ("words.html", "page.html", "note.docx", "picture.svg", "picture.png", "table.xlsx"):
            assert web.get(f"/api/v1/veterans/{name}", params={"lang": lang}).status_code == 200, name
        assert web.get("/q/veterans/table", params={"lang": lang}).status_code == 200


@pytest.mark.parametrize("lang", LANGS)
def test_the_reference_tells_of_it(registry: Registry, lang: str) -> None:
    page = reference.page(registry, lang).decode()
    assert 'id="question-veterans"' in page
    assert "maillage veterans" in page


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGS)
def test_the_page_has_its_form_and_its_answer(graph: Graph, browser: Any, lang: str) -> None:
    with served(graph) as address:
        found = Visit(browser, address, 1440, lang)
        page = found.page
        page.click("a[href^='/q/veterans']")
        assert page.inner_text("#answer h1") == HEADING[lang]
        page.click(".refine > summary")
        page.fill("#p-least", "2")
        page.click("#form button")
        page.wait_for_url("**least=2**")
        assert COUNT[lang] in page.inner_text("#answer")
        assert LINE[lang] in page.inner_text("#answer .lines").replace("\n", " ")
        page.click(".refine > summary")
        page.fill("#p-without", "ville")
        page.wait_for_selector(".control .completion li")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.click("#form button")
        page.wait_for_url("**without=A**")
        assert "Ville de Tours" in page.inner_text(".chips.set")
        page.go_back()
        page.click("#answer .lines a")
        page.wait_for_url("**/q/actor?**id=A**")
        page.goto(page.url.split("/q/")[0] + f"/q/gaps?kind=lonely&lang={lang}")
        assert LONELY[lang] in page.inner_text("#answer").replace("\u202f", " ")
        page.close()
        assert found.faults == []
