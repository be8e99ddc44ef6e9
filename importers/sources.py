"""Sources: how "Producer - title" becomes an id, and the record that describes the source."""

from __future__ import annotations

from functools import cache

from graph_service.errors import UsageError
from graph_service.model import MATCHER, STAFF, RecordType, Scope, Statement, Value, row
from graph_service.vocabulary import fold_text
from importers.mapping import CoverSpec, SourceSpec

DEFAULT_PRODUCER = "fichier"


def slug(text: str) -> str:
    return fold_text(text).replace(" ", "-")


@cache
def source_id(producer: str, title: str) -> str:
    """`slug(producer)--slug(title)`; without a title the producer's slug alone."""
    return "--".join(part for part in (slug(producer), slug(title)) if part)


def parse(text: str) -> SourceSpec:
    """The source that "Producer - title" names, split at the first ` - `. Raises UsageError for one not allowed."""
    producer, _, title = text.strip().partition(" - ")
    spec = SourceSpec(producer=producer.strip(), title=title.strip())
    id_ = source_id(spec.name, spec.title)
    if not id_:
        raise UsageError("empty-source", source=text)
    if is_reserved(id_) or is_reserved(producer):
        raise UsageError("reserved-source", source=text)
    return spec


def is_reserved(id_: str) -> bool:
    """Return whether an id is the team's own or the matcher's, in any spelling. No file may speak as either."""
    return slug(id_) in (STAFF, MATCHER)


def statement(
    id_: str, spec: SourceSpec, updated: str, visibility: Scope, covers: CoverSpec | None = None
) -> Statement:
    """Return the row that describes a source, with what its mapping says it covers."""
    fields: dict[str, Value] = {
        "id": id_,
        "producer": spec.name,
        "title": spec.title,
        "licence": spec.licence,
        "url": spec.url,
        "updated": updated,
    }
    if covers:
        fields |= {
            "covers_territories": tuple(covers.territories),
            "covers_kinds": tuple(covers.kinds),
            "covers_from": covers.since,
            "covers_to": covers.until,
        }
    return row(RecordType.SOURCE, fields, source=id_, updated=updated, visibility=visibility)
