"""The mappings that a team saved: documents of the store, so that every member and the page use them."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from graph_service.errors import InputError, NotFound
from graph_service.messages import Items
from graph_service.stores.base import Document, Store
from importers.mapping import library
from importers.mapping.declared import Mapping
from importers.mapping.mistakes import explained

COLLECTION = "mappings"


def saved(store: Store | None) -> dict[str, Mapping]:
    """The mappings of a store by id. Raises InputError for one that this version cannot read any more."""
    found = store.documents(COLLECTION) if store else []
    return {document.id: _read(document.id, document.body) for document in found if document.body is not None}


def known(store: Store | None) -> dict[str, Mapping]:
    """Every mapping by id: those that ship, and those of the store. One of the store wins over a shipped one."""
    return library.mappings() | saved(store)


def keep(store: Store, mapping: Mapping) -> None:
    """Save a mapping under its id, in the place of one of that id."""
    there = store.document(COLLECTION, mapping.id)
    store.put(Document(COLLECTION, mapping.id, there.version if there else 0, as_json(mapping)))


def drop(store: Store, id_: str) -> None:
    """Forget a saved mapping. Raises NotFound where there is none of that id."""
    there = store.document(COLLECTION, id_)
    if there is None or there.body is None:
        mine = sorted(saved(store))
        code = "no-saved-mapping" if mine else "no-saved-mapping-at-all"
        raise NotFound(code, text=id_[:80], known=Items(mine, "or"))
    store.put(replace(there, body=None))


def as_json(mapping: Mapping) -> Dict[str, Any]:
    """A mapping as its YAML file would say it."""
    found: dict[str, Any] = mapping.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return found


def _read(id_: str, body: Any) -> Mapping:
    try:
        return Mapping.model_validate(body)
    except ValidationError as cause:
        problems = explained(cause, id_)
        places = Items([problem["column"] for problem in problems][:8])
        raise InputError("bad-mapping", problems, file=id_, reason=places) from cause
