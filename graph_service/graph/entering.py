"""Reads what a person entered on a form: names become records, texts become cells, and each fault stands at its field.

Nothing is written here. What is left of a form without faults is what `Graph.edit` and `putting.put` take.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from graph_service.messages import Items, Message, m
from graph_service.model import KEYED, Column, Fact, RecordType, Value, naming_columns
from graph_service.queries.view import View
from graph_service.records import cells
from graph_service.records.validation import Fault, check_fields, fields_of
from graph_service.stores.reading import Reader
from graph_service.stores.referring import named, nearest

Posted = Mapping[str, Sequence[str]]
"""The texts that a form sends, by the name of the field."""
_WORDS, _EACH = 3, 2
"""Words of a name that names nothing, and how many records are proposed for each."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The record that a text names; else those that it may mean, as (id, name)."""

    id: str | None
    candidates: tuple[tuple[str, str], ...] = ()
    several: bool = False
    """Whether the candidates all bear the name; else none does, and they are near."""


@dataclass
class Draft:
    """A form as it was filled in."""

    cells: dict[str, str] = field(default_factory=dict)
    """By column, the text as a cell holds it, with ids where names are known. A column that was not sent is missing."""
    texts: dict[str, list[str]] = field(default_factory=dict)
    """By column, what is shown again: ids where names are known, else what was typed."""
    faults: dict[str, list[Message]] = field(default_factory=dict)
    candidates: dict[str, Meant] = field(default_factory=dict)
    """By column of one record, those that its text may mean."""


def entered(type_: RecordType) -> Iterator[Column]:
    """Return the columns of a type that people fill in: all but its id, which is proposed."""
    return (column for column in fields_of(type_) if column.name != KEYED.get(type_))


def meant(reader: Reader, text: str, types: Sequence[RecordType]) -> Meant:
    """Return what a text names to a reader, or may have meant."""
    found = named(reader, [text], types)[text]
    if len(found) == 1:
        return Meant(found[0][1])
    if found:
        ids = {type_: [id_ for t, id_ in found if t is type_] for type_ in types}
        facts = (fact for type_, wanted in ids.items() if wanted for fact in reader.facts(type_, wanted))
        return Meant(None, tuple((fact.id, fact.name) for fact in facts), True)
    near = nearest(reader, text, types)
    for word in text.split()[:_WORDS] if not near else ():
        near += [(hit.id, hit.name) for hit in reader.search(word, types=types, limit=_EACH)]
    return Meant(None, tuple(dict.fromkeys(near)))


def alike(view: View, type_: RecordType, text: str) -> list[tuple[str, str]]:
    """Return the records (id, name) that a new one may be, by its name: for who adds it to look at first.

    Actors are looked for among names that are near; a project's title is like that of the years before it.
    """
    found = meant(view.reader, text, (type_,)) if text and type_ in (RecordType.ACTOR, RecordType.PROJECT) else None
    if found is None:
        return []
    if found.id:
        return [(fact.id, fact.name) for fact in view.facts(type_, [found.id])]
    if found.several:
        return [*found.candidates]
    return nearest(view.reader, text, (type_,)) if type_ is RecordType.ACTOR else []


def read(view: View, type_: RecordType, form: Posted, held: Mapping[str, str], *, whole: bool = False) -> Draft:
    """Return a form about a record of a type as it was filled in; with `whole`, one about a new record, where what is
    needed has to be there.

    `held` are the cells that the form showed: what a person did not touch comes back by its name and stays the same
    record. `meant.NAME` is the record that was chosen for a name, and `about.NAME` the name that it was chosen for.
    """
    draft = Draft()
    themes = {fact.name: fact.id for fact in view.facts(RecordType.THEME)}
    for column in entered(type_):
        texts = [text.strip() for text in form.get(column.name, ()) if text.strip()]
        if column.required and not texts and (whole or column.name in form):
            draft.faults[column.name] = [m("editing-missing")]
        if column.name not in form:
            continue
        texts = texts if column.refs and column.many else texts[-1:]
        known = {name_of(view, column, id_): id_ for id_ in items(column, held.get(column.name, ""))}
        if form.get(f"about.{column.name}") == texts and (chosen := form.get(f"meant.{column.name}")):
            known[texts[0]] = chosen[-1]
        kept = []
        for text in texts:
            id_ = known.get(text, text)
            if column in naming_columns(type_):
                id_ = _record(view, column, id_, draft)
            else:
                id_ = themes.get(id_, id_) if RecordType.THEME in column.refs else id_
                cell = cells.join_list([id_]) if column.refs and column.many else id_
                checked = check_fields(
                    type_,
                    {column.name: cell},
                    view.vocabulary,
                    view.territories,
                    partial=True,
                    themes={*themes.values()},
                )
                if checked.fields.get(column.name) is None:
                    draft.faults.setdefault(column.name, []).extend(map(_said, checked.faults))
                elif column.refs:
                    id_ = items(column, cell_of(checked.fields[column.name]))[0]
            kept.append(id_)
        draft.texts[column.name] = kept
        draft.cells[column.name] = cells.join_list(kept) if column.refs and column.many else "".join(kept)
    return draft


def _said(fault: Fault) -> Message:
    """What is said of a field. That it is empty is said of a cell elsewhere."""
    return m("editing-missing") if fault.code == "missing_value" else fault.message


def _record(view: View, column: Column, text: str, draft: Draft) -> str:
    """The id of the record that a text names, else the text itself, with its fault."""
    found = meant(view.reader, text, column.refs)
    if found.id is None:
        code = "several" if found.several else "near" if found.candidates else "nobody"
        said = m(f"editing-name-{code}", text=text[:200])
        if not column.many:
            draft.candidates[column.name] = found
        elif found.candidates:
            listed = Items([f"{name} [{id_}]" for id_, name in found.candidates], "or")
            said = m("editing-name-listed", text=text[:200], list=listed)
        draft.faults.setdefault(column.name, []).append(said)
    return found.id or text


def items(column: Column, cell: str) -> list[str]:
    """The values of a cell: of a list its items, else the one."""
    if column.many and column.refs:
        return cells.split_list(cell)
    return [cell] if cell else []


def cells_of(fact: Fact) -> dict[str, str]:
    """The cells that a form shows of a record, by column, and who may see it."""
    held = {column.name: cell_of(fact.get(column.name)) for column in entered(fact.type)}
    return {**held, "visibility": fact.visibility.value}


def cell_of(value: Value | Any) -> str:
    """A value as a person types it. Unlike the cell of a workbook, nothing in it has to be kept from running."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        return cells.join_list(str(item) for item in value)
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value).replace("\r\n", "\n")


def name_of(view: View, column: Column, value: str) -> str:
    """What people read in place of a value that refers to something; else the value."""
    for type_ in column.refs:
        if type_ is RecordType.TERRITORY:
            return view.territories.listed_name(value)
        if type_ is RecordType.THEME:
            label = view.vocabulary.get("theme", value)
            if label:
                return label.label.fr
        if facts := view.facts(type_, [value]):
            return facts[0].name
    return value


def dated(cell: str) -> str:
    """A date as it is stated, from a cell that was checked."""
    return cells.date(cell) or cell
