"""The register of publications: what was given away, when and where, so that it can be named when it must be deleted.

For each publication it keeps which maps it has, which actors, projects and sources these show, and the digests of its
files; the files themselves are kept too, so that publishing again next year gives the same bytes.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from pydantic import TypeAdapter, ValidationError

from graph_service.errors import StoreError
from graph_service.graph.saved import holding
from graph_service.graph.saved.folders import digest
from graph_service.graph.saved.records import (
    FILES,
    FORMAT,
    PUBLICATIONS,
    Held,
    SavedMap,
    check_format,
    documents,
    emptied,
)
from graph_service.model import Scope
from graph_service.stores.base import Document, Store
from visualisations.publication import Entry, Options

_INDEX = "index"


@dataclass(frozen=True, slots=True)
class PublishedMap:
    """A map of a publication."""

    id: str
    """Of the saved map."""
    name: str
    entry: Entry
    as_of: str
    revision: int
    at: str
    """The moment that its picture is of, in UTC."""
    holds: tuple[Held, ...]
    """What it shows and rests on."""
    files: Mapping[str, str]
    """Digests by path."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A folder of maps that was written."""

    id: str
    at: str
    """The moment that it was first written, in UTC."""
    folder: str
    options: Options
    maps: tuple[PublishedMap, ...]
    files: Mapping[str, str]
    """Digests of the files that belong to no single map, by path."""
    withdrawn: str | None = None
    """The moment that it was withdrawn."""
    version: int = field(default=0, compare=False)

    @property
    def paths(self) -> list[str]:
        """All of its files."""
        return sorted([*self.files, *(path for each in self.maps for path in each.files)])

    def address(self, path: str) -> str:
        """Where a file of it is: on the web where that is known, else on the disk."""
        return f"{self.options.url}{path}" if self.options.url else f"{self.folder}/{path}"


_reader = TypeAdapter(Publication)


def listed(store: Store) -> list[Publication]:
    """Every publication, the newest first; those that were withdrawn last."""
    found = [_of_document(held) for held in documents(store, PUBLICATIONS)]
    newest = sorted(found, key=lambda each: (each.at, each.id), reverse=True)
    return sorted(newest, key=lambda each: each.withdrawn is not None)


def put(store: Store, publication: Publication) -> Publication:
    """Write a publication into the register, at the version that was read. Raises Conflict where it moved."""
    body = {"format": FORMAT, **{k: v for k, v in asdict(publication).items() if k != "version"}}
    written = store.put(Document(PUBLICATIONS, publication.id, publication.version, body, Scope.INTERNAL))
    return replace(publication, version=written.version)


def _of_document(held: Document) -> Publication:
    check_format(held)
    try:
        return _reader.validate_python({**held.body, "version": held.version})
    except ValidationError as error:
        first = error.errors()[0]
        raise StoreError("saved-unread", id=held.id, field=".".join(map(str, first["loc"]))) from error


# The files


def keep(store: Store, publication: str, of: str | None, files: Mapping[str, bytes]) -> None:
    """Keep the files of a map (`of` its slug), or those of no single map."""
    body = {"format": FORMAT, "files": {path: _packed(data) for path, data in sorted(files.items())}}
    id_ = f"{publication}-{of or _INDEX}"
    there = store.document(FILES, id_)
    store.put(Document(FILES, id_, there.version if there else 0, body, Scope.INTERNAL))


def kept(store: Store, publication: Publication) -> dict[str, bytes]:
    """All files of a publication as they were written. Raises StoreError where some are missing or differ."""
    found: dict[str, bytes] = {}
    wanted = {**publication.files, **{p: d for each in publication.maps for p, d in each.files.items()}}
    for of in (None, *(each.entry.slug for each in publication.maps)):
        held = store.document(FILES, f"{publication.id}-{of or _INDEX}")
        if held is not None and held.body is not None:
            found |= {path: _unpacked(text) for path, text in held.body["files"].items()}
    wrong = sorted(path for path in wanted if path not in found or digest(found[path]) != wanted[path])
    if wrong:
        raise StoreError("publish-lost", id=publication.id, file=wrong[0])
    return {path: found[path] for path in wanted}


def forget(store: Store, publication: Publication, maps: Sequence[PublishedMap] | None = None) -> None:
    """Let go of the kept files of some maps, or of all files."""
    gone = [each.entry.slug for each in (publication.maps if maps is None else maps)]
    for of in [*gone, *([None] if maps is None else [])]:
        held = store.document(FILES, f"{publication.id}-{of or _INDEX}")
        if held is not None and held.body is not None:
            store.put(emptied(held))


def _packed(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data)).decode()


def _unpacked(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))


# What must be deleted


@dataclass(frozen=True, slots=True)
class Exposed:
    """A published map that shows what the public does not see today."""

    publication: Publication
    map: PublishedMap
    missing: tuple[holding.Missing, ...]

    @property
    def hidden(self) -> bool:
        """Whether something was hidden since, and not only withdrawn from the data."""
        return any(each.hidden for each in self.missing)

    @property
    def addresses(self) -> list[str]:
        """The files that must be deleted."""
        return [self.publication.address(path) for path in sorted(self.map.files)]


def exposed(store: Store, publications: Sequence[Publication] | None = None) -> Iterator[Exposed]:
    """The published maps that show what the public does not see today."""
    for publication in listed(store) if publications is None else publications:
        if publication.withdrawn is not None:
            continue
        maps = [
            SavedMap(each.entry.slug, each.name, "", {}, Scope.PUBLIC, each.at, holds=each.holds)
            for each in publication.maps
        ]
        lost = holding.missing(store, maps)
        for each in publication.maps:
            if found := lost.get(each.entry.slug):
                yield Exposed(publication, each, found)
