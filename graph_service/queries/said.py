"""What of all that was said counts today, and a statement's fields in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from graph_service.messages import LANGS, Day, Items, Label, Message, m, say
from graph_service.model import STAFF, Column, Fact, Op, RecordType, Statement, Value, column, columns, ends_of
from graph_service.queries.records import OtherSays
from graph_service.queries.view import View
from graph_service.records import headers
from graph_service.stores.base import Spoken
from graph_service.stores.fold import LogEntry, current, fact_id

Names = dict[tuple[RecordType, str], str]
"""(type, id) -> name, of records that statements refer to."""

_LINKS = (Op.SAME, Op.DIFFERENT)


def counting(view: View, said: Sequence[Spoken]) -> list[bool]:
    """Of each of `said`, everything about some facts in the order it was said, whether it counts today.

    A live batch is not enough: a row may have been said anew since by its source, or its source may have ended it,
    and of staff's words about a field, or about whether a fact is so, the last one counts.
    """
    batches = [batch for batch, _ in view.store.batches()]
    place = {batch.id: at for at, batch in enumerate(batches)}
    now = current(batches, (LogEntry(place[one.batch.id], at, one.statement) for at, one in enumerate(said)))
    rows = {row.digest for row, _ in now.rows}
    # A statement that several live batches say counts as the newest of them says it.
    newest = {one.statement.digest: one.batch.id for one in said if one.live}
    words = _last_words(now.words)
    gone = _gone_fundings(view, said)
    return [
        one.live
        and newest[one.statement.digest] == one.batch.id
        and (one.statement.digest in rows - gone if one.statement.op is Op.ROW else one.statement.digest in words)
        for one in said
    ]


def _last_words(words: Sequence[Statement]) -> set[str]:
    """The digests of the words that no later word about the same thing has taken the place of."""
    found: set[str] = set()
    taken: set[object] = set()
    # Staff's word about a pair of actors stands above a matcher's, whichever came first.
    ordered = sorted(words, key=lambda word: word.op in _LINKS and word.source == STAFF)
    for word in reversed(ordered):
        if word.op is Op.SET:
            about: list[object] = [(word.type, "field", name) for name in word.fields]
        elif word.op in _LINKS:
            about = [(word.type, "pair", *sorted(word.ids))]
        else:
            about = [(word.type, "hidden" if word.op is Op.HIDE else "so")]
        if not taken.issuperset(about):
            found.add(word.digest)
        taken.update(about)
    return found


def _gone_fundings(view: View, said: Iterable[Spoken]) -> set[str]:
    """The digests of rows about fundings that are no more.

    What a funding row says is part of what it is about: the row that took its place is about another fact, and is not
    among what was said of this one. One that is denied, or that waits for an end, was not said anew.
    """
    about = [one for one in said if one.statement.type is RecordType.FUNDING]
    if any(one.live and one.statement.op is Op.DENY for one in about):
        return set()
    rows = [one.statement for one in about if one.statement.op is Op.ROW]
    ends = view.store.resolve([id_ for row in rows for id_ in ends_of(row.type, row.fields)], view.scope)
    ids = {row.digest: fact_id(row.type, row.ids[0]) for row in rows} if all(ends.values()) else {}
    there = {fact.id for fact in view.facts(RecordType.FUNDING, sorted(set(ids.values())))} if ids else set()
    return {digest for digest, id_ in ids.items() if id_ not in there}


def fields(view: View, said: Statement, names: Names) -> Iterator[tuple[str, Label, Label]]:
    """(field, what people call it, its value in words) of all that a statement says."""
    if said.op is Op.HIDE:
        yield "visibility", _both(m("said-seen-from")), _both(m(f"visibility-{said.visibility}"))
    elif said.op in _LINKS:
        both = Items([_named(id_, names.get((said.type, id_))) for id_ in said.ids])
        yield "id", headers.label("id"), _both(both)
    for column_ in columns(said.type):
        if column_.name in said.fields:
            value = said.fields[column_.name]
            yield column_.name, headers.label(column_.name), in_words(view, said.type, column_.name, value, names)


def in_words(view: View, type_: RecordType, field: str, value: Value, names: Names) -> Label:
    """A value of a field as people read it: kinds and places by name, dates as the language writes them."""
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
    """The values of a fact that lost, field by field, with who states them."""
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
    """The names of what the fields of some statements refer to, as far as the reader sees it."""
    wanted: dict[RecordType, set[str]] = {}
    for said in statements:
        if said.op in _LINKS:
            wanted.setdefault(said.type, set()).update(said.ids)
        for name, value in said.fields.items():
            found = column(said.type, name)
            for type_ in found.refs if found else ():
                items = value if isinstance(value, tuple | list) else (value,)
                wanted.setdefault(type_, set()).update(str(item) for item in items if item is not None)
    return {(type_, fact.id): fact.name for type_ in wanted for fact in view.facts(type_, sorted(wanted[type_]))}


def _both(value: Message | Day | Items) -> Label:
    return Label(*(say(value, lang) for lang in LANGS))
