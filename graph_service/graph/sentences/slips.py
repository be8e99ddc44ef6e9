"""What a typed word may be for the questions: itself in another form, or a slip of one of their words."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from graph_service.graph.sentences.declared import Declarations
from graph_service.graph.sentences.dictionary import is_real
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.spelled import Known
from graph_service.graph.sentences.tokens import Token, singular, unelided
from graph_service.graph.sentences.tokens import Words as WordSet
from graph_service.queries.view import View

Forms = Sequence[frozenset[str]]
_STOPS = (".", "!", "?", ":", "\n")
"""Signs behind which a sentence begins with a capital."""
_DIGITS = 3
_SHORT, _LONG = 4, 5
"""Letters of a word that says nothing, and of one that changes nothing, though it is mistyped."""


def forms_of(cut: Sequence[Token], declared: Declarations) -> Forms:
    """The words of questions and of the language that each word is a form of."""
    own = declared.language
    # A word is idle as it stands, not in another form: "adresser" is no "adresse", and "call the DREAL" is no "called".
    return [
        frozenset(
            word
            for word in declared.words.forms(token.word)
            if word == token.word or (word not in own.idle and token.word not in own.never_slips)
        )
        for token in cut
    ]


def with_slips(
    text: str,
    cut: Sequence[Token],
    forms: Forms,
    declared: Declarations,
    known: WordSet,
    spoken: Set[int],
    near: Set[int],
) -> Forms:
    """The same, with the words of which each is a slip: only where it means nothing by itself.

    `known` are the words of the vocabulary, `spoken` the places of words that are a name, `near` those that are a slip
    of a term.
    """
    own = declared.language
    found = list(forms)
    for n, token in enumerate(cut):
        if forms[n] or n in spoken or known.forms(token.word) or token.word in own.never_slips:
            continue
        found[n] = (
            _slipped(token.word, declared, nearer=n in near)
            or (frozenset() if n in near else _slips_of_idle(cut, n, text, declared))
            or _without_article(token.word, declared)
            or declared.mistyped.sounding(token.word)
        )
    return found


def light_words(text: str, cut: Sequence[Token], declared: Declarations, named: Set[int]) -> list[bool]:
    """Whether each word may be left unread beside a whole question; `named` are the places of words with a meaning.

    A word with a capital inside of the text may be a name that nobody knows: "en Vienne".
    """
    own, loud = declared.language, text.isupper()
    return [
        n not in named
        and number_of(token.word, own) is None
        and (n == 0 or loud or not text[token.start].isupper() or text[: token.start].rstrip()[-1:] in _STOPS)
        and _is_light(token.word, declared)
        for n, token in enumerate(cut)
    ]


def _is_light(word: str, declared: Declarations) -> bool:
    """Whether a word changes nothing in what is asked; one that means nothing else may be mistyped."""
    if word in declared.light:
        return True
    if declared.words.forms(word) or word in declared.language.plain or not word.isalpha():
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
    rest = None if is_real(word) else unelided(word)
    return declared.words.forms(rest) if rest else frozenset()


def of_time(token: Token, known: Known, declared: Declarations) -> Token:
    """A word that is a word of time with a typing error: `depuis` of `depius`."""
    if known.says(token.word) or token.word.isdigit():
        return token
    near = declared.time.near(token.word)
    # "Annés" is "années": of two that are as near, the one that ends alike.
    return replace(token, word=min(near, key=lambda each: (each[-1] != token.word[-1], each))) if near else token


def number_of(word: str, own: Language) -> int | None:
    if word.isdecimal():
        return int(word) if len(word) <= _DIGITS else None
    return own.numbers.get(word, own.numbers.get(singular(word)))


def unelided_place(view: View, token: Token, known: Known) -> Token:
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
