"""Steps of a write: each runs in one transaction and may be repeated with the same effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph_service.stores.neo4j.connection import Run

SIZE = 5_000
"""Rows of a step: the larger, the fewer round trips; beyond it nothing is gained (docs/benchmarks.md)."""
Step = Callable[[Run], object]


def step(text: str, **parameters: Any) -> Step:
    return lambda run: run(text, **parameters)
