"""From what people type to what is asked: names, identifiers, words of the vocabulary, dates, scopes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph_service.errors import Ambiguous, MaillageError, NotFound, UsageError
from graph_service.graph import Graph, open_graph
from graph_service.messages import LANGS
from tests.graph_service.house import folder, new_graph, url


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    files = folder(
        tmp_path,
        "a",
        actors="""id,name,kind,acronym,siren,siret,rna,visibility
            T,Ville de Tours,commune,VT,213702616,,,public
            SJ1,Saint-Jean,commune,,,,,public
            SJ2,Saint-Jean,association,,,,W371000123,public
            O,Office de l'Été,bailleur_social,,,21410018200002,,public
            X,Secrète,association,,,,,internal""",
        projects="id,title,kind,visibility\nP,Ville de Tours,operation,public",
    )
    graph = new_graph(tmp_path / "g.db", files, source="S - S")
    yield graph
    graph.close()


def refused(graph: Graph, question: str, **values: Any) -> MaillageError:
    with pytest.raises(MaillageError) as caught:
        graph.ask(question, values)
    assert all(caught.value.problem(lang)["detail"] for lang in LANGS)
    return caught.value


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("T", "T"),
        ("213702616", "T"),
        ("213 702 616", "T"),
        ("Ville de Tours", "T"),
        ("ville de tours", "T"),
        ("office de l'ete", "O"),
        ("214100182 00002", "O"),
        ("W371000123", "SJ2"),
        ("w371000123", "SJ2"),
    ],
)
def test_an_actor_is_named_by_id_identifier_or_name(graph: Graph, text: str, id_: str) -> None:
    assert graph.actor(text).actor.id == id_


def test_a_name_that_several_bear_lists_them_with_their_ids(graph: Graph) -> None:
    error = refused(graph, "actor", id="Saint-Jean")
    assert isinstance(error, Ambiguous)
    assert error.exit_code == 2
    assert error.problem("fr")["candidates"] == [
        {"id": "SJ1", "name": "Saint-Jean"},
        {"id": "SJ2", "name": "Saint-Jean"},
    ]
    assert "Saint-Jean [SJ1]" in error.problem("fr")["detail"]


def test_a_name_that_nobody_bears_suggests_who_may_be_meant(graph: Graph) -> None:
    error = refused(graph, "actor", id="Tours métropole")
    assert isinstance(error, NotFound)
    assert "Ville de Tours" in error.problem("fr")["detail"]
    assert "Ville de Tours" in error.problem("en")["detail"]


def test_what_a_reader_may_not_see_is_neither_found_nor_suggested(graph: Graph, tmp_path: Path) -> None:
    assert graph.actor("Secrète").actor.id == "X"
    with open_graph(url(tmp_path / "g.db"), scope="public") as public:
        hidden, absent = (refused(public, "actor", id=text).problem("fr") for text in ("Secrète", "Absente"))
        assert {**hidden, "detail": ""} == {**absent, "detail": ""}
        assert hidden["detail"].replace("Secrète", "") == absent["detail"].replace("Absente", "")


def test_an_unknown_kind_suggests_the_nearest_word(graph: Graph) -> None:
    error = refused(graph, "ties", actor_kind=["comune"])
    assert (error.code, type(error)) == ("unknown-term", UsageError)
    assert "commune" in error.problem("fr")["detail"]
    assert refused(graph, "ties", role=["zzz"]).code == "unknown-term"
    assert refused(graph, "ties", tie_profile="rough").code == "unknown-profile"


def test_a_kind_is_named_by_id_or_by_its_label_in_both_languages(graph: Graph) -> None:
    for word in ("bailleur_social", "Bailleur social"):
        assert graph.ties(actor_kind=word).ties == []


def test_two_bare_digits_are_a_region_or_a_departement_and_are_refused_with_both(graph: Graph) -> None:
    detail = refused(graph, "ties", territory=["24"]).problem("fr")["detail"]
    assert "R24" in detail
    assert "D24" in detail


def test_without_a_date_the_store_says_which_and_else_it_is_today(graph: Graph) -> None:
    assert abs((graph.ties().as_of - date.today()).days) <= 1  # noqa: DTZ011
    graph.configure(default_as_of="2024-02-29")
    assert graph.ties().as_of == date(2024, 2, 29)
    assert graph.ties(as_of="2023-01-01").as_of == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("values", "parameter"),
    [
        ({"as_of": "hier"}, "as_of"),
        ({"since": -1}, "since"),
        ({"since": "soon"}, "since"),
        ({"limit": 0}, "limit"),
        ({"order": "random"}, "order"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_value_that_does_not_fit_names_its_parameter_and_says_why(
    graph: Graph, values: dict[str, Any], parameter: str
) -> None:
    error = refused(graph, "ties", **values)
    assert isinstance(error, UsageError)
    for lang in LANGS:
        assert parameter in error.problem(lang)["detail"]


def test_a_question_without_its_argument_says_which(graph: Graph) -> None:
    error = refused(graph, "paths", to="T")
    assert "from" in error.problem("en")["detail"]
    assert "from_" not in error.problem("en")["detail"]


def test_a_scope_may_only_be_lowered(graph: Graph, tmp_path: Path) -> None:
    assert graph.search("secrete", scope="internal").results[0].id == "X"
    assert graph.search("secrete", scope="partners").results == []
    with open_graph(url(tmp_path / "g.db"), scope="partners") as partners:
        assert partners.search("tours", scope="public").scope == "public"
        with pytest.raises(UsageError) as caught:
            partners.search("tours", scope="internal")
        assert caught.value.code == "scope-raise"
    with pytest.raises(UsageError) as caught:
        graph.search("tours", scope="secret")
    assert caught.value.code == "unknown-scope"


def test_a_path_to_oneself_or_around_its_own_end_is_no_question(graph: Graph) -> None:
    assert refused(graph, "paths", **{"from": "T", "to": "Ville de Tours"}).code == "paths-same"
    assert refused(graph, "paths", **{"from": "T", "to": "O", "avoid": ["T"]}).code == "paths-avoid-end"


def test_a_question_is_a_method_with_positional_arguments_and_its_own_text(graph: Graph) -> None:
    assert {"search", "actor", "ties", "paths"} <= set(dir(graph))
    assert "strongest simple paths" in str(graph.paths.__doc__)
    with pytest.raises(TypeError):
        graph.actor("T", "O")
    with pytest.raises(AttributeError):
        graph.nothing  # noqa: B018


def test_a_list_goes_on_where_it_stopped_and_not_over_other_data(graph: Graph) -> None:
    first = graph.search("saint", limit=1)
    assert [r.id for r in first.results] == ["SJ1"]
    second = graph.search("saint", limit=1, after=first.next)
    assert ([r.id for r in second.results], second.next) == (["SJ2"], None)
    graph.edit([{"op": "deny", "ids": ["SJ1"]}])
    assert refused(graph, "search", text="saint", limit=1, after=first.next).code == "cursor-stale"
    assert refused(graph, "search", text="saint", limit=1, after="zzz").code == "cursor-unknown"
