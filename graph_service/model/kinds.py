"""Record types, scopes, and the marks that declare what a field holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = str | int | float | tuple[str, ...] | None
"""What a field of a record holds."""

STAFF = "staff"
"""The source of what the team itself types. No file may claim it."""
MATCHER = "matcher"
"""The source of what an import says of two records that are one organisation. No file may claim it."""


class Scope(StrEnum):
    """What a reader may see, from least to most. Of a statement: the least scope that sees it."""

    rank: int

    PUBLIC = "public", 0
    PARTNERS = "partners", 1
    INTERNAL = "internal", 2

    def __new__(cls, value: str, rank: int = 0) -> Scope:
        # A plain attribute: folding asks for it millions of times.
        scope = str.__new__(cls, value)
        scope._value_ = value
        scope.rank = rank
        return scope

    def sees(self, visibility: Scope) -> bool:
        return visibility.rank <= self.rank


SCOPES = tuple(Scope)


class RecordType(StrEnum):
    """What a record is about."""

    ACTOR = "actor"
    PROJECT = "project"
    PARTICIPATION = "participation"
    PARTNERSHIP = "partnership"
    FUNDING = "funding"
    FUNCTION = "function"
    THEME = "theme"
    TERRITORY = "territory"
    SOURCE = "source"
    TERM = "term"

    @property
    def sheet(self) -> str:
        """The name of its sheet in the template and of its count in `import --json`."""
        return "territories" if self is RecordType.TERRITORY else f"{self.value}s"


COUNTED = (
    RecordType.ACTOR,
    RecordType.PROJECT,
    RecordType.PARTICIPATION,
    RecordType.PARTNERSHIP,
    RecordType.FUNDING,
)
"""The types that `created`, `updated`, `unchanged` and `withdrawn` of an import always list."""


LABELS = frozenset({RecordType.THEME, RecordType.TERRITORY, RecordType.TERM})
"""What others name and what is never shown for itself: below the team, a label is seen where a seen fact names it."""

SHARED = LABELS | {RecordType.SOURCE}
"""Records that many rows lean on. What one says for some readers never ends what it says for others."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field that names another record, of one of these types."""

    types: tuple[RecordType, ...]

    def __init__(self, *types: RecordType) -> None:
        object.__setattr__(self, "types", types)


@dataclass(frozen=True, slots=True)
class TermOf:
    """Marks a field whose value is the id of a vocabulary row of this category."""

    category: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a field whose value, or each of whose values, is one of a closed list.

    The list is read when somebody asks for the field's schema. Nothing is checked by it: whoever uses the field does.
    """

    values: Callable[[], tuple[str, ...]]

    def __get_pydantic_json_schema__(self, core: Any, draw: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        schema = draw(core)
        held = [schema, schema.get("items", {}), *schema.get("anyOf", ())]
        next(each for each in held if each.get("type") == "string")["enum"] = list(self.values())
        return schema


@dataclass(frozen=True, slots=True)
class Stated:
    """Marks a date kept as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """Marks an official identifier, by the name of its check in `identifiers.py`."""

    scheme: str
