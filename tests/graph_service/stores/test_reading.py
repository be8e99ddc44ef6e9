"""What a question can read of a store: nothing beyond its scope, by whichever way it tries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from graph_service.graph import Graph, open_graph
from graph_service.messages import m
from graph_service.model import RecordType, Scope
from graph_service.queries.base import Answer, QueryInput
from graph_service.queries.declare import Registry, question
from graph_service.queries.view import View
from graph_service.stores.base import Document
from graph_service.stores.reading import Reader
from tests.graph_service.house import folder, url

PUBLIC, PARTNERS, INTERNAL = Scope
SECRET = "Secret"


class Greedy(QueryInput):
    """No parameter beside the usual ones."""


class Taken(Answer):
    texts: list[str]


@question(reads=PUBLIC, title=m("search-title"), path="/greedy", tell=lambda answer, query: [], purpose="check")
def greedy(view: View, query: Greedy) -> Taken:
    """Everything that a question can get hold of, as text."""
    reader = view.reader
    ids = ["a", "b", "secret-1", "P", "secret-2", "732829320"]
    facts = [fact for type_ in RecordType for fact in reader.facts(type_)]
    found: list[object] = [
        *facts,
        *reader.incident(ids),
        *(hit for hits in reader.resolve(ids).values() for hit in hits),
        *reader.search("s", limit=99),
    ]
    found += [*reader.documents("review"), reader.document("review", "one"), *reader.search("secret")]
    found += reader.said([*ids, *(key for fact in facts for key in fact.keys)])
    found += [getattr(view.projection.snapshot, each.name) for each in fields(view.projection.snapshot)]
    return Taken(texts=[repr(one) for one in found], **view.stamp(query))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """Two public actors with a project in common; all that bears the word Secret is for the team alone."""
    tmp_path = tmp_path_factory.mktemp("reading")
    with open_graph(url(tmp_path / "s.db"), create=True, registry=Registry([greedy])) as graph:
        imported(graph, tmp_path / "Secret folder" / "public", "public", "Centre - liste", "Ouvert")
        imported(graph, tmp_path / "internal", "internal", "Secret - liste", "Secret", more=True)
        graph.edit([{"op": "set", "ids": ["a"], "fields": {"acronym": SECRET}, "visibility": "internal"}], who="Secret")
        graph.store.put(Document("review", "one", 0, {"why": SECRET}, INTERNAL))
        yield graph


def imported(graph: Graph, place: Path, visibility: str, source: str, word: str, more: bool = False) -> None:
    """Actors a and b with project P, and with `more` what only the team may see."""
    files = folder(
        place.parent,
        place.name,
        actors="id,name,kind\na,Amicale,association\n"
        + ("secret-1,Secret,association\nb,Bourg Secret,commune" if more else "b,Bourg,commune"),
        projects="id,title,kind\nP,Projet,contrat_de_ville" + ("\nsecret-2,Secret,contrat_de_ville" if more else ""),
        participations=f"actor,project,role,quality\na,P,porteur,{word}\nb,P,partenaire,"
        + ("\nsecret-1,secret-2,porteur,\nsecret-1,P,partenaire," if more else ""),
    )
    graph.import_files([files], source=source, visibility=visibility, who=word)


@pytest.mark.parametrize("scope", [PUBLIC, PARTNERS])
def test_a_question_that_tries_to_read_beyond_its_scope_gets_nothing(graph: Graph, scope: Scope) -> None:
    taken = graph.ask(greedy, {}, scope=scope)
    assert any("Amicale" in text for text in taken.texts)
    assert [text for text in taken.texts if "secret" in text.lower()] == []
    assert "/" not in "".join(text.partition("file='")[2].partition("'")[0] for text in taken.texts)


def test_the_team_gets_all_of_it(graph: Graph) -> None:
    assert sum("secret" in text.lower() for text in graph.ask(greedy, {}).texts) > 10


def test_a_row_that_rose_to_internal_leaves_no_older_public_self(tmp_path: Path) -> None:
    with open_graph(url(tmp_path / "s.db"), create=True) as graph:
        for visibility, word in (("public", "Avant"), ("internal", "Apres")):
            imported(graph, tmp_path / visibility, visibility, "Centre - liste", word)
        assert Reader(graph.store, PUBLIC).said(["a", "b", "P"]) == []
        assert len(Reader(graph.store, INTERNAL).said(["a", "b", "P"])) == 6
        assert [one.counts for one in Reader(graph.store, INTERNAL).said(["a"])] == [False, True]


def test_what_was_said_of_a_denied_relation_is_told_to_the_team_alone(tmp_path: Path) -> None:
    with open_graph(url(tmp_path / "s.db"), create=True) as graph:
        imported(graph, tmp_path / "files", "public", "Centre - liste", "Ouvert")
        (one, *_) = graph.store.facts(RecordType.PARTICIPATION, None, INTERNAL)
        assert len(Reader(graph.store, PUBLIC).said(one.keys)) == 1
        graph.edit([{"op": "deny", "ids": [one.id]}])
        assert Reader(graph.store, PUBLIC).said(one.keys) == []
        assert [(said.statement.op.value, said.counts) for said in Reader(graph.store, INTERNAL).said(one.keys)] == [
            ("row", True),
            ("deny", True),
        ]
