"""Kinds, roles and themes in a sentence, by the words of their labels and those that the vocabulary gives them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set

from rapidfuzz.distance import OSA

from graph_service.graph.sentences.found import Found, ranked
from graph_service.graph.sentences.language import Phrase, languages, phrase
from graph_service.graph.sentences.tokens import Token, Words, stem, stem_of, unelided
from graph_service.model import RecordType
from graph_service.vocabulary import Term, Vocabulary

CATEGORIES = ("theme", "actor_kind", "project_kind", "role")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_PARTS = re.compile(r"\s+(?:et|and|&)\s+|,|/", re.I)
_WHOLE, _PART, _WORD, _SLIPPED = 1.0, 0.95, 0.8, 0.9
"""How sure a label makes that is said whole, one of the parts that it joins, one word of it; a typing error in it."""
_LONGEST, _BEGUN = 6, 2
_CONJUGATED = ("aient", "ait", "eront", "era", "erait", "ant")
"""Endings of verbs, as somebody may type a role's."""
_SHORT = 4
"""Letters of the shortest word in which a typing error is forgiven beside the others of its phrase."""


class Terms:
    """The vocabulary of a scope, by the stems of what its rows are called."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._idle = frozenset(map(stem_of, languages().idle - languages().things))
        self._acronyms = languages().intermunicipal
        self._common = languages().common
        self.phrases: dict[Phrase, list[tuple[Term, float]]] = defaultdict(list)
        self._depth = {
            (term.category, term.id): len(list(vocabulary.lineage(term.category, term.id)))
            for category in CATEGORIES
            for term in vocabulary.of(category)
        }
        said = []
        for category in CATEGORIES:
            for term in vocabulary.of(category):
                said += [(words, term, sure) for words, sure in self._called(term)]
        things = frozenset(map(stem_of, languages().things))
        for words, term, sure in sorted((each for each in said if not things.issuperset(each[0])), key=_surest):
            known = self.phrases[words]
            if all((other.category, other.id) != (term.category, term.id) for other, _ in known):
                known.append((term, sure))
        self._idle_phrases = [each for each in self.phrases if len(each) > 1 and self._idle.issuperset(each)]
        """Phrases of small words alone, which are a term only as they stand: "aller vers"."""
        self._masked: dict[Phrase, list[Phrase]] = defaultdict(list)
        for words in self.phrases:
            for n in range(len(words) if len(words) > 1 else 0):
                self._masked[(*words[:n], "", *words[n + 1 :])].append(words)
        roles = [each for term in vocabulary.of("role") for each in term.words if " " not in each]
        self._verbs = {stem(word): stem_of(word) for text in roles for word in phrase(text)}
        self._vocabulary = vocabulary
        self._of_kind: dict[tuple[RecordType, str], frozenset[str]] = {}
        self.words = Words((word for term in vocabulary.terms.values() for word in words_of(term)), stem_of)

    def _conjugated(self, word: str) -> str | None:
        """The word of a role of which a typed one is another form: `portent` of `portaient`."""
        return self._verbs.get(stem(word)) if len(word) > _SHORT and word.endswith(_CONJUGATED) else None

    def _called(self, term: Term) -> Iterator[tuple[Phrase, float]]:
        for text in (term.label.fr, term.label.en):
            inside, bare = _BRACKETS.findall(text), _BRACKETS.sub(" ", text)
            for whole in (bare, *(each for each in inside if not any(sign.isdigit() for sign in each))):
                yield self._stems(whole), _WHOLE
            if term.category == "theme":
                parts = _PARTS.split(bare)
                if len(begun := self._stems(bare)[:_BEGUN]) == _BEGUN:
                    yield begun, _WORD
                for part in parts:
                    yield self._stems(part), _PART
                    for word in phrase(part):
                        if word not in self._common:
                            yield self._stems(word), _WORD
        for text in term.words:
            yield self._stems(text), _WHOLE

    def _stems(self, text: str) -> Phrase:
        stems = tuple(stem_of(word) for word in phrase(text))
        # A term that is called by an acronym alone keeps it, though it may be an idle word: "CA".
        return tuple(word for word in stems if word not in self._idle) or stems

    def found(self, sentence: Sequence[Token], known: Words, plain: Set[str] = frozenset()) -> list[Found]:
        """What words of a sentence may mean; a word that is `known` in any form, or `plain` as it stands, is never a
        mistyped one."""
        stems = [self._read(token.word, known, plain) for token in sentence]
        found = []
        for start in range(len(stems)):
            for words in self._idle_phrases:
                if tuple(stem for stem, _ in stems[start : start + len(words)]) == words:
                    found += [self._found(term, start, start + len(words), sure) for term, sure in self.phrases[words]]
            if self._passes(stems[start][0], sentence[start]):
                continue
            said: list[str] = []
            typed: list[str] = []
            slipped = False
            for end in range(start, min(start + 2 * _LONGEST, len(stems))):
                word, slip = stems[end]
                if self._passes(word, sentence[end]):
                    continue
                said.append(word)
                typed.append(stem_of(sentence[end].word))
                slipped |= slip
                phrases = [tuple(said)] if tuple(said) in self.phrases else self._slipped(said, known)
                # "Suport" alone is near "sport", before "missions" it is "support".
                phrases = phrases or (self._slipped(typed, known) if slip or slipped else [])
                slipped |= tuple(said) not in self.phrases
                for term, sure in (each for words in phrases for each in self.phrases[words]):
                    # Of two that are called so, the one nearer the root: what stands below it is of it too.
                    sure -= 0.05 * (self._depth[term.category, term.id] - 1)
                    found.append(self._found(term, start, end + 1, sure * (_SLIPPED if slipped else 1)))
                if len(said) == _LONGEST:
                    break
        return ranked(found)

    def _passes(self, word: str, token: Token) -> bool:
        return word in self._idle and not (token.acronym and word in self._acronyms)

    def _slipped(self, said: Sequence[str], known: Words) -> list[Phrase]:
        """Phrases of which all words are said but one, which is mistyped: it may be too short to be told alone."""
        found = []
        for n, word in enumerate(said):
            if len(said) == 1 or len(word) < _SHORT or word in known or self.words.forms(word):
                continue
            for phrase_ in self._masked.get((*said[:n], "", *said[n + 1 :]), ()):
                if OSA.distance(word, phrase_[n], score_cutoff=1) <= 1:
                    found.append(phrase_)
        return found

    def of_kind(self, type_: RecordType, kind: str | None) -> frozenset[str]:
        """The words that say the kind of an actor or a project, or one above it."""
        if (type_, kind or "") not in self._of_kind:
            category = "actor_kind" if type_ is RecordType.ACTOR else "project_kind"
            # The most general kind says too little: a council is any local authority.
            lineage = list(self._vocabulary.lineage(category, kind or ""))
            above = (self._vocabulary.get(category, id_) for id_ in (lineage[:-1] or lineage))
            self._of_kind[type_, kind or ""] = frozenset(stem_of(w) for term in above if term for w in words_of(term))
        return self._of_kind[type_, kind or ""]

    def end_with(self, category: str, words: Sequence[str]) -> bool:
        """Return whether the last of some words say a term of a category."""
        stems = tuple(map(stem_of, words))
        if words and not self.words.forms(words[-1]) and len(near := self.words.near(words[-1])) == 1:
            stems = (*stems[:-1], stem_of(min(near)))
        return any(term.category == category for n in range(len(stems)) for term, _ in self.phrases.get(stems[n:], ()))

    def _read(self, word: str, known: Words, plain: Set[str]) -> tuple[str, bool]:
        # "Contacte" is a form of "contact", and no slip of "contrat".
        if self.words.forms(word) or word in known:
            return stem_of(word), False
        if conjugated := self._conjugated(word):
            return conjugated, True
        if word in plain:
            return stem_of(word), False
        if known.forms(word):
            # "Subventione" is no more than another spelling of it.
            same = [each for each in self.words.near(word) if stem(each) == stem(word)]
            return (stem_of(min(same)), True) if same else (stem_of(word), False)
        if (rest := unelided(word)) and self.words.forms(rest):
            return stem_of(rest), False
        near = self.words.near(word) or self.words.near(stem_of(word))
        # "Mobilsiés" is nearer to "mobilisés" than to "mobilité".
        if near and known.distance(word) < min(map(self.words.distance, (word, stem_of(word)))):
            return stem_of(word), False
        return (stem_of(min(near)), True) if near else (stem_of(word), False)

    @staticmethod
    def _found(term: Term, start: int, end: int, sure: float) -> Found:
        return Found(term.category, term.id, start, end, sure, term.label)


def _surest(said: tuple[Phrase, Term, float]) -> float:
    return -said[2]


def words_of(term: Term) -> Iterator[str]:
    """The folded words that a row of the vocabulary is called by."""
    for text in (term.label.fr, term.label.en, *term.words):
        yield from phrase(text)


_KEPT: dict[int, tuple[Vocabulary, Terms]] = {}
"""By the identity of a vocabulary, which is held beside so that no other takes its place."""
_MOST = 4


def terms(vocabulary: Vocabulary) -> Terms:
    """Return the words of a vocabulary, kept for the next sentence."""
    if id(vocabulary) not in _KEPT:
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[id(vocabulary)] = (vocabulary, Terms(vocabulary))
    return _KEPT[id(vocabulary)][1]
