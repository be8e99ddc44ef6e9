"""Writes the viewer's types, `visualisations/viewer/src/island.ts`, from the JSON Schema of the island of a map.

    python -m tools.viewer_types

Describe a change in `visualisations/renderers/_island.py`, then run this. A test says where the two differ.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from visualisations.renderers._island import Island

FILE = Path(__file__).parents[1] / "visualisations" / "viewer" / "src" / "island.ts"
_HEAD = """/* Written by `python -m tools.viewer_types` from visualisations/renderers/_island.py: change it there. */
"""


def schema() -> dict[str, Any]:
    """The JSON Schema of the island of an interactive map."""
    return TypeAdapter(Island).json_schema()


def types(described: dict[str, Any]) -> str:
    """A TypeScript interface for each object of a JSON Schema. Raises ValueError for what it has no words for."""
    found = dict(described)
    named = {**found.pop("$defs", {}), found["title"]: found}
    return "\n".join([_HEAD, *(_interface(name, named[name]) for name in sorted(named))])


def _interface(name: str, described: dict[str, Any]) -> str:
    needed = set(described.get("required", ()))
    fields = [
        f"  readonly {json.dumps(field)[1:-1]}{'' if field in needed else '?'}: {_type(of)};"
        for field, of in described["properties"].items()
    ]
    return "\n".join([f"export interface {name} {{", *fields, "}", ""])


def _type(of: dict[str, Any]) -> str:
    if "$ref" in of:
        return str(of["$ref"]).rpartition("/")[2]
    if "anyOf" in of:
        return " | ".join(dict.fromkeys(_type(one) for one in of["anyOf"]))
    if "const" in of:
        return json.dumps(of["const"])
    kind = of.get("type")
    if kind == "array":
        if "prefixItems" in of:
            return f"readonly [{', '.join(_type(one) for one in of['prefixItems'])}]"
        return f"readonly {_grouped(_type(of['items']))}[]"
    if kind == "object":
        return f"{{ readonly [name: string]: {_type(of['additionalProperties'])} }}"
    plain = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean", "null": "null"}
    if kind not in plain:
        raise ValueError(f"no TypeScript type for {json.dumps(of)}")
    return plain[kind]


def _grouped(text: str) -> str:
    return f"({text})" if " " in text else text


if __name__ == "__main__":
    FILE.write_text(types(schema()), "utf-8")
