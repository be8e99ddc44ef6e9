"""Declares what OpenAPI says of a route beyond its signature. `graph_service.api.openapi` draws the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter

from graph_service.queries.declare import Question


@dataclass(frozen=True)
class Contract:
    """The bodies, statuses and headers that a route takes and sends."""

    tag: str
    """The chapter of the document that it stands in (`graph_service.api.openapi.TAGS`)."""
    sends: Any = None
    """The record that is sent as JSON."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What else may be sent: media type -> what it is."""
    success: Mapping[int, str] = field(default_factory=lambda: {200: "The answer."})
    """Statuses of success -> what each means."""
    begins: Any = None
    """The record that is sent with 202, where the work goes on in the background."""
    takes: Any = None
    """The record of the body."""
    tagged: bool = False
    """Whether the answer bears an ETag, and a GET that brings it is answered 304."""
    conditional: bool = False
    """Whether it changes what was read before, by `If-Match`."""
    problems: Sequence[int] = ()
    """Statuses of errors that may happen here, beside those that may happen everywhere."""
    asks: Question[Any, Any] | None = None
    """The question whose parameters it takes, all or some."""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    """Defaults that are other than the question's."""
    more: Sequence[Mapping[str, Any]] = ()
    """Parameters beside those of its question, as OpenAPI describes them."""
    open: bool = False
    """Whether it needs no token."""


@dataclass(frozen=True)
class Table:
    """Routes, and their contracts by operation id.

    They name no graph: each answers from that of the application that was asked, so that many share one table."""

    router: APIRouter
    contracts: dict[str, Contract] = field(default_factory=dict)
