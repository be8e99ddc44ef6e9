"""Mappings: how the columns of a published file become records. Each is one YAML file in `mappings/`.

A mapping recognises its files by their header, says who published them, which records a row speaks of, and which
vocabulary rows it brings. `plan` lays one over a sheet; from there on a mapped file and the template are one thing.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from graph_service.errors import InputError, UsageError
from graph_service.messages import Items
from graph_service.model import RECORDS, RecordType, Scope, columns
from importers.sheets import Sheet

MAY_LACK: dict[RecordType, frozenset[str]] = {RecordType.ACTOR: frozenset({"name"})}
"""Bold columns that a mapping may leave out: without a name, an actor's id is its label."""


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldSpec(_Declared):
    """Where a field's text comes from: a column (its values mapped, then prefixed), or a constant."""

    column: str | None = None
    constant: str | None = None
    prefix: str = ""
    values: str | None = None
    """The name of one of the mapping's `value_maps`. A value that it does not hold stays as it is."""

    @model_validator(mode="after")
    def _one_origin(self) -> FieldSpec:
        if (self.column is None) == (self.constant is None):
            raise ValueError("a field has either a column or a constant")
        return self


class RecordSpec(_Declared):
    type: RecordType
    fields: dict[str, FieldSpec]

    @model_validator(mode="after")
    def _fields_exist(self) -> RecordSpec:
        known = {c.name: c.required for c in columns(self.type)}
        may_lack = MAY_LACK.get(self.type, frozenset())
        missing = [n for n, required in known.items() if required and n not in self.fields and n not in may_lack]
        unknown = [n for n in self.fields if n not in known]
        if missing or unknown:
            raise ValueError(f"{self.type}: missing fields {missing}, unknown fields {unknown}")
        return self


def territory_row(code: str, name: str) -> dict[str, str]:
    """The fields of a territory that a mapping brings."""
    return {"code": code, "name": name, "level": "perimetre_libre"}


class SourceSpec(_Declared):
    producer: str
    title: str = ""
    licence: str | None = None
    url: str | None = None
    updated: str | None = None


class FileSpec(_Declared):
    columns: list[str] = Field(min_length=1)
    """A file with all of these columns is this one."""
    source: SourceSpec
    records: list[RecordSpec] = Field(min_length=1)


class Mapping(_Declared):
    id: str
    label_fr: str
    label_en: str
    visibility: Scope = Scope.PUBLIC
    nulls: list[str] = []
    terms: dict[str, dict[str, Any]] = {}
    """Vocabulary rows that the mapping brings: `category:id` -> fields of `model.Term`."""
    territories: dict[str, str] = {}
    """Territories that the mapping brings, for codes that are in no table: code -> name."""
    value_maps: dict[str, dict[str, str]] = {}
    files: list[FileSpec] = Field(min_length=1)

    @model_validator(mode="after")
    def _parts_fit(self) -> Mapping:
        for id_, row in self.terms.items():
            RECORDS[RecordType.TERM].model_validate({"id": id_, **row})
        for code, name in self.territories.items():
            RECORDS[RecordType.TERRITORY].model_validate(territory_row(code, name))
        used = {f.values for file in self.files for r in file.records for f in r.fields.values() if f.values}
        if unknown := used - set(self.value_maps):
            raise ValueError(f"no value_maps {sorted(unknown)}")
        return self


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A field of a record and where a sheet holds it: a position in the row, or None for a constant."""

    name: str
    column: str
    """The header to show where something is wrong with it."""
    at: int | None
    constant: str = ""
    prefix: str = ""
    values: Dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RecordPlan:
    type: RecordType
    fields: tuple[FieldPlan, ...]
    may_lack: frozenset[str] = frozenset()
    visibility_at: int | None = None
    source_at: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How every row of one sheet becomes records."""

    mapping: str
    sheet: str
    visibility: Scope
    records: tuple[RecordPlan, ...]
    unused: tuple[str, ...]
    source: SourceSpec | None = None
    nulls: frozenset[str] = frozenset()
    terms: Dict[str, Dict[str, Any]] | None = None
    territories: Dict[str, str] | None = None
    mark_at: int | None = None
    """Of a sheet that was exported: where each row says what it was filled with."""


@cache
def mappings() -> dict[str, Mapping]:
    """The packaged mappings by id."""
    folder = files("importers") / "mappings"
    sources = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    found = (load(f.name, f.read_text("utf-8")) for f in sources)
    return {mapping.id: mapping for mapping in found}


def load(name: str, text: str) -> Mapping:
    """The mapping that a YAML text declares. Raises InputError with the reason where it declares none."""
    try:
        return Mapping.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as cause:
        mark = getattr(cause, "problem_mark", None)
        raise InputError("bad-mapping", file=name, reason=f"YAML, {mark.line + 1}" if mark else "YAML") from cause
    except RecursionError as cause:
        raise InputError("bad-mapping", file=name, reason="YAML") from cause
    except ValidationError as cause:
        # Where it is wrong, never what stands there: the file may be somebody's.
        places = dict.fromkeys(".".join(str(part) for part in error["loc"]) for error in cause.errors())
        raise InputError("bad-mapping", file=name, reason=Items(list(places)[:8])) from cause


def find(name: str) -> Mapping:
    """A mapping by its id, or by the path of its YAML file."""
    if name in mappings():
        return mappings()[name]
    path = Path(name)
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return load(path.name, path.read_text("utf-8"))
    raise UsageError("unknown-mapping", mapping=name, known=Items(["template", *mappings()], "or"))


def plan(mapping: Mapping, sheet: Sheet) -> Plan | None:
    """Lay `mapping` over `sheet`, using the first of its files whose columns all exist. None if none fits."""
    at = {name: i for i, name in reversed(list(enumerate(sheet.header)))}
    spec = next((f for f in mapping.files if all(c in at for c in f.columns)), None)
    if not spec:
        return None
    used: set[str] = set()
    records = []
    for record in spec.records:
        fields = []
        for name, field in record.fields.items():
            values = mapping.value_maps[field.values] if field.values else None
            if field.column is None:
                fields.append(FieldPlan(name, name, None, field.constant or "", field.prefix))
            elif field.column in at:
                used.add(field.column)
                fields.append(FieldPlan(name, field.column, at[field.column], "", field.prefix, values))
        records.append(RecordPlan(record.type, tuple(fields), MAY_LACK.get(record.type, frozenset())))
    return Plan(
        mapping.id,
        sheet.name,
        mapping.visibility,
        tuple(records),
        tuple(h for h in sheet.header if h not in used),
        spec.source,
        frozenset(mapping.nulls),
        mapping.terms,
        mapping.territories,
    )
