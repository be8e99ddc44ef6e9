"""A service that is held to its own OpenAPI document: each answer must be one that the document tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker

FORMATS = FormatChecker(["date"])


class Held:
    """Asks a service, and fails where status, content type, header or JSON are not as its document says."""

    def __init__(self, web: TestClient, document: Any = None) -> None:
        self.web = web
        self.document = document or web.get("/api/v1/openapi.json").json()
        self._validators: dict[str, Draft202012Validator] = {}

    def __call__(self, method: str, path: str, **more: Any) -> Any:
        answer = self.web.request(method, path, **more)
        operation = self.operation(method, answer.request.url.path)
        told = operation["responses"].get(str(answer.status_code))
        assert told, (operation["operationId"], answer.status_code, answer.text[:500])
        told = self.resolved(told)
        assert told.get("headers", {}).keys() <= {name.title().replace("Etag", "ETag") for name in answer.headers}
        media = answer.headers.get("content-type", "").partition(";")[0]
        assert media in told.get("content", {"": None}), (operation["operationId"], answer.status_code, media)
        if media.endswith("json"):
            faults = list(self.faults(told["content"][media]["schema"], answer.json()))
            assert not faults, (method, path, faults[:3])
        return answer

    def operation(self, method: str, path: str) -> Any:
        """The operation of an address; a path without braces before one with."""
        for known in sorted(self.document["paths"], key=lambda p: p.count("{")):
            if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(known)), path):
                found = self.document["paths"][known].get(method.lower())
                if found:
                    return found
        raise AssertionError(f"no operation {method} {path}")

    def operations(self) -> Iterator[Any]:
        return (operation for path in self.document["paths"].values() for operation in path.values())

    def faults(self, schema: Any, value: Any) -> Iterator[str]:
        key = str(schema)
        if key not in self._validators:
            whole = {**schema, "components": self.document["components"]}
            self._validators[key] = Draft202012Validator(whole, format_checker=FORMATS)
        return (f"{error.json_path}: {error.message[:300]}" for error in self._validators[key].iter_errors(value))

    def resolved(self, node: Any) -> Any:
        """What a reference leads to; anything else is itself."""
        for part in node["$ref"].split("/")[1:] if "$ref" in node else ():
            node = node[part] if part != "components" else self.document["components"]
        return node
