"""Groups the actor records that are one organisation (docs/statements.md#5-identity). Computed at each fold; no record
is moved.

Records are nodes; links join them in a fixed order: staff's "same", a matcher's, equal SIRET or RNA, equal SIREN.
A link is skipped that would put a pair said "different", or two different SIRENs, into one group.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_service.model import STAFF, Op, Statement


@dataclass(frozen=True, slots=True)
class Member:
    """An actor record that a scope sees: its id as stated, how hidden it is, and what identifies it."""

    id: str
    hidden: int
    siren: str | None
    siret: str | None
    rna: str | None
    shares_siren: bool
    """Services of one legal unit share a SIREN (deconcentrated State services): equal ones only suggest."""


def groups(members: Sequence[Member], links: Iterable[Statement]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Group records that are one organisation.

    `links` are the words `same` and `different` that the scope sees, in the order spoken. Returns for each member's
    id the canonical id of its group (the least hidden member's, then the smallest) and all members' ids, sorted.
    """
    forest = _Forest(members)
    same, forest.apart = _verdicts(links, forest.by_id)
    for one, other in same:
        forest.join(one, other)
    for name in ("siret", "rna", "siren"):
        _join_equal(forest, members, name)

    found: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(forest.by_id):
        found[forest.root(id_)].append(id_)
    result = {}
    for ids in found.values():
        canonical = min(ids, key=lambda id_: (forest.by_id[id_].hidden, id_))
        for id_ in ids:
            result[id_] = (canonical, tuple(ids))
    return result


def _verdicts(
    links: Iterable[Statement], seen: Mapping[str, Member]
) -> tuple[list[tuple[str, str]], dict[str, set[str]]]:
    """The pairs said to be the same, staff's first, and for each record those said to be different from it.

    Of staff's words about a pair the last counts, and over any matcher's; of matchers', "different".
    """
    staff: dict[tuple[str, str], Op] = {}
    others: dict[tuple[str, str], Op] = {}
    for word in links:
        one, other = sorted(word.ids)
        if one == other or one not in seen or other not in seen:
            continue
        pair = (one, other)
        if word.source == STAFF:
            staff[pair] = word.op
        elif others.get(pair) is not Op.DIFFERENT:
            others[pair] = word.op
    apart: dict[str, set[str]] = defaultdict(set)
    for pair, op in {**others, **staff}.items():
        if op is Op.DIFFERENT:
            apart[pair[0]].add(pair[1])
            apart[pair[1]].add(pair[0])
    first = sorted(pair for pair, op in staff.items() if op is Op.SAME)
    then = sorted(pair for pair, op in others.items() if op is Op.SAME and pair not in staff)
    return first + then, apart


def _join_equal(forest: _Forest, members: Sequence[Member], name: str) -> None:
    """Join the records that share an identifier, each to the first group that may take it."""
    holders: dict[str, list[str]] = defaultdict(list)
    for member in members:
        value = getattr(member, name)
        if value and not (name == "siren" and member.shares_siren):
            holders[value].append(member.id)
    for value in sorted(holders):
        first: list[str] = []
        for id_ in sorted(holders[value]):
            if not any(forest.join(id_, other) for other in first):
                first.append(id_)


class _Forest:
    """Disjoint sets with what must stay apart."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.by_id = {member.id: member for member in members}
        self.apart: dict[str, set[str]] = {}
        self._up = {member.id: member.id for member in members}
        self._ids: dict[str, list[str]] = {}
        self._siren: dict[str, str] = {m.id: m.siren for m in members if m.siren}

    def root(self, id_: str) -> str:
        while self._up[id_] != id_:
            self._up[id_] = self._up[self._up[id_]]
            id_ = self._up[id_]
        return id_

    def join(self, one: str, other: str) -> bool:
        """Put two records into one group, unless that joins what must stay apart. True if they are together now."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return True
        siren_a, siren_b = self._siren.get(a), self._siren.get(b)
        if siren_a and siren_b and siren_a != siren_b:
            return False
        ids_a, ids_b = self._ids.get(a, [a]), self._ids.get(b, [b])
        if self.apart and any(not self.apart[id_].isdisjoint(ids_b) for id_ in ids_a if id_ in self.apart):
            return False
        self._up[b] = a
        self._ids[a] = ids_a + ids_b
        if siren_b:
            self._siren[a] = siren_b
        return True
