"""All that the words of a sentence may mean, whatever is asked: found apart, then told from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import TypeVar

from rapidfuzz.distance import OSA

from graph_service.graph.sentences import places, records
from graph_service.graph.sentences.asides import asides
from graph_service.graph.sentences.declared import Declarations
from graph_service.graph.sentences.found import LIKE, Found, longest
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.moments import moments
from graph_service.graph.sentences.nesting import nested, specific, told_by_place
from graph_service.graph.sentences.spelled import Known, apart, numbered_bodies
from graph_service.graph.sentences.terms import CATEGORIES, terms
from graph_service.graph.sentences.tokens import Token, singular, unelided
from graph_service.graph.sentences.words import Words
from graph_service.model import RecordType
from graph_service.queries.involvements import covers
from graph_service.queries.view import View
from graph_service.vocabulary import fold_text

T = TypeVar("T")
_WHOLE = 0.95
"""How sure an actor's name is that is said whole."""
_UNPLACED = 0.6
"""What is left of a place that is an actor's name, too, with nothing before it that stands before places."""
_INSIDE = 0.6
"""What is left of an actor's name behind a word that stands before places only."""
_PART = 0.9
_PART_SLIPPED = 0.8
"""How sure a part of a name is at least, a typing error in it, that is not taken for another name."""
_NAMED_KIND = 0.75
"""What is left of a kind whose words are an actor's name, too."""
_IN_PROJECT = 0.85
"""What is left of a kind or a place inside of the name of one project."""
_ACTING_KIND = 0.4
"""The same where a verb says that it does something."""
_DOUBTFUL = 0.55
"""What a name is at most that the words behind it do not go on with."""
_FILTERS = ("project_kind", "actor_kind", "role", "territory")
"""What may be said of people or again of a record, and asks for nothing there."""
_DIGITS = 3
_SHORT, _LONG = 4, 5
"""Letters of a word that is light though it is mistyped."""
_FEW = 5
"""Actors of a kind of which one may be meant by the kind alone."""


def words_of(view: View, text: str, cut: Sequence[Token], declared: Declarations, on: date) -> Words:
    own = declared.language
    cut = [replace(token, word=own.written.get(token.word, token.word)) for token in cut]
    vocabulary = terms(view.vocabulary)
    known_words = Known(declared, vocabulary.words)
    cut = [part for token in cut for part in apart(view, token, known_words, own)]
    cut = [_unelided(view, token, known_words) for token in cut]
    cut = numbered_bodies(view, places.respelled(view.territories, cut), vocabulary, own)
    # A word is idle as it stands, not in another form: "adresser" is no "adresse", and "call the DREAL" is no "called".
    plain = own.orders | own.calls | own.persons
    forms = [
        frozenset(
            word
            for word in declared.words.forms(token.word)
            if word == token.word or (word not in own.idle and token.word not in plain)
        )
        for token in cut
    ]
    known = [
        each or (frozenset({token.word}) if vocabulary.words.forms(token.word) else each)
        for token, each in zip(cut, forms, strict=True)
    ]
    found: list[Found] = []
    spoken_terms = [*_no_verbs(vocabulary.found(cut, declared.words, own.plain), cut, own)]
    found += _the_only(view, specific(view.vocabulary, spoken_terms, cut, own), cut, own)
    times = moments([_of_time(token, known_words, declared) for token in cut], own, on)
    meant = next(iter({each.as_of for each in times if each.as_of}), on)
    timed = {n for each in times for n in range(each.start, each.end)}
    there = longest(places.found(view, cut, own, known_words, meant))
    # "Au 15 mai 2020" is a day, and 15 no département.
    there = [
        each
        for each in there
        if not timed.issuperset(range(each.start, each.end))
        # "Ces trois villes" are those that were named.
        and not (each.start and cut[each.start - 1].word in own.demonstrative)
    ]
    named = longest(told_by_place(view, records.found(view, text, cut, own, known_words), there, cut, own))
    there = nested(view.territories, there, cut, own)
    inside = _inside(cut, own)
    named = [
        replace(each, sure=each.sure * _INSIDE) if each.start in inside and each.sort == "actor" else each
        for each in named
    ]
    found += _running_first(view, named, meant, cut, own)
    regions = {each.start for each in there if each.start in inside and cut[each.start].word in own.regional}
    found = [each for each in found if not (each.sort == "actor_kind" and each.start in regions)]
    found = _contradicted(found, there, view.territories.own, text, cut, own)
    found = [_of_other_department(view, each, there) for each in found]
    # "The agglo of Orléans" and "département 41" are names.
    bodies = {(each.start, each.end) for each in there if each.sure >= _PART}
    found = [
        each
        for each in found
        if not (each.sort == "actor_kind" and any(s == each.start and e > each.end for s, e in bodies))
    ]
    found += _told_apart(there, named, cut, own, inside)
    spoken = {
        n
        for each in found
        if each.sort not in CATEGORIES and each.sure >= _DOUBTFUL
        for n in range(each.start, each.end)
    }
    # A mistyped word is one of a question's, or one that says nothing, only where it means nothing by itself.
    slipped = {each.start: each for each in spoken_terms if each.sure < 1 and each.end == each.start + 1}
    free = [n not in spoken and not known[n] and token.word not in plain for n, token in enumerate(cut)]
    forms = [
        each
        or (_slipped(token.word, declared, nearer=n in slipped) if free[n] else each)
        or (_slips_of_idle(cut, n, text, declared) if free[n] and n not in slipped else each)
        or (_without_article(token.word, declared) if free[n] else each)
        or (declared.mistyped.sounding(token.word) if free[n] else each)
        for n, (token, each) in enumerate(zip(cut, forms, strict=True))
    ]
    numbers = {n: number for n, token in enumerate(cut) if (number := _number(token.word, own)) is not None}
    named = {n for each in found if each.sure >= _DOUBTFUL for n in range(each.start, each.end)}
    light = [n not in named and n not in numbers and _is_light(cut, n, text, declared) for n in range(len(cut))]
    read = Words(
        text,
        cut,
        forms,
        _by_start(longest(found), lambda each: each.start),
        _by_start(times, lambda each: each.start),
        numbers,
        own,
        light,
        [not declared.alone.isdisjoint({token.word, *each}) for token, each in zip(cut, forms, strict=True)],
    )
    read = replace(read, found=_of_projects(read.found, cut, own))
    read = replace(read, found=_named_kinds(_placed_names(read.found, cut, own), cut, own))
    around = asides(read, declared.cues)
    kept = {
        at: [
            replace(each, own=_within(each, around.bodies), house=_within(each, around.houses))
            for each in found_at
            if not ((each.start, each.end) in around.unsaid and (each.sort in _FILTERS or each.placed))
            and not (each.sort in ("territory", "actor_kind") and _within(each, around.bodies))
            and not read.passed.issuperset(range(each.start, each.end))
        ]
        for at, found_at in read.found.items()
    }
    times_asked = {
        at: [one for one in each if one.since is None or at not in around.told] for at, each in read.moments.items()
    }
    return replace(read, found=kept, moments=times_asked, aside=around.passed)


def _of_projects(found: Mapping[int, Sequence[Found]], cut: Sequence[Token], own: Language) -> dict[int, list[Found]]:
    """Take a kind and a place for less sure that are the name of one project: "le contrat de ville de Chartres"."""
    spans = [
        (each.start, each.end)
        for at in found.values()
        for each in at
        if each.sort == "project" and each.sure >= _PART and not each.open
        if not each.start or cut[each.start - 1].word in own.definite
        # "The action research in Tours" may be several.
        if own.placing.isdisjoint(token.word for token in cut[each.start : each.end])
    ]
    return {
        at: [
            replace(each, sure=each.sure * _IN_PROJECT)
            if each.sort in ("project_kind", "territory") and _within(each, spans)
            else each
            for each in meant
        ]
        for at, meant in found.items()
    }


def _named_kinds(found: Mapping[int, Sequence[Found]], cut: Sequence[Token], own: Language) -> dict[int, list[Found]]:
    """Take a kind for less sure whose words are the whole name of an actor: "la Région", "Banque des Territoires"."""
    named: dict[tuple[int, int], float] = {}
    for at in found.values():
        for each in at:
            if each.sort == "actor" and each.about is not None and each.sure >= _PART:
                begins = each.start + (cut[each.start].word in own.articles)
                left = _ACTING_KIND if each.acts else _NAMED_KIND
                named |= dict.fromkeys(((each.start, each.end), (begins, each.end)), left)
    return {
        at: [
            replace(each, sure=each.sure * named[each.start, each.end], named=True)
            if each.sort == "actor_kind" and (each.start, each.end) in named
            else each
            for each in meant
        ]
        for at, meant in found.items()
    }


def _placed_names(found: Mapping[int, Sequence[Found]], cut: Sequence[Token], own: Language) -> dict[int, list[Found]]:
    """Mark the actors whose words are the name of a place, too: "Blois", "Eure-et-Loir", and those that do something:
    "la région finance"."""
    spans = {(each.start, each.end) for at in found.values() for each in at if each.sort == "territory"}
    return {
        at: [
            replace(
                each,
                placed=each.sort == "actor" and (each.start, each.end) in spans,
                acts=each.sort == "actor" and _acts(cut, each, own),
            )
            for each in meant
        ]
        for at, meant in found.items()
    }


def _within(each: Found, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= each.start and each.end <= end for start, end in spans)


def _contradicted(
    found: Sequence[Found],
    there: Sequence[Found],
    stored: Mapping[str, object],
    text: str,
    cut: Sequence[Token],
    own: Language,
) -> list[Found]:
    """Take a name for unsure where the words behind it go on to name another one.

    Of "CAF du Cher", "CAF" is not the one of Loir-et-Cher; "CCI de Paris" is not the one that is called CCI;
    "association B" is not the one that is called C. `stored` are the store's places.
    """
    sure = [each for each in there if each.sure >= _PART]
    begins = {each.start: each.value in stored or not stored for each in sure}
    towns = {(each.start, each.end) for each in sure}
    return [_if_alone(each, begins, towns, text, cut, own) for each in found]


def _if_alone(
    each: Found,
    begins: Mapping[int, bool],
    towns: Set[tuple[int, int]],
    text: str,
    cut: Sequence[Token],
    own: Language,
) -> Found:
    if each.sort not in ("actor", "project") or (each.start, each.end) in towns:
        return each
    after = each.end
    while after < len(cut) and cut[after].word in own.links | own.articles:
        after += 1
    linked = any(token.word in own.links for token in cut[each.end : after])
    letter = after < len(cut) and cut[after].end - cut[after].start == 1 and text[cut[after].start].isupper()
    # A part of a name that ends with the name of a place, of which only a part was said.
    within = each.sure < _PART_SLIPPED and any(start > each.start and end == each.end for start, end in towns)
    other = after in begins and (linked or each.sure < _WHOLE or not begins[after])
    doubtful = within or other or (letter and each.sure < _WHOLE)
    return replace(each, sure=min(each.sure, _DOUBTFUL)) if doubtful else each


def _of_other_department(view: View, each: Found, there: Sequence[Found]) -> Found:
    """Take a name for unsure of whose département a part was said: "CAF du Cher" is not the one of Loir-et-Cher."""
    if each.about is None:
        return each
    name = f" {fold_text(str(each.name))} "
    for place in there:
        if place.end == each.end and each.start < place.start and view.territories.level(place.value) == "departement":
            said = fold_text(str(place.name))
            if any(said != whole and f" {whole} " in name for whole in view.territories.departements_with(said)):
                return replace(each, sure=min(each.sure, _DOUBTFUL))
    return each


def _told_apart(
    found: Sequence[Found], named: Sequence[Found], cut: Sequence[Token], own: Language, inside: Set[int]
) -> Iterator[Found]:
    """Tell a town as a place from the town as an actor: its bare name is the actor, behind a word that stands before
    places it is the place, and so are those that follow it in a list."""
    called = {(each.start, each.end) for each in named if each.sort == "actor" and each.sure >= _WHOLE}
    placed: set[int] = set()
    for each in sorted(found, key=lambda one: one.start):
        listed = any(_listed(cut, own, end, each.start) for end in placed)
        if each.start in inside or _placed(cut, each.start, own) or listed:
            placed.add(each.end)
        if (each.start, each.end) not in called or each.start in inside:
            yield each
        elif each.end not in placed and _acts(cut, each, own):
            continue
        elif each.end in placed:
            yield replace(each, named=True)
        else:
            yield replace(each, sure=each.sure * _UNPLACED, named=True)


def _acts(cut: Sequence[Token], each: Found, own: Language) -> bool:
    """Whether a name is who does something: the town is meant as an actor."""
    verb = each.end
    while verb < len(cut) and cut[verb].word in own.inverted:
        verb += 1
    after = verb < len(cut) and cut[verb].word in own.acting
    before = each.start - 1
    if before > 1 and cut[before].word in own.articles and cut[before - 1].word in own.acting:
        before -= 1
    # "Que finance la région": the verb stands before who does it.
    if before > 0 and cut[before].word in own.acting and cut[before - 1].word in own.objects:
        return True
    before = each.start - 1
    if before > 0 and cut[before].word in own.articles:
        before -= 1
    return after or (before >= 0 and cut[before].word in own.doing)


def _listed(cut: Sequence[Token], own: Language, end: int, start: int) -> bool:
    return end <= start and all(token.word in own.joins | own.articles | own.at for token in cut[end:start])


def _inside(cut: Sequence[Token], own: Language) -> set[int]:
    """The words before which a word stands that stands before places only, an article between them or not."""
    said = [token.word for token in cut]
    after = {
        start + len(each)
        for start in range(len(said))
        for each in own.inside
        if tuple(said[start : start + len(each)]) == each
        # "Who typed in Action Logement" says no place.
        if not (start and said[start - 1] in own.entering)
    }
    for _ in range(2):
        after |= {at + 1 for at in after if at < len(said) and said[at] in own.articles | own.links | own.towards}
    return after


def _placed(cut: Sequence[Token], start: int, own: Language) -> bool:
    """Whether a word that stands before places stands before this one, an article between them or not."""
    before = start - 1
    if before >= 0 and cut[before].word in own.articles - own.at:
        before -= 1
    return before >= 0 and cut[before].word in own.at


def _of_time(token: Token, known: Known, declared: Declarations) -> Token:
    """A word that is a word of time with a typing error: `depuis` of `depius`."""
    if known.says(token.word) or token.word.isdigit():
        return token
    near = declared.time.near(token.word)
    # "Annés" is "années": of two that are as near, the one that ends alike.
    return replace(token, word=min(near, key=lambda each: (each[-1] != token.word[-1], each))) if near else token


def _number(word: str, own: Language) -> int | None:
    if word.isdecimal():
        return int(word) if len(word) <= _DIGITS else None
    return own.numbers.get(word, own.numbers.get(singular(word)))


def _is_light(words: Sequence[Token], at: int, text: str, declared: Declarations) -> bool:
    """Whether a word changes nothing in what is asked; one that means nothing else may be mistyped."""
    word, own = words[at].word, declared.language
    if word in declared.light:
        return True
    if declared.words.forms(word) or word in own.plain or not word.isalpha():
        return False
    return len(word) > _LONG and bool(declared.mistyped_light.near(word))


def _slips_of_idle(words: Sequence[Token], at: int, text: str, declared: Declarations) -> frozenset[str]:
    """The words that say nothing of which a word that means nothing else is a slip: "woud", but not "l'adil"."""
    word, own = words[at].word, declared.language
    before = words[at - 1].word if at else ""
    named = text[words[at].start].isupper() and at > 0
    if len(word) < _SHORT or named or word in own.plain or word in own.numbers or not word.isalpha():
        return frozenset()
    near = declared.mistyped_idle.near(word)
    return near & own.things if before in own.articles | own.links else near


def _slipped(word: str, declared: Declarations, *, nearer: bool = False) -> frozenset[str]:
    """The words of questions of which a typed one is a slip; where a term is `nearer`, of one letter at most."""
    near = declared.mistyped.near(word)
    if nearer and declared.mistyped.distance(word) > 1:
        near = frozenset()
    return frozenset(form for each in near for form in declared.words.forms(each))


def _without_article(word: str, declared: Declarations) -> frozenset[str]:
    """The words of questions of which one was typed together with its article."""
    rest = unelided(word)
    return declared.words.forms(rest) if rest else frozenset()


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


def _unelided(view: View, token: Token, known: Container[str]) -> Token:
    """A place that was typed together with its article: "lindre"."""
    rest = unelided(token.word)
    if rest is None or token.word[0] not in "ld" or token.word in known or view.territories.called(token.word):
        return token
    known_places = [
        code
        for code in view.territories.called(rest)
        if code in view.territories.own or view.territories.level(code) == "departement"
    ]
    return replace(token, word=rest) if known_places else token


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
