"""The OpenAPI document is valid and complete. That the service keeps to it: test_openapi_service.py."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from graph_service.graph import Graph
from graph_service.queries import QUESTIONS
from tests.deep import some
from tests.graph_service.api.held import Held
from tests.graph_service.house import ROOT, TOKEN, client

API = "/api/v1"


@pytest.fixture(scope="module")
def held(f1: Graph) -> Iterator[Held]:
    with client(f1) as web:
        yield Held(web)


def test_an_independent_validator_takes_the_document_for_openapi_3_1(held: Held) -> None:
    """The whole by the schema of OpenAPI; what it refers to, of some operations, and in `make deep` of all."""
    assert held.document["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(held.document).schema_validator.iter_errors(held.document)) == []
    paths = held.document["paths"]
    validate({**held.document, "paths": {path: paths[path] for path in some([*paths], 8)}}, cls=OpenAPIV31SpecValidator)


def test_the_document_tells_version_licence_and_access(held: Held) -> None:
    info = held.document["info"]
    assert info["license"]["identifier"] == "GPL-3.0-or-later"
    assert info["version"] in (ROOT / "pyproject.toml").read_text("utf-8")
    assert held.document["security"] == [{"bearer": []}, {"cookie": []}]
    assert held.document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    assert held.document["tags"][0]["name"] == "questions"
    assert {tag for op in held.operations() for tag in op["tags"]} <= {tag["name"] for tag in held.document["tags"]}
    assert held.operation("GET", "/healthz")["security"] == []


def test_a_service_without_a_token_asks_for_none_in_its_document(f1: Graph) -> None:
    with client(f1, token=None) as web:
        assert "security" not in web.get(f"{API}/openapi.json").json()


def test_the_cookie_in_the_document_is_the_one_that_the_service_gives(held: Held) -> None:
    given = held.web.get(f"/?token={TOKEN}").headers["set-cookie"].partition("=")[0]
    assert held.document["components"]["securitySchemes"]["cookie"]["name"] == given


def test_the_operations_are_named_as_the_methods_of_python_are(held: Held) -> None:
    named = {op["operationId"]: op for op in held.operations()}
    assert all(name.isidentifier() for name in named)
    assert {name for name, op in named.items() if op["tags"] == ["questions"]} == set(QUESTIONS.names)


def schemas_in(node: Any) -> Iterator[Any]:
    """Every object schema of the document, wherever it stands."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield node
        for value in node.values():
            yield from schemas_in(value)
    elif isinstance(node, list):
        for value in node:
            yield from schemas_in(value)


def test_every_operation_parameter_record_and_field_says_what_it_is(held: Held) -> None:
    silent = [op["operationId"] for op in held.operations() if not op.get("description")]
    silent += [
        f"{op['operationId']}({p['name']})"
        for op in held.operations()
        for p in op["parameters"]
        if not p.get("description")
    ]
    silent += [name for name, schema in held.document["components"]["schemas"].items() if not schema.get("description")]
    fields = [
        (schema, name, field) for schema in schemas_in(held.document) for name, field in schema["properties"].items()
    ]
    silent += [f"{schema.get('title')}.{name}" for schema, name, field in fields if not field.get("description")]
    assert silent == []
    assert len(fields) > 400


def test_what_an_answer_holds_is_required_and_nothing_else_is_sent(held: Held) -> None:
    schemas = held.document["components"]["schemas"]
    for question in QUESTIONS:
        schema = schemas[question.answer.__name__]
        assert set(schema["required"]) == schema["properties"].keys()
        assert schema["additionalProperties"] is False


def test_no_parameter_can_be_null_and_lists_are_repeated(held: Held) -> None:
    for operation in held.operations():
        for parameter in operation["parameters"]:
            schema = held.resolved(parameter["schema"])
            assert "null" not in json.dumps(schema)
            assert "anyOf" not in schema
            assert parameter["required"] == (parameter["in"] == "path" or parameter["name"] in ("text", "from", "to"))
            if schema["type"] == "array":
                assert (parameter["style"], parameter["explode"]) == ("form", True)
