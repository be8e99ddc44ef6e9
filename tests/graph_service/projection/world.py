"""A small way to say a snapshot in a test: rows as they would be read, and the snapshot that a store makes of them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from graph_service.messages import Label
from graph_service.model import Fact, Scope
from graph_service.projection import Filters, Moment, Projection
from graph_service.stores.base import Snapshot
from graph_service.vocabulary import Term, TieProfile, Vocabulary

ORACLES = Path(__file__).parents[2] / "oracles" / "oracles.json"

ROLE_FACTORS = (("financeur", "financeur", 0.5), ("beneficiaire", "*", 0.5), ("observateur", "*", 0.25))
PLAIN = TieProfile("plain", Label("simple", "plain"), kinds=False, estimate_ends=False)
STANDARD = TieProfile("standard", Label("standard", "standard"), roles=ROLE_FACTORS)


@dataclass(frozen=True)
class Project:
    id: str
    kind: str = "operation"
    start: str | None = None
    end: str | None = None
    size: int | None = None
    themes: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A participation."""

    actor: str
    project: str
    role: str = "partenaire"
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Partnership:
    id: str
    actor: str
    partner: str
    kind: str = "lien"
    start: str | None = None
    end: str | None = None
    weight: float | None = None


@dataclass(frozen=True)
class World:
    """What a snapshot says. Ids that only rows name are there too."""

    actors: dict[str, str] = field(default_factory=dict)
    """Id to kind."""
    projects: tuple[Project, ...] = ()
    rows: tuple[Row, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    themes: tuple[Fact, ...] = ()

    def plus(self, **more: Any) -> World:
        """This world with more of the same."""
        held = {name: getattr(self, name) for name in more}
        joined = {name: held[name] | value if name == "actors" else held[name] + value for name, value in more.items()}
        return replace(self, **joined)

    @property
    def actor_ids(self) -> list[str]:
        named = [row.actor for row in self.rows] + [end for p in self.partnerships for end in (p.actor, p.partner)]
        return sorted({*self.actors, *named})


KINDS = (
    Term("project_kind", "operation", Label("o", "o")),
    Term("project_kind", "recherche", Label("r", "r"), usual_months=36),
    Term("project_kind", "evenement", Label("e", "e"), factor=0.15, usual_months=1),
    Term("project_kind", "salon", Label("s", "s"), factor=0.15, parent="evenement"),
    Term("partnership_kind", "lien", Label("l", "l")),
    Term("partnership_kind", "convention", Label("c", "c"), factor=0.6),
    Term("partnership_kind", "adhesion", Label("a", "a"), tie=False, factor=0.1),
    Term("actor_kind", "collectivite", Label("c", "c")),
    Term("actor_kind", "commune", Label("c", "c"), parent="collectivite"),
    Term("actor_kind", "association", Label("a", "a")),
    Term("theme", "habitat", Label("h", "h")),
    Term("theme", "logement", Label("l", "l"), parent="habitat"),
)
VOCABULARY = Vocabulary({(t.category, t.id): t for t in KINDS}, {}, {"plain": PLAIN, "standard": STANDARD})
WITHIN = {"37261": frozenset({"37261", "D37", "R24"}), "D37": frozenset({"D37", "R24"}), "R24": frozenset({"R24"})}


def ancestors(code: str) -> frozenset[str]:
    return WITHIN.get(code, frozenset({code}))


def snapshot(world: World) -> Snapshot:
    actors = world.actor_ids
    projects = sorted(world.projects, key=lambda p: p.id)
    partnerships = sorted(world.partnerships, key=lambda p: p.id)
    actor_at = {id_: i for i, id_ in enumerate(actors)}
    project_at = {p.id: i for i, p in enumerate(projects)}
    return Snapshot(
        scope=Scope.INTERNAL,
        revision=1,
        actors=actors,
        actor_names=actors,
        actor_kinds=[world.actors.get(id_, "association") for id_ in actors],
        actor_territories=[None] * len(actors),
        projects=[p.id for p in projects],
        project_titles=[p.id for p in projects],
        project_kinds=[p.kind for p in projects],
        project_starts=[p.start for p in projects],
        project_ends=[p.end for p in projects],
        project_sizes=[p.size for p in projects],
        project_themes=[p.themes for p in projects],
        project_territories=[p.territories for p in projects],
        participations=[f"pa{i:05}" for i in range(len(world.rows))],
        participation_actors=np.array([actor_at[r.actor] for r in world.rows], dtype=np.int64),
        participation_projects=np.array([project_at[r.project] for r in world.rows], dtype=np.int64),
        participation_roles=[r.role for r in world.rows],
        participation_starts=[r.start for r in world.rows],
        participation_ends=[r.end for r in world.rows],
        partnerships=[p.id for p in partnerships],
        partnership_actors=np.array([actor_at[p.actor] for p in partnerships], dtype=np.int64),
        partnership_partners=np.array([actor_at[p.partner] for p in partnerships], dtype=np.int64),
        partnership_kinds=[p.kind for p in partnerships],
        partnership_titles=[None] * len(partnerships),
        partnership_starts=[p.start for p in partnerships],
        partnership_ends=[p.end for p in partnerships],
        partnership_weights=[p.weight for p in partnerships],
        themes=world.themes,
    )


@dataclass(frozen=True)
class Asked:
    """A projection at a moment, spoken to by ids."""

    projection: Projection
    moment: Moment

    @classmethod
    def about(
        cls, world: World, as_of: date, profile: TieProfile = PLAIN, filters: Filters = Filters(), **more: Any
    ) -> Asked:
        projection = Projection(snapshot(world), VOCABULARY, ancestors, more.pop("form", None))
        if "avoid_ids" in more:
            ids = tuple(projection.snapshot.actors.index(id_) for id_ in more.pop("avoid_ids"))
            filters = replace(filters, avoid=ids)
        return cls(projection, projection.at(as_of, profile, replace(filters, **more)))

    def at(self, id_: str) -> int:
        return list(self.projection.snapshot.actors).index(id_)

    def ids(self, positions: tuple[int, ...]) -> list[str]:
        return [self.projection.snapshot.actors[p] for p in positions]

    def weights(self) -> dict[tuple[str, str], float]:
        names = self.projection.snapshot.actors
        return {
            (names[tie.a], names[tie.b]): tie.weight for block in self.projection.all_ties(self.moment) for tie in block
        }

    def weight(self, a: str, b: str) -> float:
        return self.projection.weight(self.at(a), self.at(b), self.moment)


def f1() -> tuple[World, dict[str, Any]]:
    """The reference fixture F1 (docs/method.md), and the numbers expected of it."""
    oracles = json.loads(ORACLES.read_text("utf-8"))
    said = oracles["F1"]
    world = World(
        actors={a["id"]: a["kind"] for a in said["actors"]},
        projects=tuple(
            Project(p["id"], p["kind"], end=p["end"], themes=(p["theme"],), territories=(p["territory"],))
            for p in said["projects"]
        ),
        rows=tuple(Row(actor, p["id"], role) for p in said["projects"] for actor, role in p["parts"].items()),
    )
    return world, oracles["F1_expected"]
