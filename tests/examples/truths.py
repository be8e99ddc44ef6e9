"""The planted truths as examples/truths.yaml states them, and how an answer is held against them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from math import isclose
from typing import Any

import yaml

from graph_service.queries.declare import Registry
from tests.examples.world import EXAMPLES

Truth = Mapping[str, Any]
Ask = Mapping[str, Any]


def truths() -> list[Truth]:
    found: list[Truth] = yaml.safe_load((EXAMPLES / "truths.yaml").read_text("utf-8"))
    return found


def lacking(ask: Ask, questions: Registry) -> str | None:
    """The question, or the kind of gap, that has to be built before this can be asked."""
    name = ask["question"]
    if questions.get(name) is None:
        return ":".join((name, *ask["with"].get("kind", ())))
    if name == "gaps":
        known = {found.name for found in questions.gap_kinds}
        return next((f"gaps:{kind}" for kind in ask["with"]["kind"] if kind not in known), None)
    return None


def broken(answer: Any, hold: Mapping[str, Any]) -> str | None:
    """What is wrong with an answer; None where it holds what it must. Raises on a demand that nobody knows."""
    ((demand, wanted),) = [(name, value) for name, value in hold.items() if name != "at"]
    found = at(answer, hold["at"])
    return (
        None
        if DEMANDS[demand](found, wanted)
        else f"{hold['at']} should have: {demand} {wanted!r}; it is {str(found)[:600]}"
    )


def at(answer: Any, place: str) -> Any:
    """What stands at a dotted place of an answer."""
    for step in place.split("."):
        answer = answer[int(step)] if isinstance(answer, Sequence) else answer[step]
    return answer


def fits(item: Any, pattern: Any) -> bool:
    """Whether an item has every field of the pattern, of a list every item, and of a text the words around `*`."""
    if isinstance(pattern, Mapping):
        return isinstance(item, Mapping) and all(k in item and fits(item[k], each) for k, each in pattern.items())
    if isinstance(pattern, list):
        return isinstance(item, list) and all(any(fits(one, each) for one in item) for each in pattern)
    if isinstance(pattern, str):
        return isinstance(item, str) and fnmatchcase(item, pattern)
    if isinstance(pattern, float):
        return isinstance(item, int | float) and isclose(item, pattern, abs_tol=1e-6)
    return bool(item == pattern)


DEMANDS: Mapping[str, Callable[[Any, Any], bool]] = {
    "is": lambda found, wanted: bool(found == wanted),
    "near": lambda found, wanted: isclose(found, wanted, abs_tol=1e-6),
    "has": lambda found, wanted: any(fits(item, wanted) for item in found),
    "lacks": lambda found, wanted: not any(fits(item, wanted) for item in found),
    "first": lambda found, wanted: bool(found) and fits(found[0], wanted),
}
