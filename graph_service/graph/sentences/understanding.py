"""What a sentence asks: the reading that is run, or those that are offered.

A reading is run where every word that could matter was read, nothing decides otherwise between two meanings of a name,
and no other question reads the words as well. Else the nearest readings are offered, with the words that were not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph_service.graph.sentences.declared import declarations
from graph_service.graph.sentences.found import LIKE
from graph_service.graph.sentences.language import Phrase
from graph_service.graph.sentences.meanings import words_of
from graph_service.graph.sentences.reader import read
from graph_service.graph.sentences.reading import Reading, Use
from graph_service.graph.sentences.terms import CATEGORIES
from graph_service.graph.sentences.tokens import Token, singular, tokens
from graph_service.graph.sentences.words import Words
from graph_service.queries.declare import Registry
from graph_service.queries.view import View

LONGEST = 300
"""Characters of a text that are read."""
MOST_WORDS = 60
OFFERED = 4
"""Readings that are offered at most."""
_CLOSE = 0.15
"""How much less well another question may read the words, so that both are offered."""
_SURE = 0.6
"""How sure a name has to be to be taken without asking."""
_THEME = "theme"
_FAR = 2.2
"""How much less well than the best a reading may fit, and still be offered."""


@dataclass(frozen=True)
class Understood:
    """What a text was understood as."""

    text: str
    tokens: Sequence[Token]
    readings: tuple[Reading, ...]
    """Best first, each with other values or another question; empty where nothing was understood."""
    runs: bool
    """Whether the first reading is what is asked. Else a few are offered."""

    @property
    def offered(self) -> tuple[Reading, ...]:
        """The readings to choose from where none is run; of a question that lacks something, one form to fill in."""
        kept: list[Reading] = []
        for each in self.readings:
            form = bool(each.missing) and any(one.missing and one.question is each.question for one in kept)
            if not form:
                kept.append(each)
        return tuple(kept[:OFFERED])

    def words(self, places_: Iterable[int]) -> list[str]:
        """Words of the text by their place, as they were typed."""
        return [self.text[self.tokens[at].start : self.tokens[at].end] for at in places_]


def understand(view: View, registry: Registry, text: str, on: date) -> Understood:
    """Read a text in any language. `on` is the day from which "last year" counts. Of a text that is too long nothing is
    run: what stands behind its first words was not read."""
    every = tokens(text[: LONGEST + 1])
    cut, whole = every[:MOST_WORDS], len(every) <= MOST_WORDS and len(text) <= LONGEST
    declared = declarations(registry)
    words = words_of(view, text, cut, declared, on)
    readings: list[Reading] = []
    for name, known in declared.questions.items():
        question = registry.get(name)
        if question is not None and view.scope.sees(question.reads):
            readings += read(words, question, known)[:3]
    best = sorted(
        (each for each in readings if each.uses or each.cued),
        key=lambda each: (-each.score + 2 * len(each.missing), each.question.name),
    )
    offered = _worth_offering(best)
    if offered and (other := _unconditioned(words, offered[0], best)) and other not in offered[:OFFERED]:
        offered.insert(1, other)
    if offered and _only_offered(words, declared.questions[offered[0].question.name].offers):
        return Understood(text, words.tokens, tuple(offered), runs=False)
    at = _around(words, offered[0]) if offered else None
    if at is not None:
        return Understood(text, words.tokens, tuple(_widened(view, offered, at)), runs=False)
    runs = whole and bool(offered) and not words.unanswered and _is_sure(words, offered)
    if not runs:
        offered = _with_open(offered)
    return Understood(text, words.tokens, tuple(offered), runs)


def _worth_offering(best: Sequence[Reading]) -> list[Reading]:
    """The readings that say different things, those nearest to the best."""
    kept: list[Reading] = []
    for each in best:
        same = any(one.question is each.question and one.values == each.values for one in kept)
        if not same and (not kept or each.score > kept[0].score - _FAR):
            kept.append(each)
    return kept


def _unconditioned(words: Words, first: Reading, best: Sequence[Reading]) -> Reading | None:
    """The best reading without a condition that the first takes no notice of: of "landlords that have never worked with
    X" the landlords, of "partners, prefectures excluded" the partners. Where the first lacks something ("housing, but
    not in Dreux", as a way), the condition may be the one that it takes."""
    denied = [at for at in first.unread if words.negations[at]]
    if first.missing:
        denied = [at for at in range(len(words.tokens)) if words.negations[at]]
    if not denied:
        return None
    behind = any(use.start > denied[0] for use in first.uses)
    last = max((use for use in first.uses if use.end <= denied[0]), key=lambda use: use.end, default=None)
    # A word that denies what stands before it: "prefectures excluded".
    start = denied[0] if behind or first.missing else last.start if last else denied[0]
    if not behind and not first.missing and not _denies_before(words, denied[0]):
        return None
    for each in best:
        kept = tuple(use for use in each.uses if use.start < start)
        left = {at for at in range(start, len(words.tokens)) if not words.idle[at]}
        without = replace(each, uses=kept, unread=tuple(sorted({*each.unread, *left})))
        if kept and not without.missing and not each.doubtful:
            return without
    return None


def _denies_before(words: Words, at: int) -> bool:
    """Whether nothing stands behind a word that denies but idle ones, so that it denies what stands before it."""
    return all(words.idle[n] for n in range(at + 1, len(words.tokens)))


def _with_open(offered: Sequence[Reading]) -> list[Reading]:
    """The readings, and behind each what else it may mean where nothing decides between two meanings."""
    found = []
    for each in offered:
        found.append(each)
        for use in each.uses:
            if use.found is None or not use.found.open:
                continue
            for other in use.found.also:
                if other.sure > use.found.sure - LIKE:
                    meant = replace(use, value=other.value, text=other.name)
                    found.append(replace(each, uses=tuple(meant if one is use else one for one in each.uses)))
    return found


def _is_sure(words: Words, offered: Sequence[Reading]) -> bool:
    first = offered[0]
    if any(_matters(words, at) for at in first.unread) or first.missing or first.open or first.doubtful:
        return False
    if any(use.found is not None and use.found.sure < _SURE for use in first.uses):
        return False
    if not first.cued and not first.uses:
        return False
    # "Blois, j'adore" asks nothing: words are left unread beside a question, or beside two values, only.
    asks = first.cued or len(first.uses) > 1 or any(token.word in words.own.asking for token in words.tokens)
    if first.unread and not asks:
        return False
    # "Comité de quartier Saint-Pierre", of which the only one that is known of lies elsewhere; Le Havre.
    if any(use.found is not None and use.found.elsewhere for use in first.uses):
        return False
    # "Action research" is a kind of project, and "research" a theme: two values of the same words.
    for each in offered[1:]:
        if each.question is first.question and first.score - each.score < _CLOSE and _differs(first, each):
            return False
    others = [each for each in offered[1:] if each.question is not first.question and not each.missing]
    return all(first.score - each.score >= _CLOSE for each in others)


def _matters(words: Words, at: int) -> bool:
    """Whether a word that was not read may change what is asked: also one by which somebody is done something
    ("poursuivis par la DREAL")."""
    done_by = at + 1 < len(words.tokens) and words.tokens[at + 1].word in words.own.agents
    return not words.light[at] or at in words.defined or done_by


def _differs(one: Reading, other: Reading) -> bool:
    """Whether two readings take the same words for two terms of different sorts, of which neither says more: several
    words of one term say more than one of them."""
    return any(
        use.found is not None
        and each.found is not None
        and use.found.sort != each.found.sort
        and {use.found.sort, each.found.sort} <= set(CATEGORIES)
        and (use.start, use.end) == (each.start, each.end)
        for use in one.uses
        for each in other.uses
    )


def _only_offered(words: Words, phrases: Iterable[Phrase]) -> bool:
    """Whether a sentence begins with words that its question answers only in part."""
    said = [token.word for token in words.tokens]
    small = words.own.polite | words.own.articles
    at = words.preface
    while at < len(said) and (said[at] in small or words.idle[at]) and not _begins(words, at, phrases):
        at += 1
    # "Climate projects in Tours": what they are about stands before them.
    about = {each.end for each in words.terms if each.start == at and each.sort == _THEME}
    starts = {*range(words.preface, min(at, len(said)) + 1), *about}
    return any(_begins(words, start, phrases) for start in starts)


def _begins(words: Words, start: int, phrases: Iterable[Phrase]) -> bool:
    """Whether one of some phrases begins at a word; an idle word of it may be mistyped."""
    said = [token.word for token in words.tokens]
    return any(
        start + len(each) <= len(said)
        and all(
            singular(word) == singular(said[start + n]) or _is_slip(words, start + n, word)
            for n, word in enumerate(each)
        )
        for each in phrases
    )


def _is_slip(words: Words, at: int, word: str) -> bool:
    said = words.tokens[at].word
    return word in words.forms[at] and said not in words.own.idle


def _widened(view: View, offered: Sequence[Reading], at: int) -> list[Reading]:
    """The best reading with the town that begins at a word, then with the intermunicipal body around it, then the
    others."""
    placed = [each for each in offered if any(use.start == at and _is_place(use) for use in each.uses)]
    found = placed[:1]
    for use in found[0].uses if found else ():
        if use.start == at:
            first = found[0]
            for above in sorted(view.territories.ancestors(use.value) - {use.value}):
                if view.territories.level(above) == "epci":
                    wider = replace(use, value=above, text=view.territories.name(above))
                    found.append(replace(first, uses=tuple(wider if one is use else one for one in first.uses)))
    return found + [each for each in offered if each not in found]


def _is_place(use: Use) -> bool:
    return use.found is not None and use.found.sort == "territory"


def _around(words: Words, reading: Reading) -> int | None:
    """The word at which a place begins that was said to be only somewhere around; None where none was."""
    said = [token.word for token in words.tokens]
    around = set(words.own.around)
    places_ = {each.start for found in words.found.values() for each in found if each.sort == "territory"}
    for use in reading.uses:
        if use.start in places_:
            start = use.start
            small = words.own.articles | words.own.at
            while not (found := any(start >= len(p) and tuple(said[start - len(p) : start]) == p for p in around)):
                if not start or said[start - 1] not in small:
                    break
                start -= 1
            if found:
                return use.start
    return None
