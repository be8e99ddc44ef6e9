"""Refuses an import as a whole for personal data in texts and ids, or for ids that mean somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache

from graph_service.model import Op, RecordType, Statement, Value
from graph_service.records import headers
from graph_service.records.words import word_list
from graph_service.stores.base import Spoken, Store
from graph_service.stores.fold import LogEntry, current
from graph_service.vocabulary import fold_text
from importers.personal_headers import is_personal_header as is_personal_header


def is_operators_header(type_: RecordType, header: str) -> bool:
    """Return whether a column holds what only the operator may set: a source's rank."""
    words = ("rank", *headers.table("fields")["rank"])
    return type_ is RecordType.SOURCE and fold_text(header) in map(fold_text, words)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_list(name))


Shared = tuple[str, str, list[Statement]]
"""(scheme, value, the rows that it is given to)."""
_MANY_NAMES = 3


def shared_identifiers(rows: Iterable[Statement], sharing: Set[str]) -> list[Shared]:
    """Return identifiers that three or more names without a common word share. They belong to nobody, and would join
    all.

    `sharing` are the kinds of actors of which several rightly have one SIREN.
    """
    given: dict[tuple[str, str], list[Statement]] = {}
    for statement in rows:
        if statement.type is RecordType.ACTOR and statement.op is Op.ROW:
            for scheme in ("siren", "siret", "rna"):
                if statement.fields.get(scheme) and not (scheme == "siren" and statement.fields.get("kind") in sharing):
                    given.setdefault((scheme, str(statement.fields[scheme])), []).append(statement)
    return [
        (*key, found)
        for key, found in given.items()
        if len(found) >= _MANY_NAMES
        # Equal rows are often one object: its name is looked at once.
        and are_strangers(name_words(s.fields) for s in {id(s): s for s in found}.values() if s.fields.get("name"))
    ]


def are_strangers(names: Iterable[frozenset[str]]) -> bool:
    """Whether three of these names (as `name_words`) share no word with each other."""
    apart: list[frozenset[str]] = []
    for words in dict.fromkeys(names):
        if all(words.isdisjoint(other) for other in apart):
            apart.append(words)
    return len(apart) >= _MANY_NAMES


def name_words(fields: Mapping[str, Value]) -> frozenset[str]:
    """The words of an actor's name, acronym and other names, normalised, without those that all names share."""
    aliases = fields.get("aliases") or ()
    texts = [fields.get("name"), fields.get("acronym"), *(aliases if isinstance(aliases, tuple | list) else ())]
    words = frozenset(w for t in texts if isinstance(t, str) for w in fold_text(t).split())
    return words - _words("common_in_names") or words


Collision = tuple[Statement, Statement]
"""(a row of this import, a row of another source about the same id)."""


def collisions(ours: Iterable[Statement], store: Store | None) -> tuple[list[Collision], list[Collision]]:
    """Return the ids that another source uses for an actor without a common name word, and for one of another kind.

    Prefixed ids (with a `:`) are somebody's own and cannot collide. Each id is answered once.
    """
    by_id: dict[str, list[Statement]] = {}
    for statement in ours:
        id_ = statement.ids[0]
        if statement.type is RecordType.ACTOR and ":" not in id_ and statement.fields.get("name"):
            by_id.setdefault(id_, []).append(statement)
    others = {id_: [s for s in rows if s.source != rows[0].source] for id_, rows in by_id.items()}
    if store and by_id:
        spoken = [s for s in store.statements(keys=sorted(by_id), type_=RecordType.ACTOR) if s.statement.op is Op.ROW]
        for statement in _counting(store, spoken):
            for id_ in statement.ids:
                if id_ in by_id and statement.source != by_id[id_][0].source:
                    others[id_].append(statement)
    strangers: list[Collision] = []
    kinds: list[Collision] = []
    for id_, rows in by_id.items():
        mine = rows[0]
        known = name_words(mine.fields)
        stranger = next((o for o in others[id_] if o.fields.get("name") and not known & name_words(o.fields)), None)
        if stranger:
            strangers.append((mine, stranger))
            continue
        kind = mine.fields.get("kind")
        other = next((o for o in others[id_] if o.fields.get("kind") not in (None, kind)), None)
        if other:
            kinds.append((mine, other))
    return strangers, kinds


def _counting(store: Store, spoken: Sequence[Spoken]) -> list[Statement]:
    """Of all rows about some records, in their order, those that count today: a row that its source took back does not.

    A denied record's rows count: its id is still its own.
    """
    if not spoken:
        return []
    batches = [batch for batch, _ in store.batches()]
    place = {batch.id: at for at, batch in enumerate(batches)}
    lines = (LogEntry(place[one.batch.id], at, one.statement) for at, one in enumerate(spoken))
    return [statement for statement, _ in current(batches, lines).rows]
