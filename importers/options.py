"""The options of an import, declared once: `maillage import`, the form of `POST /imports` and the keywords of
`Graph.import_files` are drawn from this record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from graph_service.dates import STATED
from graph_service.errors import UsageError
from graph_service.model import OneOf, Scope


@dataclass(frozen=True, slots=True)
class Flag:
    """How an option is written on the command line: its `name` where that is not the field's, and what its value is
    called."""

    name: str = ""
    value: str | None = None


def _scope(given: Any) -> Any:
    if isinstance(given, str) and given not in tuple(Scope):
        raise UsageError("unknown-scope", scope=given[:80], known=", ".join(Scope))
    return given


IDS = ("shared", "own")


class ImportOptions(BaseModel):
    """How files are read, and which of their changes are allowed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    mapping: Annotated[str | None, Flag("--as", "MAPPING")] = None
    """A mapping's id, its YAML file, or `template`; without it each file is recognised by its header."""
    source: str | None = None
    """Who says so, where the files do not: `Producer - title`."""
    updated: Annotated[str | None, Field(json_schema_extra={"pattern": STATED})] = None
    """When the source was last updated, where the files do not say: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    licence: str | None = None
    """The licence of the source, where the files do not say."""
    visibility: Annotated[Scope | None, BeforeValidator(_scope)] = None
    """The least scope that sees what the files say; without it, the mapping's."""
    ids: Annotated[str, OneOf(lambda: IDS)] = "shared"
    """Whether ids are those that all files share, or the file's own: then they get a prefix."""
    replace: bool = False
    """The files are complete: what their sources said before and say no more is taken away."""
    dry_run: bool = False
    """Tell what would change, and write nothing."""
    strict: bool = False
    """Refuse everything where a row is rejected."""
    yes: bool = False
    """Take away more than a tenth of what the sources said, too, and take a column that seems to have been moved."""
    allow_personal: Annotated[str | None, Flag(value="REASON")] = None
    """The reason for taking text with e-mail addresses or telephone numbers in it."""
