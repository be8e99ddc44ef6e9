"""Turns staff's corrections into the statements of one batch (docs/statements.md#7-words-of-staff).

An operation is `{op: add|set|deny|affirm|hide|same|different, type, ids, fields, visibility}`. Names are resolved
when the word is spoken; the word then names all keys that its fact has, so that it reaches the fact for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph_service.errors import InputError, NotFound, UsageError
from graph_service.graph import unheard_corrections
from graph_service.graph.asking import reason, refer
from graph_service.graph.batch_titles import note_of
from graph_service.graph.saved.aftermath import StillShown, still_shown
from graph_service.graph.session import Session
from graph_service.graph.unheard_corrections import UnheardCorrection
from graph_service.messages import Items, m
from graph_service.model import (
    COUNTED,
    KEYED,
    LABELS,
    STAFF,
    Fact,
    Op,
    RecordType,
    Say,
    Says,
    Scope,
    Statement,
    Value,
    column,
    columns,
    naming_columns,
    readable,
)
from graph_service.model.bounds import is_within
from graph_service.queries.base import FieldValue
from graph_service.records import cells, differences, headers, personal
from graph_service.records.validation import CheckedRecord, Fault, check_fields, faults_of_change
from graph_service.stores import relation_ids
from graph_service.stores.base import Counts, Spoken, Written
from graph_service.stores.reading import Reader

_ANY = tuple(t for t in RecordType if t is not RecordType.TERM)


class Operation(BaseModel):
    """One correction by staff."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    op: Literal["add", "set", "deny", "affirm", "hide", "same", "different"]
    """`add` a record, `set` fields of one, `deny` that it is so, `affirm` what was denied, `hide` it from readers; say
    of two actors that they are the `same` or `different`."""
    type: RecordType | None = None
    """The type of the record; to be said where one is added, and where an id fits several types."""
    ids: tuple[str, ...] = ()
    """What is spoken of, by id, identifier or name: one record; two for `same` and `different`, none for `add`."""
    fields: dict[str, FieldValue] = Field(default_factory=dict)
    """Of `add` and `set`: field name -> value; null empties a field."""
    visibility: Scope | None = None
    """The least scope that sees what is said; of `hide`, the first that still sees the record."""


@dataclass(frozen=True)
class EditReport:
    """What a batch of corrections did: its id (for `undo`), the revision, facts by type, ids added, corrections that
    wait."""

    import_id: str | None
    revision: int
    counts: Counts
    added: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    unheard: tuple[UnheardCorrection, ...] = ()
    """Words about relations that not every reader hears."""
    still_shown: tuple[StillShown, ...] = ()
    """Frozen maps and publications that show what it took away or hid."""

    def as_json(self) -> dict[str, Any]:
        return {
            "import_id": self.import_id,
            "revision": self.revision,
            **self.counts.by_sheet(),
            "added": list(self.added),
            "waiting": list(self.waiting),
            "unheard": [one.as_json() for one in self.unheard],
            "still_shown": [one.as_json() for one in self.still_shown],
        }


def report(session: Session, written: Written, added: Sequence[str] = ()) -> EditReport:
    waits = [f"{word.op} {word.type} {' '.join(word.ids)[:200]}" for word in written.unreached]
    waits += [f"row {say.statement.type} {say.statement.key}" for say in written.waiting]
    return EditReport(
        written.batch.id if written.batch else None,
        written.revision,
        written.counts,
        tuple(added),
        tuple(waits),
        tuple(unheard_corrections.grouped(session, written.unheard)),
        tuple(still_shown(session.store, written.changes)),
    )


def unsaid(session: Session) -> EditReport:
    """Return the report of corrections that changed nothing, so that no batch was written."""
    nothing: dict[RecordType, int] = dict.fromkeys(COUNTED, 0)
    counts = Counts(nothing, nothing, nothing, nothing)
    return EditReport(None, session.store.head().revisions[Scope.INTERNAL], counts)


def edit(session: Session, operations: Sequence[Mapping[str, Any]], *, who: str, note: str) -> EditReport:
    """Write all operations as one batch, or none. Raises UsageError, InputError, NotFound, Ambiguous."""
    says, added = _spoken(session, operations)
    note = note or note_of(says)
    written = session.store.write(session.new_batch("edit", who=who, note=note), says)
    return report(session, written, added)


def tried(session: Session, operations: Sequence[Mapping[str, Any]]) -> Written:
    """Return what `edit` would do, and write nothing. Raises what `edit` raises."""
    says, _ = _spoken(session, operations)
    return session.store.write(session.new_batch("edit"), says, dry_run=True)


def _spoken(session: Session, operations: Sequence[Mapping[str, Any]]) -> tuple[Says, list[str]]:
    """The statements of some operations, and the ids that they add."""
    session.check_writable()
    if not operations:
        raise UsageError("edit-empty")
    with session.view() as view:
        editor = Editor(session, view.vocabulary, view.territories)
        says = [Say(word) for raw in operations for word in editor.speak(_operation(raw))]
        return relation_ids.with_all_ids(session.store, says), editor.added


def _operation(raw: Mapping[str, Any]) -> Operation:
    try:
        return Operation.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError("bad-parameter", parameter=place, reason=reason(first)) from error


class Editor:
    """Turns operations into statements against what the team sees now."""

    def __init__(self, session: Session, vocabulary: Any, territories: Any) -> None:
        self.store = session.store
        self.reader = Reader(session.store, Scope.INTERNAL)
        self.vocabulary = vocabulary
        self.territories = territories
        self.themes = {fact.id for fact in session.store.facts(RecordType.THEME, None, Scope.INTERNAL)}
        self.added: list[str] = []
        self.new: set[tuple[RecordType, str]] = set()
        """What this list has added: its later operations may name these ids, which the store does not know yet."""

    def speak(self, asked: Operation) -> list[Statement]:
        if asked.op == "add":
            return self._add(asked)
        if asked.op in ("same", "different"):
            return [self._link(asked)]
        if len(asked.ids) != 1:
            raise UsageError("edit-one-id", op=asked.op)
        if asked.op in ("affirm", "deny"):
            # What is denied may be denied again: of a record that its denial did not name.
            type_, keys = self._once_said(asked)
            return [Statement(Op(asked.op), type_, STAFF, "", "", Scope.INTERNAL, keys, {})]
        fact = self._fact(asked.ids[0], asked.type)
        if asked.op == "set":
            return [self._set(asked, fact)]
        if asked.visibility in (None, Scope.PUBLIC):
            raise UsageError("edit-hide-below")
        return [differences.hidden(fact, asked.visibility)]

    def _add(self, asked: Operation) -> list[Statement]:
        type_ = asked.type
        if type_ is None or type_ in (RecordType.TERM, RecordType.SOURCE):
            known = Items([t.value for t in _ANY if t is not RecordType.SOURCE], "or")
            raise UsageError("edit-add-what", known=known)
        fields = {name: as_text(value) for name, value in asked.fields.items()}
        key = KEYED.get(type_)
        if key == "id" and not fields.get("id"):
            fields["id"] = differences.new_id(type_, fields)
        record = self.checked(type_, fields, partial=False)
        if ends := with_ids(self.reader, type_, record.fields, self.new):
            fields |= {name: as_text(value) for name, value in ends.items()}
            record = self.checked(type_, fields, partial=False)
        id_ = str(record.fields[key]) if key else ""
        if key and ((type_, id_) in self.new or self.store.resolve([id_], Scope.INTERNAL)[id_]):
            raise UsageError("edit-add-exists", id=id_)
        # A label is shown where a seen fact names it, and nowhere else.
        usual = Scope.PUBLIC if type_ in LABELS else Scope.INTERNAL
        visibility = Scope.INTERNAL if type_ is RecordType.FUNCTION else asked.visibility or usual
        statements = differences.added(type_, record.fields, visibility, self.store)
        if key:
            self.added.append(id_)
            self.new.add((type_, id_))
        return statements

    def _set(self, asked: Operation, fact: Fact) -> Statement:
        fixed = differences.FIXED.get(fact.type, frozenset()) | ({KEYED[fact.type]} if fact.type in KEYED else set())
        if wrong := sorted(fixed & asked.fields.keys()):
            raise UsageError("edit-fixed-field", field=wrong[0])
        if not asked.fields:
            raise UsageError("edit-no-field", known=Items([c.name for c in columns(fact.type)]))
        texts = {name: as_text(value) for name, value in asked.fields.items()}
        rank = texts.pop("rank", None) if fact.type is RecordType.SOURCE else None
        empty = [name for name, text in texts.items() if not text.strip() and _required(fact.type, name)]
        if empty:
            raise UsageError("edit-required", field=empty[0])
        fields = dict(self.checked(fact.type, texts, partial=True).fields)
        fields.update(with_ids(self.reader, fact.type, fields))
        if rank is not None:
            fields["rank"] = _rank(rank)
        self.check_change(fact, fields)
        return Statement(Op.SET, fact.type, STAFF, "", "", asked.visibility or fact.visibility, fact.keys, fields)

    def check_change(self, fact: Fact, fields: Mapping[str, Value]) -> None:
        """Raise InputError if a new value contradicts one that stays, such as a start after the end."""
        if faults := faults_of_change(fact.type, fields, readable(fact).values):
            raise _refused(faults)

    def checked(self, type_: RecordType, fields: Mapping[str, str], *, partial: bool) -> CheckedRecord:
        """Return the typed fields in canonical form. Raises InputError also for a doubtful value, which the person can
        mend at once."""
        record = check_fields(type_, fields, self.vocabulary, self.territories, partial=partial, themes=self.themes)
        lost = [
            f
            for f in record.faults
            if f.severity == "error" or f.column not in record.fields or f.code == "invisible_in_id"
        ]
        if lost:
            raise _refused(lost)
        for name, _ in personal.find(type_, record.fields):
            raise InputError("edit-refused", field=name, reason=m("problem-personal_data", column=headers.named(name)))
        return record

    def _link(self, asked: Operation) -> Statement:
        if len(asked.ids) != 2 or asked.type not in (None, RecordType.ACTOR):
            raise UsageError("edit-two-actors", op=asked.op)
        ids = tuple(self._member(text) for text in asked.ids)
        one, other = (self._fact(id_, RecordType.ACTOR) for id_ in ids)
        if asked.op == "same":
            if one.id == other.id:
                raise UsageError("edit-same-already", id=one.id)
            sirens = {str(f.get("siren") or str(f.get("siret") or "")[:9]) for f in (one, other)} - {""}
            if len(sirens) > 1:
                raise UsageError("edit-two-sirens", sirens=Items(sorted(sirens)))
        elif one.id == other.id and ids[0] == ids[1]:
            raise UsageError("edit-different-self", members=Items(list(one.keys)))
        hidden = max((one.visibility, other.visibility), key=lambda scope: scope.rank)
        return Statement(Op(asked.op), RecordType.ACTOR, STAFF, "", "", asked.visibility or hidden, ids, {})

    def _member(self, text: str) -> str:
        """A record's own id as it was stated, else the canonical id of the actor that `text` names."""
        id_ = refer(self.reader, text, (RecordType.ACTOR,))
        return text if text in self._fact(id_, RecordType.ACTOR).keys else id_

    def _fact(self, text: str, type_: RecordType | None) -> Fact:
        types = (type_,) if type_ else _ANY
        id_ = refer(self.reader, text, types)
        # A server is asked for the types that have this id, and not for each type there is.
        hits = dict.fromkeys(t for t, id_of in self.store.resolve([id_], Scope.INTERNAL)[id_] if id_of == id_)
        found = [fact for t in types if t in hits for fact in self.store.facts(t, [id_], Scope.INTERNAL)]
        if len(found) != 1:
            raise UsageError("edit-which-type", id=id_, known=Items([f.type.value for f in found], "or"))
        return found[0]

    def _once_said(self, asked: Operation) -> tuple[RecordType, tuple[str, ...]]:
        """The keys of a fact that is there, or of one that was denied: those that its denial named."""
        try:
            fact = self._fact(asked.ids[0], asked.type)
            return fact.type, fact.keys
        except NotFound:
            types = [asked.type] if asked.type else [*dict.fromkeys(s.statement.type for s in self._about(asked))]
            verdicts = [word for type_ in types for word in relation_ids.verdicts(self.store, type_, asked.ids)]
            denials = [word for word in verdicts if word.op is Op.DENY]
            if not denials:
                raise
            rows = [s.statement.ids for s in self._about(asked) if s.statement.op is Op.ROW]
            keys = dict.fromkeys((*denials[-1].ids, *(key for ids in rows for key in ids)))
            return denials[-1].type, tuple(keys)

    def _about(self, asked: Operation) -> list[Spoken]:
        return [s for s in self.store.statements(keys=asked.ids) if asked.type in (None, s.statement.type)]


def _refused(faults: Sequence[Fault]) -> InputError:
    problems = [replace(fault, severity="error").as_problem() for fault in faults]
    return InputError("edit-refused", problems, field=faults[0].column, reason=faults[0].message)


def with_ids(
    reader: Reader, type_: RecordType, fields: Mapping[str, Value], new: Set[tuple[RecordType, str]] = frozenset()
) -> dict[str, Value]:
    """Return those of `fields` that refer to actors or projects, with ids in place of names. `new` are records added in
    the same batch.

    Raises NotFound where one names nothing: a relation would be gone, and another would wait for an end that never
    comes.
    """

    def id_of(text: str, types: Sequence[RecordType]) -> str:
        return text if any((type_, text) in new for type_ in types) else refer(reader, text, types)

    found: dict[str, Value] = {}
    for known in naming_columns(type_):
        value = fields.get(known.name)
        if isinstance(value, tuple):
            found[known.name] = tuple(dict.fromkeys(id_of(text, known.refs) for text in value))
        elif value is not None:
            found[known.name] = id_of(str(value), known.refs)
    return found


def as_text(value: Any) -> str:
    """Return a value from JSON or the command line as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, list | tuple) and not any(isinstance(item, list | dict) for item in value):
        return cells.join_list(str(item) for item in value)
    if isinstance(value, list | tuple | dict):
        raise UsageError("bad-parameter", parameter="fields", reason=m("reason-form"))
    return str(value)


def _rank(text: str) -> int | None:
    if not text.strip():
        return None
    rank, known = cells.integer(text), column(RecordType.SOURCE, "rank")
    if rank is None:
        raise UsageError("bad-parameter", parameter="rank", reason=m("reason-integer", value=text[:80]))
    if known and not is_within(known, rank):
        low, high = str(known.low), str(known.high)
        reason = m("problem-out_of_range", column=headers.named("rank"), low=low, high=high)
        raise UsageError("bad-parameter", parameter="rank", reason=reason)
    return rank


def _required(type_: RecordType, name: str) -> bool:
    found = column(type_, name)
    return bool(found and found.required)
