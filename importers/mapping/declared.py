"""What a mapping's YAML file may say. docs/mappings.md explains each word with an example.

Columns are named as in the file, whatever their case, accents and blanks; by position (`2` is the second column); or by
a pattern between slashes (`/^association/`), which is tried on the name without accents and in lower case.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from graph_service.model import RECORDS, RecordType, Scope, columns
from importers.mapping.values import READERS

MAY_LACK: dict[RecordType, frozenset[str]] = {RecordType.ACTOR: frozenset({"name"})}
"""Bold columns that a mapping may leave out: without a name, an actor's id is its label."""
IDENTIFIERS = ("siret", "siren", "rna")
ITEM = "@item"
"""The name of the column that holds one item of a record's `each`."""


def _pattern(text: str) -> str:
    if len(text) > 500:
        raise PydanticCustomError("long_pattern", "a pattern of more than 500 characters")
    try:
        re.compile(text)
    except re.error as cause:
        raise PydanticCustomError("bad_pattern", "no regular expression") from cause
    return text


def _column(name: str | int) -> str | int:
    if isinstance(name, str) and len(name) > 2 and name.startswith("/") and name.endswith("/"):
        _pattern(name[1:-1])
    return name


def _several(given: Any) -> Any:
    """A list, also of one, and of lists that are pointed at (`[*name, *other_name]`)."""
    if not isinstance(given, list):
        return [given]
    return [each for one in given for each in (one if isinstance(one, list) else [one])]


Pattern = Annotated[str, AfterValidator(_pattern)]
"""A regular expression, as Python writes them."""
ColumnName = Annotated[str | Annotated[int, Field(ge=1, le=1000)], AfterValidator(_column)]
_Written = str | int | list[str | int | list[str | int]]
"""How column names may be written: one, several, or lists of them that are pointed at."""
ColumnNames = Annotated[
    list[ColumnName], BeforeValidator(_several, json_schema_input_type=_Written), Field(min_length=1)
]
"""A column, or the names that it has in several publications of the same file: the first that exists counts."""
Reader = Literal[
    "date",
    "start",
    "end",
    "year",
    "amount",
    "siret",
    "siren",
    "rna",
    "commune",
    "epci",
    "departement",
    "region",
    "place",
    "kind",
    "kind_of_number",
    "governed",
]
assert set(Reader.__args__) == set(READERS)  # type: ignore[attr-defined]


class Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _as_field(given: Any) -> Any:
    """Where a field is expected, a text or a number alone names its column."""
    return {"column": given} if isinstance(given, str | int) else given


class FieldSpec(Declared):
    """Where a field's text comes from, and what is done to it, in the order of the words below."""

    column: ColumnNames | None = None
    constant: str | None = None
    first_of: list[Part] = []
    """The first of these that is not empty."""
    join: list[Part] = []
    """All of these that are not empty, with `between` between them."""
    between: str = " "
    slug: list[Part] = []
    """These texts as an id, folded and joined by `--`; empty where the last of them is."""
    others: list[Pattern] | None = None
    """All columns that nothing else reads, but those that one of these patterns finds and those that hold persons: a
    list of `name: value`."""
    identifier: ColumnNames | None = None
    """The SIRET, SIREN or RNA of a cell as an id (`siret:…`); empty where the cell holds none that is right."""
    item: int | None = Field(None, ge=1)
    """Of a cell with several texts, the one at this place (see `split`)."""
    split: Pattern | None = None
    """What stands between the texts of a cell. Without `item`, the field is a list."""
    take: Pattern | None = None
    """The part that is kept: the first group, or all that the pattern finds. Empty where it finds nothing."""
    replace: dict[Pattern, str] = {}
    pad: int | None = Field(None, ge=1, le=20)
    """Zeros are put before digits up to this length: codes lose them in spreadsheets."""
    read: Reader | None = Field(None, alias="as")
    nulls: list[str] = []
    """Texts that mean nothing in this column, beside those of the mapping."""
    times: int | None = Field(None, ge=1, le=10**9)
    """What a sum of money is multiplied by that names no unit of its own (1000: the file counts in k€). Without it, the
    header says it."""
    decimal: Literal[".", ","] | None = None
    """The sign before the decimals of a sum of money, where the column's cells do not tell: `1.234` is then no 1234."""
    values: str | None = None
    """The name of one of the mapping's `value_maps`. A value that it does not hold stays as it is, or is told where
    there is an `else`."""
    otherwise: str | None = Field(None, alias="else")
    """What a value becomes that `values` does not hold; the report tells each such value. Empty drops it."""
    prefix: str = ""
    suffix: str = ""

    @model_validator(mode="after")
    def _one_origin(self) -> FieldSpec:
        origins = [self.column, self.constant, self.first_of or None, self.join or None, self.slug or None, self.others]
        if sum(origin is not None for origin in (*origins, self.identifier)) != 1:
            raise PydanticCustomError("one_origin", "a field has one origin: column, constant, first_of, join, …")
        if self.otherwise is not None and self.values is None:
            raise PydanticCustomError("else_without_values", "else needs values")
        if (self.times or self.decimal) and self.read != "amount":
            raise PydanticCustomError("sum_without_amount", "times and decimal need as: amount")
        if self.item and not self.split:
            raise PydanticCustomError("item_without_split", "item needs split")
        return self

    @property
    def is_simple(self) -> bool:
        """Whether it is a constant, or a column that is only looked up in a value map and prefixed."""
        return self.model_fields_set <= {"column", "constant", "prefix", "values"}

    def parts(self) -> list[FieldSpec]:
        """It and all fields inside."""
        return [self, *(each for part in (*self.first_of, *self.join, *self.slug) for each in part.parts())]


Part = Annotated[FieldSpec, BeforeValidator(_as_field)]


class Condition(Declared):
    """Something that holds of a row, or does not."""

    column: ColumnNames
    present: bool | None = None
    equals: Annotated[list[str], BeforeValidator(_several, json_schema_input_type=str | list[str])] | None = None
    """One of these texts, whatever its case and accents."""
    matches: Pattern | None = None
    not_: bool = Field(False, alias="not")

    @model_validator(mode="after")
    def _one_test(self) -> Condition:
        if sum(test is not None for test in (self.present, self.equals, self.matches)) != 1:
            raise PydanticCustomError("one_test", "a condition has one of present, equals, matches")
        return self


Conditions = Annotated[list[Condition], BeforeValidator(_several, json_schema_input_type=Condition | list[Condition])]


class EachSpec(Declared):
    """A cell with several texts, of which each makes a record: its fields read the column `@item`."""

    column: ColumnNames
    split: Pattern = r"[;\n]"


class RecordSpec(Declared):
    type: RecordType
    when: Conditions = []
    """The record is made where all of these hold."""
    each: EachSpec | None = None
    identifiers: ColumnNames | None = None
    """Columns that hold a SIRET, a SIREN or an RNA, whatever they say: an actor gets each where it belongs."""
    together: list[str] = []
    """Fields that add up (numbers) or stand side by side (texts, lists) where several rows are one record; of any other
    field the first row counts. The report says how many rows were put together."""
    fields: dict[str, FieldSpec]

    @model_validator(mode="after")
    def _fields_exist(self) -> RecordSpec:
        known = {c.name: c.required for c in columns(self.type)}
        may_lack = MAY_LACK.get(self.type, frozenset())
        missing = [n for n, required in known.items() if required and n not in self.fields and n not in may_lack]
        unknown = [n for n in (*self.fields, *self.together) if n not in known]
        if missing:
            raise PydanticCustomError("missing_fields", "missing fields {names}", {"names": ", ".join(missing)})
        if unknown:
            raise PydanticCustomError("unknown_fields", "unknown fields {names}", {"names": ", ".join(unknown)})
        if self.each is None and any(ITEM in _several(part.column) for f in self.fields.values() for part in f.parts()):
            raise PydanticCustomError("item_without_each", "@item needs each")
        if self.identifiers and self.type is not RecordType.ACTOR:
            raise PydanticCustomError("identifiers_of_actors", "identifiers belong to actors")
        return self


class SourceSpec(Declared):
    """Who publishes the file. `producer` may be a column's: then each row's source is whom that column names."""

    producer: str | Part
    title: str = ""
    licence: str | None = None
    url: str | None = None
    updated: str | None = None

    @property
    def name(self) -> str:
        """The producer, where the mapping names it."""
        return self.producer if isinstance(self.producer, str) else ""


class CoverSpec(Declared):
    """What a source speaks of, so that what it does not say can be missed: without it, silence means nothing."""

    territories: list[str] = []
    kinds: list[str] = []
    since: str | None = Field(None, alias="from")
    until: str | None = Field(None, alias="to")


class SectionSpec(Declared):
    """Rows that are headings: what the pattern finds in them stands in the column `name` of the rows below."""

    column: ColumnName
    matches: Pattern
    name: str


class WideSpec(Declared):
    """Columns side by side that mean the same for several years, say: each filled one makes a row of its own."""

    columns: Pattern
    """Tried on each header; what its first group finds (or all) stands in the column `name`."""
    name: str
    value: str
    empty: list[str] = ["non", "no", "0", "faux", "false", "-", "néant", "absent"]
    """Texts of such a cell that say that there is nothing."""


class TotalsSpec(Declared):
    """A total that the file prints beside the rows it adds up. What does not add up is told."""

    total: ColumnName
    """The column of the printed total."""
    rows: Conditions
    """Which rows print a total."""
    parts: ColumnName
    """The column whose values add up to it, of the rows that are records."""
    by: ColumnName | None = None
    """Rows with the same text here belong together; without it, those since the total before, or, of a total of
    totals, since an earlier one."""


class ContentSpec(Declared):
    """A column that tells a sheet from others of the same name: a digest of all its cells."""

    name: str
    unless: dict[str, Pattern] = {}
    """Columns of `above` and `from_name`, with what one must match to say enough: then the digest is empty."""


class FileSpec(Declared):
    """One kind of file: how it is recognised, where its rows are, and what they say."""

    columns: Annotated[list[ColumnNames], Field(min_length=1)]
    """A file with all of these columns is this one."""
    without: Annotated[list[ColumnName], BeforeValidator(_several, json_schema_input_type=_Written)] = []
    """A file with one of these columns is another one."""
    named: Pattern | None = None
    """What the name of the file or sheet must match, for columns that many files have."""
    names: list[str] = []
    """What the columns are called from the first on, where the file's own header does not say it."""
    header: int | None = Field(None, ge=0)
    """The row of the header; without it the first of thirty rows with all `columns` is. 0 where the file has none: its
    columns are told by their positions, or called as `names` says."""
    above: dict[str, Pattern] = {}
    """Columns whose value stands above the header: name -> pattern."""
    from_name: dict[str, Pattern] = {}
    """Columns whose value stands in the name of the file: name -> pattern."""
    counts: dict[str, Conditions] = {}
    """Columns that hold in how many rows these conditions hold: name -> conditions."""
    content: ContentSpec | None = None
    """A column that holds a digest of the whole sheet, where nothing better tells it from others."""
    sections: list[SectionSpec] = []
    skip: dict[str, Conditions] = {}
    """Rows that are no records, by what they are (`total`, `note`): counted and told."""
    unnest: ColumnName | None = None
    """A column that holds a list of objects (JSON): each makes a row, its keys columns named `column.key`."""
    wide: WideSpec | None = None
    totals: list[TotalsSpec] = []
    periods: list[ColumnNames] = []
    """Columns of intervals (`2018-01-01_2018-03-31`): one that ends before it begins is told."""
    key: list[ColumnNames] = []
    """The columns that say whether two rows are the same grant, if the file has such; without them all its columns."""
    source: SourceSpec
    covers: CoverSpec | None = None
    records: list[RecordSpec] = Field(min_length=1)

    @property
    def width(self) -> int:
        """The last column that a field names by its position: one without a header may stand behind the last header."""
        parts = [part for record in self.records for field in record.fields.values() for part in field.parts()]
        named = [name for part in parts for name in (*(part.column or ()), *(part.identifier or ()))]
        return max((name for name in named if isinstance(name, int)), default=0)


def territory_row(code: str, name: str) -> dict[str, str]:
    """The fields of a territory that a mapping brings."""
    return {"code": code, "name": name, "level": "perimetre_libre"}


class Mapping(Declared):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
    label_fr: str
    label_en: str
    visibility: Scope = Scope.PUBLIC
    nulls: list[str] = []
    terms: dict[str, dict[str, Any]] = {}
    """Vocabulary rows that the mapping brings: `category:id` -> fields of `model.Term`."""
    territories: dict[str, str] = {}
    """Territories that the mapping brings, for codes that are in no table: code -> name."""
    value_maps: dict[str, dict[str, str]] = {}
    shared: dict[str, Any] = {}
    """Whatever stands here is only there to be pointed at (`&name`, `*name`)."""
    files: list[FileSpec] = Field(min_length=1)

    @model_validator(mode="after")
    def _parts_fit(self) -> Mapping:
        for id_, row in self.terms.items():
            RECORDS[RecordType.TERM].model_validate({"id": id_, **row})
        for code, name in self.territories.items():
            RECORDS[RecordType.TERRITORY].model_validate(territory_row(code, name))
        fields = [part for file in self.files for r in file.records for f in r.fields.values() for part in f.parts()]
        if unknown := {f.values for f in fields if f.values} - set(self.value_maps):
            names = ", ".join(sorted(unknown))
            raise PydanticCustomError("unknown_value_map", "no value_maps {names}", {"names": names})
        return self

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """The JSON Schema of a mapping's file, as docs/mapping.schema.json publishes it."""
        schema = _shortened(cls.model_json_schema(by_alias=True))
        return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _shortened(schema: Any) -> Any:
    """A schema in which a field among others may be written as the name of its column."""
    if isinstance(schema, list):
        return [_shortened(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _shortened(value) for key, value in schema.items()}
    if found.get("items") == {"$ref": "#/$defs/FieldSpec"}:
        found["items"] = {"anyOf": [found["items"], {"type": "string"}, {"type": "integer"}]}
    return found
