"""The OpenAPI document, drawn when it is first asked for.

FastAPI gives its skeleton: paths, names of parameters, operation ids. What these mean is drawn from the declarations:
parameters from the fields of a question's input, answers and bodies from their records with the docstrings of their
fields (`graph_service.schemas`), problems from the error types, the rest from each route's contract.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import islice
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from graph_service.api.access import Access
from graph_service.api.contract import Contract
from graph_service.api.documents import Problem, ids_of
from graph_service.api.questions import EVERYWHERE
from graph_service.errors import MaillageError
from graph_service.messages import LANGS, m, say
from graph_service.model import Scope
from graph_service.queries.declare import Parameter, Question
from graph_service.schemas import Mode, Schemas, definitions
from graph_service.vocabulary import packaged

Node = dict[str, Any]

TAGS = {
    "questions": "Who is there, who works with whom, how to reach somebody, who is missing. Asking changes nothing.",
    "sentences": "What a sentence asks, as people type it. Understanding it asks nothing and changes nothing.",
    "files": "Answers as files: their words, their pictures, their tables, or all of these on one page.",
    "maps": "Answers as pictures.",
    "records": "One record read, put back and taken away; corrections in one batch.",
    "imports": "Files brought in, every batch listed and undone.",
    "jobs": "Long work in the background: how far it is, what it made, and cancelling it.",
    "exports": "All that a reader sees as a file to edit and to bring back.",
    "service": "The service itself.",
}
_REF = "#/components/schemas/{model}"
_ABOUT = """Who works with whom: an actor-network graph service for territorial resource centres.

Actors and projects are named by id, by SIREN, SIRET or RNA, or by a name that only one bears. Answers are in French or
English (`lang`, else `Accept-Language`, else French); labels and sentences come as text in that language. A reader sees
what its token's scope sees (`x-scope` is the least scope that an operation needs); `scope` may lower it.

Errors are `application/problem+json` (RFC 9457); whoever prefers `text/html` gets a page instead. A parameter that an
operation does not have is an error."""
_EVERYWHERE = (400, 403, 500)
"""Statuses of errors that any route may answer: for a parameter that it does not have, for an unknown host."""
_GUARDED = (401, 429, 503)
"""Those of routes that need a token, and a store."""
_PLACES = ("37261", "D37", "R24")
"""A commune, a département, a region."""
_ACCEPT_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": "The languages that the caller reads, as browsers send it; of these French or English is answered.",
    "schema": {"type": "string", "examples": ["en", "fr;q=0.5, en;q=0.8"]},
}
_ETAG = {"ETag": {"description": "The version of what is sent, in quotes.", "schema": {"type": "string"}}}
_ATTACHED = {
    "Content-Disposition": {"description": "The name under which to keep the file.", "schema": {"type": "string"}}
}


def document(app: FastAPI, contracts: Mapping[str, Contract], access: Access) -> Node:
    """The document of an application; made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _Drawing(app, contracts, access).drawn()
    return app.openapi_schema


class _Drawing:
    """One document while it is drawn."""

    def __init__(self, app: FastAPI, contracts: Mapping[str, Contract], access: Access) -> None:
        self.contracts, self.access = contracts, access
        self.skeleton = get_openapi(
            title=app.title,
            version=version("maillage"),
            openapi_version="3.1.0",
            summary="Who works with whom",
            description=_ABOUT,
            routes=app.routes,
            license_info={"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
            servers=[{"url": "/", "description": "This service: the paths are those of the host of this document."}],
            tags=[{"name": name, "description": text} for name, text in TAGS.items()],
        )
        self.operations = {
            operation["operationId"]: operation
            for path in self.skeleton["paths"].values()
            for operation in path.values()
        }
        wanted: list[tuple[Any, Mode]] = [(Problem, "serialization")]
        for contract in self.contracts.values():
            wanted += [(contract.sends, "serialization")] if contract.sends else []
            wanted += [(contract.begins, "serialization")] if contract.begins else []
            wanted += [(contract.takes, "validation")] if contract.takes else []
        wanted.append((Scope, "serialization"))
        self.schemas, self.named = definitions(wanted, _REF)
        self.named["Lang"] = {"type": "string", "enum": [*LANGS], "description": "French or English."}

    def drawn(self) -> Node:
        for id_, operation in self.operations.items():
            self._operation(operation, self.contracts[id_])
        self.skeleton["components"] = {
            "schemas": self.named,
            "responses": {f"Problem{status}": _problem(text) for status, text in _errors().items()},
            "securitySchemes": self._schemes(),
        }
        if self.access.token is not None:
            self.skeleton["security"] = [{"bearer": []}, {"cookie": []}]
        kept = _reached(self.skeleton["paths"], self.skeleton["components"])
        self.skeleton["components"]["schemas"] = {n: s for n, s in sorted(self.named.items()) if n in kept}
        return self.skeleton

    def _operation(self, operation: Node, contract: Contract) -> None:
        operation["tags"] = [contract.tag]
        reads_itself = contract.tag in ("questions", "files")
        drawn = [*_asked(contract.asks), *contract.more] if reads_itself else operation.get("parameters", ())
        parameters = [self._parameter(dict(each), contract) for each in drawn]
        operation["parameters"] = [*parameters, *_headers(contract, {each["name"] for each in parameters})]
        operation["responses"] = self._responses(contract)
        if contract.takes:
            media = next(iter(operation["requestBody"]["content"]))
            schema = self.schemas[contract.takes, "validation"]
            operation["requestBody"] = {"required": True, "content": {media: {"schema": schema}}}
            if media == "multipart/form-data":
                _as_form(self.named[schema["$ref"].rpartition("/")[2]])
        if contract.open and self.access.token is not None:
            operation["security"] = []

    def _parameter(self, drawn: Node, contract: Contract) -> Node:
        """A parameter as it is declared. Of what is no question's: without what no query can say."""
        found = {p.name: p for p in contract.asks.parameters} if contract.asks else {}
        if drawn["name"] in found and contract.asks:
            schema = self._named(drawn["name"], _schema_of(found[drawn["name"]], contract.asks, contract.defaults))
            drawn["description"] = schema.pop("description")
        else:
            schema = _without_null(drawn.get("schema", {}))
            schema.pop("description", None)
            if drawn["name"] in _SHARED:
                schema, drawn["description"] = _SHARED[drawn["name"]]
        schema.pop("title", None)
        if schema.get("type") == "array":
            drawn |= {"style": "form", "explode": True}
        return {**drawn, "schema": schema}

    def _named(self, name: str, schema: Node) -> Node:
        """A schema, of a closed list that many questions share by its name: a generated client then has one type."""
        if name not in _LISTS:
            return schema
        known = {"type": "string", "enum": schema["enum"], "description": schema["description"]}
        self.named[_LISTS[name]] = known
        rest = {key: value for key, value in schema.items() if key not in known or key == "description"}
        return {"$ref": _REF.format(model=_LISTS[name]), **rest}

    def _responses(self, contract: Contract) -> Node:
        content: Node = {}
        headers: Node = dict(_ETAG) if contract.tagged or (contract.conditional and contract.takes) else {}
        if contract.sends:
            content["application/json"] = {"schema": self.schemas[contract.sends, "serialization"]}
        for media, text in contract.files.items():
            schema = {"type": "string", "description": text}
            content[media] = {"schema": schema if media.startswith("text/") else {**schema, "format": "binary"}}
            # A picture, as a page, is shown where it is asked for, not saved.
            headers |= {} if media.startswith(("text/", "image/")) else _ATTACHED
        found: Node = {}
        for status, said in contract.success.items():
            body = content
            if status == 202 and contract.begins:
                body = {"application/json": {"schema": self.schemas[contract.begins, "serialization"]}}
            found[str(status)] = {"description": said, "content": body, **({"headers": headers} if headers else {})}
        if contract.tagged:
            found["304"] = {"description": "The caller has this answer already (`If-None-Match`).", "headers": _ETAG}
        for status in sorted({*contract.problems, *_EVERYWHERE, *(() if contract.open else _GUARDED)}):
            found[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
        return found

    def _schemes(self) -> Node:
        return {
            "bearer": {
                "type": "http",
                "scheme": "bearer",
                "description": "The token that the service was started with (`MAILLAGE_TOKEN`, or a file).",
            },
            "cookie": {
                "type": "apiKey",
                "in": "cookie",
                "name": self.access.cookie,
                "description": "What a browser gets for the token. What writes needs an `Origin` of this service, too.",
            },
        }


def _asked(question: Question[Any, Any] | None) -> Iterator[Node]:
    """The parameters of a question's route, which reads them from the request itself."""
    for parameter in question.parameters if question else ():
        in_path = f"{{{parameter.name}}}" in (question.path if question else "")
        required = parameter.required or in_path
        yield {"name": parameter.name, "in": "path" if in_path else "query", "required": required}
    for name in EVERYWHERE:
        yield {"name": name, "in": "query", "required": False}


_LISTS = {"tie_profile": "TieProfile"}
_SHARED: Mapping[str, tuple[Node, str]] = {
    "scope": (
        {"$ref": _REF.format(model="Scope")},
        "What the reader sees: as much as the token does unless said, or less.",
    ),
    "lang": ({"$ref": _REF.format(model="Lang")}, "The language of the answer, whatever `Accept-Language` says."),
}
"""Parameters of every route, and what they mean."""


def _schema_of(parameter: Parameter, question: Question[Any, Any], defaults: Mapping[str, Any]) -> Node:
    """What a query or path may say for a parameter, with its description."""
    declared = question.input.model_json_schema(schema_generator=Schemas)
    schema = _without_null(declared["properties"][parameter.name])
    schema.pop("description", None)
    default = schema.pop("default", None)
    if parameter.name == "limit":
        default = question.limit
    if (default := defaults.get(parameter.name, default)) not in (None, []):
        schema["default"] = default
    text = [say(m(parameter.description), "en")] if parameter.description else []
    examples = _examples(parameter, question)
    if parameter.category:
        text.append(ids_of(parameter.category))
    if examples:
        schema.get("items", schema)["examples"] = examples
    return {**schema, "description": " ".join(text)}


def _examples(parameter: Parameter, question: Question[Any, Any]) -> list[Any]:
    """Values that make sense: rows of a vocabulary, else those of the question's own examples."""
    if parameter.category == "territory":
        return list(_PLACES)
    if parameter.category:
        return [term.id for term in islice(packaged().of(parameter.category), 3)]
    given = [example.get(parameter.name, example.get(parameter.field)) for example in question.examples]
    each = [one for value in given if value is not None for one in (value if isinstance(value, tuple) else (value,))]
    return list(dict.fromkeys(each))


def _without_null(schema: Node) -> Node:
    """A schema for where null cannot be said: in a query, a path, a form."""
    rest = {name: value for name, value in schema.items() if name != "anyOf"}
    kept = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    if rest.get("default", ...) is None:
        del rest["default"]
    return {**kept[0], **rest} if len(kept) == 1 else {**rest, "anyOf": kept} if kept else rest


def _as_form(schema: Node) -> None:
    """The schema of a form: fields without null, files as bytes."""
    schema["properties"] = {name: _without_null(each) for name, each in schema["properties"].items()}
    for each in schema["properties"].values():
        item = each.get("items", {})
        if item.get("contentMediaType") == "application/octet-stream":
            item["format"] = "binary"


def _headers(contract: Contract, known: set[str]) -> Iterator[Node]:
    """The headers that a route looks at, and the language that it may be asked for."""
    if contract.open:
        return
    if "lang" not in known:
        schema, text = _SHARED["lang"]
        yield {"name": "lang", "in": "query", "required": False, "description": text, "schema": schema}
    yield _ACCEPT_LANGUAGE
    if contract.tagged:
        yield _header("If-None-Match", "ETags that the caller has: where one is current, the answer is 304.")
    if contract.conditional:
        yield _header(
            "If-Match",
            "The ETag or the `version` that was read, in quotes; `*` for any. Without it, only"
            " what is not there yet is written.",
        )
        yield _header("If-None-Match", "`*`: only what is not there yet is written.")


def _header(name: str, text: str) -> Node:
    return {"name": name, "in": "header", "required": False, "description": text, "schema": {"type": "string"}}


def _errors() -> dict[int, str]:
    """Status -> what it means, of all error types."""
    found: dict[int, list[str]] = defaultdict(list)
    for error in _below(MaillageError):
        found[error.status].append(" ".join((error.__doc__ or "").split()))
    return {status: " ".join(dict.fromkeys(texts)) for status, texts in sorted(found.items())}


def _below(error: type[MaillageError]) -> Iterator[type[MaillageError]]:
    yield error
    for each in error.__subclasses__():
        if each.__module__ == MaillageError.__module__:
            yield from _below(each)


def _problem(text: str) -> Node:
    schema = {"$ref": _REF.format(model=Problem.__name__)}
    return {"description": text, "content": {"application/problem+json": {"schema": schema}}}


def _reached(paths: Node, components: Node) -> set[str]:
    """The names of the schemas that are referred to, directly or by others."""
    found: set[str] = set()
    waiting = [*_refs(paths), *_refs(components["responses"])]
    while waiting:
        name = waiting.pop()
        if name not in found and name in components["schemas"]:
            found.add(name)
            waiting += _refs(components["schemas"][name])
    return found


def _refs(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(ref := node.get("$ref"), str):
            yield ref.rpartition("/")[2]
        for value in node.values():
            yield from _refs(value)
    elif isinstance(node, Sequence) and not isinstance(node, str):
        for value in node:
            yield from _refs(value)
