"""A second reading of docs/method.md, as slow and plain as its sentences: every interval is a set of days.

It shares nothing with `graph_service.projection` but the records of `world`, so that a mistake in one shows as a
difference between the two.
"""

from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

import networkx as nx

from .world import Row, World

FLOOR, CEILING = date(2014, 1, 1).toordinal(), date(2026, 1, 1).toordinal()
"""No date of the tests lies outside; a start at the floor is unknown, an end at the ceiling has not come."""

TYING = {"lien": 1.0, "convention": 0.6}
KAPPA = {"operation": 1.0, "recherche": 1.0, "evenement": 0.15, "salon": 0.15}
USUAL = {"recherche": 36, "evenement": 1}
RHO = [("financeur", "financeur", 0.5), ("beneficiaire", "*", 0.5), ("observateur", "*", 0.25)]


class Met(NamedTuple):
    weight: float
    contexts: int
    first: date | None
    last: date | None


def ties(
    world: World, as_of: date, *, standard: bool, since: int | None = None, roles: tuple[str, ...] = ()
) -> dict[tuple[str, str], Met]:
    """Every pair that is tied, with half-life 36 months. `standard` estimates ends and applies κ and ρ."""
    shares: dict[tuple[str, str], list[tuple[str, float, int, int]]] = defaultdict(list)
    for project in sorted(world.projects, key=lambda p: p.id):
        held: dict[str, list[int]] = defaultdict(list)
        for position, row in enumerate(world.rows):
            if row.project == project.id:
                held[row.actor].append(position)
        n = max(len(held), project.size or 0)
        for a, b in combinations(sorted(held), 2):
            roles_a, roles_b = ({world.rows[p].role for p in held[x]} for x in (a, b))
            if roles and not (roles_a | roles_b) & set(roles):
                continue
            days = _days(world, held[a], standard) & _days(world, held[b], standard)
            kappa = KAPPA[project.kind] if standard else 1.0
            rho = max(_rho(x, y) for x in roles_a for y in roles_b) if standard else 1.0
            shares[a, b] += _share(project.id, days, as_of, since, kappa * rho / (n - 1))
    for link in sorted(world.partnerships, key=lambda p: p.id):
        if link.kind in TYING and link.actor != link.partner and not roles:
            a, b = sorted((link.actor, link.partner))
            days = set(range(_first(link.start), _last(link.end) + 1))
            kappa = TYING[link.kind] if standard else 1.0
            weight = 1.0 if link.weight is None else link.weight
            shares[a, b] += _share(link.id, days, as_of, since, kappa * weight)
    return {
        pair: Met(
            sum(w for _, w, _, _ in found),
            len(found),
            _date(min(first for _, _, first, _ in found), FLOOR),
            _date(max(last for _, _, _, last in found), CEILING),
        )
        for pair, found in shares.items()
        if found
    }


def paths(
    weights: dict[tuple[str, str], float], a: str, b: str, max_hops: int, avoid: tuple[str, ...] = ()
) -> list[tuple[int, int, list[str]]]:
    """Every simple path of at most `max_hops` hops as (cost, hops, ids), in the order of the definition."""
    graph = nx.Graph()
    graph.add_nodes_from((a, b))
    for pair, weight in weights.items():
        graph.add_edge(*pair, cost=max(1, round(2**40 * -math.log(weight / (weight + 1.0)))))
    graph.remove_nodes_from(set(avoid) - {a, b})
    found = nx.all_simple_paths(graph, a, b, cutoff=max_hops)
    return sorted((nx.path_weight(graph, path, "cost"), len(path) - 1, path) for path in found)


def _days(world: World, positions: list[int], standard: bool) -> set[int]:
    return set().union(*(_row_days(world, p, standard) for p in positions))


def _row_days(world: World, position: int, standard: bool) -> set[int]:
    row = world.rows[position]
    project = next(p for p in world.projects if p.id == row.project)
    same = [
        other
        for p, other in enumerate(world.rows)
        if p != position and (other.actor, other.project, other.role) == (row.actor, row.project, row.role)
    ]
    start, end = row.start or project.start, row.end or project.end
    if not start and not end and any(_dated(other) for other in same):
        return set()  # A copy of another row.
    # Another row's date is taken only where it does not turn this row round.
    starts = [_first(o.start or project.start) for o in same if o.start or project.start]
    ends = [_last(o.end or project.end) for o in same if o.end or project.end]
    first = _first(start) if start else min((s for s in starts if not end or s <= _last(end)), default=FLOOR)
    last = _last(end) if end else max((e for e in ends if e >= first), default=CEILING)
    if last == CEILING and standard and first != FLOOR and project.kind in USUAL:
        last = _months_later(date.fromordinal(first), USUAL[project.kind]).toordinal()
    return set(range(first, last + 1))


def _dated(row: Row) -> bool:
    return bool(row.start or row.end)


def _share(id_: str, days: set[int], as_of: date, since: int | None, full: float) -> list[tuple[str, float, int, int]]:
    """(context, its part of the weight, first day, last day of the last piece begun), or nothing."""
    begun = [day for day in days if day <= as_of.toordinal()]
    if not begun:
        return []
    last = max(begun)
    while last + 1 in days:
        last += 1
    delta = 0.0
    if last < as_of.toordinal():
        end = date.fromordinal(last)
        delta = 12 * (as_of.year - end.year) + (as_of.month - end.month) + (as_of.day - end.day) / 30
        delta = max(0.0, delta)
    if since is not None and delta > since:
        return []
    return [(id_, full * 0.5 ** (delta / 36), min(days), last)]


def _rho(one: str, other: str) -> float:
    fits = [f for a, b, f in RHO if {a, b} == {one, other} or (b == "*" and a in (one, other))]
    return min(fits, default=1.0)


def _first(stated: str | None) -> int:
    if not stated:
        return FLOOR
    return date.fromisoformat((stated + "-01-01")[:10]).toordinal()


def _last(stated: str | None) -> int:
    if not stated:
        return CEILING
    if len(stated) == 4:
        return date(int(stated), 12, 31).toordinal()
    if len(stated) == 7:
        day = date.fromisoformat(stated + "-28")
        while (day + timedelta(days=1)).month == day.month:
            day += timedelta(days=1)
        return day.toordinal()
    return date.fromisoformat(stated).toordinal()


def _months_later(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for back in range(4):
        try:
            return date(year, month, day.day - back)
        except ValueError:
            continue
    raise AssertionError


def _date(ordinal: int, unknown: int) -> date | None:
    return None if ordinal == unknown else date.fromordinal(ordinal)
