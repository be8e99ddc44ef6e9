"""The reference of all questions says what their declarations say, with real answers, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from graph_service.cli.main import group
from graph_service.graph import Graph
from graph_service.messages import LANGS, m, say
from graph_service.model import Scope
from graph_service.queries import QUESTIONS
from graph_service.queries.declare import Registry
from graph_service.settings import Settings
from tests.graph_service.house import F1, client, new_graph
from tests.graph_service.test_question_surfaces import REGISTRY
from tests.visualisations.test_html import Page
from tools import reference as tool
from visualisations import reference, web


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("f1") / "f1.db", F1, visibility="public") as graph:
        yield graph


def test_what_is_committed_is_what_the_declarations_and_f1_say_today(graph: Graph) -> None:
    written = tool.files(graph, tool.answers(graph))
    assert len(written) == 3
    stale = [str(path) for path, text in written.items() if path.read_text("utf-8") != text]
    assert stale == [], "python -m tools.reference writes them again"


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_is_there_with_each_of_its_parameters(lang: str) -> None:
    found = {entry.name: entry for entry in reference.entries(QUESTIONS, lang, reference.packaged_answers())}
    assert list(found) == [question.name for question in QUESTIONS]
    for question in QUESTIONS:
        entry = found[question.name]
        assert len(entry.rows) == len(question.parameters)
        assert all(row.meaning and row.type for row in entry.rows)
        assert entry.about != entry.title
        assert len(entry.examples) == len(question.examples)
        assert all(example.told for example in entry.examples)


@pytest.mark.parametrize("lang", LANGS)
def test_a_question_of_somebody_elses_is_told_too(lang: str) -> None:
    (entry,) = reference.entries(REGISTRY, lang, {})
    assert (entry.command, entry.route) == ("maillage roll_call PLACE", "GET /api/v1/places/{place}/roll-call")
    assert entry.python == "graph.roll_call(place, greeting=…)"
    assert entry.reads == say(m("reference-reads-partners"), lang)
    rows = {row.name: (row.type, row.default) for row in entry.rows}
    required = say(m("reference-required"), lang)
    assert rows["PLACE"] == (say(m("reference-type-text"), lang), required)
    assert rows["-w, --who"][0] == say(m("reference-many", type=m("reference-type-refers")), lang)
    assert rows["--times"] == (say(m("reference-type-int"), lang), "1")


def test_the_commands_addresses_and_calls_of_its_examples_give_what_it_says(graph: Graph) -> None:
    runner = CliRunner()
    commands = group("en", Settings(store=graph.store.url), QUESTIONS)
    with client(graph) as web:
        for entry in reference.entries(QUESTIONS, "en", reference.packaged_answers()):
            for example in entry.examples:
                words = example.command.removeprefix("maillage ")
                ran = runner.invoke(commands, f"{words} --as-of {tool.AS_OF}")
                assert ran.exit_code == 0, example.command
                first = ran.stdout.splitlines()[0]
                assert entry.name == "history" or first == example.told[0]
                got = web.get(example.route.removeprefix("GET "))
                assert got.status_code == 200, example.route
                assert eval(example.python, {"graph": graph})


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_is_served_without_script_and_links_to_each_question(graph: Graph, lang: str) -> None:
    with client(graph, scope=Scope.PUBLIC) as web:
        got = web.get("/reference", params={"lang": lang})
        assert web.get("/reference", headers={"Authorization": "none"}).status_code == 401
    assert got.status_code == 200
    assert "default-src 'self'" in got.headers["content-security-policy"]
    found = Page(got.text)
    assert found.all("html")[0]["lang"] == lang
    assert not found.all("script")
    assert {a["id"] for a in found.all("section")} == {f"question-{question.name}" for question in QUESTIONS}
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on") or name == "style"]


def test_texts_of_a_declaration_stay_text() -> None:
    page = reference.page(Registry([]), "fr").decode()
    assert "<section" not in page
    found = reference.entries(QUESTIONS, "fr", {"fr": {"search": [["<b>gras</b>"]]}})
    html = web.page_template("reference.html.jinja").render(
        lang="fr",
        langs=LANGS,
        assets="/web",
        t=lambda code: code,
        entries=[entry for entry in found if entry.name == "search"],
    )
    assert "&lt;b&gt;gras&lt;/b&gt;" in html
    assert "<b>gras" not in html
