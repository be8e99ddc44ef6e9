"""A fact: what Maillage takes to be true of one record, folded from all statements about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_service.model.kinds import RecordType, Scope, Value
from graph_service.model.record_types import KEYED
from graph_service.model.statements import canonical_json, digest, has_fraction, texts_digest, texts_json


@dataclass(frozen=True, slots=True)
class Fact:
    """The fold of all statements that a scope sees about one thing.

    `values` are the winning values, references by canonical id. `keys` are the member keys that lead here.
    `source` is the winning row's; `sources` all that speak. `others` are the values that lost, with their source.
    `visibility` is the least scope that sees the fact. `count` tells equal rows of one source apart from one.
    """

    type: RecordType
    id: str
    values: Mapping[str, Value]
    keys: tuple[str, ...]
    source: str
    sources: tuple[str, ...]
    visibility: Scope
    count: int = 1
    others: Mapping[str, tuple[tuple[Value, str], ...]] | None = None

    _hash: str = field(default="", init=False, repr=False, compare=False)

    @property
    def body(self) -> str:
        """The whole fact as canonical JSON; two scopes that see the same fact have the same body."""
        whole = {
            "values": self.values,
            "keys": self.keys,
            "source": self.source,
            "sources": self.sources,
            "visibility": self.visibility._value_,
            "count": self.count,
            "others": self.others or {},
        }
        # What lost may hold fractions too.
        return canonical_json(whole) if self.others or has_fraction(self.values) else texts_json(whole)

    @property
    def hash(self) -> str:
        """A digest of the body: whether anything a reader may see of the fact changed."""
        if not self._hash:
            object.__setattr__(self, "_hash", texts_digest(self.body))
        return self._hash

    @property
    def content_hash(self) -> str:
        """Return a digest of the winning values and of the winning row's source: it differs if what is taken to be true
        differs."""
        taken = digest if has_fraction(self.values) else texts_digest
        return taken(self.type._value_, self.id if self.type in KEYED else "", self.values, self.source, self.count)

    def get(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def name(self) -> str:
        """What people call it: its name, title or label, else its id."""
        for each in ("name", "title", "label_fr", "label_en"):
            if self.values.get(each):
                return str(self.values[each])
        return self.id
