"""A question that somebody drops in is understood by its declaration alone."""

from __future__ import annotations

import pytest

from graph_service.graph import Graph
from graph_service.graph.sentences.completing import completions
from graph_service.graph.sentences.understanding import understand
from graph_service.queries.registry import Registry
from tests.graph_service.graph.sentences.conftest import ON

QUESTION = '''
from typing import Annotated
from pydantic import Field
from graph_service.messages import m
from graph_service.model import Scope
from graph_service.queries.base import Answer, QueryInput
from graph_service.queries.blocks import Title
from graph_service.queries.declare import ActorRef, Argument, question


class TwinsQuery(QueryInput):
    of: Annotated[ActorRef, Field(description="twins-of"), Argument(0)]
    besides: Annotated[tuple[ActorRef, ...], Field(description="twins-besides")] = ()
    most: Annotated[int, Field(ge=1, description="twins-most")] = 10


class TwinsAnswer(Answer):
    """Nothing."""


@question(reads=Scope.PUBLIC, title=m("twins-title"), path="/twins/{of}", purpose="explore",
          tell=lambda answer, query: [Title(m("twins-title"))])
def twins(view: object, query: TwinsQuery) -> TwinsAnswer:
    """Nothing."""
    return TwinsAnswer(**view.stamp(query))
'''
FR = """twins-title = Jumelages
twins-of = De qui.
twins-of-label = Acteur
twins-besides = Sans qui.
twins-besides-label = Hormis
twins-asks =
    Qui ressemble à { $of } ?
    Qui ressemble à { $of } hormis { $besides } ?
twins-cues = ressemble, jumeau, jumelage
twins-besides-cues = hormis, sans
twins-most = Combien au plus.
twins-most-label = Au plus
twins-most-cues = { $n } jumeaux, { $n } au plus
"""
EN = """twins-title = Twins
twins-of = Of whom.
twins-of-label = Actor
twins-besides = Without whom.
twins-besides-label = Besides
twins-asks =
    Who resembles { $of }?
    Who resembles { $of } besides { $besides }?
twins-cues = resembles, twin, lookalike
twins-besides-cues = besides, without
twins-most = How many at most.
twins-most-label = At most
twins-most-cues = { $n } twins, { $n } at most
"""


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("dropped")
    (folder / "twins.py").write_text(QUESTION, "utf-8")
    (folder / "twins.fr.ftl").write_text(FR, "utf-8")
    (folder / "twins.en.ftl").write_text(EN, "utf-8")
    return Registry.scan(folder)


def test_it_is_asked_by_its_cues_in_both_languages_with_its_own_parameters(demo: Graph, registry: Registry) -> None:
    for text in ("qui ressemble à Blois sans Tours ?", "lookalike of Blois besides Tours"):
        with demo.view() as view:
            found = understand(view, registry, text, ON)
        assert found.runs
        assert found.readings[0].question.name == "twins"
        assert found.readings[0].values == {"of": "ville-de-blois", "besides": ["ville-de-tours"]}


def test_a_number_is_read_with_what_the_question_counts(demo: Graph, registry: Registry) -> None:
    for text in ("les 3 jumeaux de Blois", "Blois, three best twins", "lookalike of Blois, 3 at most"):
        with demo.view() as view:
            found = understand(view, registry, text, ON)
        assert found.runs
        assert found.readings[0].values == {"of": "ville-de-blois", "most": "3"}


def test_it_is_proposed_while_it_is_typed(demo: Graph, registry: Registry) -> None:
    with demo.view() as view:
        found = completions(view, registry, "qui ress", "fr", ON)
    assert "Qui ressemble à … ?" in [each.fills.replace("\u202f", " ") for each in found]
