"""What a form of the page sends, and who may send one."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl

from fastapi import Request, Response

from graph_service.api.pages import Reader, page_response
from graph_service.api.routes import needs
from graph_service.errors import Forbidden, UsageError
from graph_service.messages import Items, m
from graph_service.model import Scope

_MOST = 5000
"""Fields of a form."""
_KIND = "application/x-www-form-urlencoded"

Form = dict[str, list[str]]


def html(request: Request, page: bytes, status: int = 200) -> Response:
    """A page that writes. Its forms have to say where they come from, which a browser does only under this policy."""
    answer = page_response(request, page, status)
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


async def posted(request: Request) -> Form:
    """The texts of a form by the names of its fields, with line breaks as we keep them."""
    if not request.headers.get("content-type", "").startswith(_KIND):
        raise UsageError("form-kind", kind=_KIND)
    try:
        pairs = parse_qsl((await request.body()).decode("utf-8", "replace"), True, max_num_fields=_MOST)
    except ValueError as error:
        raise UsageError("form-many", most=_MOST) from error
    found: Form = {}
    for name, text in pairs:
        found.setdefault(name, []).append(text.replace("\r\n", "\n"))
    return found


def one(form: Form, name: str) -> str:
    """The last text of a field; empty where it was not sent."""
    return form.get(name, [""])[-1].strip()


def only(form: Form, known: Iterable[str]) -> None:
    """Refuse a field that a form does not have: what a misspelt one holds would be lost."""
    names = [*known]
    unknown = [name for name in form if name not in names]
    if unknown:
        raise UsageError("unknown-parameter", parameter=unknown[0][:80], known=Items(names))


def needed(form: Form, name: str) -> str:
    """The text of a field that the form itself fills. Raises UsageError where it was not sent."""
    if name not in form:
        raise UsageError("bad-parameter", parameter=name, reason=m("reason-missing"))
    return one(form, name)


def team(request: Request) -> Reader:
    """The reader of a page that writes. Raises Forbidden for who is not of the team or looks with the eyes of others,
    and for a store that nobody writes to."""
    needs(request, Scope.INTERNAL)
    reader = Reader.of(request)
    if reader.scope is not reader.own:
        raise Forbidden("edit-lowered")
    reader.graph.check_writable()
    return reader
