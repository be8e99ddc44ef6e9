"""Actors and projects in a sentence: by any of their names, whole or in part, mistyped, or by an identifier."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from graph_service.graph.sentences.dictionary import is_real
from graph_service.graph.sentences.found import Found, ranked
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.terms import Terms, terms
from graph_service.graph.sentences.tokens import Token, singular, stem_of, unelided
from graph_service.messages import Ref
from graph_service.model import RecordType
from graph_service.queries.view import View
from graph_service.stores.base import Named
from graph_service.stores.referring import named
from graph_service.vocabulary import fold_text

_TOWN = "commune"
_SIGN = re.compile(r"[,;:?!]")
_TYPES = (RecordType.ACTOR, RecordType.PROJECT)
_EXACT_LONGEST = 8
_NAME, _OF_KIND, _NUMBER = 1.0, 0.25, 0.1
"""What a word of a name weighs: its own, one that says its kind (`Ville`, `Contrat`), a number such as a year."""
_SLIP = 0.93
_WITHOUT_KIND = 0.5
"""What is left of a project's name without a word of its kind: a contract is not meant by its town alone."""
_SHORT = 3
"""Letters of a word that is only taken as it stands."""
_LONG = 5
"""Letters of a word that is looked for in names though it is idle elsewhere."""
_PARTLY = 0.6
"""How much of a name's weight says it, wherever its words stand in it."""
_BY_KIND = 0.9
"""How sure an actor is that is meant by its kind alone."""
_LEAST_SURE = 0.56
"""How sure a name has to be to be thought of."""
_SLIPPED_BESIDE = 4
"""Letters of a word that is taken for a mistyped one beside other words of a name."""
_FEWEST = 3
"""Words of a name beside which one may be mistyped."""
_VERBS = 6
"""Letters of a word whose ending may be another of the same sound: "mobilisé" for "mobiliser"."""
_ONLY_KIND = 6
"""Records of a kind that its words alone may mean."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of a record as it is compared: what each of its words weighs."""

    weights: Mapping[str, float]
    whole: float
    words: frozenset[str]
    """All of its words, idle ones too."""
    kind: bool
    """Whether words of it say its kind: together they weigh `_OF_KIND`, and any word for the kind says them."""


def found(view: View, text: str, sentence: Sequence[Token], own: Language, known: Container[str]) -> list[Found]:
    """Return the actors and projects that words of a sentence may mean.

    A word that is `known` (common, or declared by a question) is never taken for a misspelt name.
    """
    asked = {token.word: _forms_of(token.word) for token in sentence if _may_name(token.word, own)}
    holders = view.reader.holding(sorted(set().union(*asked.values())), types=_TYPES)
    for word, forms in asked.items():
        if not (
            any(holders[form] for form in forms)
            or word in known
            or word.isdigit()
            or len(word) < 5
            or is_real(word)
            or view.territories.called(word)
        ):
            near = view.reader.near_words(word)
            asked[word] |= set(near)
            holders |= view.reader.holding([each for each in near if each not in holders], types=_TYPES)
    _together(view, sentence, own, holders)
    records = {(each.type, each.id): each for named in holders.values() for each in named}
    exact = list(_exact(view, text, sentence, own))
    elided = {n for n, token in enumerate(sentence) if text[token.end : token.end + 1] in ("'", "’")}
    elided |= set(_prepositions(view, text, sentence, own, known, holders))
    unknown = {
        word
        for word, forms in asked.items()
        if len(word) >= _SLIPPED_BESIDE
        and word.isalpha()
        and word not in known
        and not view.territories.called(word)
        and not any(holders.get(form) for form in forms)
    }
    signs = {n for n in range(1, len(sentence)) if _SIGN.search(text[sentence[n - 1].end : sentence[n].start])}
    whole = {(each.start, each.end) for each in exact if each.sort == RecordType.ACTOR.value}
    partial = _Partial(terms(view.vocabulary), sentence, own, asked, elided, unknown, whole, signs).found(
        records.values()
    )
    said = {word for _, names, _ in partial for word in names if word in known or view.territories.called(word)}
    return [each for each in ranked([*exact, *_distinct(partial, said)]) if each.sure >= _LEAST_SURE]


def of_kind(view: View, kind: str, said: str, most: int) -> list[Found]:
    """Return the actors of a kind that its own label finds, or else the words that say it: they may be meant by these
    alone."""
    term = view.vocabulary.get("actor_kind", kind)
    for text in (term.label.fr, said) if term else ():
        if hits := view.reader.search(text, types=[RecordType.ACTOR], kinds=[kind], limit=most):
            return [Found("actor", hit.id, 0, 0, _BY_KIND, hit.name) for hit in hits]
    return []


def _may_name(word: str, own: Language) -> bool:
    return word not in own.idle or len(word) >= _LONG


def _forms_of(word: str) -> set[str]:
    """A word in the singular, in the plural, and without an article that was typed together with it."""
    if not word.isalpha() or len(word) <= _SHORT:
        return {word}
    rest = unelided(word)
    heard = set()
    if len(word) > _VERBS and word.endswith(("e", "er", "ez")):
        root = word.removesuffix("r").removesuffix("z")
        heard = {f"{root}r", root}
    return {word, singular(word), f"{word}s"} | ({rest} if rest else set()) | heard


def _prepositions(
    view: View,
    text: str,
    sentence: Sequence[Token],
    own: Language,
    known: Container[str],
    holders: Mapping[str, Sequence[Named]],
) -> Iterator[int]:
    """Letters that are words and not names: with an accent ("à"), or a small one before a name: "habitants a Blois"."""
    for n, (token, following) in enumerate(zip(sentence, (*sentence[1:], None), strict=False)):
        letter = text[token.start : token.end]
        if len(letter) == 1 and token.word in own.idle and not letter.isupper():
            before_name = following is not None and (
                view.territories.called(following.word)
                or (following.word not in known and bool(holders.get(following.word)))
            )
            if letter != token.word or before_name:
                yield n


def _together(view: View, sentence: Sequence[Token], own: Language, holders: dict[str, list[Named]]) -> None:
    """Look for names that hold two common words side by side: each of them alone has too many."""
    said = [token.word for token in sentence if token.word not in own.idle and not token.word.isdigit()]
    for one, other in pairwise(said):
        if not (holders.get(one) or holders.get(other)):
            both = view.reader.search(f"{one} {other}", types=_TYPES, limit=20)
            if both:
                found = [Named(hit.type, hit.id, hit.name, hit.kind, (fold_text(hit.name),)) for hit in both]
                holders[f"{one} {other}"] = found


def _exact(view: View, text: str, sentence: Sequence[Token], own: Language) -> Iterator[Found]:
    """Ids, identifiers and whole names."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start in range(len(sentence)):
        if sentence[start].word in own.idle - own.articles:
            continue
        for end in range(start + 1, min(start + _EXACT_LONGEST, len(sentence)) + 1):
            spans[text[sentence[start].start : sentence[end - 1].end]].append((start, end))
    hits = named(view.reader, spans, _TYPES)
    by_type: dict[RecordType, set[str]] = {type_: set() for type_ in _TYPES}
    for each in hits.values():
        for type_, id_ in each:
            by_type[type_].add(id_)
    facts = {(type_, fact.id): fact for type_, ids in by_type.items() if ids for fact in view.facts(type_, sorted(ids))}
    for name, places in spans.items():
        for type_, id_ in hits[name]:
            if fact := facts.get((type_, id_)):
                for start, end in places:
                    kind = str(fact.get("kind") or "")
                    yield Found(
                        type_.value, id_, start, end, 1.0, fact.name, about=Ref(type_.value, id_, fact.name, kind)
                    )


class _Partial:
    """Compares the names of records with the words of a sentence."""

    def __init__(
        self,
        known: Terms,
        sentence: Sequence[Token],
        own: Language,
        asked: Mapping[str, Iterable[str]],
        elided: Set[int],
        unknown: Set[str],
        whole: Set[tuple[int, int]],
        signs: Set[int],
    ) -> None:
        self._signs = signs
        """Words before which a comma or a like sign stands."""
        self._elided = elided
        """Letters that name nothing: with an apostrophe behind them, or small words before a name."""
        self._unknown = unknown
        """Words that mean nothing: beside words of a name they may be one of it with a typing error."""
        self._whole = whole
        """Where actors stand by a whole name."""
        self._terms, self._own = known, own
        self._towns = known.of_kind(RecordType.ACTOR, _TOWN)
        self._acronyms = {n for n, token in enumerate(sentence) if token.acronym and token.word in own.intermunicipal}
        self._said = [token.word for token in sentence]
        self._meant = {word: sorted(meant) for word, meant in asked.items()}
        self._between = (own.articles | own.at | own.joins | own.former) - own.leaving - own.topics
        """Words that stand inside of names and that somebody may add or leave out."""
        self._asked = frozenset().union(*asked.values())

    def found(self, records: Iterable[Named]) -> list[tuple[Found, frozenset[str], bool]]:
        """Each stretch of words that may mean a record, with the words that are the name's own, and whether the name
        begins with one of them."""
        return [each for record in records for each in self._of(record)]

    def _of(self, record: Named) -> Iterator[tuple[Found, frozenset[str], bool]]:
        of_kind = self._terms.of_kind(record.type, record.kind)
        best: dict[tuple[int, int], tuple[float, frozenset[str], bool]] = {}
        # What a name says in brackets is no part of what people type.
        names = (fold_text(record.name.partition("(")[0]), fold_text(record.id), *record.names)
        for name in dict.fromkeys(names):
            if self._asked.isdisjoint(name.split()):
                continue
            weighed = self._weighed(name, of_kind)
            for start, end, said, slipped in self._runs(weighed, of_kind):
                if self._is_list(start, end, name, weighed):
                    continue
                covered = sum(weighed.weights.get(word, 0.0) for word in said)
                # "La ville de Tours" says no contract, though one is called "contrat de ville".
                towns = self._towns if record.type is RecordType.PROJECT else frozenset()
                spoken = any(stem_of(word) in of_kind - towns for word in said)
                covered += _OF_KIND if weighed.kind and spoken else 0
                sure = (covered / weighed.whole) * (_SLIP if slipped else 1) if weighed.whole else 0.0
                own = frozenset(word for word in said if weighed.weights.get(word, 0) == _NAME)
                if record.type is RecordType.PROJECT and weighed.kind and not spoken:
                    sure *= _WITHOUT_KIND
                if sure and sure > best.get((start, end), (0.0, own, False))[0]:
                    first = next((word for word, weight in weighed.weights.items() if weight == _NAME), "")
                    best[start, end] = sure, own, first in own
        ref = Ref(record.type.value, record.id, record.name, record.kind or "")
        for (start, end), (sure, own, begins) in best.items():
            yield Found(record.type.value, record.id, start, end, sure, record.name, about=ref), own, begins

    def _is_list(self, start: int, end: int, name: str, weighed: _Name) -> bool:
        """Whether words of a name in another order hold the whole name of somebody else: "Tours Joué" are two."""
        for first, last in self._whole:
            if start <= first and last <= end and last - first < end - start:
                inside = " ".join(self._said[first:last])
                others = [word for word in self._said[start:first] + self._said[last:end] if word in weighed.weights]
                own = any(weighed.weights[word] == _NAME for word in others)
                if own and f" {' '.join(self._said[start:end])} " not in f" {name} " and f" {inside} " in f" {name} ":
                    at = f" {name} ".index(f" {inside} ")
                    before = f" {name} "[:at].split()
                    moved = any(word in before for word in self._said[last:end] if word in others)
                    if moved:
                        return True
        return False

    def _weighed(self, name: str, of_kind: frozenset[str]) -> _Name:
        words = tuple(dict.fromkeys(name.split()))
        # The last word tells even where it is an idle one elsewhere: "Conseil citoyen A".
        telling = [word for word in words if word not in self._own.idle or word == words[-1]] or list(words)
        weights = {word: _NUMBER if word.isdigit() else 0.0 if stem_of(word) in of_kind else _NAME for word in telling}
        if not any(weight == _NAME for weight in weights.values()):
            return _Name(dict.fromkeys(weights, _NAME), float(len(weights)), frozenset(words), kind=False)
        kind = 0.0 in weights.values()
        return _Name(weights, sum(weights.values()) + (_OF_KIND if kind else 0), frozenset(words), kind)

    def _runs(self, name: _Name, of_kind: frozenset[str]) -> Iterator[tuple[int, int, frozenset[str], bool]]:
        """Stretches of the sentence that are words of a name, idle ones between them passed over: each from its first
        word to its last, and what is left of it without the words of its kind at either end."""
        at, size = 0, len(self._said)
        while at < size:
            hits: list[tuple[int, str, bool]] = []
            while at < size:
                word = self._said[at]
                meant = next((each for each in self._meant.get(word, ()) if each in name.weights), None)
                if hits and self._begins_another(hits, at, word if word in name.weights else meant, name):
                    at -= 1
                    break
                if word in name.weights and not (len(word) == 1 and at in self._elided):
                    hits.append((at, word, False))
                elif meant is not None:
                    hits.append((at, meant, True))
                elif stem_of(word) in of_kind and (word not in self._own.idle or at in self._acronyms):
                    hits.append((at, word, False))
                elif word in self._unknown and (slip := self._slip(word, name)):
                    hits.append((at, slip, True))
                elif not (hits and (word in self._between or word in name.words)):
                    break
                at += 1
            at += 1
            yield from self._trimmed(hits, name)

    def _begins_another(self, hits: Sequence[tuple[int, str, bool]], at: int, word: str | None, name: _Name) -> bool:
        """Whether a word begins another name: one of the name's own that is said again ("Collectif A à …"), or one that
        only says a kind, behind a sign ("Syndicat des mobilités du Blésois, on mobility")."""
        if word is not None and name.weights.get(word):
            return any(word == said for _, said, _ in hits)
        named = any(name.weights.get(said, 0) == _NAME for _, said, _ in hits)
        return named and not self._signs.isdisjoint(range(hits[-1][0] + 1, at + 1))

    def _slip(self, word: str, name: _Name) -> str | None:
        """The word of a name that a word which means nothing is, but for a letter."""
        if len(name.words) < _FEWEST:
            return None
        for each, weight in name.weights.items():
            near = weight == _NAME and len(each) > _SHORT and each[0] == word[0] and abs(len(each) - len(word)) <= 1
            if near and OSA.distance(word, each, score_cutoff=1) <= 1:
                return each
        return None

    @staticmethod
    def _trimmed(hits: Sequence[tuple[int, str, bool]], name: _Name) -> Iterator[tuple[int, int, frozenset[str], bool]]:
        own = [n for n, (_, word, _) in enumerate(hits) if name.weights.get(word, 0) == _NAME]
        # One letter ("Collectif A") names nothing without the words around it.
        if not any(len(word) > 1 for _, word, _ in hits):
            return
        spans = {(0, len(hits))}
        if any(len(hits[n][1]) > 1 for n in own):
            spans |= {(own[0], len(hits)), (0, own[-1] + 1), (own[0], own[-1] + 1)}
        for first, last in sorted(spans):
            part = hits[first:last]
            words = [word for _, word, _ in part]
            named = [word for word in words if name.weights.get(word, 0) > 0]
            if len(set(named)) == len(named):
                yield part[0][0], part[-1][0] + 1, frozenset(words), any(slipped for _, _, slipped in part)


def _distinct(found: Sequence[tuple[Found, frozenset[str], bool]], said: Set[str]) -> Iterator[Found]:
    """Weigh what is only a part of a name: it is sure where no other record of its type holds the same words, and not
    where these are words that are `said` of anything: places, common words, words of questions."""
    holders: dict[tuple[str, int, int, frozenset[str]], set[str]] = defaultdict(set)
    for each, own, _ in found:
        holders[each.sort, each.start, each.end, own].add(each.value)
    for each, own, begins in found:
        sharing = len(holders[each.sort, each.start, each.end, own])
        if not own and sharing > _ONLY_KIND:
            continue
        distinct = sharing == 1 and bool(own - said)
        # People shorten a name to its beginning: one word from inside of it says too little.
        distinct = distinct and (begins or each.sure >= _PARTLY)
        sure = 0.6 + 0.4 * each.sure if distinct else each.sure if own <= said else 0.3 + 0.7 * each.sure
        # "DREETS CVL" does not name the INSA that is called "INSA CVL".
        if not begins and own and all(len(word) <= _SHORT for word in own):
            sure = min(sure, each.sure)
        yield Found(each.sort, each.value, each.start, each.end, sure, each.name, about=each.about)
