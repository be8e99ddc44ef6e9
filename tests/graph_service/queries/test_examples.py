"""The examples that questions declare: each runs on F1, in both languages, and says something."""

import pytest

from graph_service.graph import open_graph
from graph_service.queries import QUESTIONS
from tests.importers.test_batch import F1
from tests.told import told

EXAMPLES = [(question, example) for question in QUESTIONS for example in question.examples]


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    with open_graph(f"sqlite:///{tmp_path_factory.mktemp('f1') / 'f1.db'}", create=True) as graph:
        graph.import_files([F1])
        yield graph


def test_every_question_has_an_example():
    assert {question.name for question, _ in EXAMPLES} == {question.name for question in QUESTIONS}


@pytest.mark.parametrize(("question", "example"), EXAMPLES, ids=lambda value: getattr(value, "name", str(value)))
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_example_runs_and_is_told(graph, question, example, lang):
    answer = graph.ask(question, example)
    document = answer.model_dump(mode="json", by_alias=True, context={"lang": lang})
    assert {"revision", "as_of", "tie_profile", "sources"} <= document.keys()
    assert all(told(graph, question, lang, **example))


def test_a_question_with_a_limit_needs_somewhere_to_put_it():
    from graph_service.messages import m
    from graph_service.model import Scope
    from graph_service.queries.base import Answer, QueryInput
    from graph_service.queries.declare import question
    from graph_service.queries.view import View

    def unlimited(view: View, query: QueryInput) -> Answer:
        raise NotImplementedError

    with pytest.raises(TypeError, match="limit"):
        question(
            reads=Scope.PUBLIC,
            title=m("search-title"),
            path="/x",
            tell=lambda answer, query: [],
            purpose="check",
            limit=5,
        )(unlimited)
