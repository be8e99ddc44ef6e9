"""Finds pairs of organisations that may be one: which are the same by themselves, and which a person reviews."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from importers.matching import spelling
from importers.matching.comparing import Likeness, compare, contradict
from importers.matching.organisations import Known, Organisation

LARGEST = 30
"""Organisations that share a form of their name: where more do, it tells none of them from the others."""


_USUAL = 2
"""Organisations with a word from which on it is no typing error."""


@dataclass(frozen=True)
class Pair:
    """Two organisations that may be one; of one that the store has not yet, that one first."""

    one: Organisation
    other: Organisation
    likeness: Likeness


@dataclass
class Found:
    """What was found: `same` by themselves, and `review`, the best first."""

    same: list[Pair] = field(default_factory=list)
    review: list[Pair] = field(default_factory=list)


def find(
    organisations: Sequence[Organisation],
    by: Known,
    wanted: Callable[[Organisation, Organisation], bool],
) -> Found:
    """Compare organisations pair by pair where they share a form of their name, or a place that they govern.

    `wanted` leaves out pairs that nobody asks about. A pair is the same only where nothing else is as near to it: of
    two organisations that official numbers tell apart, a third with their name is neither by itself.
    """
    pairs: list[Pair] = []
    for one, other in _together(organisations):
        if wanted(one, other):
            first, second = sorted((one, other), key=lambda each: (each.known, each.id))
            if likeness := compare(first, second, by):
                pairs.append(Pair(first, second, likeness))
    usual = _usual_words(organisations)
    pairs = [pair for pair in pairs if not pair.likeness.spelt or not usual.issuperset(pair.likeness.spelt)]
    sure = _without_doubt([pair for pair in pairs if pair.likeness.same], pairs)
    kept = {id(pair) for pair in sure}
    review = [pair for pair in pairs if id(pair) not in kept]
    return Found(sure, sorted(review, key=lambda pair: (-pair.likeness.score, pair.one.id, pair.other.id)))


def _together(organisations: Sequence[Organisation]) -> Iterator[tuple[Organisation, Organisation]]:
    """Each two organisations that share a key, once."""
    by_key: dict[object, list[int]] = defaultdict(list)
    for at, each in enumerate(organisations):
        for key in dict.fromkeys(_keys(each)):
            by_key[key].append(at)
    seen: set[tuple[int, int]] = set()
    for places in by_key.values():
        if 1 < len(places) <= LARGEST:
            for n, one in enumerate(places):
                for other in places[n + 1 :]:
                    if (one, other) not in seen:
                        seen.add((one, other))
                        yield organisations[one], organisations[other]


def _keys(each: Organisation) -> Iterable[object]:
    if each.seat:
        yield ("seat", *each.seat)
    forms: list[tuple[str, object]] = [("name", text) for text in each.folded_all]
    forms += [("bare", words) for words in each.bare]
    forms += [("short", text) for text in each.acronyms | each.initials]
    for form in forms:
        if not each.is_common:
            yield form
        if each.territory:
            # Names that many bear are compared within a place.
            yield (*form, each.territory)
    if each.territory and not each.is_common:
        # Spellings are compared within a place.
        for words in each.bare:
            yield from ((key, each.territory) for key in spelling.keys(words))


def _usual_words(organisations: Iterable[Organisation]) -> set[str]:
    """Words that several organisations have: of two of these neither is a slip of the other."""
    found = Counter(word for each in organisations for word in {word for bare in each.bare for word in bare})
    return {word for word, n in found.items() if n >= _USUAL}


def _without_doubt(sure: list[Pair], pairs: Iterable[Pair]) -> list[Pair]:
    """Of the pairs that are the same those whose whole group is one organisation.

    A group is what these pairs join. It holds at most one organisation that the store has already, and nothing that
    an official number tells apart. It is joined to the one that the store has, else to the smallest id.
    """
    groups = _Groups()
    for pair in sure:
        groups.join(pair.one, pair.other)
    found: dict[tuple[str, str], Pair] = {}
    for pair in sure:
        members = groups.of(pair.one)
        known = [each for each in members if each.known]
        told_apart = any(contradict(a, b) for n, a in enumerate(members) for b in members[n + 1 :])
        if len(known) > 1 or told_apart:
            continue
        head = known[0] if known else min(members, key=lambda each: each.id)
        if head.id in (pair.one.id, pair.other.id):
            found[pair.one.id, pair.other.id] = pair
    return [found[key] for key in sorted(found)]


class _Groups:
    """Organisations that pairs join."""

    def __init__(self) -> None:
        self._of: dict[str, list[Organisation]] = {}

    def of(self, one: Organisation) -> list[Organisation]:
        return self._of[one.id]

    def join(self, one: Organisation, other: Organisation) -> None:
        a, b = self._of.setdefault(one.id, [one]), self._of.setdefault(other.id, [other])
        if a is not b:
            a.extend(b)
            for each in b:
                self._of[each.id] = a
