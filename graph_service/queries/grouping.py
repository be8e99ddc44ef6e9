"""Groups of actors for pictures: by the territories that they work on, else by kind.

Of the levels of territory the coarsest that tells actors apart is taken: countries or regions where there are several,
départements inside one region, then intercommunalities, then communes. Who works on all of what the groups lie in (a
region among its départements) makes a group of its own; who works elsewhere, or nobody says where, another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from graph_service.errors import NotFound
from graph_service.messages import Text, m
from graph_service.queries.base import ActorBrief
from graph_service.queries.picture import Group

if TYPE_CHECKING:
    from graph_service.queries.view import View
    from graph_service.territories import Territories

LEVELS = ("region", "departement", "epci", "commune")
"""From the coarsest to the finest. A territory that lies in none of these, such as a country, is one of the first."""
LEAST = 3
"""Territories with two actors or more, from which on a level tells actors apart."""
MOST = 24
"""Groups of a picture beside the one of all others."""
BEFORE = "group/"
"""Before the ids of groups: no id of a record holds a slash."""
ELSEWHERE, OTHERS = f"{BEFORE}elsewhere", f"{BEFORE}others"


@dataclass(frozen=True)
class Grouping:
    """The id of each actor's group, in the order of the actors, and the groups, the largest first."""

    of: tuple[str, ...]
    groups: tuple[Group, ...]


def grouping_by(view: View, by: str = "auto") -> tuple[Literal["territory", "kind"], Grouping]:
    """Group all actors of a view: by `territory`, by `kind`, or, where nothing is asked for, by territory if that tells
    them apart. Says by which it did."""
    snapshot = view.projection.snapshot
    found = by_territory(view.territories, snapshot.actor_territories) if by != "kind" else None
    if found:
        return "territory", found
    if by == "territory":
        raise NotFound("no-grouping")
    return "kind", by_family(view, snapshot.actor_kinds)


def members(grouping: Grouping) -> dict[str, list[int]]:
    """The positions of each group's actors, by the group's id without what stands before."""
    found: dict[str, list[int]] = {group.id.removeprefix(BEFORE): [] for group in grouping.groups}
    for at, id_ in enumerate(grouping.of):
        found[id_.removeprefix(BEFORE)].append(at)
    return found


def grouped(view: View, briefs: Iterable[ActorBrief]) -> Grouping:
    """Group some actors by territory, else by the family of their kind."""
    each = list(briefs)
    found = by_territory(view.territories, [brief.territory for brief in each])
    return found or by_family(view, [brief.kind for brief in each])


def by_family(view: View, kinds: Sequence[str]) -> Grouping:
    """Group actors, given the kind of each, by the families of their kinds."""
    families = {kind: view.vocabulary.family(kind) for kind in sorted(set(kinds))}
    labels = {f"{BEFORE}{family.id}": family.label for family in families.values()}
    ids = [f"{BEFORE}{families[kind].id}" for kind in kinds]
    return _counted(ids, lambda id_: Group(id_, labels[id_], 0, is_kind=True))


def placing_told(groups: Iterable[Group]) -> tuple[Text, ...]:
    """Return what has to be told of where groups stand on a picture: of territories of which nobody says where they
    are, that it is not as on the ground, which readers of a map expect."""
    each = list(groups)
    nowhere = not any(group.spot or group.is_kind for group in each)
    return (m("map-groups-nowhere"),) if nowhere and each else ()


def by_territory(territories: Territories, codes: Sequence[str | None]) -> Grouping | None:
    """Group actors, given the code of each one's territory; None where no level tells them apart."""
    counts = Counter(code for code in codes if code)
    places = {code: _levels(territories, code) for code in sorted(counts)}
    for level in LEVELS:
        sizes = Counter[str]()
        for code, count in counts.items():
            if level in places[code]:
                sizes[places[code][level]] += count
        if sum(size > 1 for size in sizes.values()) >= LEAST:
            break
    else:
        return None
    whole = _whole(counts, places, level)
    names = {code: _group_of(at, level, whole) for code, at in places.items()}
    found = _counted(
        [names[code] if code else ELSEWHERE for code in codes],
        lambda id_: _named(territories, id_.removeprefix(BEFORE), whole),
    )
    stated = all(codes)
    elsewhere = m("group-elsewhere" if whole and stated else "group-elsewhere-or-none" if whole else "group-none")
    return replace(
        found,
        groups=tuple(replace(one, label=elsewhere) if one.id == ELSEWHERE else one for one in found.groups),
    )


def _levels(territories: Territories, code: str) -> Mapping[str, str]:
    """The territory of each level that a code lies in, itself included."""
    above = sorted(territories.ancestors(code))
    found = {str(territories.level(one)): one for one in reversed(above)}
    if "epci" in found and "departement" not in found and (spanned := territories.departements_of(found["epci"])):
        found |= {str(territories.level(one)): one for one in territories.ancestors(spanned[0])}
    return found if found.keys() & set(LEVELS) else {LEVELS[0]: code}


def _whole(counts: Mapping[str, int], places: Mapping[str, Mapping[str, str]], level: str) -> str | None:
    """The territory that most actors work in, of the level above: the one that the picture is of."""
    if level == LEVELS[0]:
        return None
    above = LEVELS[LEVELS.index(level) - 1] if level != "epci" else "departement"
    sizes = Counter[str]()
    for code, count in counts.items():
        if above in places[code]:
            sizes[places[code][above]] += count
    return min(sizes, key=lambda code: (-sizes[code], code), default=None)


def _group_of(at: Mapping[str, str], level: str, whole: str | None) -> str:
    """The group of who works there: the territory of the level, else all of what the groups lie in."""
    if whole and whole not in at.values():
        return ELSEWHERE
    return f"{BEFORE}{at.get(level) or whole}" if at.get(level) or whole else ELSEWHERE


def _named(territories: Territories, code: str, whole: str | None) -> Group:
    point = territories.point(code)
    label: Text = territories.name(code)
    if code == whole:
        label = m(f"group-whole-{'region' if territories.level(code) == 'region' else 'other'}", name=str(label))
    return Group(f"{BEFORE}{code}", label, 0, (point[1], point[0]) if point else None, middle=code == whole)


def _counted(of: Sequence[str], make: Callable[[str], Group]) -> Grouping:
    """Groups with their sizes, the smallest of too many made one."""
    sizes = Counter(of)
    order = sorted(sizes, key=lambda id_: (-sizes[id_], id_))
    kept = {id_ for id_ in order if id_ != ELSEWHERE}
    if len(kept) > MOST:
        kept = set([id_ for id_ in order if id_ != ELSEWHERE][:MOST])
    inside = tuple(id_ if id_ in kept or id_ == ELSEWHERE else OTHERS for id_ in of)
    groups = [replace(make(id_), size=sizes[id_]) for id_ in order if id_ in kept]
    for id_, label in (
        (OTHERS, m("group-others", n=len(sizes.keys() - kept - {ELSEWHERE}))),
        (ELSEWHERE, m("group-none")),
    ):
        if count := inside.count(id_):
            groups.append(Group(id_, label, count))
    return Grouping(inside, tuple(sorted(groups, key=lambda one: (-one.size, one.id))))


def expected(counts: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], float]:
    """Return how many ties would join each pair of groups by chance, given how many do: as their shares of all ends of
    ties that lead out of a group, all pairs together as many as there are (docs/method.md#groups)."""
    ends = Counter[str]()
    for pair, n in counts.items():
        for group in pair:
            ends[group] += n
    products = {(a, b): ends[a] * ends[b] for a, b in combinations(sorted(ends), 2)}
    whole, ties = sum(products.values()), sum(counts.values())
    return {pair: ties * product / whole for pair, product in products.items()}


def beyond_chance(counts: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Return the pairs of groups that have ties, those with most ties beyond chance first."""
    chance = expected(counts)
    return sorted((pair for pair, n in counts.items() if n), key=lambda pair: (chance[pair] - counts[pair], pair))


def chosen(counts: Mapping[tuple[str, str], int], most: int) -> list[tuple[str, str]]:
    """Return the pairs that a picture draws: at most `most` of those with most ties beyond chance, and of every group
    with ties the pair with most, so that no group seems to have none."""
    order = beyond_chance(counts)
    kept = dict.fromkeys(order[:most])
    for group in sorted({group for pair in order for group in pair} - {group for pair in kept for group in pair}):
        kept[max((pair for pair in order if group in pair), key=lambda pair: (counts[pair], pair))] = None
    return [pair for pair in order if pair in kept]
