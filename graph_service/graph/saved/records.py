"""The records of saved maps, and how they stand in a store's documents.

A document is never taken out of a store: what is deleted leaves an empty one, so that its version goes on and two
people who write at once still meet (`Store.put`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter, ValidationError

from graph_service.errors import StoreError
from graph_service.model import Scope
from graph_service.queries.declare import Question
from graph_service.stores.base import Document, Store
from graph_service.vocabulary import fold_text

MAPS, PICTURES = "maps", "map-pictures"
"""Collections: what is known of each saved map, and the pictures of those that are frozen."""
PUBLICATIONS, FILES = "publications", "publication-files"
"""Collections: the register of publications, and their files."""
FORMAT = 1
"""Of the documents of all of them."""

Values = Mapping[str, tuple[str, ...]]
"""What a question was asked with, as texts, by the names of its parameters."""


@dataclass(frozen=True, slots=True)
class Held:
    """Something that a map shows or is asked with, as it was when the map was saved."""

    type: str
    """`actor`, `project`, `source`, …; `record` for what stands behind a line."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """When a picture was frozen, and what it shows."""

    at: str
    """The moment, in UTC."""
    as_of: str
    """The date that it is for."""
    revision: int
    """The revision of the data that it was drawn from, in the scope of its map."""
    picture: str
    """Id of its document."""


@dataclass(frozen=True, slots=True)
class SavedMap:
    """A question with its values under a name. `frozen` None: it is asked again each time it is shown."""

    id: str
    name: str
    question: str
    values: Values
    scope: Scope
    """Who may see it: it is asked in this scope, whoever looks."""
    saved_at: str
    """The moment, in UTC."""
    preset: str | None = None
    """The size that its pictures are drawn in."""
    form: str | None = None
    """The form that it takes (visualisations.forms); None: the one that reads best."""
    colour: str | None = None
    """What the colours of actors say; None: their kind."""
    holds: tuple[Held, ...] = ()
    """What it shows or is asked with, so far as its scope saw it then."""
    frozen: Frozen | None = None
    version: int = field(default=0, compare=False)
    """Of its document."""

    def asked(self, question: Question[Any, Any]) -> dict[str, Any]:
        """The values as the question takes them."""
        many = {parameter.name for parameter in question.parameters if parameter.many}
        return {name: list(texts) if name in many else texts[-1] for name, texts in self.values.items() if texts}


def id_of(name: str) -> str:
    """The id of the map of that name. Two maps cannot have one name, and an id tells nothing of the name."""
    return blake2b(fold_text(" ".join(name.split())).encode("utf-8", "replace"), digest_size=5).hexdigest()


ID = re.compile(r"[0-9a-f]{10}")


def document(found: SavedMap) -> Document:
    """The document of a map, at the version that was read."""
    body = {"format": FORMAT, **{name: value for name, value in asdict(found).items() if name != "version"}}
    return Document(MAPS, found.id, found.version, body, found.scope)


def of_document(held: Document) -> SavedMap:
    """The map of a document. Raises StoreError for one of another version of Maillage, and for one that is damaged."""
    check_format(held)
    try:
        return _reader.validate_python({**held.body, "version": held.version})
    except ValidationError as error:
        first = error.errors()[0]
        raise StoreError("saved-unread", id=held.id, field=".".join(map(str, first["loc"]))) from error


_reader = TypeAdapter(SavedMap)


def read_all(store: Store) -> tuple[list[SavedMap], dict[str, StoreError]]:
    """Every saved map, and by id why the others cannot be read: one damaged map does not keep the rest away."""
    found: list[SavedMap] = []
    unread: dict[str, StoreError] = {}
    for held in documents(store, MAPS):
        try:
            found.append(of_document(held))
        except StoreError as error:
            unread[held.id] = error
    return found, unread


def check_format(held: Document) -> None:
    """Raise StoreError for a document that another version of Maillage wrote."""
    written = held.body.get("format") if isinstance(held.body, Mapping) else None
    if written != FORMAT:
        raise StoreError("saved-format", id=held.id, format=str(written)[:20], known=FORMAT)


def documents(store: Store, collection: str) -> Iterator[Document]:
    """The documents of a collection that are not deleted."""
    return (held for held in store.documents(collection) if held.body is not None)


def emptied(held: Document) -> Document:
    """What stands in the place of a deleted document: nothing of it."""
    return Document(held.collection, held.id, held.version, None, Scope.INTERNAL)


def held_once(found: Iterable[Held]) -> tuple[Held, ...]:
    """Each record once, in the order of types and ids."""
    return tuple(dict(sorted({(each.type, each.id): each for each in found}.items())).values())
