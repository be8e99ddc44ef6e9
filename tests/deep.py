"""How far random tests and series of kills go: a few rounds in `make test`, all of them in `make deep`.

`make deep` sets HYPOTHESIS_PROFILE=deep and runs what is random (every property test) or marked `deep` (long series).
What is marked `deep(only=True)` runs nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings

T = TypeVar("T")
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
DEEP = PROFILE == "deep"
MORE = 40
"""How many times as many random examples `make deep` tries, unless a test says how many itself."""

settings.register_profile("default", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "deep", max_examples=100 * MORE, deadline=None, suppress_health_check=[*HealthCheck], print_blob=True
)
settings.load_profile(PROFILE)


def rounds(usual: int, deep: int | None = None, **more: Any) -> settings:
    """Settings of a property test: how many random examples it tries usually, and in `make deep`."""
    checks = {*settings().suppress_health_check, *more.pop("suppress_health_check", ())}
    count = (usual * MORE if deep is None else deep) if DEEP else usual
    return settings(max_examples=count, suppress_health_check=list(checks), **more)


def some(series: Sequence[T], few: int) -> Sequence[T]:
    """All of a series in `make deep`; else about `few` of it, evenly spread, with its first and its last."""
    if DEEP or len(series) <= few:
        return series
    return [series[round(i * (len(series) - 1) / (few - 1))] for i in range(few)]


def journeys(*ways: Any, usual: int = 0) -> list[Any]:
    """Ways to go through one long journey (a width, a language): one of them in `make test`, all in `make deep`. Of
    several journeys in a file each way is the usual one of some."""
    kept = usual % len(ways)
    rest = pytest.mark.deep(only=True)
    values = [way if isinstance(way, tuple) else (way,) for way in ways]
    return [pytest.param(*way, marks=[] if at == kept else rest) for at, way in enumerate(values)]


def only_in_deep(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out of every other run what is marked `deep(only=True)`."""
    if DEEP:
        return
    left = [item for item in items if any(mark.kwargs.get("only") for mark in item.iter_markers("deep"))]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]
