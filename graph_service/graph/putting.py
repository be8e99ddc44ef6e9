"""Reads, replaces and deletes one record as a whole (docs/statements.md#8-what-comes-back).

A record that is put is compared with the one that its sender was shown, and only what differs is said: these are short
forms of edits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph_service.errors import NotFound, UsageError
from graph_service.graph.editing import Editor, EditReport, as_text, report, unsaid, with_ids
from graph_service.graph.retrying import at_one_revision
from graph_service.graph.session import Session
from graph_service.messages import Items, m
from graph_service.model import COUNTED, KEYED, Fact, Op, RecordType, Say, Scope, Statement, Value, column
from graph_service.records import cells, differences
from graph_service.records.template import row_of
from graph_service.stores import relation_ids
from graph_service.stores.base import Store
from graph_service.stores.fold import fact_id
from graph_service.stores.reading import Reader

Allowed = Callable[[Fact | None], None]
"""Called with the record as it is now, or None: raises where its sender was shown another."""


@dataclass(frozen=True)
class PutReport:
    """What a PUT did. `id` is the record's id afterwards: another end or role makes it another record."""

    edit: EditReport
    id: str
    created: bool


def find(reader: Reader, type_: RecordType, id_: str) -> Fact | None:
    """Return the record that an id leads to, now or from before a merge."""
    named = [found for t, found in reader.resolve([id_])[id_] if t is type_]
    facts = reader.facts(type_, named)
    return facts[0] if len(facts) == 1 else None


def shown(fact: Fact) -> dict[str, Any]:
    """Return a record as GET sends it and PUT takes it: canonical fields, and who may see it."""
    return {name: list(v) if isinstance(v, tuple) else v for name, v in row_of(fact).items() if name != "source"}


def put(
    session: Session, type_: RecordType, id_: str, body: Mapping[str, Any], allowed: Allowed, *, who: str
) -> PutReport:
    """Make a record hold what `body` says: fields by name (null empties one, one not named stays), `visibility`.

    One that is not there is made; one that was denied is said again and affirmed. Raises what an edit raises.
    """
    session.check_writable()
    return at_one_revision(session, lambda at: _put(session, type_, id_, body, allowed, who, at))


def delete(session: Session, type_: RecordType, id_: str, allowed: Allowed, *, who: str) -> EditReport:
    """Deny a record, so that it is no fact whatever sources say."""

    def deny(at: int) -> EditReport:
        fact = find(Reader(session.store, Scope.INTERNAL), type_, id_)
        allowed(fact)
        if fact is None:
            raise NotFound("not-found", text=id_[:200], near="none")
        return _write(session, [differences.denied(fact)], f"DELETE {type_} {fact.id}", who, at)

    session.check_writable()
    return at_one_revision(session, deny)


def _put(
    session: Session, type_: RecordType, id_: str, body: Mapping[str, Any], allowed: Allowed, who: str, at: int
) -> PutReport:
    store = session.store
    fact = find(Reader(store, Scope.INTERNAL), type_, id_)
    allowed(fact)
    texts = {name: _typed(type_, name, value) for name, value in body.items()}
    visibility = _visibility(texts.pop("visibility", ""))
    with session.view() as view:
        editor = Editor(session, view.vocabulary, view.territories)
    key = KEYED.get(type_)
    if key and texts.setdefault(key, id_) not in (id_, fact.id if fact else id_):
        raise UsageError("put-other-id", id=id_[:80], other=texts[key][:80])
    if fact is None:
        words, new_id = _new(store, editor, type_, id_, texts, visibility)
    else:
        if key:
            del texts[key]
        words = _changes(store, editor, fact, texts, visibility)
        new_id = _id_of(words, fact.id)
    note = f"PUT {type_} {new_id}"
    edited = _write(session, words, note, who, at) if words else unsaid(session)
    return PutReport(edited, new_id, fact is None)


def _changes(
    store: Store, editor: Editor, fact: Fact, texts: Mapping[str, str], visibility: Scope | None
) -> list[Statement]:
    record = editor.checked(fact.type, texts, partial=True)
    fields = {**record.fields, **with_ids(editor.reader, fact.type, record.fields)}
    differs: dict[str, Value] = {n: v for n, v in fields.items() if _value(v) != _value(fact.get(n))}
    editor.check_change(fact, differs)
    return differences.changed(fact, differs, visibility, store)


def _new(
    store: Store, editor: Editor, type_: RecordType, id_: str, texts: Mapping[str, str], visibility: Scope | None
) -> tuple[list[Statement], str]:
    checked = editor.checked(type_, texts, partial=False).fields
    fields = {**checked, **with_ids(editor.reader, type_, checked)}
    words = differences.added(type_, fields, visibility or Scope.INTERNAL, store)
    made = fact_id(type_, words[0].ids[0])
    if made != id_ and not _denied(store, type_, id_):
        # The id of a relation is made of its ends: there is none to choose.
        raise NotFound("put-no-such", id=id_[:80])
    return words, made


def _denied(store: Store, type_: RecordType, id_: str) -> bool:
    return any(word.op is Op.DENY for word in relation_ids.verdicts(store, type_, [id_]))


def _id_of(words: list[Statement], id_: str) -> str:
    """The id of what the words leave: of a relation with another end, that of the new row."""
    if not words or words[0].op is not Op.DENY:
        return id_
    return fact_id(words[1].type, words[1].ids[0])


def _write(session: Session, words: list[Statement], note: str, who: str, at: int) -> EditReport:
    batch = session.new_batch("edit", who=who, note=note)
    says = relation_ids.with_all_ids(session.store, [Say(word) for word in words])
    return report(session, session.store.write(batch, says, at=at))


def _typed(type_: RecordType, name: str, value: Any) -> str:
    """A value of the body as text. Of another kind than its column it is a mistake and not a text."""
    known = column(type_, name)
    many, number = bool(known and known.many), bool(known and known.kind in ("number", "integer"))
    if isinstance(value, list) and not many:
        raise UsageError("bad-parameter", parameter=name, reason=m("reason-form"))
    if isinstance(value, bool | int | float) and (not number or isinstance(value, bool)):
        raise UsageError("bad-parameter", parameter=name, reason=m("reason-form"))
    return as_text(value)


def _visibility(text: str) -> Scope | None:
    if not text.strip():
        return None
    found = cells.visibility(text)
    if found is None:
        raise UsageError("unknown-scope", scope=text[:80], known=Items(list(Scope), "or"))
    return found


def _value(value: Value) -> Value:
    return None if value in ("", ()) else value


PUTTABLE = {type_.sheet: type_ for type_ in COUNTED}
"""What may be put, by its name in an address."""
