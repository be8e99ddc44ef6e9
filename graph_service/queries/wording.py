"""Puts the fields of a statement, and the values of a fact that lost, into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from graph_service.messages import LANGS, Day, Items, Label, Message, m, say
from graph_service.model import Column, Fact, Op, RecordType, Statement, Value, column, columns
from graph_service.queries.base import OtherSays
from graph_service.queries.view import View
from graph_service.records import headers

Names = dict[tuple[RecordType, str], str]
"""(type, id) -> name, of records that statements refer to."""

_LINKS = (Op.SAME, Op.DIFFERENT)


def fields(view: View, statement: Statement, names: Names) -> Iterator[tuple[str, Label, Label]]:
    """Yield (field, its label, its value in words) for every field that a statement sets."""
    if statement.op is Op.HIDE:
        yield "visibility", _both(m("said-seen-from")), _both(m(f"visibility-{statement.visibility}"))
    elif statement.op in _LINKS:
        both = Items([_named(id_, names.get((statement.type, id_))) for id_ in statement.ids])
        yield "id", headers.label("id"), _both(both)
    for column_ in columns(statement.type):
        if column_.name in statement.fields:
            value = statement.fields[column_.name]
            yield column_.name, headers.label(column_.name), in_words(view, statement.type, column_.name, value, names)


def in_words(view: View, type_: RecordType, field: str, value: Value, names: Names) -> Label:
    """Return a field's value as people read it: kinds and places by name, dates as the language writes them."""
    found = column(type_, field)
    if value is None:
        return _both(m("said-emptied"))
    if isinstance(value, tuple | list):
        return _both(Items([_item(view, found, item, names) for item in value], ";"))
    return _item(view, found, value, names)


def _item(view: View, found: Column | None, value: Value, names: Names) -> Label:
    if isinstance(value, bool):
        return _both(m("said-yes" if value else "said-no"))
    if isinstance(value, int | float):
        digits = format(Decimal(repr(value)).normalize(), "f")
        return Label(digits.replace(".", ","), digits)
    text = str(value)
    if found is None:
        return Label(text, text)
    if found.category:
        return view.vocabulary.label(found.category, text)
    if found.kind == "date":
        return _both(Day(text))
    if RecordType.THEME in found.refs:
        known = names.get((RecordType.THEME, text))
        return Label(known, known) if known else view.vocabulary.label("theme", text)
    name = view.territory_name(text) if RecordType.TERRITORY in found.refs else None
    name = name or next((names[type_, text] for type_ in found.refs if (type_, text) in names), None)
    text = _named(text, name)
    return Label(text, text)


def _named(id_: str, name: str | None) -> str:
    return f"{name} ({id_})" if name and name != id_ else id_


def otherwise(view: View, fact: Fact) -> list[OtherSays]:
    """Return the values of a fact that lost, field by field, with the sources that state them."""
    return [
        OtherSays(
            field=name,
            label=headers.label(name),
            value=value,
            text=in_words(view, fact.type, name, value, {}),
            source=source,
        )
        for name, lost in sorted((fact.others or {}).items())
        for value, source in lost
    ]


def referred(view: View, statements: Iterable[Statement]) -> Names:
    """Return the names of all records that these statements refer to and the reader sees."""
    wanted: dict[RecordType, set[str]] = {}
    for statement in statements:
        if statement.op in _LINKS:
            wanted.setdefault(statement.type, set()).update(statement.ids)
        for name, value in statement.fields.items():
            found = column(statement.type, name)
            for type_ in found.refs if found else ():
                items = value if isinstance(value, tuple | list) else (value,)
                wanted.setdefault(type_, set()).update(str(item) for item in items if item is not None)
    return {(type_, fact.id): fact.name for type_ in wanted for fact in view.facts(type_, sorted(wanted[type_]))}


def _both(value: Message | Day | Items) -> Label:
    return Label(*(say(value, lang) for lang in LANGS))
