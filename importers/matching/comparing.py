"""Compares two organisations: the same, to review, or nothing to say; and on what evidence.

The same by itself is only what measured pairs bear out (`make evaluate-matching`): the authority of one place, or an
equal name within equal kind and equal stated place.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.messages import Label, Message, m
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary
from importers.matching import spelling
from importers.matching.organisations import Known, Organisation

SMALL = frozenset({"commune", "epci", "qpv"})
"""Levels of territories small enough for an equal name to mean one organisation. A free one may be a country."""


@dataclass(frozen=True)
class Likeness:
    """How two organisations are alike."""

    same: bool
    score: float
    """0 to 1: what comes first in a list to review. No probability."""
    evidence: tuple[Message, ...]
    by_place: bool = False
    spelt: tuple[str, str] | None = None
    """The two spellings of a word, where the names differ by a typing error."""


def contradict(one: Organisation, other: Organisation) -> bool:
    """Whether two official numbers say that these are two organisations."""
    return _differ(one.siren, other.siren) or _differ(one.rna, other.rna)


def compare(one: Organisation, other: Organisation, by: Known) -> Likeness | None:
    """Return how two organisations are alike; None where they are not, or where official numbers tell them apart."""
    if contradict(one, other):
        return None
    if one.seat and other.seat:
        return _authorities(one, other, by.territories)
    place, near = _places(one, other, by.territories)
    kind, related = _kinds(one, other, by.vocabulary)
    common = one.is_common or other.is_common
    found = _names(one, other)
    spelt = None
    if found is None:
        spelt = _spelt(one, other) if near == "equal" and related != "apart" and not common else None
        if spelt is None:
            return None
        found = m("match-near", a=spelt[0], b=spelt[1]), 0.5
    name, score = found
    equal = name.code == "match-name"
    if common and near != "equal":
        # "Comité des fêtes" in two places, or in none: there are thousands.
        return None
    if near == "apart" and not equal:
        return None
    evidence = [name, kind, place]
    told = common or one.shares_siren or other.shares_siren
    if common:
        evidence.append(m("match-common"))
    if one.shares_siren or other.shares_siren:
        evidence.append(m("match-state"))
    if one.siren and one.siren == other.siren:
        evidence.append(m("match-siren-shared", siren=one.siren))
        score += 0.1
    score += {"equal": 0.1, "wide": 0.0, "within": 0.0, "unknown": -0.1, "apart": -0.4}[near]
    score += 0.0 if related == "equal" else -0.05 if related == "related" else -0.2
    if common:
        score -= 0.15
    same = equal and near == "equal" and related == "equal" and not told
    return Likeness(same, round(min(max(score, 0.01), 1.0), 2), tuple(evidence), spelt=spelt)


def _authorities(one: Organisation, other: Organisation, territories: Territories) -> Likeness | None:
    """Two communes, or two intermunicipal bodies: their place decides, whatever they are called."""
    if one.seat != other.seat or one.seat is None:
        return None
    called = territories.name(one.seat[1])
    place = m("match-seat", place=called, code=one.seat[1])
    parts = [found for each in (one, other) if (found := each.part(called))]
    if parts:
        return Likeness(False, 0.5, (place, m("match-part", word=parts[0])))
    return Likeness(True, 1.0, (place,), by_place=True)


def _names(one: Organisation, other: Organisation) -> tuple[Message, float] | None:
    """How the names are alike, and how much that says."""
    if both := one.folded & other.folded:
        return m("match-name", name=min(both)), 0.9
    if both := one.folded_all & other.folded_all:
        return m("match-other-name", name=min(both)), 0.75
    if shared := one.bare & other.bare:
        return m("match-bare", name=" ".join(min(shared))), 0.7
    for short, long in ((one, other), (other, one)):
        if found := short.acronyms & long.initials:
            return m("match-acronym", acronym=min(found).upper()), 0.45
    return None


def _spelt(one: Organisation, other: Organisation) -> tuple[str, str] | None:
    """The two spellings by which the names differ, where they differ by a typing error alone."""
    found = (spelling.near(a, b) for a in sorted(one.bare) for b in sorted(other.bare))
    return next((each for each in found if each), None)


def _places(one: Organisation, other: Organisation, territories: Territories) -> tuple[Message, str]:
    a, b = one.territory, other.territory
    if not a or not b:
        stated = a or b
        if stated:
            return m("match-place-one", place=territories.name(stated)), "unknown"
        return m("match-place-none"), "unknown"
    if a == b:
        return m("match-place", place=territories.name(a)), "equal" if territories.level(a) in SMALL else "wide"
    names = {"a": territories.name(a), "b": territories.name(b)}
    if b in territories.ancestors(a) or a in territories.ancestors(b):
        return m("match-place-within", **names), "within"
    return m("match-place-apart", **names), "apart"


def _kinds(one: Organisation, other: Organisation, vocabulary: Vocabulary) -> tuple[Message, str]:
    labels: dict[str, Label] = {
        name: vocabulary.label("actor_kind", each.kind) for name, each in (("a", one), ("b", other))
    }
    if one.kind == other.kind:
        return m("match-kind", kind=labels["a"]), "equal"
    related = vocabulary.is_a("actor_kind", one.kind, other.kind) or vocabulary.is_a("actor_kind", other.kind, one.kind)
    return m("match-kinds", **labels), "related" if related else "apart"


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)
