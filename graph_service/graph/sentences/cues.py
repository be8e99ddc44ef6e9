"""Where the words of a sentence are cues of a question: words that speak for it, or stand before a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_service.graph.sentences.declared import NUMBER, Cue, Declared
from graph_service.graph.sentences.tokens import singular
from graph_service.graph.sentences.words import Words

_ROLE = "role"


class Cues:
    """The cues of one question in one sentence."""

    def __init__(
        self, words: Words, declared: Declared, categories: frozenset[str] = frozenset(), *, leading: bool = False
    ) -> None:
        """`categories` are those of the vocabulary of which the question takes values, `leading` whether it leads with
        them."""
        self._leading = leading
        self._words, self._declared = words, declared
        size = len(words.tokens)
        # "Il nous faudrait" is a way to ask, not a word for what lacks.
        hidden = words.passed
        self._in_terms = frozenset(
            n for each in words.terms if each.end - each.start > 1 for n in range(each.start, each.end)
        )
        self._valued = self._terms(categories)
        denying = words.covered(words.own.denying)
        self._at = [
            [
                (cue, end)
                for cue, end in self._begin(at)
                if not hidden.issuperset(range(at, end))
                # "À part la Région" is part of nothing.
                and (denying.isdisjoint(range(at, end)) or cue.parameter in declared.negative)
            ]
            for at in range(size)
        ]
        every = [(at, end, cue) for at in range(size) for cue, end in self._at[at]]
        self.for_question = [(at, end) for at, end, cue in every if not cue.parameter]
        """Where words stand that speak for the question and for none of its values."""
        said = [token.word for token in words.tokens]
        self.spoken = [
            (at, end)
            for at, end, cue in every
            if (not cue.parameter or (cue.value is not None and len(cue.phrase) > 1))
            and {*said[at:end]} & {*cue.phrase}
        ]
        """Where words stand as they are declared that speak for the question, those of a value that several words say
        among them."""

    def is_rather_value(self, cue: Cue, at: int) -> bool:
        """Return whether a word is rather a value than a form of a cue: "opérateur" is the role, and no form of
        "opère"."""
        other = singular(cue.phrase[0]) != singular(self._words.tokens[at].word)
        return at in self._valued and (other or (self._leading and not cue.parameter and len(cue.phrase) == 1))

    def _terms(self, categories: frozenset[str]) -> frozenset[int]:
        """The words that are surely a role, where the question takes one: what people do is also what they are."""
        return frozenset(
            n
            for each in self._words.terms
            if each.sort == _ROLE and each.sort in categories
            for n in range(each.start, each.end)
        )

    def at(self, at: int) -> Sequence[tuple[Cue, int]]:
        """Return the cues that begin at a word, each with where it ends."""
        return self._at[at]

    def number(self, cue: Cue, at: int) -> int | None:
        """Return where the number stands of a cue that begins at a word; None of a cue that holds none."""
        if NUMBER not in cue.phrase:
            return None
        return next(n for n in range(at, len(self._words.tokens)) if n in self._words.numbers)

    def speak(self, start: int, end: int) -> bool:
        """Return whether a cue that says no value by itself begins at any of some words."""
        return any(cue.value is None for at in range(start, end) for cue, _ in self._at[at])

    def _begin(self, at: int) -> Iterator[tuple[Cue, int]]:
        number = {NUMBER} if self._is_number(at) else set()
        forms = self._words.forms[at]
        if at in self._in_terms:
            # "Appel à projets" is no form of "appelé".
            said = self._words.tokens[at].word
            forms = frozenset(word for word in forms if singular(word) == singular(said))
        if self._words.tokens[at].word in self._words.own.unaccented and at > 0 and not self._is_accented(at):
            # "Labos ou facs" asks for no place.
            forms = frozenset()
        for word in forms | number:
            for cue in self._declared.by_word.get(word, ()):
                if at in self._in_terms and len(cue.phrase) == 1:
                    continue
                if (end := self._end_of(cue.phrase, at)) is not None:
                    yield cue, end

    def _end_of(self, phrase: Sequence[str], at: int) -> int | None:
        """Where a phrase that begins at a word ends; an article more than it has is passed over."""
        forms, said, articles = self._words.forms, self._words.tokens, self._words.own.articles
        counted = False
        for word in phrase:
            if word == NUMBER:
                if not self._is_number(at):
                    return None
                counted, at = True, at + 1
                continue
            if at < len(said) and self._alike(word, said[at].word):
                at += 1
                continue
            if at < len(said) and word not in forms[at] and said[at].word in articles:
                at += 1
            while at < len(said) and word not in forms[at] and self._is_inverted(at):
                at += 1
            if counted and at < len(said) and word not in forms[at]:
                at = self._counted(at)
            counted = False
            if at >= len(said) or word not in forms[at]:
                return None
            at += 1
        return at

    def _is_accented(self, at: int) -> bool:
        """Whether a word is typed with its accent, or begins a clause."""
        token, before = self._words.tokens[at], self._words.tokens[at - 1]
        typed, between = self._words.text[token.start : token.end], self._words.text[before.end : token.start]
        return typed.lower() != token.word or any(sign in between for sign in ",;:.?!")

    def _is_inverted(self, at: int) -> bool:
        """Whether a word is a pronoun behind its verb: "souffrent-elles d'une absence"."""
        said = self._words.tokens
        hyphen = at > 0 and self._words.text[said[at - 1].end : said[at].start].strip() in ("-", "")
        return hyphen and said[at].word in self._words.own.inverted

    def _is_number(self, at: int) -> bool:
        """Whether a number stands at a place: "un" and "une" count nothing."""
        said = self._words.tokens
        return at in self._words.numbers and said[at].word not in self._words.own.articles

    def _alike(self, word: str, other: str) -> bool:
        """Whether two words are one with another article in it: "de", "du", "des"."""
        return any(word in each and other in each for each in self._words.own.alike)

    def _counted(self, at: int) -> int:
        """Where what is counted stands behind a number: "the 3 best paths"."""
        said = self._words.tokens
        for each in self._words.own.superlatives:
            if tuple(token.word for token in said[at : at + len(each)]) == each:
                return at + len(each)
        return at
