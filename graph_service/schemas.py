"""Draws the JSON Schemas of records. The docstring under a field is its description.

pydantic can read these docstrings when a class is made (`use_attribute_docstrings`). That doubles the time that the
records of a question take to load, so they are read when somebody asks for a schema.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

Mode = Literal["validation", "serialization"]
Schema = dict[str, Any]


def definitions(
    types: Iterable[tuple[Any, Mode]], template: str
) -> tuple[dict[tuple[Any, Mode], Schema], dict[str, Schema]]:
    """The schema of each (type, mode), and the named schemas that they refer to.

    `template` is how a name is referred to, such as `#/components/schemas/{model}`.
    """
    inputs = [(type_, mode, TypeAdapter(type_)) for type_, mode in dict.fromkeys(types)]
    drawn, held = TypeAdapter.json_schemas(inputs, schema_generator=Schemas, ref_template=template)
    return drawn, held.get("$defs", {})


class Schemas(GenerateJsonSchema):
    """Draws records as they are taken (validation) or sent (serialization), each field with its docstring."""

    def model_schema(self, schema: Any) -> Schema:
        model: type[BaseModel] = schema["cls"]
        drawn = super().model_schema(schema)
        texts = field_texts(model)
        for field, info in model.model_fields.items():
            alias = info.serialization_alias if self.mode == "serialization" else info.validation_alias
            held = drawn["properties"].get(alias if isinstance(alias, str) else field)
            if held is not None and field in texts:
                # What the type itself says of its values, such as their language, is said after what the field means.
                more = held.get("description", "")
                held["description"] = f"{texts[field]} {more}".rstrip()
        if self.mode == "serialization":
            # Nothing else is ever sent.
            drawn["additionalProperties"] = False
        return drawn

    def default_schema(self, schema: Any) -> Schema:
        """Give a default only in schemas of input: in an answer the field is always sent. None is no default."""
        drawn = (
            self.generate_inner(schema["schema"]) if self.mode == "serialization" else super().default_schema(schema)
        )
        return {name: value for name, value in drawn.items() if name != "default" or value is not None}

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Return False: a title would only repeat the field's name."""
        return False


@cache
def field_texts(model: type[BaseModel]) -> dict[str, str]:
    """Field -> the docstring under it, of a record and of those that it extends. Raises OSError without sources."""
    found: dict[str, str] = {}
    for class_ in reversed(model.__mro__):
        if issubclass(class_, BaseModel) and class_ is not BaseModel:
            body = _classes(class_.__module__).get(class_.__qualname__)
            found |= dict(_texts(body)) if body else {}
    return found


def _texts(body: ast.ClassDef) -> Iterable[tuple[str, str]]:
    """The annotated names of a class that a text follows, each with that text on one line."""
    for one, following in zip(body.body, body.body[1:], strict=False):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            match following:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    yield one.target.id, " ".join(text.split())


@cache
def _classes(module: str) -> dict[str, ast.ClassDef]:
    """The classes of a module by their qualified names."""
    return dict(_below(ast.parse(inspect.getsource(import_module(module))), ""))


def _below(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.ClassDef]]:
    for child in ast.iter_child_nodes(node):
        name = prefix
        if isinstance(child, ast.ClassDef):
            yield prefix + child.name, child
            name = f"{prefix}{child.name}."
        elif isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{prefix}{child.name}.<locals>."
        yield from _below(child, name)
