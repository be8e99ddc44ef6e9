"""What keeps an import out as a whole: personal data in texts and ids, and ids that mean somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from importlib.resources import files
from unicodedata import normalize

import yaml

from graph_service.checked import ascii_digits
from graph_service.model import Op, RecordType, Statement, Value
from graph_service.stores.base import Spoken, Store
from graph_service.stores.fold import LogEntry, current
from graph_service.vocabulary import fold_text
from importers import headers
from importers.validation import fields_of

_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,}", re.IGNORECASE)
_BETWEEN = r"[\s.\u00a0\u202f/-]?"
_PHONE = re.compile(
    rf"(?<![^\W_])(?<!\.)(?:(?:\+|00)33\s?(?:\(0\)\s?)?|0)[1-9](?:{_BETWEEN}[0-9]{{2}}){{4}}(?![\w])"
    rf"|(?<![\w.])\+[1-9](?:{_BETWEEN}\(?[0-9]\)?){{8,13}}(?![\w])"
)
_SPELT = re.compile(
    r"[\[({<]\s*(?:at|arobase?|chez|@)\s*[\])}>]|\barobase?\b|&#0*64;|%40|(?<=\w)\s+@\s+(?=[\w-]+\s?(?:\.|dot|point))"
    # A bare "at" is English prose ("available at example.org"), unless the dot is spelt out too.
    r"|(?<=\w)\s+at\s+(?=[\w-]+\s+(?:dot|point)\s)"
    r"|(?<=\w)@\s|\s@(?=\w)",
    re.IGNORECASE,
)
"""An @ that is written so that no program sees it: `[at]`, `arobase`, `%40`."""
_AROUND = re.compile(rf"\s*(?:{_SPELT.pattern})\s*", re.IGNORECASE)
_SPELT_DOT = re.compile(
    r"\s*[\[({<]\s*(?:dot|point|\.)\s*[\])}>]\s*|\s+(?:dot|point)\s+|\s\.\s?(?=\w)|&#0*46;|%2e", re.IGNORECASE
)
_GENERIC = frozenset({"generic_contact"})
"""A contact that is a function's, not a person's: what this column is for."""


def personal(type_: RecordType, fields: Mapping[str, Value]) -> list[tuple[str, str]]:
    """(column, masked text) of the texts, ids among them, that hold an e-mail address or a telephone number."""
    found = []
    for name in _texts(type_):
        value = fields.get(name)
        if value is None:
            continue
        text = value if isinstance(value, str) else " ; ".join(value) if isinstance(value, tuple) else ""
        masked = mask(text)
        if masked is not None:
            found.append((name, masked))
    return found


def mask(text: str) -> str | None:
    """A text without the e-mail addresses and telephone numbers in it; None where it holds none."""
    plain = text if text.isascii() else ascii_digits(normalize("NFKC", text))
    if _SPELT.search(plain):
        plain = _SPELT_DOT.sub(".", _AROUND.sub("@", plain))
    masked = _EMAIL.sub("…@…", plain) if "@" in plain else plain
    masked = _PHONE.sub("…", masked)
    return None if masked == plain else masked


def is_personal_header(header: str) -> bool:
    """Whether a column seems to hold what identifies a person. It is left out like any unknown one, and named."""
    return fold_text(header) in _words("personal_headers")


def is_operators_header(type_: RecordType, header: str) -> bool:
    """Whether a column claims what only the operator gives: a source's rank."""
    words = ("rank", *headers.table("fields")["rank"])
    return type_ is RecordType.SOURCE and fold_text(header) in map(fold_text, words)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(yaml.safe_load((files("importers") / "data" / "words.yaml").read_text("utf-8"))[name])


@cache
def _texts(type_: RecordType) -> tuple[str, ...]:
    """The columns whose texts are kept as they were typed: free text, ids and what refers to ids."""
    places = {RecordType.TERRITORY, RecordType.THEME}
    return tuple(
        c.name
        for c in fields_of(type_)
        if c.kind == "text" and not (c.category or c.scheme or places.intersection(c.refs)) and c.name not in _GENERIC
    )


Shared = tuple[str, str, list[Statement]]
"""(scheme, value, the rows that it is given to)."""
_MANY_NAMES = 3


def shared_identifiers(rows: Iterable[Statement], sharing: Set[str]) -> list[Shared]:
    """Identifiers that are given to three names without a word in common: they are nobody's, and would join all.

    `sharing` are the kinds of actors of which several rightly have one SIREN.
    """
    given: dict[tuple[str, str], list[Statement]] = {}
    for said in rows:
        if said.type is RecordType.ACTOR and said.op is Op.ROW:
            for scheme in ("siren", "siret", "rna"):
                if said.fields.get(scheme) and not (scheme == "siren" and said.fields.get("kind") in sharing):
                    given.setdefault((scheme, str(said.fields[scheme])), []).append(said)
    return [(*key, found) for key, found in given.items() if len(found) >= _MANY_NAMES and _strangers(found)]


def _strangers(rows: Sequence[Statement]) -> bool:
    """Whether three of these rows have names of which no two share a word."""
    apart: list[frozenset[str]] = []
    for words in dict.fromkeys(name_words(said.fields) for said in rows if said.fields.get("name")):
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
    """Ids that another source uses: for an actor without a common name word, and for one of another kind alone.

    Prefixed ids (with a `:`) are somebody's own and cannot collide. Each id is answered once.
    """
    said: dict[str, list[Statement]] = {}
    for statement in ours:
        id_ = statement.ids[0]
        if statement.type is RecordType.ACTOR and ":" not in id_ and statement.fields.get("name"):
            said.setdefault(id_, []).append(statement)
    others = {id_: [s for s in rows if s.source != rows[0].source] for id_, rows in said.items()}
    if store and said:
        spoken = [s for s in store.statements(keys=sorted(said), type_=RecordType.ACTOR) if s.statement.op is Op.ROW]
        for statement in _counting(store, spoken):
            for id_ in statement.ids:
                if id_ in said and statement.source != said[id_][0].source:
                    others[id_].append(statement)
    strangers: list[Collision] = []
    kinds: list[Collision] = []
    for id_, rows in said.items():
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
