"""The records: what a statement may say, and what a fact is. Everything else is drawn from these declarations.

A record class lists its fields once; `columns(type)` reads them back for the template, the reader, the fold and
the command line, so that a field added here appears in all of them. Dates, sources and visibility stand on the
statement around a record, not in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field

Value = str | int | float | tuple[str, ...] | None
"""What a field of a record holds."""

STAFF = "staff"
"""The source of what the team itself types. No file may claim it."""


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
class Stated:
    """Marks a date kept as stated: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """Marks an official identifier, by the name of its check in `identifiers.py`."""

    scheme: str


_A, _P = RecordType.ACTOR, RecordType.PROJECT
StatedDate = Annotated[str | None, Stated()]
Text = str | None
TextList = tuple[str, ...]
Latitude = Annotated[float | None, Field(ge=-90, le=90)]
Longitude = Annotated[float | None, Field(ge=-180, le=180)]
Territories = Annotated[TextList, Ref(RecordType.TERRITORY)]


class Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Actor(Record):
    """An organisation or a collective body; never an individual."""

    id: str
    name: str
    kind: Annotated[str, TermOf("actor_kind")]
    acronym: Text = None
    aliases: TextList = ()
    siren: Annotated[str | None, Identifier("siren")] = None
    siret: Annotated[str | None, Identifier("siret")] = None
    rna: Annotated[str | None, Identifier("rna")] = None
    territory: Annotated[str | None, Ref(RecordType.TERRITORY)] = None
    website: Text = None
    latitude: Latitude = None
    longitude: Longitude = None
    start: StatedDate = None
    end: StatedDate = None
    succeeds: Annotated[TextList, Ref(_A)] = ()


class Project(Record):
    """Anything actors take part in together: contract, operation, mission, event, network, body, publication."""

    id: str
    title: str
    kind: Annotated[str, TermOf("project_kind")]
    themes: Annotated[TextList, Ref(RecordType.THEME)] = ()
    territories: Territories = ()
    status: Text = None
    start: StatedDate = None
    end: StatedDate = None
    size: Annotated[int | None, Field(ge=1)] = None
    budget: Annotated[float | None, Field(ge=0)] = None
    succeeds: Annotated[TextList, Ref(_P)] = ()
    documents: Annotated[TextList, Ref(_P, _A)] = ()
    description: Text = None
    website: Text = None


class Participation(Record):
    """An actor in a project, with role and dates. All that is "co-" is derived from these, never stored."""

    actor: Annotated[str, Ref(_A)]
    project: Annotated[str, Ref(_P)]
    role: Annotated[str, TermOf("role")]
    start: StatedDate = None
    end: StatedDate = None
    level: Text = None
    college: Text = None
    quality: Text = None


class Partnership(Record):
    """A dated direct relation between two actors. Its kind says whether it is a tie."""

    actor: Annotated[str, Ref(_A)]
    partner: Annotated[str, Ref(_A)]
    kind: Annotated[str, TermOf("partnership_kind")]
    title: Text = None
    weight: Annotated[float | None, Field(gt=0)] = None
    start: StatedDate = None
    end: StatedDate = None
    directed: bool | None = None
    """Stamped by the importer from the kind's vocabulary row: whether (a, b) and (b, a) are two facts."""


class Funding(Record):
    """Money from an actor to an actor or a project."""

    funder: Annotated[str, Ref(_A)]
    recipient: Annotated[str, Ref(_A, _P)]
    amount: Annotated[float | None, Field(ge=0)] = None
    currency: Text = None
    year: Annotated[int | None, Field(ge=1900, le=2200)] = None
    nature: Annotated[str | None, TermOf("funding_nature")] = None
    status: Annotated[str | None, TermOf("funding_status")] = None


class Function(Record):
    """A role-holder without a name, such as "chef de projet politique de la ville". Always internal."""

    id: str
    actor: Annotated[str, Ref(_A)]
    title: str
    generic_contact: Text = None
    start: StatedDate = None
    end: StatedDate = None


class Theme(Record):
    id: str
    label_fr: Text = None
    label_en: Text = None
    parent: Annotated[str | None, Ref(RecordType.THEME)] = None
    scheme: Text = None
    start: StatedDate = None
    end: StatedDate = None


class Territory(Record):
    """A place. `code` is `R24`, `D37`, an EPCI's SIREN, a COG, `QP…`/`QN…`, or free `Z:slug`."""

    code: str
    level: Annotated[str, TermOf("territory_level")]
    name: Text = None
    within: Territories = ()
    governed_by: Annotated[str | None, Ref(_A)] = None
    programmes: TextList = ()
    population: Annotated[int | None, Field(ge=0)] = None
    latitude: Latitude = None
    longitude: Longitude = None
    succeeds: Territories = ()
    start: StatedDate = None
    end: StatedDate = None


class Source(Record):
    """Who said so: producer, title, licence, date, what it covers."""

    id: str
    producer: Text = None
    title: Text = None
    licence: Text = None
    url: Text = None
    updated: StatedDate = None
    covers_territories: Territories = ()
    covers_kinds: TextList = ()
    covers_from: StatedDate = None
    covers_to: StatedDate = None
    rank: int | None = None
    """The operator's alone (`edit ID rank=2`): of two sources the higher rank wins a field. No file sets it."""


class Term(Record):
    """A vocabulary row that came with a mapping. `id` is `category:name`, such as `role:tiers`."""

    id: str
    label_fr: Text = None
    label_en: Text = None
    parent: Text = None
    tie: bool | None = None
    factor: float | None = None
    usual_months: int | None = None
    one_off: bool | None = None
    directed: bool | None = None


RECORDS: dict[RecordType, type[Record]] = {
    RecordType.ACTOR: Actor,
    RecordType.PROJECT: Project,
    RecordType.PARTICIPATION: Participation,
    RecordType.PARTNERSHIP: Partnership,
    RecordType.FUNDING: Funding,
    RecordType.FUNCTION: Function,
    RecordType.THEME: Theme,
    RecordType.TERRITORY: Territory,
    RecordType.SOURCE: Source,
    RecordType.TERM: Term,
}

KEYED: dict[RecordType, str] = {
    t: "code" if t is RecordType.TERRITORY else "id"
    for t in RecordType
    if t not in (RecordType.PARTICIPATION, RecordType.PARTNERSHIP, RecordType.FUNDING)
}
"""The types whose records carry an id of their own, and the field it stands in."""


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record, as the template, the reader, the fold and the command line see it."""

    name: str
    required: bool
    many: bool
    kind: str
    """`text`, `integer`, `number`, `flag` or `date`."""
    refs: tuple[RecordType, ...] = ()
    category: str | None = None
    scheme: str | None = None
    low: float | None = None
    high: float | None = None


@cache
def columns(type_: RecordType) -> tuple[Column, ...]:
    """The columns of a record type in the order of its declaration."""
    model = RECORDS[type_]
    hints = get_type_hints(model, include_extras=True)
    return tuple(_column(name, hints[name], model.model_fields[name].is_required()) for name in model.model_fields)


@cache
def column(type_: RecordType, name: str) -> Column | None:
    return next((c for c in columns(type_) if c.name == name), None)


def _column(name: str, hint: Any, required: bool) -> Column:
    marks: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        marks = tuple(rest)
    many = get_origin(hint) is tuple
    bare = hint
    if get_origin(hint) in (Union, UnionType):
        bare = next(a for a in get_args(hint) if a is not type(None))
    kinds: dict[Any, str] = {int: "integer", float: "number", bool: "flag"}
    kind = "text" if many else kinds.get(bare, "text")
    found: dict[str, Any] = {}
    for mark in marks:
        if isinstance(mark, Ref):
            found["refs"] = mark.types
        elif isinstance(mark, TermOf):
            found["category"] = mark.category
        elif isinstance(mark, Identifier):
            found["scheme"] = mark.scheme
        elif isinstance(mark, Stated):
            kind = "date"
        for bound in getattr(mark, "metadata", ()):
            found["low"] = getattr(bound, "ge", getattr(bound, "gt", found.get("low")))
            found["high"] = getattr(bound, "le", found.get("high"))
    return Column(name, required, many, kind, **found)


_encode = json.encoder.c_make_encoder(  # type: ignore[attr-defined]
    None, json.JSONEncoder().default, json.encoder.encode_basestring, None, ":", ",", True, False, False
)
"""`JSONEncoder(sort_keys=True, allow_nan=False, …).encode`, which makes this anew for each value: half of its time."""


def canonical_json(value: Any) -> str:
    """One text for one value: sorted keys, no spaces, no NaN. What digests are taken of."""
    return "".join(_encode(value, 0))


def digest(*parts: Any) -> str:
    """32 hexadecimal digits that stand for `parts`: the same on every machine, for ever."""
    return hashlib.blake2b(canonical_json(parts).encode(), digest_size=16).hexdigest()


class Op(StrEnum):
    """What a statement does: a source's `row`, or one of staff's words (and, for links, a matcher's)."""

    ROW = "row"
    SET = "set"
    DENY = "deny"
    AFFIRM = "affirm"
    HIDE = "hide"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Statement:
    """What one source says: a record as it came in, or a word about facts.

    `key` is the record's key in its source (a row) and empty for words. `ids` are the member keys spoken of: the
    row's own, or those that the fact has when the word is spoken. `updated` is the source's date, empty when
    unknown. `fields` holds canonical values only, without empty ones (of a `set`, None empties).
    """

    op: Op
    type: RecordType
    source: str
    key: str
    updated: str
    visibility: Scope
    ids: tuple[str, ...]
    fields: Mapping[str, Value]

    @cached_property
    def content(self) -> str:
        """The fields as canonical JSON."""
        return canonical_json(self.fields)

    @cached_property
    def digest(self) -> str:
        return digest(self.op, self.type, self.source, self.key, self.updated, self.visibility, self.ids, self.content)


def row(
    type_: RecordType,
    fields: Mapping[str, Value],
    *,
    source: str,
    key: str | None = None,
    updated: str = "",
    visibility: Scope = Scope.INTERNAL,
) -> Statement:
    """A source's statement of one record. Empty fields say nothing and are left out.

    `key` is the record's key in its source: the file's own id, else (None) the identifying columns.
    """
    said = {name: value for name, value in fields.items() if value is not None and value != "" and value != ()}
    identifying = member_key(type_, said)
    key = identifying if key is None else key
    if type_ is RecordType.FUNDING:
        # Two grants of one funder to one recipient are two facts: what tells them apart is all that they say.
        identifying = canonical_json([source, key, digest(said)])
    return Statement(Op.ROW, type_, source, key, updated, visibility, (identifying,), said)


def member_key(type_: RecordType, fields: Mapping[str, Value]) -> str:
    """The columns that say which fact a row is about, as stated: an id, or these columns as canonical JSON."""
    if type_ in KEYED:
        return str(fields[KEYED[type_]])
    if type_ is RecordType.PARTICIPATION:
        parts = [fields["actor"], fields["project"], fields["role"], fields.get("start") or ""]
    elif type_ is RecordType.PARTNERSHIP:
        ends = [str(fields["actor"]), str(fields["partner"])]
        parts = [
            *(ends if fields.get("directed") else sorted(ends)),
            fields["kind"],
            fields.get("start") or "",
        ]
    else:
        parts = [fields["funder"], fields["recipient"], fields.get("year") or "", fields.get("nature") or ""]
    return canonical_json(parts)


@dataclass(frozen=True, slots=True)
class Say:
    """That a batch says a statement, and where it stands in the file the batch came from (row 1 is the first)."""

    statement: Statement
    file: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """One command: what it says is whole or absent, and is undone as one.

    `ends` are (source id, source date) pairs of a complete import (`--replace`): earlier chains of these sources
    end. `withdraws` are ids of batches that this one undoes. `at` and `who` are told to people, never folded.
    """

    id: str
    kind: str = "import"
    ends: tuple[tuple[str, str], ...] = ()
    withdraws: tuple[str, ...] = ()
    at: str = ""
    who: str = ""
    note: str = ""
    summary: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Fact:
    """What a scope holds to be so: the fold of all statements that it sees about one thing.

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

    @cached_property
    def body(self) -> str:
        """The whole fact as canonical JSON; two scopes that see the same fact have the same body."""
        return canonical_json(
            {
                "values": self.values,
                "keys": self.keys,
                "source": self.source,
                "sources": self.sources,
                "visibility": self.visibility,
                "count": self.count,
                "others": self.others or {},
            }
        )

    @cached_property
    def hash(self) -> str:
        """A digest of the body: whether anything a reader may see of the fact changed."""
        return digest(self.body)

    @cached_property
    def content_hash(self) -> str:
        """A digest of the winning values and the winning row's source: whether what is held to be so changed."""
        return digest(self.type, self.id if self.type in KEYED else "", self.values, self.source, self.count)

    def get(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def name(self) -> str:
        """What people call it: its name, title or label, else its id."""
        for field in ("name", "title", "label_fr", "label_en"):
            if self.values.get(field):
                return str(self.values[field])
        return self.id
