"""What an import was told, and the sheets on their way: how each is read and who speaks in it by default."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph_service.errors import InputError
from graph_service.messages import Items
from graph_service.model import RecordType, Scope
from importers import mapping, sources, template
from importers.mapping import Plan, SourceSpec
from importers.readers import Sheet


@dataclass(frozen=True, slots=True)
class ImportOptions:
    mapping: str | None = None
    """A mapping's id, its YAML file, or `template`; None recognises each file by its header."""
    source: str | None = None
    """`Producer - title`."""
    updated: str | None = None
    licence: str | None = None
    visibility: Scope | None = None
    ids: str = "shared"
    """`own` prefixes the ids of actors, projects and functions with the source, so that they meet nobody else's."""
    replace: bool = False
    strict: bool = False
    allow_personal: str | None = None
    """The reason for taking text with e-mail addresses or telephone numbers in it."""


@dataclass
class Job:
    """One sheet, its plan, who speaks where a row does not say, and what became of its rows."""

    order: int
    sheet: Sheet
    plan: Plan
    source: SourceSpec
    updated: str
    visibility: Scope
    unnamed: bool
    """Whether nobody said who the source is."""
    read: int = 0
    accepted: int = 0
    rejected: int = 0

    @cached_property
    def source_id(self) -> str:
        return sources.source_id(self.source.producer, self.source.title)

    @property
    def type(self) -> RecordType:
        """Of a sheet of the template: what it lists."""
        return self.plan.records[0].type

    def report(self) -> dict[str, Any]:
        """Its line in `import --json`."""
        return {
            "file": self.sheet.file,
            "mapping": self.plan.mapping,
            "encoding": self.sheet.encoding,
            "read": self.read,
            "accepted": self.accepted,
            "rejected": self.rejected,
            "unused_columns": list(self.plan.unused),
        }


def job(order: int, sheet: Sheet, options: ImportOptions) -> Job:
    """The plan of a sheet, with what the options say over what its mapping says."""
    plan = _plan(sheet, options.mapping)
    updated = ""
    if options.source:
        source = sources.parse(options.source)
    elif plan.source:
        source, updated = plan.source, plan.source.updated or ""
    else:
        source = SourceSpec(producer=sources.DEFAULT_PRODUCER, title=sheet.container)
    if options.licence:
        source = source.model_copy(update={"licence": options.licence})
    unnamed = not (options.source or plan.source)
    visibility = options.visibility or plan.visibility
    return Job(order, sheet, plan, source, options.updated or updated, visibility, unnamed)


def _plan(sheet: Sheet, name: str | None) -> Plan:
    if name == template.TEMPLATE:
        found = template.plan(sheet)
    elif name:
        found = mapping.plan(mapping.find(name), sheet)
    else:
        fits = (mapping.plan(known, sheet) for known in mapping.mappings().values())
        found = next((p for p in fits if p), None) or template.plan(sheet)
    if found:
        return found
    header = Items(list(sheet.header[:12]))
    if name:
        raise InputError("mapping-does-not-fit", file=sheet.file, mapping=name, columns=header)
    raise InputError("unknown-file", file=sheet.file, columns=header)
