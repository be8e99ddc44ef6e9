"""Selects the facts that fit filters, for a filtered export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date
from typing import Any

from graph_service.graph.asking import make_input
from graph_service.model import LABELS, Fact, RecordType, columns, ends
from graph_service.queries.base import TieQuery
from graph_service.queries.declare import Question
from graph_service.queries.view import View

FILTERS = ("theme", "territory", "actor_kind", "project_kind", "role")


def select(view: View, question: Question[Any, Any], filters: Mapping[str, Any]) -> dict[RecordType, list[Fact]]:
    """Return the facts of a view that fit: projects that fit, actors that fit and take part in them, their ties to each
    other, the places and themes that they name, and the sources.

    `filters` are as people type them, `question` one that takes them. An actor that fits and takes part in nothing is
    there unless something is asked that only a project can be.
    """
    types = [type_ for type_ in RecordType if type_ is not RecordType.TERM]
    given = {name: value for name, value in filters.items() if name in FILTERS and value}
    if not given:
        return {type_: view.facts(type_) for type_ in types}
    # What fits depends on no day; the input of a question has one.
    asked = make_input(question, given, view, lambda: date.min)
    assert isinstance(asked, TieQuery)
    return _fitting(view, asked)


def _fitting(view: View, asked: TieQuery) -> dict[RecordType, list[Fact]]:
    moment = view.moment(asked)
    snapshot, lens = view.projection.snapshot, view.projection.lens
    fits = lens.contexts(moment.filters)
    projects = {id_ for id_, kept in zip(snapshot.projects, fits, strict=False) if kept}
    actors = {id_ for id_, kept in zip(snapshot.actors, moment.allowed, strict=True) if kept}
    found: dict[RecordType, list[Fact]] = {
        RecordType.PARTICIPATION: [
            fact
            for fact in view.facts(RecordType.PARTICIPATION)
            if fact.get("project") in projects
            and fact.get("actor") in actors
            and (not asked.role or fact.get("role") in asked.role)
        ]
    }
    part = found[RecordType.PARTICIPATION]
    if asked.actor_kind or asked.role:
        projects &= {str(fact.get("project")) for fact in part}
    if asked.role or moment.filters.about_projects:
        actors &= {str(fact.get("actor")) for fact in part}
    found[RecordType.PROJECT] = _of(view.facts(RecordType.PROJECT), projects)
    found[RecordType.ACTOR] = _of(view.facts(RecordType.ACTOR), actors)
    there = actors | projects
    for type_ in (RecordType.PARTNERSHIP, RecordType.FUNDING, RecordType.FUNCTION):
        found[type_] = [fact for fact in view.facts(type_) if all(fact.get(end.name) in there for end in ends(type_))]
    for type_ in (RecordType.THEME, RecordType.TERRITORY):
        found[type_] = _named(view.facts(type_), [fact for facts in found.values() for fact in facts])
    said_by = {source for facts in found.values() for fact in facts for source in fact.sources}
    found[RecordType.SOURCE] = _of(view.facts(RecordType.SOURCE), said_by)
    return found


def _of(facts: Iterable[Fact], ids: Set[str]) -> list[Fact]:
    return [fact for fact in facts if fact.id in ids]


def _named(labels: list[Fact], facts: list[Fact]) -> list[Fact]:
    """The labels that facts name, and those above them."""
    known = {fact.id: fact for fact in labels}
    waiting = [item for fact in facts for item in _names(fact)]
    found: set[str] = set()
    while waiting:
        id_ = waiting.pop()
        if id_ in known and id_ not in found:
            found.add(id_)
            waiting += _names(known[id_])
    return _of(labels, found)


def _names(fact: Fact) -> list[str]:
    """What a fact names of themes and territories."""
    values = (fact.get(c.name) for c in columns(fact.type) if LABELS.intersection(c.refs))
    return [item for value in values if value for item in (value if isinstance(value, tuple) else (value,))]
