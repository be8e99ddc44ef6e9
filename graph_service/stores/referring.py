"""Finds the records that a text names by id, identifier or name, and those that it may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from graph_service.identifiers import check
from graph_service.model import RecordType
from graph_service.stores.reading import Reader
from graph_service.vocabulary import fold_text

Hit = tuple[RecordType, str]
"""A record: (type, id)."""
_DIGITS = 8
"""Digits that every official number has: an association's has eight beside its letters."""
_BEGUN = 3
"""Letters of a word that a typing error leaves right most often: its first ones."""
_LOOKED_AT = 1000
_LIKE, _BESIDE = 0.7, 0.15
"""How alike two texts are, of 1, so that one may be meant by the other; and how much less than the nearest."""


def spellings(text: str) -> list[str]:
    """Return a text as it stands, then as the official identifiers that it may be.

    People write a number in groups of three or with a small w; ids may hold spaces.
    """
    if sum(letter.isdigit() for letter in text) < _DIGITS:
        return [text]
    numbers = (check(scheme, text).value for scheme in ("siren", "siret", "rna"))
    return list(dict.fromkeys([text, *(number for number in numbers if number)]))


def named(
    reader: Reader, texts: Iterable[str], types: Sequence[RecordType] = tuple(RecordType)
) -> dict[str, list[Hit]]:
    """Return, for each text, the records of these types that it names and the reader sees; empty if none."""
    written = {text: spellings(text) for text in texts}
    resolved = reader.resolve(sorted({name for names in written.values() for name in names}))
    found = {}
    for text, names in written.items():
        kept = ([hit for hit in resolved[name] if hit[0] in types] for name in names)
        found[text] = next((hits for hits in kept if hits), []) or _numbered(reader, names, resolved, types)
    return found


def _numbered(
    reader: Reader, names: Iterable[str], resolved: Mapping[str, list[Hit]], types: Sequence[RecordType]
) -> list[Hit]:
    """The actors of an official number that is the id of another record too: an intermunicipal body has the SIREN that
    its territory has for a code."""
    numbers = [name for name in names if resolved[name] and name[1:].isdigit()]
    if not numbers or RecordType.ACTOR not in types:
        return []
    ids = {hit.id for number in numbers for hit in reader.search(number, types=[RecordType.ACTOR])}
    facts = reader.facts(RecordType.ACTOR, sorted(ids)) if ids else []
    schemes = ("siren", "siret", "rna")
    return [(RecordType.ACTOR, fact.id) for fact in facts if any(fact.get(each) in numbers for each in schemes)]


def nearest(
    reader: Reader | None,
    text: str,
    types: Sequence[RecordType],
    others: Iterable[tuple[str, str]] = (),
    most: int = 3,
) -> list[tuple[str, str]]:
    """(id, name) of the records that a text with a typing error may have meant, nearest first.

    `others` are records beside those of the reader. Looked for among names that have a word in common with the text,
    then among those with a word that begins as one of its words does, then with the same first letter.
    """
    words = fold_text(text).split()
    if not words:
        return []
    named_ = list(others)
    if reader is not None:
        found = [(hit.id, hit.name) for hit in reader.search(text, types=types, limit=most)]
        for asked in (words, [word[:_BEGUN] for word in words], [word[:1] for word in words]):
            if close := _closest(text, [*found, *named_, *_searched(reader, asked, types)], most):
                return close
        # What holds all of its words is worth naming, however much longer it is; of a letter or two that is chance.
        return list(dict.fromkeys(found))[:most] if len("".join(words)) > _BEGUN else []
    return _closest(text, named_, most)


def _searched(reader: Reader, words: Iterable[str], types: Sequence[RecordType]) -> list[tuple[str, str]]:
    return [
        (hit.id, hit.name)
        for word in dict.fromkeys(words)
        for hit in reader.search(word, types=types, limit=_LOOKED_AT)
    ]


def _closest(text: str, named_: Iterable[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """Those whose id or name looks most like a text. What a name says in brackets is no part of what people type."""
    typed = fold_text(text)
    scored: dict[tuple[str, str], float] = {}
    matcher = difflib.SequenceMatcher()
    matcher.set_seq2(typed)
    for id_, name in dict.fromkeys(named_):
        for like in {fold_text(id_), fold_text(name), fold_text(name.partition("(")[0])} - {""}:
            matcher.set_seq1(like)
            if matcher.real_quick_ratio() < _LIKE or matcher.quick_ratio() < _LIKE:
                continue
            if (ratio := matcher.ratio()) >= _LIKE:
                scored[id_, name] = max(ratio, scored.get((id_, name), 0))
    best = max(scored.values(), default=0)
    near = [one for one, ratio in scored.items() if ratio >= best - _BESIDE]
    return sorted(near, key=lambda one: (-scored[one], one))[:most]
