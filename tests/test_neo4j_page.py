"""docs/neo4j.md tells the truth: its queries run and say what the service says. That a dump comes back whole:
test_neo4j_dump.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import Graph, open_graph
from graph_service.model import RecordType, Scope
from graph_service.stores.neo4j import names
from tests.graph_service.stores.servers import environment, new_store
from tools.neo4j_answers import answered, given

ROOT = Path(__file__).parents[1]
CVL = ROOT / "graph_service" / "data" / "cvl"
TEXT = (ROOT / "docs" / "neo4j.md").read_text("utf-8")
QUERIES = [tuple(block.split("\n", 1)) for block in re.findall(r"```(?:cypher|lower)\n(.*?)```", TEXT, re.DOTALL)]
PARAMETERS, CYPHER = zip(*QUERIES, strict=True)
OTHERWISE, NAMED, WHOM, PROJECTS, PLACE, FUNDS, SAID, RESTS, GAP, TEAM, CHAIN = range(11)
ResultRows = list[dict[str, Any]]
Ask = Callable[[int], ResultRows]
A, P, PART, FUND = RecordType.ACTOR, RecordType.PROJECT, RecordType.PARTICIPATION, RecordType.FUNDING


@pytest.fixture(scope="module")
def graph(neo4j_server: Any) -> Iterator[Graph]:
    """The demo in a store."""
    with pytest.MonkeyPatch.context() as patch:
        url = environment(neo4j_server, patch)
        new_store(neo4j_server).close()
        with open_graph(url) as made:
            made.import_files([CVL], source=DEMO_SOURCE)
            made.configure(default_as_of=DEMO_AS_OF, fictional=True)
            yield made


@pytest.fixture(scope="module")
def ask(graph: Graph, neo4j_server: Any) -> Iterator[Ask]:
    """The rows of a query of the page, with the values that stand above it, in a transaction that may only read."""
    with (
        neo4j.GraphDatabase.driver(neo4j_server.url, auth=neo4j_server.auth) as driver,
        driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
    ):

        def asked(number: int) -> ResultRows:
            values = given(session, PARAMETERS[number])
            return session.execute_read(lambda tx: tx.run(CYPHER[number], values).data())

        yield asked


def test_the_page_has_ten_queries_and_prints_what_they_answer(graph: Graph, neo4j_server: Any) -> None:
    assert TEXT.count("```cypher\n") == 10
    with (
        neo4j.GraphDatabase.driver(neo4j_server.url, auth=neo4j_server.auth) as driver,
        driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
    ):
        assert answered(TEXT, lambda line, text: session.run(text, given(session, line)).data()) == TEXT


@pytest.mark.parametrize("number", range(1, 11))
def test_a_query_finds_something_and_uses_its_parameters(ask: Ask, number: int) -> None:
    assert ask(number)
    declared = set(re.findall(r"(\w+):", PARAMETERS[number].partition("{")[2]))
    assert declared == set(re.findall(r"\$(\w+)", CYPHER[number]))


def test_who_shares_a_project_is_who_the_actors_card_names(graph: Any, ask: Ask) -> None:
    partners = {p.id: p.name for p in graph.actor("univ-tours", as_of=DEMO_AS_OF, limit=200).partners}
    found = {row["id"]: row["name"] for row in ask(WHOM)}
    assert partners.items() <= found.items()
    # The card leaves out who shares nothing but an event with too many.
    assert len(partners) > 20


def test_a_name_is_found_as_people_type_it(ask: Ask) -> None:
    assert next(row["id"] for row in ask(NAMED)) == "univ-tours"


def test_what_rests_on_a_source_is_what_names_it(graph: Graph, ask: Ask) -> None:
    found = {(row["source"], row["what"]): row["facts"] for row in ask(RESTS)}
    labels = {A: "Actor", P: "Project", RecordType.THEME: "Theme", RecordType.TERRITORY: "Territory"}
    counted: dict[Any, int] = defaultdict(int)
    for type_, label in labels.items():
        for fact in graph.store.facts(type_, None, Scope.INTERNAL):
            for source in fact.sources:
                counted[source, label] += 1
    assert found.items() <= counted.items()
    assert len(found) > 3


def test_projects_at_a_date_are_those_that_the_card_calls_running(graph: Any, ask: Ask) -> None:
    card = graph.actor("univ-tours", as_of="2026-01-01")
    running = {p.id: sorted(p.roles) for p in card.projects if p.running}
    assert {row["id"]: sorted(row["roles"]) for row in ask(PROJECTS)} == running
    assert len(card.projects) > len(running)


def test_a_territory_holds_those_who_say_so_of_it_or_of_what_is_in_it(graph: Graph, ask: Ask) -> None:
    with graph.view() as view:
        above = view.territories.ancestors

    def within(*codes: str | None) -> bool:
        return any("D37" in above(code) for code in codes if code)

    actors = {f.id for f in graph.store.facts(A, None, Scope.INTERNAL) if within(f.get("territory"))}
    projects = {f.id for f in graph.store.facts(P, None, Scope.INTERNAL) if within(*(f.get("territories") or ()))}
    found = {(row["what"], row["id"]) for row in ask(PLACE)}
    assert found == {("Actor", id_) for id_ in actors} | {("Project", id_) for id_ in projects}
    assert len(actors) > 10
    assert projects


def test_sums_of_money_are_those_of_the_facts(graph: Graph, ask: Ask) -> None:
    sums: dict[Any, float] = defaultdict(float)
    for fact in graph.store.facts(FUND, None, Scope.INTERNAL):
        if fact.get("year") == 2025:
            sums[fact.get("funder"), fact.get("status"), fact.get("currency")] += fact.get("amount") or 0
    found = {(row["funder"], row["status"], row["currency"]): row["amount"] for row in ask(FUNDS)}
    assert found == pytest.approx(sums)


def test_what_was_said_of_an_actor_is_what_its_history_tells_of_rows(graph: Any, ask: Ask) -> None:
    told = {(s.source, s.file, s.sheet, s.row, s.counts) for s in graph.history("univ-tours").said if s.op == "row"}
    found = {(r["source"], r["file"], r["sheet"], n, r["counts"]) for r in ask(SAID) for n in r["rows"]}
    assert found == told


def test_a_project_without_a_role_has_nobody_in_it_by_the_facts(graph: Graph, ask: Ask) -> None:
    parts = graph.store.facts(PART, None, Scope.INTERNAL)
    filled = {fact.get("project") for fact in parts if fact.get("role") == "representant_habitants"}
    themes = graph.store.facts(RecordType.THEME, None, Scope.INTERNAL)
    below = {"habitat_logement"} | {theme.id for theme in themes if theme.get("parent") == "habitat_logement"}
    projects = graph.store.facts(P, None, Scope.INTERNAL)
    asked = {project.id for project in projects if below & set(project.get("themes") or ())}
    assert {row["id"] for row in ask(GAP)} == asked - filled != set()
    assert filled


def test_what_only_the_team_sees_is_what_partners_do_not(graph: Graph, ask: Ask) -> None:
    types = (A, P, *names.RELATIONS)
    team, partners = (
        {(type_, fact.id) for type_ in types for fact in graph.store.facts(type_, None, scope)}
        for scope in (Scope.INTERNAL, Scope.PARTNERS)
    )
    labels = {name: type_ for type_, name in {**names.NODES, **names.RELATIONS}.items()}
    assert {(labels[row["what"]], row["id"]) for row in ask(TEAM)} == team - partners


def test_the_shortest_chain_is_never_longer_than_the_strongest_path(graph: Any, ask: Ask) -> None:
    (row,) = ask(CHAIN)
    (path,) = graph.paths("univ-tours", "ville-de-chateauroux", as_of=DEMO_AS_OF).paths
    assert (row["chain"][0], row["chain"][-1]) == (path.names[0], path.names[-1])
    assert 1 <= row["hops"] <= len(path.hops)


def test_the_model_on_the_page_is_the_schema(graph: Graph) -> None:
    there = {*names.NODES.values(), *names.RELATIONS.values(), *names.DERIVED, *names.BEHIND, "SAYS", "CHANGED"}
    told = set(re.findall(r":(\w+)[)\] {]", TEXT.split("## The model")[1].split("## Ten queries")[0]))
    assert there <= told
    assert told - {"param"} <= there


def test_every_setting_on_the_page_is_read(graph: Graph) -> None:
    code = (ROOT / "graph_service" / "settings.py").read_text("utf-8")
    told = set(re.findall(r"`MAILLAGE_NEO4J_(\w+)`", TEXT))
    assert told == {*re.findall(r'said\("(\w+)"\)', code), *re.findall(r'prefix \+ "(\w+)"', code)}


def test_what_the_public_sees_otherwise_is_the_fact_of_its_scope(graph: Graph, ask: Ask) -> None:
    """The last test of this page's store: it edits it."""
    assert ask(OTHERWISE) == []
    word = {"op": "set", "type": "actor", "ids": ["univ-tours"], "fields": {"acronym": "UT"}}
    graph.edit([word | {"visibility": "partners"}])
    (public,), (team,) = (graph.store.facts(A, ["univ-tours"], scope) for scope in (Scope.PUBLIC, Scope.INTERNAL))
    said = [f"acronym: {fact.get('acronym') or '-'}" for fact in (public, team)]
    assert [(r["id"], *r["scope_sees"], *r["team_holds"]) for r in ask(OTHERWISE)] == [("univ-tours", *said)]
    assert said == ["acronym: -", "acronym: UT"]
