"""Where mappings are found: those that ship with the project, and YAML files of one's own."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import yaml
from pydantic import ValidationError

from graph_service.errors import InputError, UsageError
from graph_service.messages import Items
from importers.mapping.declared import Mapping
from importers.mapping.mistakes import explained
from importers.mapping.plans import Plan, lay
from importers.shaping import TopRow, shape, top_of
from importers.sheets import Sheet

Known = Dict[str, Mapping]
"""Mappings by id."""
LONGEST = 1 << 20
"""Bytes of a mapping's file."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def mappings() -> dict[str, Mapping]:
    """The packaged mappings by id."""
    folder = files("importers") / "mappings"
    sources = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    found = (load(f.name, f.read_text("utf-8")) for f in sources)
    return {mapping.id: mapping for mapping in found}


def load(name: str, text: str) -> Mapping:
    """The mapping that a YAML text declares. Raises InputError that explains each mistake where it declares none."""
    if len(text) > LONGEST:
        raise InputError("too-large", file=name, limit=1)
    try:
        return Mapping.model_validate(yaml.load(text, _LOADER))  # noqa: S506
    except yaml.YAMLError as cause:
        mark = getattr(cause, "problem_mark", None)
        raise InputError("bad-mapping", file=name, reason=f"YAML, {mark.line + 1}" if mark else "YAML") from cause
    except RecursionError as cause:
        raise InputError("bad-mapping", file=name, reason="YAML") from cause
    except ValidationError as cause:
        problems = explained(cause, name)
        places = Items(list(dict.fromkeys(problem["column"] for problem in problems))[:8])
        raise InputError("bad-mapping", problems, file=name, reason=places) from cause


def find(name: str, known: Known | None = None) -> Mapping:
    """A mapping by its id among `known` (those that ship, without it), or by the path of its YAML file."""
    known = mappings() if known is None else known
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return load(path.name, path.read_text("utf-8"))
    raise UsageError("unknown-mapping", mapping=name, known=Items(["template", *known], "or"))


def plan(mapping: Mapping, sheet: Sheet, top: Sequence[TopRow] | None = None) -> tuple[Plan, Sheet] | None:
    """Lay `mapping` over `sheet`, using the first of its files whose columns all exist: the plan, and the sheet in the
    shape that it is for. None if none fits. `top` are the sheet's first rows (`importers.shaping.top_of`)."""
    top = top_of(sheet) if top is None else top
    for spec in mapping.files:
        shaped = shape(sheet, spec, top)
        if shaped is not None:
            return lay(mapping, spec, shaped), shaped
    return None
