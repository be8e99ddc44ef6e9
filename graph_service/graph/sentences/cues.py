"""Where the words of a sentence are cues of a question: words that speak for it, or stand before a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph_service.graph.sentences.declared import Cue, Declared
from graph_service.graph.sentences.words import Words


class Cues:
    """The cues of one question in one sentence."""

    def __init__(self, words: Words, declared: Declared) -> None:
        self._words, self._declared = words, declared
        size = len(words.tokens)
        self._at = [[*self._begin(at)] for at in range(size)]
        every = [(at, end, cue) for at in range(size) for cue, end in self._at[at]]
        self.for_question = [(at, end) for at, end, cue in every if not cue.parameter]
        """Where words stand that speak for the question and for none of its values."""
        self.spoken = [
            (at, end) for at, end, cue in every if not cue.parameter or (cue.value is not None and len(cue.phrase) > 1)
        ]
        """Where words stand that speak for the question, those of a value that several words say among them."""

    def at(self, at: int) -> Sequence[tuple[Cue, int]]:
        """Return the cues that begin at a word, each with where it ends."""
        return self._at[at]

    def after(self, parameter: str, at: int) -> int | None:
        """Return where a cue of a parameter ends that begins at a word or at the next one."""
        for begins in self._at[at : at + 2]:
            for cue, end in begins:
                if cue.parameter == parameter and cue.value is None:
                    return end
        return None

    def speak(self, start: int, end: int) -> bool:
        """Return whether a cue that says no value by itself begins at any of some words."""
        return any(cue.value is None for at in range(start, end) for cue, _ in self._at[at])

    def _begin(self, at: int) -> Iterator[tuple[Cue, int]]:
        for word in self._words.forms[at]:
            for cue in self._declared.by_word.get(word, ()):
                if (end := self._end_of(cue.phrase, at)) is not None:
                    yield cue, end

    def _end_of(self, phrase: Sequence[str], at: int) -> int | None:
        """Where a phrase that begins at a word ends; an article more than it has is passed over."""
        forms, said, articles = self._words.forms, self._words.tokens, self._words.own.articles
        for word in phrase:
            if at < len(said) and word not in forms[at] and said[at].word in articles:
                at += 1
            if at >= len(said) or word not in forms[at]:
                return None
            at += 1
        return at
