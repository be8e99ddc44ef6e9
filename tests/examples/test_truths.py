"""Each planted truth is found by the questions that must find it, as far as they exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from graph_service.errors import MaillageError
from graph_service.graph import Graph
from graph_service.model import Scope
from graph_service.queries import QUESTIONS
from tests.examples.told import WAITS, told
from tests.examples.truths import Ask, Truth, broken, fits, lacking, truths

ASKS = [
    pytest.param(truth, ask, id=f"{truth['id']}-{ask['question']}-{n}")
    for truth in truths()
    for n, ask in enumerate(truth["ask"], 1)
]


@pytest.mark.parametrize(("truth", "ask"), ASKS)
def test_a_planted_truth_is_found(cvl: Graph, truth: Truth, ask: Ask) -> None:
    if missing := lacking(ask, QUESTIONS):
        pytest.skip(WAITS.format(id=truth["id"], what=missing))
    seen = Graph(cvl.store, Scope(ask.get("scope", "internal")), QUESTIONS)
    if code := ask.get("refused"):
        with pytest.raises(MaillageError) as refused:
            seen.ask(ask["question"], ask["with"])
        assert refused.value.code == code
        return
    answer = seen.ask(ask["question"], ask["with"]).model_dump(mode="json", by_alias=True, context={"lang": "fr"})
    assert answer["as_of"] == "2026-01-01"
    assert [problem for hold in ask["hold"] if (problem := broken(answer, hold))] == []


def test_there_are_thirteen_truths_in_two_languages_each_with_its_questions() -> None:
    assert [truth["id"] for truth in truths()] == list(range(1, 14))
    assert all(truth["fr"] and truth["en"] and truth["ask"] for truth in truths())
    assert all(ask.get("hold") or ask.get("refused") for truth in truths() for ask in truth["ask"])


@dataclass(frozen=True)
class Report:
    nodeid: str
    longrepr: object = None


def asked(id_: str, longrepr: object = None) -> Report:
    return Report(f"tests/examples/test_truths.py::test_a_planted_truth_is_found[{id_}]", longrepr)


def test_a_run_tells_how_many_truths_are_found_and_how_many_wait_for_what() -> None:
    why = ("test_truths.py", 30, "Skipped: " + WAITS.format(id=2, what="gaps:lapsed"))
    stats = {
        "passed": [asked("1-paths-1"), asked("2-ties-1"), asked("3-paths-1"), Report("tests/test_other.py::test_it")],
        "skipped": [asked("2-gaps-2", why), asked("4-gaps-1", why), Report("tests/test_other.py::test_that")],
        "failed": [asked("3-ties-2")],
    }
    assert told(stats) == [
        "1 of 4 are found by all their questions: 1",
        "2 wait for a question (gaps:lapsed): 2, 4",
        "1 are NOT found: 3",
    ]
    assert told({"passed": [Report("tests/test_other.py::test_it")]}) == []


@pytest.mark.parametrize(
    ("item", "pattern", "expected"),
    [
        ({"kind": "role", "n": 1}, {"kind": "role"}, True),
        ({"kind": "role"}, {"kind": "peer"}, False),
        ({"kind": "role"}, {"severity": 0.5}, False),
        ({"severity": 0.5000001}, {"severity": 0.5}, True),
        ({"severity": 0.51}, {"severity": 0.5}, False),
        ({"actors": ["a", "b", "c"]}, {"actors": ["c", "a"]}, True),
        ({"actors": ["a"]}, {"actors": ["a", "b"]}, False),
        ("un bailleur social", "*ailleur*", True),
        ("une commune", "*ailleur*", False),
    ],
)
def test_an_item_fits_where_all_that_is_named_is_there(item: Any, pattern: Any, expected: bool) -> None:
    assert fits(item, pattern) is expected


@pytest.mark.parametrize(
    ("hold", "holds"),
    [
        ({"at": "n", "is": 2}, True),
        ({"at": "n", "is": 3}, False),
        ({"at": "list.1.n", "near": 0.3}, True),
        ({"at": "list.1.n", "near": 0.31}, False),
        ({"at": "list", "has": {"n": 0.3}}, True),
        ({"at": "list", "has": {"n": 0.4}}, False),
        ({"at": "list", "lacks": {"n": 0.4}}, True),
        ({"at": "list", "lacks": {"n": 0.3}}, False),
        ({"at": "list", "first": {"n": 0.1}}, True),
        ({"at": "list", "first": {"n": 0.3}}, False),
        ({"at": "none", "first": {}}, False),
    ],
)
def test_a_demand_that_is_not_met_is_told(hold: dict[str, Any], holds: bool) -> None:
    assert (broken({"n": 2, "list": [{"n": 0.1}, {"n": 0.3}], "none": []}, hold) is None) is holds
