"""Typed words that stand for others: several typed together, and a département's number in the name of a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph_service.graph.sentences import places
from graph_service.graph.sentences.declared import Declarations
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.terms import Terms
from graph_service.graph.sentences.tokens import SHORT_FOR, Token, singular
from graph_service.graph.sentences.tokens import Words as WordSet
from graph_service.model import RecordType
from graph_service.queries.view import View

_TOGETHER, _PART_OF, _MOST_PARTS = 8, 4, 4
"""Letters of a word that may be several typed together, of each of them, and how many they are at most."""
_RECORDS = (RecordType.ACTOR, RecordType.PROJECT)
_TWO_DIGITS = 2


class Known:
    """Words that are never taken for a misspelt name."""

    def __init__(self, declared: Declarations, vocabulary: WordSet) -> None:
        self._sets = (declared.words, vocabulary)
        self._plain = declared.language.plain

    def __contains__(self, word: object) -> bool:
        return word in self._plain or any(each.forms(str(word)) for each in self._sets)

    def distance(self, word: str) -> float:
        """How many letters a word is from the nearest one by which questions are asked."""
        return self._sets[0].distance(word)

    def says(self, word: str) -> bool:
        """Return whether a word is known as it stands, not only in another form."""
        return any(word in each for each in self._sets)


def apart(view: View, token: Token, known: Known, own: Language) -> list[Token]:
    """The words that were typed together as one, where each of them is known and the whole is not."""
    word = token.word
    raw = token.end - token.start
    if len(word) < _TOGETHER or raw != len(word) or word in known or not word.isalpha():
        return [token]
    parts = _parts(word, known, places.words_in_names(view.territories), own)
    if not parts or view.territories.called(word) or any(view.reader.holding([word], types=_RECORDS).values()):
        return [token]
    found, at = [], token.start
    for part in parts:
        found.append(Token(SHORT_FOR.get(part, part), at, at + len(part)))
        at += len(part)
    return found


def _parts(word: str, known: Known, named: WordSet, own: Language) -> list[str]:
    """The fewest known words that a word is made of, long ones and those that join them."""
    best: list[list[str] | None] = [[], *([None] * len(word))]
    joining = own.links | own.joins | own.at
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, part = best[start], word[start:end]
            small = part not in joining or end == len(word) or start == 0
            if before is None or (len(part) < _PART_OF and small and (start or part not in SHORT_FOR)):
                continue
            if known.says(part) or part in named or part in SHORT_FOR:
                kept = best[end]
                if kept is None or len(before) + 1 < len(kept):
                    best[end] = [*before, part]
    found = best[len(word)]
    return found if found and 1 < len(found) <= _MOST_PARTS else []


def numbered_bodies(view: View, cut: Sequence[Token], known: Terms, own: Language) -> list[Token]:
    """The words with a département's name in place of its number behind a body: "préfecture du 41", "CAF 18"."""
    found: list[Token] = []
    names = dict(view.territories.departements())
    for n, token in enumerate(cut):
        before = n - 1
        while before >= 0 and cut[before].word in own.links | own.departmental:
            before -= 1
        name = None
        if token.word.isdecimal() and len(token.word) == _TWO_DIGITS and before >= 0 and n > before:
            body = [each.word for each in cut[max(0, before - 2) : before + 1]]
            if singular(body[-1]) == body[-1] and known.end_with("actor_kind", body):
                name = names.get(token.word)
        found += [replace(token, word=word) for word in name.split()] if name else [token]
    return found
