"""The fields of a form about a record, with what is wrong with each, who says what stands there, and what has moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph_service.api.pages import Reader
from graph_service.errors import InputError, MaillageError, Problem
from graph_service.graph import entering
from graph_service.messages import Lang, Message, say
from graph_service.model import RELATIONS, STAFF, Column, Fact, Op, RecordType, ends
from graph_service.queries.view import View
from graph_service.records import cells
from visualisations.web import editing, forms


def title(view: View, fact: Fact) -> str:
    """What a record is called: of a relation its ends."""
    if fact.type not in RELATIONS:
        return fact.name
    return " → ".join(entering.name_of(view, end, str(fact.get(end.name))) for end in ends(fact.type))


def told(error: MaillageError | None, reader: Reader) -> tuple[Problem | None, dict[str, list[str]]]:
    """What is said above a form, and what at its fields."""
    if error is None:
        return None, {}
    faults: dict[str, list[str]] = {}
    problems = error.problems if isinstance(error, InputError) else []
    if isinstance(error, InputError) and not problems and "field" in error.message.args:
        faults[str(error.message.args["field"])] = [say(error.message.args["reason"], reader.lang)]
    for each in problems:
        faults.setdefault(each["column"], []).append(say(each["message"], reader.lang))
    return error.problem(reader.lang), faults


def entries(
    reader: Reader,
    view: View,
    type_: RecordType,
    draft: entering.Draft,
    faults: Mapping[str, list[str]],
    fact: Fact | None = None,
    held: Mapping[str, str] | None = None,
    moved: set[str] | frozenset[str] = frozenset(),
) -> list[editing.Entry]:
    """The fields of a form: those that have to be filled first, then in the order of the template. `held` are the cells
    of the record as it is, `moved` the columns that somebody else has changed meanwhile."""
    lang, made = reader.lang, []
    sources = _sources(view, fact) if fact else {}
    for column in entering.entered(type_):
        texts = draft.texts.get(column.name, [])
        values = [forms.Value(text, entering.name_of(view, column, text)) for text in texts]
        own = [say(fault, lang) for fault in draft.faults.get(column.name, ())] or faults.get(column.name, [])
        found = draft.candidates.get(column.name)
        now = cell_shown(view, column, (held or {}).get(column.name, ""), lang) if column.name in moved else None
        others = (fact.others or {}).get(column.name, ()) if fact else ()
        made.append(
            editing.Entry(
                editing.control(type_, column, values, view.vocabulary, lang),
                own,
                found.candidates if found else (),
                said=", ".join(_called(view, id_, lang) for id_ in sources.get(column.name, ())),
                others=[
                    (cell_shown(view, column, entering.cell_of(value), lang), _called(view, source, lang))
                    for value, source in others
                ],
                now=now,
            )
        )
    return sorted(made, key=lambda entry: not entry.control.required)


def cell_shown(view: View, column: Column, cell: str, lang: Lang) -> str:
    """A cell as people read it: names in the place of ids."""
    if column.category:
        return say(view.vocabulary.label(column.category, cell), lang) if cell else ""
    if RecordType.TERRITORY in column.refs:
        return ", ".join(view.territories.name(item) for item in entering.items(column, cell))
    items = cells.split_list(cell) if column.many else entering.items(column, cell)
    return ", ".join(entering.name_of(view, column, item) for item in items)


def _sources(view: View, fact: Fact) -> dict[str, list[str]]:
    """By field, the sources that say the value which stands there."""
    found: dict[str, list[str]] = {}
    counting = [one.statement for one in view.reader.said(fact.keys, fact.type) if one.counts]
    for name, value in fact.values.items():
        if value is None:
            continue
        sets = [word for word in counting if word.op is Op.SET and name in word.fields]
        rows = [word for word in counting if word.op is Op.ROW and _agrees(word.fields.get(name), value)]
        # A word of the team replaces what sources say. A reference may have led elsewhere when its source named it.
        says = [STAFF] if sets else [word.source for word in rows] or [fact.source]
        found[name] = list(dict.fromkeys(says))
    return found


def _agrees(said: Any, value: Any) -> bool:
    if isinstance(value, tuple):
        return bool(set(said or ()) & set(value))
    return bool(said == value)


def _called(view: View, source: str, lang: Lang) -> str:
    if source == STAFF:
        return say(Message("editing-staff"), lang)
    (record,) = view.source_records([source])
    return " – ".join(text for text in (record.producer, record.title) if text) or source
