"""How well a whole sentence is read as a question, and whether it says enough to be run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import replace
from itertools import pairwise
from typing import Any

from graph_service.graph.sentences.cues import Cues
from graph_service.graph.sentences.declared import Declared
from graph_service.graph.sentences.reading import Reading, Use
from graph_service.graph.sentences.terms import CATEGORIES
from graph_service.graph.sentences.tokens import singular
from graph_service.graph.sentences.way import Way
from graph_service.graph.sentences.words import Words
from graph_service.queries.declare import Question

_THEME = "theme"
_TWO = 2
"""Names that are a question by themselves: one actor to another."""
_BARE = 0.6
"""What a question loses that nothing speaks for but names, where it is not one that is asked by names alone."""
_SPOKEN = 0.4
"""What a cue weighs at least for which a question is run without any value."""
_FILTER = 0.25
"""What each value takes away that a question is narrowed by which nothing but names speaks for."""
_PLACED = 0.9
"""How sure a town is as a place behind a word that stands before places."""
_ALONE, _SEVERAL = 1.6, 0.2
"""What one value loses of a parameter that a sentence gives two, and what three of them gain."""
_APART = 0.5
"""What a question loses that takes two names one by one, though it could take them together."""
_ACTS = 0.5
"""What a card gains of who is said to hold a role by a verb behind its name."""
_IN_TOWN, _BESIDE_TOWN = 0.5, 0.35
"""What a card of a town loses behind a word that stands before places, and behind a theme, a kind or a role."""


class Judge:
    """Judges the ways to read one sentence as one question."""

    def __init__(self, words: Words, question: Question[Any, Any], declared: Declared, cues: Cues) -> None:
        self._words, self._question, self._declared, self._cues = words, question, declared, cues
        self._own = words.own
        self._by_name = {parameter.name: parameter for parameter in question.parameters}
        self._led = set(question.leads)
        self._between = declared.between
        self._besides = words.covered(declared.beside)
        taken = {parameter.category for parameter in question.parameters if parameter.category}
        self._whole = [
            each
            for each in words.terms
            if each.sort in taken
            and words.telling(each.start, each.end) > 1
            and not any(start <= each.start and each.end <= end for start, end in cues.for_question)
        ]

    def reading(self, way: Way) -> Reading:
        score, question, doubtful = way.score, self._question, False
        if self._led and not any(self._by_name[use.parameter].field in self._led for use in way.uses):
            score -= _BARE
            doubtful = not way.uses
        acting = [use for use in way.uses if use.found is not None and use.found.acts]
        # "La région finance quoi à Dreux" asks for what she does, and for no way to Dreux.
        if acting and not way.asked and any(use.found and use.found.sort == "role" for use in way.uses):
            if question.card_of and len(acting) == 1:
                way = replace(way, asked=True, score=way.score + _ACTS)
                score += _ACTS
            elif self._between:
                doubtful = True
                score -= _BARE
        filters = [use for use in way.uses if not self._by_name[use.parameter].required]
        if not way.cue and not question.leads:
            if not question.card_of and not self._between:
                score -= _BARE
            score -= _FILTER * len(filters)
        doubtful |= not way.uses and (way.cue < _SPOKEN or not self._says_as_declared())
        # "How are you today?"
        doubtful |= not way.asked and not any(use.found is not None for use in way.uses) and way.cue < _SPOKEN
        if not way.asked:
            # Names alone ask for their card or for a path, and what a question leads with for that question: with a
            # place beside them, or with nothing but words for a value, they say too little to be run.
            placed = any(use.found is not None and use.found.sort == "territory" for use in filters)
            bare = bool(question.card_of) or self._between
            doubtful |= (bare and placed) or not (bare or question.leads)
            doubtful |= bool(question.leads) and self._from_to(way)
            doubtful |= self._between and bool(filters or self._besides) and self._joined_ends(way)
            # "Partenaires ARS Indre": a role beside two names asks for no way.
            if self._between and any(use.found and use.found.sort == "role" for use in filters) and not acting:
                doubtful, score = True, score - _BARE
            doubtful |= len(way.uses) == 1 and self._one_of_kind(way.uses[0])
            # "Good day in Blois"
            doubtful |= bool(filters) and len(filters) == len(way.uses) and all(map(_is_place, way.uses))
        doubtful |= self._breaks_off(way) or self._is_done_by(way)
        # "Which is the better landlord: X or Y" asks for no way.
        doubtful |= self._between and self._ends_joined_by(way, self._words.own.either)
        score -= self._in_town(way)
        # "Liens Tours Joué La Riche": the third name is as much an actor as the two.
        if self._between and any(use.found and use.found.named and use.found.sure < _PLACED for use in filters):
            doubtful, score = True, score - _BARE
        if self._of_each_other(way):
            doubtful, score = True, score - _BARE
        doubtful |= self._lacks_another(way) or self._leaves_term(way)
        several = Counter(use.parameter for use in way.uses if use.found is not None)
        for name, number in several.items():
            # "Between" was not said: two names at least, or nothing says that they are meant together.
            if number == 1 and name in self._declared.cued and self._by_name[name].many and self._by_name[name].refers:
                said = name in self._declared.negative or self._cued_use(way, name)
                said &= name not in self._declared.together
                score -= 0 if said else _ALONE if name in self._declared.together else _BARE
                doubtful |= not said
            score += _SEVERAL if number > _TWO and name in self._declared.together else 0
            # Two names are meant together where the question can take them so.
            apart = number > 1 and name not in self._declared.together and bool(self._declared.together)
            score -= _APART if apart and self._by_name[name].refers and name not in self._declared.negative else 0
            # "Which towns have no landlord": of two values of what is missing, one was not said to be missing.
            if number > 1 and name in self._declared.negative and self._by_name[name].category:
                # "No residents' council" lacks one thing, and two were read.
                lacking = sorted((use for use in way.uses if use.parameter == name), key=lambda use: use.start)
                doubtful |= any(one.end == other.start for one, other in pairwise(lacking))
                first = min(use.start for use in way.uses if use.parameter == name)
                doubtful |= not any(
                    cue.parameter == name and end <= first for at in range(first) for cue, end in self._cues.at(at)
                )
        return Reading(question, way.uses, way.unread, score, way.asked, doubtful)

    def _leaves_term(self, way: Way) -> bool:
        """Whether several words say a term that the question takes, and were read as words for the question alone:
        "labos recherche-action Tours"."""
        return any(
            not any(use.start < each.end and each.start < use.end for use in way.uses)
            and not any(each.start <= at < each.end for at in way.unread)
            for each in self._whole
        )

    def _of_each_other(self, way: Way) -> bool:
        """Whether of two values of a sort one is said to be the other's: "réseau des bailleurs" are not both."""
        links, articles = self._own.links, self._own.articles
        for one, other in pairwise(sorted(way.uses, key=lambda use: use.start)):
            between = [token.word for token in self._words.tokens[one.end : other.start]]
            met = not self._own.doing.isdisjoint(between)
            same = one.parameter == other.parameter and one.found is not None and one.found.sort in CATEGORIES
            if same and met:
                return True
            if same and links.intersection(between) and links.union(articles).issuperset(between):
                return not self._words.listed(one.end, other.start)
        return False

    def _joined_ends(self, way: Way) -> bool:
        """Whether the ends of a way are only listed: "Tours et Orléans sur la santé" asks for no way."""
        ends = sorted((use for use in way.uses if self._by_name[use.parameter].required), key=lambda use: use.start)
        if len(ends) != _TWO:
            return False
        tokens = self._words.tokens
        between = self._words.text[tokens[ends[0].end - 1].end : tokens[ends[1].start].start]
        signed = any(sign in between for sign in "+&")
        return signed or any(self._words.joins[n] for n in range(ends[0].end, ends[1].start))

    def _says_as_declared(self) -> bool:
        """Whether a cue stands as it is declared, not only in another form: "vienne" asks nothing."""
        return any(
            len(cue.phrase) > 1 or singular(cue.phrase[0]) == singular(self._words.tokens[at].word)
            for at in range(len(self._words.tokens))
            for cue, _ in self._cues.at(at)
        )

    def _is_done_by(self, way: Way) -> bool:
        """Whether a role is said to be somebody else's: "financé par la Région" asks whom the Région funds."""
        said = self._words.tokens
        return any(
            use.found is not None
            and use.found.sort == "role"
            and use.end < len(said)
            and said[use.end].word in self._own.agents
            and any(other.start > use.end and other.found and _is_who(other.found.sort) for other in way.uses)
            for use in way.uses
        )

    def _breaks_off(self, way: Way) -> bool:
        """Whether a list goes on as something else: "avoiding X and the prefecture", or a town as an actor and the next
        one as a place."""
        return any(
            other.parameter != one.parameter
            and (one.parameter in self._declared.negative or {_town(one), _town(other)} == {"actor", "territory"})
            and any(self._words.joins[n] for n in range(one.end, other.start))
            and all(self._words.idle[n] or self._words.joins[n] for n in range(one.end, other.start))
            for one, other in pairwise(sorted(way.uses, key=lambda use: use.start))
        )

    def _ends_joined_by(self, way: Way, joining: Set[str]) -> bool:
        """Whether one of some words stands between the ends of a way."""
        ends = sorted((use for use in way.uses if self._by_name[use.parameter].required), key=lambda use: use.start)
        between = range(ends[0].end, ends[1].start) if len(ends) == _TWO else ()
        return any(self._words.tokens[n].word in joining for n in between)

    def _one_of_kind(self, use: Use) -> bool:
        """Whether one actor of a kind is meant, and nothing says which: "la préfecture"."""
        if use.found is None or use.found.sort != "actor_kind" or not use.start:
            return False
        said = [token.word for token in self._words.tokens]
        one = all(singular(word) == word for word in said[use.start : use.end])
        return one and said[use.start - 1] in self._own.definite | self._own.indefinite | self._own.articles

    def _lacks_another(self, way: Way) -> bool:
        """Whether something is said to be lacking that the question cannot look for: "n'ont pas de partenaire"."""
        lacking = {
            p
            for p in self._declared.negative
            if p in self._by_name and self._by_name[p].category and self._by_name[p].many
        }
        if not lacking:
            return False
        links = self._own.links | self._own.articles
        for at in range(len(self._words.tokens)):
            if not self._words.negations[at] or self._says_what_lacks(at):
                continue
            after = at + 1
            while after < len(self._words.tokens) and self._words.tokens[after].word in links:
                after += 1
            if after == len(self._words.tokens) or self._words.idle[after]:
                continue
            joined = after > at + 1 or not self._cues.at(after)
            taken = any(use.parameter in lacking and use.start <= after < use.end for use in way.uses)
            if joined and not taken:
                return True
        return False

    def _says_what_lacks(self, at: int) -> bool:
        """Whether a denial stands in a phrase of the question that says what is not done: "n'a pas rejoint"."""
        small = self._own.links | self._own.articles
        return any(
            start <= at < end and any(token.word not in small for token in self._words.tokens[at + 1 : end])
            for start, end in self._cues.spoken
        )

    def _in_town(self, way: Way) -> float:
        """What it takes away that a card is asked of a town which stands as a place beside a theme, a kind or a role:
        "acteurs santé à Tours"."""
        if not self._question.card_of or not any(use.found and use.found.sort in CATEGORIES for use in way.uses):
            return 0.0
        for use in way.uses:
            if use.found is not None and use.found.placed and use.found.about:
                before = self._words.tokens[use.start - 1].word if use.start else ""
                last = next((each for each in way.uses if self._beside(each, use)), None)
                if before in self._own.placing:
                    return _IN_TOWN
                behind = next((each for each in way.uses if self._beside(use, each)), None)
                if behind is not None and behind.found is not None and behind.found.sort == _THEME:
                    return _BESIDE_TOWN
                if last is not None and last.found is not None and last.found.sort in CATEGORIES:
                    return _BESIDE_TOWN if way.cue else _IN_TOWN
        return 0.0

    def _beside(self, one: Use, other: Use) -> bool:
        """Whether a value follows another, nothing between them but words that change nothing."""
        between = range(one.end, other.start)
        passed = (self._words.light[n] or self._words.idle[n] for n in between)
        doing = any(self._words.tokens[n].word in self._own.doing | self._own.placing for n in between)
        return one.end <= other.start and all(passed) and not doing

    def _from_to(self, way: Way) -> bool:
        """Whether two places are said as the ends of a way: "from … to …"."""
        ends = [use for use in way.uses if use.found is not None and use.found.sort == "territory"]
        return any(
            any(self._words.tokens[n].word in self._own.towards for n in range(one.end, other.start))
            for one, other in pairwise(sorted(ends, key=lambda use: use.start))
        )

    def _cued_use(self, way: Way, name: str) -> bool:
        first = next(use for use in way.uses if use.parameter == name)
        return any(
            cue.parameter == name and end <= first.start and self._words.side_by_side(end, first.start)
            for at in range(first.start)
            for cue, end in self._cues.at(at)
        )


def _is_place(use: Use) -> bool:
    return use.found is not None and use.found.sort == "territory"


def _town(use: Use) -> str:
    """What a town is read as, whose name is both an actor's and a place's; empty of anything else."""
    found = use.found
    if found is None or not (found.placed or found.named or found.sort == "territory"):
        return ""
    return found.sort


def _is_who(sort: str) -> bool:
    return sort in ("actor", "actor_kind")
