"""A sentence with all that its words may mean, whatever is asked, and which of them may be passed over."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_service.graph.sentences.found import Found
from graph_service.graph.sentences.language import Language, Phrase
from graph_service.graph.sentences.moments import Moment
from graph_service.graph.sentences.terms import CATEGORIES
from graph_service.graph.sentences.tokens import Token

_SURE = 0.85
"""How sure a term is that is read as one and not as other words."""
_QUOTED = re.compile(r"[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]")
_COMPARED = 4
"""Words behind a comparing one among which stands "than"."""
_FUTURE = re.compile(r"\w{3}(era|eront|dra|dront|tra|tront)$")
"""How a French verb ends that is to come: "rejoindra"."""
_INFINITIVE = re.compile(r"\w{2}(er|ir|re|oir)$")
_SIGNED = 6
"""Words at the end among which somebody may thank and sign."""


@dataclass(frozen=True)
class Words:
    """A sentence with all that its words may mean, whatever is asked."""

    text: str
    tokens: Sequence[Token]
    forms: Sequence[frozenset[str]]
    """For each word the words of questions and of the language that it may be."""
    found: Mapping[int, Sequence[Found]]
    """What begins at a word."""
    moments: Mapping[int, Sequence[Moment]]
    numbers: Mapping[int, int]
    own: Language
    light: Sequence[bool]
    """Whether each word may be left unread beside a whole question."""
    elsewhere: Sequence[bool]
    """Whether each word asks a question by itself: it costs more where it is left unread."""
    aside: frozenset[int] = frozenset()
    """Words that are said around the question."""

    @cached_property
    def idle(self) -> Sequence[bool]:
        """Whether each word may be passed over, or stands before or behind the question."""
        defined, denied = self.defined, self.covered(self.own.denying)
        return [
            n < self.preface
            or n >= self._closing
            or n in self.passed
            or n in self.aside
            or self._is_addressed(n)
            or self._is_tag(n)
            or (
                n not in defined
                and n not in denied
                and not self._is_letter(n)
                and not self._is_acronym(n)
                and bool(forms & self.own.idle)
            )
            for n, forms in enumerate(self.forms)
        ]

    @cached_property
    def defined(self) -> set[int]:
        """Words by which somebody asks what a kind of thing is."""
        return self.covered(self.own.definitions, over=True) | self._defined_last()

    @cached_property
    def quoted(self) -> Mapping[int, int]:
        """Where words in quotation marks begin, each with where they end."""
        found = {}
        for said in _QUOTED.finditer(self.text):
            inside = [n for n, token in enumerate(self.tokens) if said.start(1) <= token.start < said.end(1)]
            if inside:
                found[inside[0]] = inside[-1] + 1
        return found

    @cached_property
    def unanswered(self) -> bool:
        """Whether something is asked that no question answers, in words that are not only told around it."""
        said = [token.word for token in self.tokens]
        around = self.aside | set(range(self.preface))
        asked = self.covered(self.own.unanswered) | (self.covered(self.own.later) - around)
        return bool(asked - self.passed) or any(
            self._compares(said, n) or self._is_to_come(said, n) for n in range(len(said))
        )

    def _compares(self, said: Sequence[str], at: int) -> bool:
        """Whether a word compares with what stands behind: "plus solide que celui de Dreux"."""
        # "Is Blois nicer than Tours"
        if said[at].endswith("er") and not self.own.than_behind_er.isdisjoint(said[at + 1 : at + 2]):
            return at + 2 not in self.numbers
        behind = [
            n
            for n in range(at + 1, min(at + _COMPARED, len(said) - 1))
            # "No more than 3 steps" and "pour que" compare nothing.
            if said[n] in self.own.than and n + 1 not in self.numbers and said[n - 1] not in self.own.openers
        ]
        return said[at] in self.own.comparing and at not in self.passed and bool(behind)

    def _is_to_come(self, said: Sequence[str], at: int) -> bool:
        """Whether a verb stands before another that tells what is to come: "qui va rejoindre"."""
        if at in self.aside | self.passed:
            return False
        record = any(each.about or each.sort == "territory" for each in self.found.get(at, ()))
        if _FUTURE.search(said[at]) and not record and said[at] not in self.own.idle:
            return True
        if at + 1 >= len(said):
            return False
        # "Will you tell me" asks, "will INSA join" is to come.
        if said[at] in self.own.future:
            return said[at + 1] not in self.own.addressed
        if said[at] not in self.own.coming:
            return False
        behind = said[at + 1]
        return bool(_INFINITIVE.search(behind)) and at + 1 not in self.found and behind not in self.own.seeing

    def telling(self, start: int, end: int) -> int:
        """How many words from one up to another say something: one at least."""
        return sum(n in self.aside or not self.idle[n] for n in range(start, end)) or 1

    @cached_property
    def terms(self) -> Sequence[Found]:
        """The terms of the vocabulary that words surely say."""
        return [
            each for found in self.found.values() for each in found if each.sort in CATEGORIES and each.sure >= _SURE
        ]

    @cached_property
    def passed(self) -> set[int]:
        """Words of phrases that say nothing together."""
        return self.covered(self.own.passed)

    def covered(self, phrases: Sequence[Phrase], *, over: bool = False) -> set[int]:
        """The words of phrases; with `over` an adverb inside of one is passed over: "what exactly is a"."""
        spoken = [n for n, token in enumerate(self.tokens) if not (over and token.word in self.own.adverbs)]
        said = tuple(self.tokens[n].word for n in spoken)
        return {
            spoken[n]
            for phrase in phrases
            for start in range(len(said) - len(phrase) + 1)
            if said[start : start + len(phrase)] == phrase
            for n in range(start, start + len(phrase))
        }

    def _defined_last(self) -> set[int]:
        """Words at the end by which somebody asks what a kind of thing is: "ORT, c'est quoi ?"; of a record that is
        a question."""
        if any(each.about for found in self.found.values() for each in found):
            return set()
        spoken = [n for n, token in enumerate(self.tokens) if token.word not in self.own.adverbs]
        said = tuple(self.tokens[n].word for n in spoken)
        return {n for phrase in self.own.defining if said[-len(phrase) :] == phrase for n in spoken[-len(phrase) :]}

    def _is_letter(self, at: int) -> bool:
        """Whether a word is a capital by itself, as in "Collectif A", in a text that is not all in capitals."""
        token = self.tokens[at]
        alone = token.end - token.start == 1 and self.text[token.start].isupper()
        elided = self.text[token.end : token.end + 1] in ("'", "’")
        return alone and token.word != "i" and at > 0 and not elided and not self.text.isupper()

    def _is_tag(self, at: int) -> bool:
        """Whether a word only asks for a yes: "…, non ?"."""
        behind = self.text[self.tokens[at].end :].lstrip()
        return at > 0 and self.tokens[at].word in self.own.tags and behind.startswith("?")

    def _is_addressed(self, at: int) -> bool:
        """Whether a word is the name of whom somebody greets: "Salut Karim,"."""
        if at not in (1, 2) or self.tokens[at - 1].word not in self.own.greetings or at + 1 == len(self.tokens):
            return False
        token, following = self.tokens[at], self.tokens[at + 1]
        said = "," in self.text[token.end : following.start] or "\n" in self.text[token.end : following.start]
        return said and self.text[token.start].isupper() and at not in self.found and not self.forms[at]

    def _is_acronym(self, at: int) -> bool:
        """Whether a word is an acronym in capitals ("le CA") in a text that is not all in capitals."""
        return self.tokens[at].acronym and self.tokens[at].word in self.own.intermunicipal

    @cached_property
    def preface(self) -> int:
        """How many words stand before the question that say only what it is asked for: "je
        prépare le comité de lundi : …"."""
        for sign in re.finditer(":", self.text):
            before = [n for n, token in enumerate(self.tokens) if token.end <= sign.start()]
            spoken = any(self.tokens[n].word in self.own.speakers for n in before)
            if spoken and len(before) < len(self.tokens):
                return len(before) if all(map(self._tells_nothing, before)) else 0
        return 0

    @cached_property
    def _closing(self) -> int:
        """Where somebody thanks and signs: what follows is no question."""
        size = len(self.tokens)
        for n in range(max(size - _SIGNED, 1), size):
            if self.tokens[n].word in self.own.closing:
                end = size - 1 if n < size - 1 and self._is_signature(size - 1) else size
                if all(map(self._tells_nothing, range(n + 1, end))):
                    return n
        return size

    def _tells_nothing(self, at: int) -> bool:
        """Whether a word says no more than for what or when somebody asks: an order or a name is never passed over."""
        word = self.tokens[at].word
        said = word in self.own.occasions or word in self.own.closing or bool(self.forms[at] & self.own.idle)
        return at in self.passed or (said and not self.negations[at])

    def _is_signature(self, at: int) -> bool:
        """Whether a word is a first name behind a comma or on a line of its own that names nothing."""
        before = self.text[self.tokens[at - 1].end : self.tokens[at].start]
        signed = "," in before or "\n" in before
        written = self.text[self.tokens[at].start].isupper() and not self.text.isupper()
        return signed and written and at not in self.found and not self.forms[at] & self.own.common

    @cached_property
    def negations(self) -> Sequence[bool]:
        denied = self.covered(self.own.denying)
        return [
            n not in self.passed and not self._is_tag(n) and (n in denied or bool(forms & self.own.negations))
            for n, forms in enumerate(self.forms)
        ]

    @cached_property
    def joins(self) -> Sequence[bool]:
        return [token.word in self.own.joins for token in self.tokens]

    def side_by_side(self, end: int, start: int) -> bool:
        """Return whether nothing stands between two stretches but words that are idle or join them."""
        return all(self.idle[n] or self.joins[n] for n in range(end, start))

    def listed(self, end: int, start: int) -> bool:
        """Return whether a word or a comma joins what ends and what begins here."""
        between = self.text[self.tokens[end - 1].end : self.tokens[start].start]
        return "," in between or "/" in between or any(self.joins[n] for n in range(end, start))
