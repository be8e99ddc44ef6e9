"""Settings of a whole store, kept in one document: the default date of questions, whether its relations are invented,
and example questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graph_service.errors import Ambiguous, NotFound
from graph_service.graph.asking import refer
from graph_service.model import RecordType, Scope
from graph_service.stores.base import Document, Store
from graph_service.stores.lineage import SETTINGS
from graph_service.stores.reading import Reader

STORE = "store"


def configure(
    store: Store, *, default_as_of: str | None, fictional: bool, examples: Sequence[Mapping[str, str]]
) -> None:
    """Save these settings; they replace those the store had."""
    held = store.document(SETTINGS, STORE)
    body = {"default_as_of": default_as_of, "fictional": fictional, "examples": [*map(dict, examples)]}
    store.put(Document(SETTINGS, STORE, held.version if held else 0, body, Scope.PUBLIC))


def default_as_of(reader: Reader) -> date | None:
    """Return the date at which a store's questions are asked if they name none. The demo's is fixed."""
    stated = _settings(reader).get("default_as_of")
    return date.fromisoformat(stated) if stated else None


def is_fictional(reader: Reader) -> bool:
    """Return whether a store's relations are invented."""
    return bool(_settings(reader).get("fictional"))


def examples(reader: Reader) -> list[dict[str, str]]:
    """Return the example questions that a reader may ask, each name with the id and the record that it leads to."""
    found = (example_for(reader, example) for example in _settings(reader).get("examples") or ())
    return [example for example in found if example]


def example_for(reader: Reader, example: Mapping[str, str]) -> dict[str, str] | None:
    """Return an example question with ids in place of names and each name as `…_name`; None if the reader does not see
    all of it."""
    asked = {"question": example["question"]}
    try:
        for name in sorted(example.keys() - {"question"}):
            type_ = RecordType.PROJECT if name == "project" else RecordType.ACTOR
            asked[name] = refer(reader, example[name], [type_])
            asked[f"{name}_name"] = reader.facts(type_, [asked[name]])[0].name
    except (NotFound, Ambiguous):
        return None
    return asked


def _settings(reader: Reader) -> Mapping[str, Any]:
    held = reader.document(SETTINGS, STORE)
    return held.body if held else {}
