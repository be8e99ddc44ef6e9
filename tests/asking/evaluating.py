"""How well sentences are understood: the corpus against the matcher, as `README.md` counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from graph_service.graph.sentences.understanding import Understood, understand
from graph_service.queries.declare import Registry
from graph_service.queries.view import View
from graph_service.vocabulary import fold_text

FOLDER = Path(__file__).parent
TUNED = (
    *("tuned", "more", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth"),
)
"""The corpora that the matcher is tuned on."""
KEPT = ("kept", "kept-second", "kept-third")
"""Those of which neither a sentence nor a failure is printed."""
OUTCOMES = ("understood", "offered", "refused rightly", "missed", "misread in silence")
"""What may be made of a sentence. `missed`: the right reading is neither run nor offered."""


@dataclass(frozen=True)
class Judged:
    """A sentence of the corpus, what was made of it, and how that counts."""

    entry: Mapping[str, Any]
    found: Understood
    outcome: str


def corpus(half: str) -> list[dict[str, Any]]:
    return list(yaml.safe_load((FOLDER / f"corpus-{half}.yaml").read_text("utf-8")))


def judge(view: View, registry: Registry, entry: Mapping[str, Any]) -> Judged:
    on = date.fromisoformat(entry["on"])
    found = understand(view, registry, entry["text"], on)
    same = lambda question, values: _same(registry, question, values, on)  # noqa: E731
    return Judged(entry, found, _outcome(entry, found, same))


def _outcome(entry: Mapping[str, Any], found: Understood, same: Callable[[str, Mapping[str, Any]], Any]) -> str:
    read = [same(each.question.name, each.values) for each in found.offered]
    also = [same(**each) for each in entry.get("also", ())]
    if entry.get("expect") == "none":
        return "misread in silence" if found.runs else "refused rightly"
    if "offer" in entry:
        wanted = [same(**each) for each in entry["offer"]]
        if found.runs:
            return "understood" if read[0] in also else "missed" if read[0] in wanted else "misread in silence"
        return "offered" if sum(each in read for each in wanted) >= min(len(wanted), 3) else "missed"
    meant = [same(**entry["expect"]), *also]
    if found.runs:
        return "understood" if read[0] in meant else "misread in silence"
    return "offered" if any(each in meant for each in read) else "missed"


def _same(registry: Registry, question: str, values: Mapping[str, Any], on: date) -> tuple[str, frozenset[Any]]:
    """A reading so that two that say the same are equal."""
    declared = registry.get(question)
    assert declared is not None, question
    kept = set()
    for parameter in declared.parameters:
        if parameter.name not in values:
            continue
        value = values[parameter.name]
        if parameter.free:
            value = fold_text(value)
        elif parameter.many:
            value = frozenset(map(str, value))
        else:
            value = str(value).lower()
        if value in (str(parameter.default).lower(), on.isoformat()) and not parameter.many:
            continue
        kept.add((parameter.name, value))
    return question, frozenset(kept)
