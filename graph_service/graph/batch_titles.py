"""Describes what a correction did in words: "Agglopolys : nom corrigé" for the note `set actor agglopolys (name)`.

The note of a batch names the first words that it spoke, for programs. Who lists batches reads names and labels: these
are looked up when the list is made, since a record may be called otherwise by then.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_service.graph.changes import named, names
from graph_service.graph.session import Session
from graph_service.messages import Items, Label, Message, m
from graph_service.model import KEYED, Batch, Fact, RecordType, Say, Scope
from graph_service.records import headers

_MOST = 3
"""Words that a note names; of more it says that there are some."""
_WORD = re.compile(
    r"(?P<op>row|set|deny|affirm|hide|same|different|PUT|DELETE) (?P<type>\w+) (?P<id>.+?)(?: \((?P<fields>[\w, ]+)\))?"
)
_TEXT = re.compile(r'"([^"]*)"')
_OPS = {"PUT": "set", "DELETE": "deny"}
_FEMININE = frozenset(
    {"end", "latitude", "longitude", "size", "description", "visibility", "currency", "year", "nature"}
)
"""Fields whose label takes a feminine participle in French."""


@dataclass(frozen=True, slots=True)
class _Word:
    op: str
    type: RecordType
    ids: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def ends(self) -> tuple[str, ...]:
        """Of a relation, the ids of its ends, as its key has them."""
        return tuple(_TEXT.findall(self.ids[0])[:2]) if self.ids[0].startswith("[") else ()


def note_of(says: Sequence[Say]) -> str:
    """Return the note of a batch with these corrections, such as `set actor TM (name)`."""
    parts = [
        f"{word.op} {word.type} {' '.join(word.ids)[:60]} ({', '.join(sorted(word.fields))})".removesuffix(" ()")
        for word in (say.statement for say in says[:_MOST])
    ]
    return "; ".join(parts) + (" …" if len(says) > len(parts) else "")


def titles(session: Session, batches: Sequence[Batch]) -> dict[str, Message]:
    """Return what each batch did, in words, by batch id. Leaves out batches with files or with a note that a person
    wrote."""
    read = {batch.id: found for batch in batches if (found := _words(batch.note))}
    called = _called(session, {id_ for words, _ in read.values() for word in words for id_ in (*word.ids, *word.ends)})
    return {
        id_: m("noted-more" if more else "noted", said=Items([_said(word, called) for word in words], ";"))
        for id_, (words, more) in read.items()
    }


def display_names(batches: Sequence[Batch], described: Mapping[str, Message]) -> dict[str, Message | str | Items]:
    """Return the name of each batch for people, by batch id: its files, what it corrected, or what it undid."""
    own: dict[str, Message | str] = {}
    for batch in batches:
        files = dict.fromkeys(str(file["file"]) for file in (batch.summary or {}).get("files", ()))
        own[batch.id] = ", ".join(files) or described.get(batch.id, batch.note)
    return {
        batch.id: own[batch.id] or Items([own.get(id_) or id_ for id_ in batch.withdraws], ",") for batch in batches
    }


def _called(session: Session, ids: set[str]) -> dict[tuple[RecordType, str], str]:
    """The names of records by type and by any id of theirs."""
    hits = session.store.resolve(sorted(ids), Scope.INTERNAL) if ids else {}
    facts: dict[RecordType, dict[str, Fact]] = {}
    for type_ in {type_ for found in hits.values() for type_, _ in found}:
        asked = sorted({id_ for found in hits.values() for t, id_ in found if t is type_})
        facts[type_] = {fact.id: fact for fact in session.store.facts(type_, asked, Scope.INTERNAL)}
    ends = names(session, [fact for each in facts.values() for fact in each.values()])
    called = {
        (type_, id_): named(facts[type_][fact], ends)
        for id_, found in hits.items()
        for type_, fact in found
        if fact in facts[type_]
    }
    # What is there no more is called as it was called last.
    gone = sorted(ids - {id_ for _, id_ in called})
    for spoken in session.store.statements(keys=gone) if gone else ():
        statement = spoken.statement
        if statement.type in KEYED and (name := statement.fields.get("name") or statement.fields.get("title")):
            called |= {(statement.type, id_): str(name) for id_ in statement.ids if id_ in gone}
    return called


def _said(word: _Word, called: Mapping[tuple[RecordType, str], str]) -> Message:
    found = [_name(word, id_, called) for id_ in word.ids]
    if word.op in ("same", "different"):
        if len(set(found)) < len(found):
            # Joined, both records have one name.
            found = [f"{name} [{id_}]" for name, id_ in zip(found, word.ids, strict=True)]
        return m(f"noted-{word.op}", names=Items(found))
    if word.op == "set" and word.fields:
        labels = [_within(headers.label(field)) for field in word.fields]
        gender = "f" if len(word.fields) == 1 and word.fields[0] in _FEMININE else "m"
        return m("noted-set", name=found[0], n=len(labels), gender=gender, fields=Items(labels))
    return m("noted-changed" if word.op == "set" else f"noted-{word.op}", name=found[0])


def _name(word: _Word, id_: str, called: Mapping[tuple[RecordType, str], str]) -> str:
    if (word.type, id_) in called or not word.ends:
        return called.get((word.type, id_), id_)
    # A relation that is there no more, or whose key the note cuts: it is called by its ends.
    types = (RecordType.ACTOR, RecordType.PROJECT)
    return " → ".join(next((called[t, end] for t in types if (t, end) in called), end) for end in word.ends)


def _within(label: Label) -> Label:
    """A label as it stands inside a sentence."""
    return Label(*(text[:1].lower() + text[1:] if text[1:2].islower() else text for text in (label.fr, label.en)))


def _words(note: str) -> tuple[list[_Word], bool] | None:
    """The words that a note of ours names, and whether there are more; None for a note of another kind."""
    more = note.endswith(" …")
    found: list[_Word] = []
    for part in note.removesuffix(" …").split("; ") if note else []:
        read = _WORD.fullmatch(part)
        if not read or read["type"] not in [type_.value for type_ in RecordType]:
            return None
        op = _OPS.get(read["op"], read["op"])
        ids = tuple(read["id"].split(" "))
        if read["id"].startswith("["):
            ids = (read["id"],)
        elif op not in ("same", "different"):
            # The further keys of a record that is several joined.
            ids = ids[:1]
        fields = tuple(name.strip() for name in (read["fields"] or "").split(",") if name.strip())
        found.append(_Word(op, RecordType(read["type"]), ids, fields))
    return (found, more) if found else None
