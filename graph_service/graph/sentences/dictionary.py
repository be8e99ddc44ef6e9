"""The words of a language: what is one of them is meant as it is typed, and no slip of another word."""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

from graph_service.messages import LANGS
from graph_service.vocabulary import fold_text

_SEEN = 200
"""How often a word was seen at least by those who counted: rarer ones are slips as often as words."""


def is_real(word: str) -> bool:
    """Return whether a folded word is one of the dictionary of a language."""
    return word in _words()


@cache
def _words() -> frozenset[str]:
    """Every word of the dictionaries without its accents, read once, when a word is not known otherwise (0.5 s)."""
    return frozenset(
        word if word.isascii() else fold_text(word)
        for lang in LANGS
        for word, times in SpellChecker(language=lang).word_frequency.dictionary.items()
        if times >= _SEEN
    )
