"""Lists each change of a batch as people would name it: before an import, after it, and before an undo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph_service.errors import InputError
from graph_service.graph.session import Session
from graph_service.messages import m
from graph_service.model import RELATIONS, Fact, RecordType, Scope, Value, columns, ends
from graph_service.records import headers
from graph_service.records.validation import Fault
from graph_service.stores.base import Changed


def as_json(session: Session, changes: Sequence[Changed]) -> list[dict[str, Any]]:
    """Return the changes as `{"what": created|updated|withdrawn, "type", "id", "name", "fields": […]}`, the fields with
    `field`, `label`, `before` and `after`.

    A relation is called by its ends. Of what is new and of what ended no fields are told.
    """
    facts = [one.after or one.before for one in changes]
    called = names(session, [fact for fact in facts if fact])
    return [_one_as_json(one, called) for one in changes]


def refuse_widening(session: Session, changes: Sequence[Changed]) -> None:
    """Raise InputError, with a list, if a batch would show facts to readers who do not see them now."""
    wider = [one for one in changes if one.widens]
    if not wider:
        return
    problems = []
    for one, named in zip(wider, as_json(session, wider), strict=True):
        assert one.before is not None
        assert one.after is not None
        message = m(
            "problem-seen_by_more",
            name=named["name"],
            id=named["id"],
            before=m(f"visibility-{one.before.visibility}"),
            after=m(f"visibility-{one.after.visibility}"),
        )
        fault = Fault("visibility", named["id"], "seen_by_more", "warning", message)
        problems.append(fault.at("", one.after.type.sheet))
    raise InputError("undo-widens", problems, n=len(wider))


def _one_as_json(one: Changed, names: dict[str, str]) -> dict[str, Any]:
    fact = one.after or one.before
    assert fact is not None
    what = "created" if one.before is None else "withdrawn" if one.after is None else "updated"
    fields = list(_fields(one.before, one.after)) if one.before and one.after else []
    return {"what": what, "type": fact.type.value, "id": fact.id, "name": named(fact, names), "fields": fields}


def named(fact: Fact, names: Mapping[str, str]) -> str:
    """Return a fact's name for people. A relation is named by its ends, whose names are in `names`."""
    if fact.type not in RELATIONS:
        return fact.name
    return " → ".join(names.get(id_, id_) for id_ in _ends(fact))


def _fields(before: Fact, after: Fact) -> Iterator[dict[str, Any]]:
    for column in columns(after.type):
        was, is_ = before.get(column.name), after.get(column.name)
        if was != is_:
            yield {"field": column.name, "label": headers.label(column.name), "before": _json(was), "after": _json(is_)}
    if before.visibility is not after.visibility:
        values = {"before": before.visibility.value, "after": after.visibility.value}
        yield {"field": "visibility", "label": headers.label("visibility"), **values}


def _json(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _ends(fact: Fact) -> list[str]:
    return [str(fact.get(end.name)) for end in ends(fact.type)]


def names(session: Session, facts: Sequence[Fact]) -> dict[str, str]:
    """Return the names of the ends of these relations, also of ends that the batch takes away."""
    tied = {id_ for fact in facts if fact.type in RELATIONS for id_ in _ends(fact)}
    found = {fact.id: fact.name for fact in facts if fact.type not in RELATIONS}
    for type_ in (RecordType.ACTOR, RecordType.PROJECT):
        found |= {
            fact.id: fact.name for fact in session.store.facts(type_, sorted(tied - found.keys()), Scope.INTERNAL)
        }
    return found
