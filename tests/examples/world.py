"""CVL-demo read from its files alone, and the ties of docs/method.md#weight worked out the long way.

Shares nothing with the product: rows are dictionaries, dates are compared day by day, graphs are networkx's. It may
be this simple because no actor of the demo has two rows in one project (`test_nobody_has_two_rows_in_one_project`).
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import combinations, pairwise
from pathlib import Path

import networkx as nx
import yaml

ROOT = Path(__file__).parents[2]
CVL = ROOT / "graph_service" / "data" / "cvl"
EXAMPLES = ROOT / "examples"
AS_OF = date(2026, 1, 1)
SCOPES = ("public", "partners", "internal")

Row = Mapping[str, str]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Tie:
    weight: float
    contexts: tuple[str, ...]
    active: bool

    @property
    def strength(self) -> float:
        return self.weight / (self.weight + 1)


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(row) for row in csv.DictReader(file)]


def vocabulary(name: str) -> Mapping[str, Mapping[str, object]]:
    path = ROOT / "graph_service" / "data" / "vocabulary" / f"{name}.yaml"
    found: Mapping[str, Mapping[str, object]] = yaml.safe_load(path.read_text("utf-8"))
    return found


class World:
    """The demo as one scope sees it at one date. `without` leaves out the rows of one source."""

    def __init__(self, scope: str = "internal", as_of: date = AS_OF, without: str = "") -> None:
        seen = SCOPES[: SCOPES.index(scope) + 1]
        self.as_of = as_of
        self.sheets = {
            path.stem: [
                row
                for row in rows(path)
                if row.get("visibility", "public") in seen and not (without and row.get("source") == without)
            ]
            for path in sorted(CVL.glob("*.csv"))
        }
        first: dict[str, str] = {}
        self.same: dict[str, str] = {}
        for actor in sorted(self.sheets["actors"], key=lambda a: a["id"]):
            shared = actor["siren"] if actor["kind"] != "etat_deconcentre" else ""
            self.same[actor["id"]] = first.setdefault(shared or actor["id"], actor["id"])
        self.actors = {a["id"]: a for a in self.sheets["actors"] if self.same[a["id"]] == a["id"]}
        self.projects = {p["id"]: p for p in self.sheets["projects"]}
        self.members: dict[str, dict[str, Row]] = defaultdict(dict)
        for part in self.sheets["participations"]:
            self.members[part["project"]][self.same[part["actor"]]] = part

    def size(self, project: str) -> int:
        return max(len(self.members[project]), int(self.projects[project].get("size") or 0))

    def interval(self, actor: str, project: str) -> tuple[date, date]:
        part, whole = self.members[project][actor], self.projects[project]
        start, end = part.get("start") or whole["start"], part.get("end") or whole["end"]
        return date.fromisoformat(start), date.fromisoformat(end) if end else date.max

    @cached_property
    def ties(self) -> dict[Pair, Tie]:
        """Every pair that met by `as_of`, under the profile `standard`."""
        kappa = {id_: float(str(row["factor"])) for id_, row in vocabulary("project_kind").items()}
        shares: dict[Pair, list[tuple[float, str, bool]]] = defaultdict(list)
        for project, members in self.members.items():
            for a, b in combinations(sorted(members), 2):
                (start_a, end_a), (start_b, end_b) = self.interval(a, project), self.interval(b, project)
                start, end = max(start_a, start_b), min(end_a, end_b)
                if start <= end and start <= self.as_of:
                    full = kappa[self.projects[project]["kind"]] * _rho(members[a]["role"], members[b]["role"])
                    share = full / (self.size(project) - 1) * self._decay(end)
                    shares[a, b].append((share, project, end >= self.as_of))
        for link in self.sheets["partnerships"]:
            if link["kind"] == "convention":
                a, b = sorted((self.same[link["actor"]], self.same[link["partner"]]))
                shares[a, b].append((1.0, link["title"], True))
        return {
            pair: Tie(sum(w for w, _, _ in each), tuple(p for _, p, _ in each), any(on for _, _, on in each))
            for pair, each in shares.items()
        }

    def _decay(self, end: date) -> float:
        if end >= self.as_of:
            return 1.0
        months = 12 * (self.as_of.year - end.year) + self.as_of.month - end.month + (self.as_of.day - end.day) / 30
        return float(0.5 ** (max(0.0, months) / 36))

    @cached_property
    def graph(self) -> nx.Graph:
        graph = nx.Graph()
        graph.add_nodes_from(self.actors)
        for (a, b), tie in self.ties.items():
            graph.add_edge(a, b, strength=tie.strength)
        return graph

    def paths(self, a: str, b: str, hops: int) -> list[tuple[float, list[str]]]:
        """Every simple path of at most so many hops, the strongest first."""
        found = nx.all_simple_paths(self.graph, a, b, cutoff=hops)
        strength = self.graph.edges
        paths = [(math.prod(strength[hop]["strength"] for hop in pairwise(path)), path) for path in found]
        return sorted(paths, key=lambda found: -found[0])

    def reach(self, actor: str, hops: int) -> dict[str, float]:
        """How strong the strongest path of at most so many hops is from an actor to each that has one.

        No strength is above 1, so that a walk that comes back to where it was is never the strongest.
        """
        found = {actor: 1.0}
        for _ in range(hops):
            further = dict(found)
            for a, strength in found.items():
                for b in self.graph[a]:
                    further[b] = max(further.get(b, 0.0), strength * self.graph.edges[a, b]["strength"])
            found = further
        return found

    def pairs_cut(self, actor: str) -> int:
        """How many pairs of others are connected now and would not be without this actor."""
        left = self.graph.copy()
        left.remove_node(actor)
        return _connected_pairs(self.graph, actor) - _connected_pairs(left, actor)

    def met(self, a: str, b: str, most: int | None = None) -> list[str]:
        """The contexts that two actors share, whenever; of at most so many participants."""
        return [p for p, who in self.members.items() if {a, b} <= who.keys() and (not most or self.size(p) <= most)]

    def themes(self, actor: str) -> frozenset[str]:
        return frozenset(
            theme
            for project, who in self.members.items()
            if actor in who
            for theme in self.projects[project]["themes"].split(";")
            if theme
        )

    def of_kind(self, *kinds: str) -> Iterator[str]:
        """Actors of these kinds or of kinds below them."""
        parents = {id_: row.get("parent") for id_, row in vocabulary("actor_kind").items()}
        for id_, actor in self.actors.items():
            at: object = actor["kind"]
            while at is not None and at not in kinds:
                at = parents[str(at)]
            if at is not None:
                yield id_


def day(text: str) -> date:
    return date.fromisoformat(text)


@cache
def _rho(one: str, other: str) -> float:
    profile = yaml.safe_load((ROOT / "graph_service/data/vocabulary/tie_profiles.yaml").read_text("utf-8"))
    fits = [f for a, b, f in profile["standard"]["roles"] if {a, b} == {one, other} or (b == "*" and a in (one, other))]
    return min(fits, default=1.0)


def _connected_pairs(graph: nx.Graph, without: str) -> int:
    sizes = [len(part - {without}) for part in nx.connected_components(graph)]
    return sum(n * (n - 1) // 2 for n in sizes)
