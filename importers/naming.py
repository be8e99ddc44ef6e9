"""Cells that name an actor or a project where its id is expected: each becomes the id of the one record that bears
the name.

An id stands for itself, whoever sees it. A name is looked for among the records that all readers of the row see, then
among those that fewer see: what is hidden from them makes nothing ambiguous that is clear to them. A row's key stays
as it was typed. The record that a row once named is the one it names when it is imported again, whatever bears the
name by then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from graph_service.checked import clip
from graph_service.messages import Items, Label, m
from graph_service.model import (
    KEYED,
    SCOPES,
    Column,
    Fact,
    Op,
    RecordType,
    Says,
    Scope,
    Statement,
    Value,
    naming_columns,
    row,
)
from graph_service.records.headers import named
from graph_service.records.validation import Fault, id_of
from graph_service.stores import referring
from graph_service.stores.base import Store
from graph_service.stores.fold.identity import Member, groups
from graph_service.stores.reading import Reader
from graph_service.vocabulary import fold_text

_OWN = (RecordType.ACTOR, RecordType.PROJECT)
_ID, _NUMBER, _NAME = range(3)
"""How a text names a record: what names it better decides, so that an id never becomes ambiguous by a name."""
_PROPOSED_FOR = 30
"""Unknown texts of one import for which the nearest is looked for."""
_LISTED = 10


@dataclass(frozen=True, slots=True, order=True)
class Meant:
    """A record that a text may mean."""

    type: RecordType
    id: str
    name: str

    @property
    def label(self) -> str:
        return f"{self.name} [{self.id}]"


@dataclass(frozen=True, slots=True)
class Named:
    """The fields of a row with ids for names, what each name was taken for, and what is wrong with the others."""

    fields: Mapping[str, Value]
    taken: tuple[tuple[str, str, Meant], ...]
    """(column, name as typed, record)."""
    faults: tuple[Fault, ...]


@dataclass
class NameResolver:
    """Finds the records that texts name, in the store and among the rows of the import (`says`, read at the first
    question)."""

    store: Store | None
    says: Says
    sharing: Collection[str] = ()
    """Kinds of actors of which several rightly have one SIREN."""
    _known: dict[tuple[tuple[RecordType, ...], str], bool] = field(default_factory=dict)
    _found: dict[tuple[tuple[RecordType, ...], str, Scope], list[Meant]] = field(default_factory=dict)
    _near: dict[tuple[tuple[RecordType, ...], str], Items | str] = field(default_factory=dict)
    _stored: dict[tuple[Scope, str], list[tuple[int, Meant]]] = field(default_factory=dict)
    """What the store says that a text names in a scope, and how."""
    _earlier: dict[tuple[RecordType, str, str], Statement] = field(default_factory=dict)
    """By type, source and key: what a row that names something said when it was imported before."""
    _brought: dict[Meant, list[Statement]] | None = None
    _words: dict[str, dict[Meant, list[tuple[int, Statement]]]] = field(default_factory=dict)
    _taken: dict[tuple[str, str], set[str]] | None = None

    def resolve(self, statement: Statement, prefix: str = "") -> Named:
        """Return a row with ids in place of names. `prefix` is what `--ids own` has put before each."""
        fields, taken, faults = dict(statement.fields), [], []
        for column in naming_columns(statement.type):
            value = statement.fields.get(column.name)
            if value is None:
                continue
            found: list[str] = []
            for typed in value if isinstance(value, tuple) else (str(value),):
                id_, meant, fault = self._one(statement, column, typed, typed.removeprefix(prefix))
                if meant:
                    taken.append((column.name, typed.removeprefix(prefix), meant))
                if fault:
                    faults.append(fault)
                if id_:
                    found.append(id_)
            fields[column.name] = tuple(dict.fromkeys(found)) if isinstance(value, tuple) else next(iter(found), None)
        return Named(fields, tuple(taken), tuple(faults))

    def _one(
        self, statement: Statement, column: Column, typed: str, name: str
    ) -> tuple[str | None, Meant | None, Fault | None]:
        if self.is_id(column.refs, typed):
            return typed, None, None
        found: list[Meant] = []
        # Under `--ids own` a text that is somebody else's id names nobody else.
        if typed == name or not self.is_id(column.refs, name):
            scope, found = self._first_seen(column.refs, name, statement.visibility)
            if (before := self._before(statement, column, name)) and self._fact(before, scope):
                found = [before]
        if len(found) == 1:
            return found[0].id, found[0], None
        if found:
            return None, None, self.ambiguous(column, name, found)
        id_, bad = id_of(column, typed)
        if id_ is None:
            return None, None, bad[0]
        unknown = None if column.required else self.unknown(column, name, "unknown_reference")
        return id_, None, unknown

    def look_up(self, rows: Sequence[tuple[Statement, str]]) -> None:
        """Look up in one go all that these rows name, and what they stated before. Each comes with the prefix that
        `--ids own` put before its ids."""
        if self.store is None:
            return
        texts = {
            spelt
            for statement, prefix in rows
            for text in _texts(statement)
            for spelt in (text, text.removeprefix(prefix))
        }
        self._ask(sorted(texts), Scope.INTERNAL)
        named_ = sorted(text for text in texts if self._stored[Scope.INTERNAL, text])
        for scope in SCOPES[:-1]:
            # What the team's own view of the store knows nothing of no other knows.
            self._stored.update(((scope, text), []) for text in texts)
            if named_:
                self._ask(named_, scope)
        keys: dict[RecordType, set[str]] = defaultdict(set)
        for statement, prefix in rows:
            if any((statement.source, text.removeprefix(prefix)) in self._remembered() for text in _texts(statement)):
                keys[statement.type].update(self._keys(statement, prefix))
        for type_, asked in keys.items():
            for one in self.store.statements(keys=sorted(asked), type_=type_):
                if one.live and one.statement.op is Op.ROW:
                    self._earlier[type_, one.statement.source, one.statement.key] = one.statement

    def _ask(self, texts: Collection[str], scope: Scope) -> None:
        """Keep what the store says that texts name in a scope."""
        assert self.store is not None
        hits = referring.named(Reader(self.store, scope), texts)
        ids: dict[RecordType, set[str]] = defaultdict(set)
        for found in hits.values():
            for type_, id_ in found:
                if type_ in _OWN:
                    ids[type_].add(id_)
        facts = {(t, f.id): f for t, asked in ids.items() for f in self.store.facts(t, sorted(asked), scope)}
        for text, found in hits.items():
            named_ = [facts[hit] for hit in found if hit in facts]
            self._stored[scope, text] = [(_level(text, fact), Meant(fact.type, fact.id, fact.name)) for fact in named_]

    def is_id(self, types: tuple[RecordType, ...], text: str) -> bool:
        """Return whether a text is exactly the id of a record, in the store or in the import."""
        key = types, text
        if key not in self._known:
            self._known[key] = any(Meant(type_, text, "") in self._rows() for type_ in types) or any(
                level == _ID for level, _ in self._in_store(types, text, Scope.INTERNAL)
            )
        return self._known[key]

    def meant(self, types: tuple[RecordType, ...], text: str, visibility: Scope) -> list[Meant]:
        """The records that a text in a row of this visibility may mean: those that all of its readers see, where there
        are any."""
        if self.is_id(types, text):
            return self._seen_by(types, text, Scope.INTERNAL)
        return self._first_seen(types, text, visibility)[1]

    def ambiguous(self, column: Column, text: str, found: Sequence[Meant]) -> Fault:
        listed = Items([Label(one.label, one.label) for one in found[:_LISTED]])
        severity = "error" if column.required else "warning"
        message = m("problem-ambiguous_name", value=clip(text), column=named(column.name), list=listed)
        return Fault(column.name, clip(text), "ambiguous_name", severity, message)

    def unknown(self, column: Column, text: str, code: str) -> Fault:
        """The fault of a text that names nothing, with the nearest records."""
        message = m(f"problem-{code}", **self.about(column, text))
        return Fault(column.name, clip(text), code, "warning", message)

    def about(self, column: Column, text: str) -> dict[str, Any]:
        what = column.refs[0].value if len(column.refs) == 1 else "either"
        return {"value": clip(text), "what": what, "near": self.nearest(column.refs, text)}

    def nearest(self, types: tuple[RecordType, ...], text: str) -> Items | str:
        """Return, for a sentence, the records that a misspelt text may mean; `none` if there are none."""
        key = types, text
        if key not in self._near and len(self._near) < _PROPOSED_FOR:
            brought = {
                (one.id, str(statement.fields.get("name") or statement.fields.get("title") or one.id))
                for one, rows in self._rows().items()
                if one.type in types
                for statement in rows
            }
            reader = Reader(self.store, Scope.INTERNAL) if self.store else None
            near = referring.nearest(reader, text, types, sorted(brought))
            labels = [f"{name} [{id_}]" for id_, name in near]
            self._near[key] = Items([Label(one, one) for one in labels], "or") if labels else "none"
        return self._near.get(key, "none")

    # What there is

    def _seen_by(self, types: tuple[RecordType, ...], text: str, scope: Scope) -> list[Meant]:
        key = types, text, scope
        if key not in self._found:
            stored, folded = self._in_store(types, text, scope), fold_text(text)
            brought = [
                (level, one)
                for spelt, is_name in [*((number, False) for number in referring.spellings(text)), (folded, True)]
                for one, rows in self._by_word().get(spelt, {}).items()
                for level, statement in rows
                # A name is compared without case and accents, an id or a number as it stands.
                if one.type in types and scope.sees(statement.visibility) and (level == _NAME) == is_name
            ]
            best = min((level for level, _ in (*stored, *brought)), default=_NAME)
            in_store, on_its_way = ([one for level, one in found if level == best] for found in (stored, brought))
            self._found[key] = self._one_each(in_store, on_its_way, scope)
        return self._found[key]

    def _first_seen(self, types: tuple[RecordType, ...], text: str, visibility: Scope) -> tuple[Scope, list[Meant]]:
        """What a text names in the lowest scope, from that of the row, in which it names anything."""
        for scope in SCOPES[visibility.rank :]:
            if found := self._seen_by(types, text, scope):
                return scope, found
        return Scope.INTERNAL, []

    def _in_store(self, types: tuple[RecordType, ...], text: str, scope: Scope) -> list[tuple[int, Meant]]:
        if self.store is None:
            return []
        if (scope, text) not in self._stored:
            self._ask([text], scope)
        return [(level, one) for level, one in self._stored[scope, text] if one.type in types]

    def _rows(self) -> dict[Meant, list[Statement]]:
        """The actors and projects that the import brings, by id (without a name)."""
        if self._brought is None:
            self._brought = defaultdict(list)
            for statement in self.says.statements:
                if statement.op is Op.ROW and statement.type in _OWN:
                    self._brought[Meant(statement.type, statement.ids[0], "")].append(statement)
        return self._brought

    def _by_word(self) -> dict[str, dict[Meant, list[tuple[int, Statement]]]]:
        """The records that the import brings by what names them."""
        if not self._words:
            found: dict[str, dict[Meant, list[tuple[int, Statement]]]] = defaultdict(lambda: defaultdict(list))
            for one, rows in self._rows().items():
                for statement in rows:
                    name = str(statement.fields.get("name") or statement.fields.get("title") or one.id)
                    meant = replace(one, name=name)
                    found[one.id][meant].append((_ID, statement))
                    for scheme in ("siren", "siret", "rna"):
                        if statement.fields.get(scheme):
                            found[str(statement.fields[scheme])][meant].append((_NUMBER, statement))
                    for text in _names_of(statement):
                        found[fold_text(text)][meant].append((_NAME, statement))
            self._words = found
        return self._words

    def _one_each(self, stored: Iterable[Meant], brought: Iterable[Meant], scope: Scope) -> list[Meant]:
        """Each record once: rows of the import about a record of the store, or with one identifier, are one with it."""
        by_id = {(one.type, one.id): one for one in stored}
        held = len(by_id)
        for one in brought:
            fact = self._fact(one, scope)
            known = Meant(one.type, fact.id, fact.name) if fact else one
            by_id.setdefault((known.type, known.id), known)
        actors = [one for (type_, _), one in by_id.items() if type_ is RecordType.ACTOR]
        if len(actors) > 1 and len(by_id) > held:
            together = groups([self._member(one, scope) for one in actors], [])
            first: dict[str, Meant] = {}
            # A record of the store before one that is only on its way.
            for one in sorted(actors, key=lambda one: (self._fact(one, scope) is None, one)):
                first.setdefault(together[one.id][0], one)
            actors = list(first.values())
        return sorted([*actors, *(one for one in by_id.values() if one.type is not RecordType.ACTOR)])

    def _fact(self, one: Meant, scope: Scope) -> Any:
        if self.store is None:
            return None
        hits = [hit for hit in self.store.resolve([one.id], scope)[one.id] if hit[0] is one.type]
        facts = self.store.facts(one.type, [id_ for _, id_ in hits], scope)
        return next((fact for fact in facts if one.id in (fact.id, *fact.keys)), None)

    def _member(self, one: Meant, scope: Scope) -> Member:
        identifiers: dict[str, Value] = {}
        for statement in self._rows().get(replace(one, name=""), ()):
            identifiers |= {name: statement.fields.get(name) for name in ("siren", "siret", "rna", "kind")}
        if fact := self._fact(one, scope):
            identifiers |= {name: fact.get(name) for name in ("siren", "siret", "rna", "kind") if fact.get(name)}
        siret = identifiers.get("siret")
        siren = identifiers.get("siren") or (str(siret)[:9] if siret else None)
        numbers = [str(value) if value else None for value in (siren, siret, identifiers.get("rna"))]
        return Member(one.id, 0, numbers[0], numbers[1], numbers[2], identifiers.get("kind") in self.sharing)

    # What was taken before

    def _before(self, statement: Statement, column: Column, name: str) -> Meant | None:
        """The record that this very row of its source was taken to name when it was imported before."""
        ids = self._remembered().get((statement.source, name))
        earlier = self._earlier.get((statement.type, statement.source, statement.key))
        if not ids or earlier is None:
            return None
        value = earlier.fields.get(column.name)
        kept = [id_ for id_ in (value if isinstance(value, tuple) else (str(value),)) if id_ in ids]
        for one in (Meant(type_, id_, "") for id_ in kept for type_ in column.refs):
            if fact := self._fact(one, Scope.INTERNAL):
                return Meant(one.type, fact.id, fact.name)
        return None

    def _keys(self, statement: Statement, prefix: str) -> list[str]:
        """The member keys that a row may have had with the records that its source's names were taken for."""
        if statement.type in KEYED:
            return list(statement.ids)
        choices = []
        for column in naming_columns(statement.type):
            typed = str(statement.fields.get(column.name))
            ids = sorted(self._remembered().get((statement.source, typed.removeprefix(prefix)), ()))
            choices.append([(column.name, id_) for id_ in (typed, *ids)])
        return [with_fields(statement, {**statement.fields, **dict(chosen)}).ids[0] for chosen in product(*choices)]

    def _remembered(self) -> dict[tuple[str, str], set[str]]:
        """(source, name as typed) -> the ids that imports which still count took it for."""
        if self._taken is None:
            self._taken = defaultdict(set)
            for batch, alive in self.store.batches() if self.store else ():
                for one in (batch.summary or {}).get("names", ()) if alive else ():
                    self._taken[one["source"], one["text"]].add(one["id"])
        return self._taken


@dataclass
class Taken:
    """The records that names in an import were resolved to: shown, and kept with its batch."""

    _rows: Counter[tuple[str, str, str, Meant]] = field(default_factory=Counter)

    def add(self, source: str, taken: Iterable[tuple[str, str, Meant]]) -> None:
        for column, text, meant in taken:
            self._rows[source, column, text, meant] += 1

    def as_json(self) -> Iterator[dict[str, Any]]:
        """Return each name with the record it was resolved to, its column, and its number of rows."""
        for (source, column, text, meant), n in sorted(self._rows.items()):
            yield {
                "source": source,
                "column": column,
                "text": text,
                "type": meant.type.value,
                "id": meant.id,
                "name": meant.name,
                "rows": n,
            }


def with_fields(statement: Statement, fields: Mapping[str, Value]) -> Statement:
    """Return a row with other fields, under the key that was typed."""
    return row(
        statement.type,
        fields,
        source=statement.source,
        key=statement.key,
        updated=statement.updated,
        visibility=statement.visibility,
    )


def _level(text: str, fact: Fact) -> int:
    """How a text names a fact that it leads to."""
    if text in (fact.id, *fact.keys):
        return _ID
    numbers = {str(fact.get(name)) for name in ("siren", "siret", "rna")}
    return _NUMBER if numbers.intersection(referring.spellings(text)) else _NAME


def _texts(statement: Statement) -> Iterator[str]:
    """The texts in a row that stand for actors and projects."""
    for column in naming_columns(statement.type):
        value = statement.fields.get(column.name)
        yield from value if isinstance(value, tuple) else [str(value)] if value else []


def _names_of(statement: Statement) -> list[str]:
    aliases = statement.fields.get("aliases")
    texts = [statement.fields.get(name) for name in ("name", "title", "acronym")]
    return [str(text) for text in (*texts, *(aliases if isinstance(aliases, tuple) else ())) if text]
