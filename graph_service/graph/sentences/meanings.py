"""All that the words of a sentence may mean, whatever is asked: found apart, then told from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import TypeVar

from rapidfuzz.distance import OSA

from graph_service.graph.sentences import places, records
from graph_service.graph.sentences.asides import asides
from graph_service.graph.sentences.declared import Declarations
from graph_service.graph.sentences.doubts import contradicted, of_other_department
from graph_service.graph.sentences.found import LIKE, Found, longest, within
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.moments import Moment, moments
from graph_service.graph.sentences.nesting import nested, specific, told_by_place
from graph_service.graph.sentences.slips import forms_of, light_words, number_of, of_time, unelided_place, with_slips
from graph_service.graph.sentences.spelled import Known, apart, numbered_bodies
from graph_service.graph.sentences.terms import CATEGORIES, Terms, terms
from graph_service.graph.sentences.tokens import Token, singular
from graph_service.graph.sentences.towns import inside, named_kinds, of_projects, placed_names, told_apart
from graph_service.graph.sentences.words import Words
from graph_service.model import RecordType
from graph_service.queries.involvements import covers
from graph_service.queries.view import View

T = TypeVar("T")
_PART = 0.9
"""How sure a name of a place is of which a sure part is said."""
_INSIDE = 0.6
"""What is left of an actor's name behind a word that stands before places only."""
_DOUBTFUL = 0.55
"""How sure what words mean has to be, so that they are no slip of others."""
_FILTERS = ("project_kind", "actor_kind", "role", "territory")
"""What may be said of people or again of a record, and asks for nothing there."""
_FEW = 5
"""Actors of a kind of which one may be meant by the kind alone."""


def words_of(view: View, text: str, cut: Sequence[Token], declared: Declarations, on: date) -> Words:
    """Return a sentence with all that its words may mean in a view, on a day."""
    own, vocabulary = declared.language, terms(view.vocabulary)
    known = Known(declared, vocabulary.words)
    cut = _spelled(view, cut, known, vocabulary, own)
    said = [*_no_verbs(vocabulary.found(cut, declared.words, own.plain), cut, own)]
    times = moments([of_time(token, known, declared) for token in cut], own, on)
    found = _told_apart(view, text, cut, own, known, said, times, on)
    sure = {n for each in found if each.sure >= _DOUBTFUL for n in range(each.start, each.end)}
    spoken = {
        n
        for each in found
        if each.sort not in CATEGORIES and each.sure >= _DOUBTFUL
        for n in range(each.start, each.end)
    }
    near = {each.start for each in said if each.sure < 1 and each.end == each.start + 1}
    forms = with_slips(text, cut, forms_of(cut, declared), declared, vocabulary.words, spoken, near)
    read = Words(
        text,
        cut,
        forms,
        named_kinds(placed_names(of_projects(_by_start(longest(found), _start), cut, own), cut, own), cut, own),
        _by_start(times, _start),
        {n: number for n, token in enumerate(cut) if (number := number_of(token.word, own)) is not None},
        own,
        light_words(text, cut, declared, sure),
        [not declared.alone.isdisjoint({token.word, *each}) for token, each in zip(cut, forms, strict=True)],
    )
    return _without_asides(read, declared)


def _spelled(view: View, cut: Sequence[Token], known: Known, vocabulary: Terms, own: Language) -> list[Token]:
    """The words as they are spelled: those typed together apart, names without their article."""
    cut = [replace(token, word=own.written.get(token.word, token.word)) for token in cut]
    cut = [part for token in cut for part in apart(view, token, known, own)]
    cut = [unelided_place(view, token, known) for token in cut]
    return numbered_bodies(view, places.respelled(view.territories, cut), vocabulary, own)


def _told_apart(
    view: View,
    text: str,
    cut: Sequence[Token],
    own: Language,
    known: Known,
    said: Sequence[Found],
    times: Sequence[Moment],
    on: date,
) -> list[Found]:
    """The terms that are `said`, the records and the places, each told from the others."""
    meant = next(iter({each.as_of for each in times if each.as_of}), on)
    timed = {n for each in times for n in range(each.start, each.end)}
    there = [
        each
        for each in longest(places.found(view, cut, own, known, meant))
        # "Au 15 mai 2020" is a day, and 15 no département; "ces trois villes" are those that were named.
        if not timed.issuperset(range(each.start, each.end))
        and not (each.start and cut[each.start - 1].word in own.demonstrative)
    ]
    named = longest(told_by_place(view, records.found(view, text, cut, own, known), there, cut, own))
    there, behind = nested(view.territories, there, cut, own), inside(cut, own)
    named = [
        replace(each, sure=each.sure * _INSIDE) if each.start in behind and each.sort == "actor" else each
        for each in named
    ]
    found = [*_the_only(view, specific(view.vocabulary, said, cut, own), cut, own)]
    found += _running_first(view, named, meant, cut, own)
    regions = {each.start for each in there if each.start in behind and cut[each.start].word in own.regional}
    found = [each for each in found if not (each.sort == "actor_kind" and each.start in regions)]
    found = contradicted(found, there, view.territories.own, text, cut, own)
    found = [of_other_department(view, each, there) for each in found]
    # "The agglo of Orléans" and "département 41" are names.
    bodies = {(each.start, each.end) for each in there if each.sure >= _PART}
    found = [
        each
        for each in found
        if not (each.sort == "actor_kind" and any(s == each.start and e > each.end for s, e in bodies))
    ]
    return [*found, *told_apart(there, named, cut, own, behind)]


def _without_asides(read: Words, declared: Declarations) -> Words:
    """A sentence without what is only told around its question."""
    around = asides(read, declared.cues)
    kept = {
        at: [
            replace(each, own=within(each, around.bodies), house=within(each, around.houses))
            for each in found_at
            if not ((each.start, each.end) in around.unsaid and (each.sort in _FILTERS or each.placed))
            and not (each.sort in ("territory", "actor_kind") and within(each, around.bodies))
            and not read.passed.issuperset(range(each.start, each.end))
        ]
        for at, found_at in read.found.items()
    }
    times = {
        at: [one for one in each if one.since is None or at not in around.told] for at, each in read.moments.items()
    }
    return replace(read, found=kept, moments=times, aside=around.passed)


def _start(each: Found | Moment) -> int:
    return each.start


def _by_start(each: Iterable[T], start: Callable[[T], int]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for one in each:
        found[start(one)].append(one)
    return dict(found)


def _no_verbs(found: Iterable[Found], cut: Sequence[Token], own: Language) -> Iterator[Found]:
    """Leave out a term whose word is a verb of who looks for something: "recherche un bailleur"."""
    for each in found:
        before = cut[each.start - 1].word if each.start else ""
        after = cut[each.end].word if each.end < len(cut) else ""
        if each.sort == "role" and cut[each.start].word in own.nouns and before in own.links | own.articles:
            continue
        wished = each.end == each.start + 1 and cut[each.start].word in own.wishes
        if not (wished and after in own.indefinite | own.articles and before not in own.articles | own.at):
            yield each


def _the_only(view: View, found: Sequence[Found], cut: Sequence[Token], own: Language) -> Iterator[Found]:
    """Tell "the university" from universities: behind a definite article one actor of the kind is meant. Where there
    are several, nothing decides which."""
    for each in found:
        definite = each.start > 0 and cut[each.start - 1].word in own.definite
        words = [token.word for token in cut[each.start : each.end]]
        # "Réseau 37" is all that is held there, "un réseau" is a kind.
        if (definite or not each.start) and all(_near(word, own.whole) for word in words):
            continue
        # "The council of …" is told by what follows.
        further = each.end < len(cut) and cut[each.end].word in own.links
        if each.sort != "actor_kind" or not definite or further or any(singular(word) != word for word in words):
            yield each
            continue
        of_kind = records.of_kind(view, each.value, " ".join(words), _FEW + 1)
        if not 0 < len(of_kind) <= _FEW:
            yield replace(each, open=bool(of_kind))
            continue
        several = len(of_kind) > 1
        yield replace(each, open=several)
        meant = [replace(one, start=each.start, end=each.end) for one in of_kind]
        yield replace(meant[0], also=tuple(meant[1:]), open=several)


def _near(word: str, words: Set[str]) -> bool:
    """Whether a word is one of some, but for a letter."""
    return any(OSA.distance(word, each, score_cutoff=1) <= 1 for each in words)


def _running_first(
    view: View, found: Sequence[Found], on: date, cut: Sequence[Token], own: Language
) -> Iterator[Found]:
    """Of projects that the same words may mean, those first that run on a day: they are what people speak of; where a
    word for the `former` one stands before them, those that do not."""
    asked = {one.value for each in found if each.sort == "project" for one in (each, *each.also) if each.also}
    facts = view.facts(RecordType.PROJECT, sorted(asked)) if asked else []
    running = {fact.id for fact in facts if covers(fact.get("start"), fact.get("end"), on)}
    for each in found:
        if each.sort != "project":
            yield each
            continue
        start = each.start
        while start and cut[start - 1].word in own.articles:
            start -= 1
        former = start > 0 and cut[start - 1].word in own.former
        # "Le contrat de ville d'Orléans, l'ancien"
        behind = each.end
        while behind < len(cut) and cut[behind].word in own.articles:
            behind += 1
        behind += behind < len(cut) and cut[behind].word in own.former
        after = cut[behind - 1].word in own.former and behind > each.end
        inside = after or any(token.word in own.former for token in cut[each.start : each.end])
        alike = [one for one in (each, *each.also) if one.sure > each.sure - LIKE]
        meant = [one for one in alike if (one.value in running) is not (former or inside)] or alike
        others = tuple(replace(one, also=()) for one in (each, *each.also) if one is not meant[0])
        begins = start - 1 if former else each.start
        ends = behind if after else each.end
        yield replace(meant[0], start=begins, end=ends, also=others, open=each.open and len(meant) > 1)
