"""What the name of a map tells: a name of what its readers do not see, or a part of one.

A map for others bears a name that they read in lists, addresses and publications. So it holds no whole name, id,
acronym or alias of an actor or project that is hidden from them; no two words in a row of one, where nothing that they
see bears one of the two; and no word that only its proper name has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from graph_service.graph.session import Session
from graph_service.model import Fact, RecordType, Scope
from graph_service.vocabulary import fold_text

_NAMED = (RecordType.ACTOR, RecordType.PROJECT)
_SHORTEST = 4
"""Letters of a name or a word that is looked for: a shorter one stands in many texts by chance."""
_PROPER = re.compile(r"(?<=[\s'’-])[^\W\d_][\w’'-]{4,}")
"""A word of five letters or more inside a name; a capital there makes it a proper name."""


def told_by(session: Session, text: str, scope: Scope) -> str | None:
    """Return what a text calls by its name, or a part of it, that a scope does not see: an actor or a project, as its
    record calls it. None where there is none."""
    if scope is Scope.INTERNAL:
        return None
    said = _Said(f" {fold_text(text)} ")
    with session.view(scope) as view:
        shown = {fold_text(called) for type_ in _NAMED for fact in view.facts(type_) for called in _called(fact)}
        hidden = [
            called
            for type_ in _NAMED
            for fact in session.store.facts(type_, None, Scope.INTERNAL)
            for called in _called(fact)
            if said.could_be(folded := fold_text(called)) and folded not in shown
        ]
        if not hidden:
            return None
        places = {fold_text(place) for _, place in view.territories.names()}
        terms = [term.label for term in view.vocabulary.terms.values()]
        labels = {fold_text(label) for term in terms for label in (term.fr, term.en)}
    known = {word for called in shown | places | labels for word in called.split()}
    return next((each for each in hidden if fold_text(each) not in places and said.tells(each, known)), None)


@dataclass(frozen=True)
class _Said:
    """A folded text, with a space at both ends."""

    text: str

    def could_be(self, folded: str) -> bool:
        """Whether some word of a name stands in the text: most names are ruled out by that."""
        return any(self._has(word) for word in _long(folded)) or (len(folded) >= _SHORTEST and self._has(folded))

    def tells(self, called: str, known: set[str]) -> bool:
        """Whether the text holds a name, or what is only of this name; `known` are words that tell nothing."""
        folded = fold_text(called)
        if len(folded) >= _SHORTEST and self._has(folded):
            return True
        own = set(pairwise(_long(self.text)))
        if any(pair in own and not known.issuperset(pair) for pair in pairwise(_long(folded))):
            return True
        proper = {fold_text(word) for word in _PROPER.findall(called) if word[0].isupper() and not called.isupper()}
        return any(self._has(word) for word in proper - known)

    def _has(self, folded: str) -> bool:
        return f" {folded} " in self.text


def _long(folded: str) -> list[str]:
    return [word for word in folded.split() if len(word) >= _SHORTEST]


def _called(fact: Fact) -> Iterator[str]:
    """Each name of a record."""
    for text in (fact.name, fact.id, fact.get("acronym"), *(fact.get("aliases") or ())):
        if text and fold_text(str(text)):
            yield str(text)
