"""Seals tell any change of what they seal, and nothing else."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from time import process_time

import pytest

from graph_service.model import Batch, Scope
from graph_service.stores.base import Document
from graph_service.stores.seals import batch_seal, document_seal

BATCH = Batch(
    "20260101-aaaaaa", "import", (("s", "2025"),), ("b",), "2026-01-01T00:00:00+00:00", "Ada", "why", {"rows": 2}
)
ONE, TWO = "0" * 32, "1" * 32
PLACES = [(ONE, "a.csv", "a", 2), (TWO, "a.csv", "a", 3), (TWO, "b.csv", "b", 3)]
DOCUMENT = Document("maps", "m", 1, {"title": "Carte", "of": ["UT"]}, Scope.PARTNERS)


@pytest.mark.parametrize("name", [field.name for field in fields(Batch)])
def test_every_field_of_a_batch_is_sealed(name: str) -> None:
    other = {"ends": (("s", "2024"),), "withdraws": ("c",), "summary": {"rows": 3}}.get(name, "other")
    assert batch_seal(replace(BATCH, **{name: other}), PLACES) != batch_seal(BATCH, PLACES)


@pytest.mark.parametrize("name", [field.name for field in fields(Document)])
def test_every_field_of_a_document_is_sealed(name: str) -> None:
    other = {"version": 2, "scope": Scope.PUBLIC, "body": {"title": "carte", "of": ["UT"]}}.get(name, "other")
    assert document_seal(replace(DOCUMENT, **{name: other})) != document_seal(DOCUMENT)


@pytest.mark.parametrize(
    "places",
    [
        PLACES[1:],
        [*PLACES, PLACES[0]],
        [(TWO, "a.csv", "a", 2), *PLACES[1:]],
        [(ONE, "b.csv", "a", 2), *PLACES[1:]],
        [(ONE, "a.csv", "b", 2), *PLACES[1:]],
        [(ONE, "a.csv", "a", 22), *PLACES[1:]],
        [(TWO, "a.csv", "a", 2), (ONE, "a.csv", "a", 3), PLACES[2]],
        [(ONE, "a.csva", "", 2), *PLACES[1:]],
    ],
)
def test_every_place_is_sealed(places: list[tuple[str, str, str, int]]) -> None:
    assert batch_seal(BATCH, places) != batch_seal(BATCH, PLACES)


def test_the_order_of_places_is_not_sealed() -> None:
    assert batch_seal(BATCH, reversed(PLACES)) == batch_seal(BATCH, iter(PLACES))


def test_what_comes_back_from_json_has_the_seal_that_it_had() -> None:
    """Lists were tuples, and numbers are what they were."""
    summary = {"files": ({"rows": 1.5, "é": None},)}
    read = replace(BATCH, summary=json.loads(json.dumps(summary)))
    assert batch_seal(read, PLACES) == batch_seal(replace(BATCH, summary=summary), PLACES)
    body = {"of": ("UT", "TM"), "share": 0.1}
    assert document_seal(replace(DOCUMENT, body=json.loads(json.dumps(body)))) == document_seal(
        replace(DOCUMENT, body=body)
    )


def test_a_large_batch_is_sealed_in_a_moment() -> None:
    """Horizon 2020's size, in no order; a quarter of a second of one processor where nobody else works."""
    places = [(f"{n * 7919 % 229_000:032x}", "h2020.csv.gz", "h2020", n * 104_729 % 229_000) for n in range(229_000)]
    start = process_time()
    batch_seal(BATCH, places)
    assert process_time() - start < 1.5
