"""The corpus of whole sentences: what it expects is what the demo can answer. Failures name ids, never a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import Graph
from graph_service.model import RecordType
from graph_service.queries import QUESTIONS
from tests.asking.evaluating import corpus
from tests.examples.world import CVL
from tests.graph_service.house import new_graph

COUNTS = {
    "tuned": {("fr", True): 50, ("en", True): 25, ("fr", False): 10, ("en", False): 5},
    "kept": {("fr", True): 50, ("en", True): 25, ("fr", False): 10, ("en", False): 5},
    "more": {("fr", True): 100, ("en", True): 49, ("fr", False): 45, ("en", False): 25},
    "third": {("fr", True): 93, ("en", True): 44, ("fr", False): 40, ("en", False): 20},
    "fourth": {("fr", True): 58, ("en", True): 32, ("fr", False): 20, ("en", False): 10},
    "fifth": {("fr", True): 58, ("en", True): 32, ("fr", False): 20, ("en", False): 10},
    "sixth": {("fr", True): 100, ("en", True): 60, ("fr", False): 25, ("en", False): 15},
    "seventh": {("fr", True): 104, ("en", True): 56, ("fr", False): 26, ("en", False): 14},
    "eighth": {("fr", True): 103, ("en", True): 57, ("fr", False): 26, ("en", False): 14},
    "ninth": {("fr", True): 104, ("en", True): 56, ("fr", False): 26, ("en", False): 14},
    "tenth": {("fr", True): 104, ("en", True): 56, ("fr", False): 26, ("en", False): 14},
    "eleventh": {("fr", True): 104, ("en", True): 56, ("fr", False): 26, ("en", False): 14},
    "twelfth": {("fr", True): 104, ("en", True): 56, ("fr", False): 26, ("en", False): 14},
    "thirteenth": {("fr", True): 39, ("en", True): 21, ("fr", False): 91, ("en", False): 49},
    "fourteenth": {("fr", True): 104, ("en", True): 56, ("fr", False): 26, ("en", False): 14},
    "fifteenth": {("fr", True): 104, ("en", True): 56, ("fr", False): 26, ("en", False): 14},
    "kept-second": {("fr", True): 58, ("en", True): 32, ("fr", False): 19, ("en", False): 11},
    "kept-third": {("fr", True): 78, ("en", True): 42, ("fr", False): 20, ("en", False): 10},
}
Entry = Mapping[str, Any]
Reading = Mapping[str, Any]


def readings(entry: Entry) -> list[Reading]:
    """What an entry expects, first, and what it accepts or wants offered."""
    meant = [] if entry.get("expect", "none") == "none" else [entry["expect"]]
    return [*meant, *entry.get("also", ()), *entry.get("offer", ())]


def answered(entry: Entry) -> bool:
    return bool(readings(entry))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("asking") / "demo.db", CVL, source=DEMO_SOURCE) as graph:
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        yield graph


@pytest.mark.parametrize("name", COUNTS)
def test_a_file_has_as_many_sentences_that_something_and_that_nothing_answers_as_the_readme_says(name: str) -> None:
    assert Counter((entry["lang"], answered(entry)) for entry in corpus(name)) == COUNTS[name]


def test_ids_are_unique_and_no_sentence_stands_twice() -> None:
    every = [entry for name in COUNTS for entry in corpus(name)]
    assert len({entry["id"] for entry in every}) == len(every)
    again = Counter(" ".join(entry["text"].lower().split()) for entry in every)
    assert [entry["id"] for entry in every if again[" ".join(entry["text"].lower().split())] > 1] == []


@pytest.mark.parametrize("name", COUNTS)
def test_a_file_asks_every_question(name: str) -> None:
    asked = {readings(entry)[0]["question"] for entry in corpus(name) if answered(entry)}
    assert asked == {question.name for question in QUESTIONS}


@pytest.mark.parametrize("name", COUNTS)
def test_an_entry_has_the_fields_that_the_readme_names_and_no_other(name: str) -> None:
    fields = {"id", "lang", "text", "on", "expect", "also", "offer"}
    wrong = [
        entry["id"]
        for entry in corpus(name)
        if entry.keys() - fields or ("expect" in entry) == ("offer" in entry) or entry["on"] != DEMO_AS_OF
    ]
    assert wrong == []


@pytest.mark.parametrize("name", COUNTS)
def test_the_demo_answers_each_reading_with_each_value_as_it_stands(name: str, demo: Graph) -> None:
    wrong = [
        (entry["id"], number, why)
        for entry in corpus(name)
        for number, reading in enumerate(readings(entry))
        for why in unlike(demo, reading)
    ]
    assert wrong == []


def unlike(demo: Graph, reading: Reading) -> Iterator[str]:
    """The parameters of a reading that the question does not take as they are written, and ids that are not there."""
    asked = demo.asked(reading["question"], reading["values"])
    for parameter in asked.question.parameters:
        if parameter.name not in reading["values"]:
            continue
        value, taken = reading["values"][parameter.name], getattr(asked.query, parameter.field)
        written = taken.isoformat() if isinstance(taken, date) else list(taken) if parameter.many else taken
        if value != written or isinstance(value, list) != parameter.many:
            yield parameter.name
    if reading["question"] == "history":
        # Its id is a text, which it also takes for a name.
        with demo.view() as view:
            given = [reading["values"]["id"]]
            if not any(view.reader.facts(type_, given) for type_ in (RecordType.ACTOR, RecordType.PROJECT)):
                yield "id"
