"""Which tests run together in one process, and which begin."""

from __future__ import annotations

import pytest

from tests import deep, sharing

KILLED, BEFORE, FAULTS, SAME, REPLICAS = (
    f"tests/graph_service/{name}.py"
    for name in (
        "stores/test_neo4j_killed",
        "stores/test_neo4j_before",
        "stores/test_neo4j_faults",
        "stores/test_same_answers",
        "graph/test_replicas",
    )
)


def part(file: str) -> str:
    return sharing.Shared._split_scope(sharing.Shared.__new__(sharing.Shared), f"{file}::test[a::b]")


def test_files_of_one_kind_of_server_are_one_part_and_others_are_one_each() -> None:
    assert part(KILLED) == part(BEFORE) != part(FAULTS) == part(SAME) == part(REPLICAS)
    assert part("tests/test_needs.py") == "tests/test_needs.py"


def test_what_needs_a_server_begins_and_what_is_quick_ends() -> None:
    ranks = [sharing._rank(file) for file in (KILLED, SAME, "tests/test_newcomer.py", "tests/test_messages.py")]
    assert ranks == sorted(set(ranks))


@pytest.mark.parametrize(
    ("few", "kept"), [(2, [0, 9]), (4, [0, 3, 6, 9]), (10, list(range(10))), (99, list(range(10)))]
)
def test_of_a_series_some_are_taken_evenly_with_both_ends(few: int, kept: list[int]) -> None:
    assert list(deep.some(range(10), few)) == (list(range(10)) if deep.DEEP else kept)


def test_a_property_test_tries_as_many_examples_as_it_says() -> None:
    assert deep.rounds(7, deep=500).max_examples == (500 if deep.DEEP else 7)
    assert deep.rounds(7).max_examples == (7 * deep.MORE if deep.DEEP else 7)
