"""What a text that is being typed may mean: records by name, themes, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from graph_service.graph.configuring import default_as_of
from graph_service.graph.session import today
from graph_service.messages import Label, Ref, Text
from graph_service.model import RecordType
from graph_service.queries.involvements import covers
from graph_service.queries.view import View
from graph_service.stores.base import Hit
from graph_service.stores.referring import named
from graph_service.territories import Territories
from graph_service.vocabulary import fold_text

MOST = 8
"""Suggestions at a time."""
_BEGUN, _LOOKED_AT, _LIKE = 3, 100, 0.75
"""Letters of a word that a slip leaves right most often; names that are compared; how alike of 1 one has to be."""
_BAR = (RecordType.ACTOR, RecordType.PROJECT)
_CATEGORIES = ("actor_kind", "project_kind", "role")
_LEVELS = ("region", "departement", "epci", "commune")
"""Levels of places, those that are meant more often first."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that a text may mean: what it stands for as a value, what people read, and a few words beside it."""

    value: str
    text: Text
    detail: tuple[Text, ...] = ()
    record: Ref | None = None


def suggestions(view: View, of: str, text: str, *, slips: bool = True) -> list[Suggestion]:
    """Return what a text may mean. `of` is `theme` or another category of the vocabulary, `territory`, `bar`, or types
    of records with commas between.

    Names are looked for with typing errors, too, where `slips`.
    """
    typed = fold_text(text)
    if not typed:
        return []
    if of == "theme":
        return list(_themes(view, typed))[:MOST]
    if of in _CATEGORIES:
        return list(_terms(view, of, typed))[:MOST]
    if of == "territory":
        return list(_places(view, typed))[:MOST]
    known = {type_.value: type_ for type_ in RecordType}
    types = _BAR if of == "bar" else tuple(known[name] for name in of.split(",") if name in known)
    return list(_records(view, text, types, slips)) if types else []


def _records(view: View, text: str, types: tuple[RecordType, ...], slips: bool) -> Iterator[Suggestion]:
    hits = view.reader.search(text, types=types, limit=3 * MOST) or (_slipped(view, text, types) if slips else [])
    # The shorter of two names that hold what was typed says it more closely: a town before a body named after it.
    typed = fold_text(text)
    ended = {hit.id for hit in hits if hit.type is RecordType.PROJECT and not _runs(view, hit.id)}
    hits = sorted(hits, key=lambda hit: (fold_text(hit.name) != typed, hit.id in ended, len(hit.name)))[:MOST]
    for hit in hits:
        category = "actor_kind" if hit.type is RecordType.ACTOR else "project_kind"
        kind: tuple[Text, ...] = (view.vocabulary.label(category, hit.kind),) if hit.kind else ()
        place = view.territory_name(hit.territory) or hit.territory
        record = Ref(hit.type.value, hit.id, hit.name, hit.kind or "")
        yield Suggestion(hit.id, hit.name, (*kind, *((place,) if place else ())), record)


def _slipped(view: View, text: str, types: tuple[RecordType, ...]) -> list[Hit]:
    """The records that a text with a typing error may name: it is compared with as much of each name as was typed,
    among names with a word that begins as one of its words does."""
    typed = fold_text(text)
    found: dict[str, Hit] = {}
    for word in typed.split():
        for hit in view.reader.search(word[:_BEGUN], types=types, limit=_LOOKED_AT):
            found.setdefault(hit.id, hit)
    scored = []
    for hit in found.values():
        words = fold_text(hit.name).split()
        tails = (" ".join(words[at:])[: len(typed)] for at in range(len(words)))
        like = max((ratio(typed, tail) / 100 for tail in tails), default=0.0)
        if like >= _LIKE:
            scored.append((-like, len(hit.name), hit.name, hit))
    return [hit for *_, hit in sorted(scored, key=lambda each: each[:3])][:MOST]


def meant_by(view: View, text: str, types: Sequence[RecordType]) -> str | None:
    """Return the id of the record that a name in a sentence means most likely: of several projects one that runs."""
    exact = named(view.reader, [text], types)[text]
    if len(exact) == 1:
        return exact[0][1]
    hits = view.reader.search(text, types=types, limit=MOST)
    ended = {hit.id for hit in hits if hit.type is RecordType.PROJECT and not _runs(view, hit.id)}
    return next((hit.id for hit in sorted(hits, key=lambda hit: hit.id in ended)), None)


def _runs(view: View, project: str) -> bool:
    (fact,) = view.facts(RecordType.PROJECT, [project])
    day = default_as_of(view.reader) or today()
    return covers(fact.get("start"), fact.get("end"), day)


def _themes(view: View, typed: str) -> Iterator[Suggestion]:
    labels: dict[str, Label] = {term.id: term.label for term in view.vocabulary.of("theme")}
    for fact in view.facts(RecordType.THEME):
        fr, en = fact.get("label_fr"), fact.get("label_en")
        if fr or en:
            labels[fact.id] = Label(str(fr or en), str(en or fr))
    found = []
    for id_, label in labels.items():
        words = fold_text(f"{id_} {label.fr} {label.en}")
        if all(any(word.startswith(part) for word in words.split()) for part in typed.split()):
            found.append((not fold_text(label.fr).startswith(typed), label.fr, Suggestion(id_, label)))
    yield from (each for *_, each in sorted(found, key=lambda one: one[:2]))


def _terms(view: View, category: str, typed: str) -> Iterator[Suggestion]:
    """The terms of a category of which a label in a language begins with what is typed, or has words that do."""
    found = []
    for term in view.vocabulary.of(category):
        labels = [fold_text(term.label.fr), fold_text(term.label.en)]
        begins = any(label.startswith(typed) for label in labels)
        if begins or any(f" {typed}" in label for label in labels):
            found.append((not begins, term.label.fr, Suggestion(term.id, term.label)))
    yield from (each for *_, each in sorted(found, key=lambda one: one[:2]))


def _places(view: View, typed: str) -> Iterator[Suggestion]:
    found = []
    for folded, name, code in _folded(view.territories):
        if typed in folded and (folded.startswith(typed) or f" {typed}" in folded):
            level = view.territories.level(code) or ""
            rank = _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)
            found.append((folded != typed, not folded.startswith(typed), rank, len(name), name, code, level))
    for *_, name, code, level in sorted(found)[:MOST]:
        label = view.vocabulary.label("territory_level", level) if level else ""
        yield Suggestion(code, name, (label, code) if label else (code,))


@lru_cache(2)
def _folded(territories: Territories) -> list[tuple[str, str, str]]:
    """(folded name, name, code) of every place: folding some 35,000 names takes longer than looking through them."""
    return [(fold_text(name), name, code) for code, name in territories.names()]
