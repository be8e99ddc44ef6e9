"""What a line of docs/method.md may ask of the code: each method of `Page` is one question, by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from stdnum import luhn

from graph_service.dates import RUNNING, UNBOUNDED_START, day_code, first_day, from_day_code, last_day
from graph_service.identifiers import check
from graph_service.messages import Label, Share, say
from graph_service.project_templates import Level
from graph_service.projection import Projection
from graph_service.projection.lens import months_since
from graph_service.queries import grouping
from graph_service.queries.asked import actor, ties
from graph_service.queries.group_pictures import LINES
from graph_service.vocabulary import Term, Vocabulary, packaged
from tests.graph_service.house import AS_OF
from tests.graph_service.projection.world import Asked, Partnership, Project, Row, World, ancestors, snapshot
from visualisations import build, style
from visualisations.forms import _choosing, territories
from visualisations.view import MapEdge, NodeState

DAY = date.fromisoformat(AS_OF)


@dataclass(frozen=True)
class Page:
    """The code, asked in the page's words. Each method is one thing that a line may ask for."""

    graph: Any
    """F1."""

    # Identifiers and dates

    def luhn(self, digits: str) -> float:
        return float(luhn.checksum(digits))

    def check(self, scheme: str, raw: str) -> str:
        checked = check(scheme, raw)
        return checked.code or str(checked.value)

    def first(self, stated: str) -> str:
        return first_day(stated).isoformat()

    def last(self, stated: str) -> str:
        return last_day(stated).isoformat()

    def months(self, end: str, as_of: str) -> float:
        return float(months_since(np.array([code_of(end)]), code_of(as_of))[0])

    def interval(self, *words: str) -> str:
        """`start/end …`, with `in start/end` (the project), `usual MONTHS` (its kind) and `plain` (the profile)."""
        said = " ".join(words).removesuffix(" plain")
        rows, _, usual = said.partition(" usual ")
        rows, _, inside = rows.partition(" in ")
        start, end = stated(inside) if inside else (None, None)
        term = Term("project_kind", "asked", Label("a", "a"), usual_months=int(usual) if usual else None)
        projection = asked_of(
            World(
                projects=(Project("P", "asked", start, end),),
                rows=tuple(Row("A", "P", start=s, end=e) for s, e in map(stated, rows.split())),
            ),
            term,
            "plain" if words[-1] == "plain" else "standard",
        ).moment.intervals
        pieces = zip(projection.start.tolist(), projection.end.tolist(), strict=True)
        return " ".join(f"{day_of(start)}/{day_of(end)}" for start, end in pieces) or "none"

    def overlap(self, *words: str) -> str:
        """`start/end … with start/end …`: the rows of one actor and those of another."""
        sides = zip("AB", " ".join(words).split(" with "), strict=True)
        rows = [Row(actor, "P", start=s, end=e) for actor, said in sides for s, e in map(stated, said.split())]
        asked = asked_of(World(projects=(Project("P"),), rows=tuple(rows)))
        found = asked.projection.evidence(asked.at("A"), asked.at("B"), asked.moment)
        return " ".join(f"{one.start or '?'}/{one.end or '?'}" for one in found) or "none"

    # Ties

    def participants(self, *words: str) -> float:
        """`PROJECT`, or `N listed of SIZE`."""
        if len(words) > 1:
            listed, _, _, size = words
            rows = tuple(Row(f"A{i}", "P") for i in range(int(listed)))
            found = asked_of(World(projects=(Project("P", size=int(size)),), rows=rows)).projection
            return float(found.affiliation.participants[0])
        with self.graph.view() as view:
            projection = view.projection
            return float(projection.affiliation.participants[list(projection.snapshot.projects).index(words[0])])

    def profile(self, name: str) -> str:
        found = packaged().profile(name)
        flags = {"kinds": found.kinds, "estimate_ends": found.estimate_ends}
        numbers = f"half_life_months {found.half_life_months:g}, w0 {found.w0:g}"
        return ", ".join([numbers, *(f"{flag} {'yes' if on else 'no'}" for flag, on in flags.items())])

    def roles(self, name: str) -> str:
        return ", ".join(f"{a} {b} {factor:g}" for a, b, factor in packaged().profile(name).roles) or "none"

    def kinds_of(self, what: str) -> str:
        """Of the kinds that none is above, which tie at all: the factor, which is that of all kinds below."""
        vocabulary, category = packaged(), f"{what}_kind"
        told = []
        for top in vocabulary.of(category):
            if top.parent is None and top.tie:
                below = [term for term in vocabulary.of(category) if vocabulary.is_a(category, term.id, top.id)]
                assert {(term.factor, term.tie) for term in below} == {(top.factor, True)}, top.id
                told.append(f"{top.id} {top.factor:g}")
        return ", ".join(told)

    def weight(self, a: str, b: str, *options: str) -> float:
        return next((tie.weight for tie in self._ties(a, options) if {tie.a, tie.b} == {a, b}), 0.0)

    def weights_of(self, actor: str, *options: str) -> float:
        return float(sum(tie.weight for tie in self._ties(actor, options)))

    def strength(self, a: str, b: str, *options: str) -> Share:
        return Share(next(tie.strength for tie in self._ties(a, options) if {tie.a, tie.b} == {a, b}))

    def decay_of(self, months: str, _: str) -> float:
        """The weight of a tie of two that ended so many whole months before the date."""
        years, rest = divmod(12 * DAY.year + DAY.month - 1 - int(months), 12)
        ended = World(
            projects=(Project("P", end=date(years, rest + 1, DAY.day).isoformat()),),
            rows=(Row("A", "P"), Row("B", "P")),
        )
        return asked_of(ended).weight("A", "B")

    def rho(self, one: str, other: str) -> float:
        """Each a role, or several with `+` between them."""
        held = [Row(actor, "P", role) for actor, roles in (("A", one), ("B", other)) for role in roles.split("+")]
        two = World(projects=(Project("P"),), rows=tuple(held))
        return asked_of(two, profile="standard").weight("A", "B")

    def partnership(self, kind: str, _: str, __: str, weight: str) -> float:
        return asked_of(World(partnerships=(Partnership("L", "A", "B", kind, weight=float(weight)),))).weight("A", "B")

    def ties(self, option: str) -> str:
        name, _, value = option.partition("=")
        return f"{self.graph.ties(as_of=AS_OF, **{name: int(value)}).total} of {self.graph.ties(as_of=AS_OF).total}"

    def contribution(self, a: str, b: str, project: str) -> float:
        return next(proof.contribution for proof in self._evidence(a, b) if proof.project == project)

    def evidence(self, a: str, b: str) -> str:
        return ", ".join(proof.project for proof in self._evidence(a, b))

    # Paths

    def cost(self, a: str, b: str) -> float:
        with self.graph.view() as view:
            projection = view.projection
            moment = projection.at(DAY, packaged().profile("standard"))
            weight = projection.weight(view.position(a), view.position(b), moment)
            return float(moment.engine.cost_of(weight, moment.profile.w0))

    def path(self, a: str, b: str, rank: str = "1", *options: str) -> str:
        paths = self._paths(a, b, int(rank), options)
        return " > ".join(paths[int(rank) - 1].actors) if paths else "none"

    def soundness(self, a: str, b: str, rank: str = "1", *options: str) -> Share:
        return Share(self._paths(a, b, int(rank), options)[int(rank) - 1].strength)

    def blocked(self, a: str, b: str, *filters: str) -> str:
        values: dict[str, Any] = dict(each.split("=") for each in filters)
        found = self.graph.paths(a, b, as_of=AS_OF, **{n: (v,) if n == "avoid" else int(v) for n, v in values.items()})
        assert found.paths == []
        blocked = found.blocked_by
        return f"{blocked.filter} {say(Share(blocked.would_give), 'en')}" if blocked else "none"

    # Gaps

    def running(self, project: str, as_of: str = AS_OF) -> str:
        return "yes" if self.graph.project(project, as_of=as_of).project.running else "no"

    def running_projects_of(self, actor: str) -> float:
        return float(self.graph.actor(actor, as_of=AS_OF).actor.running)

    def completeness(self, project: str) -> float:
        return float(self._expected(project).completeness)

    def severity(self, project: str) -> float:
        (gap,) = self.graph.gaps(project=(project,), as_of=AS_OF).gaps
        return float(gap.severity)

    def level(self, name: str) -> str:
        return f"{Level(name).weight} {Level(name).factor:g}"

    def slots(self, project: str) -> str:
        return ", ".join(f"{slot.id} {slot.weight}" for slot in self._expected(project).slots)

    def missing(self, project: str) -> str:
        return ", ".join(slot.id for slot in self._expected(project).missing)

    def already_there(self, project: str, slot: str) -> str:
        return self._near(project, slot, already=True)

    def seated_there(self, project: str, slot: str) -> str:
        return self._near(project, slot, already=False)

    def gaps(self) -> str:
        found = self.graph.gaps(as_of=AS_OF).gaps
        return ", ".join(gap.subject.projects[0] + (" by law" if gap.by_law else "") for gap in found)

    # Maps

    def radius_of(self, running: str, _: str) -> float:
        view = self.graph.map(focus="UT", values={"as_of": AS_OF})
        node = next(node for node in view.nodes if node.state is NodeState.REST)
        return style.radius(replace(node, running=int(running)), view)

    def strength_of_a_pair_among(self, n: str) -> Share:
        rows = tuple(Row(f"A{i:02}", "P") for i in range(int(n)))
        asked = asked_of(World(projects=(Project("P"),), rows=rows))
        weight = asked.weight("A00", "A01")
        return Share(weight / (weight + asked.moment.profile.w0))

    def lines(self) -> str:
        widths = [(c.least, style.line(MapEdge("a", "b", c.least, 0, 1, None, None)).width) for c in style.TIE_CLASSES]
        return ", ".join(f"from {say(Share(least), 'en')} {width:g} px" for least, width in widths)

    def thinned(self) -> str:
        weak = say(Share(_choosing.WEAK), "en")
        return f"more than {_choosing.MANY} ties, below {weak}, both ends keep {_choosing.KEPT}"

    def most_drawn(self) -> str:
        return f"{ties.DRAWN} actors of a network, {actor.DRAWN} partners, {actor.BEYOND} beyond"

    def legible(self) -> str:
        return f"{build.AIM:g} crossings a line, {build.MOST:g} at most"

    def most_drawn_in_groups(self) -> str:
        return f"{territories.MOST} lines between outlines, {LINES} a disc, {grouping.MOST} groups and the rest"

    def expected_of(self, *words: str) -> float:
        """Of the first pair of three groups, with the ties of each pair: numbers among words."""
        return grouping.expected(self._three(words))["a", "b"]

    def ratio_of(self, *words: str) -> float:
        counts = self._three(words)
        return counts["a", "b"] / grouping.expected(counts)["a", "b"]

    @staticmethod
    def _three(words: tuple[str, ...]) -> dict[tuple[str, str], int]:
        ties = [int(word) for word in words if word.isdigit()]
        return dict(zip([("a", "b"), ("a", "c"), ("b", "c")], ties, strict=True))

    def dashes(self) -> str:
        told = {"ended": style.ENDED_DASH, "meetings": style.MEETING_DASH}
        told |= {"expected": style.EXPECTED_DASH, "nearby": style.NEARBY_DASH}
        return ", ".join(f"{name} {on} {off}" for name, (on, off) in told.items())

    # What several of these ask

    def _ties(self, actor: str, options: tuple[str, ...]) -> Any:
        return self.graph.ties(of=(actor,), as_of=AS_OF, **tie_profile(options)).ties

    def _evidence(self, a: str, b: str) -> Any:
        (tie,) = self.graph.ties(among=(a, b), as_of=AS_OF, evidence=20).ties
        return tie.evidence

    def _paths(self, a: str, b: str, k: int, options: tuple[str, ...]) -> Any:
        return self.graph.paths(a, b, k=k, as_of=AS_OF, **tie_profile(options)).paths

    def _expected(self, project: str) -> Any:
        return self.graph.project(project, as_of=AS_OF).expectation

    def _near(self, project: str, slot: str, *, already: bool) -> str:
        (found,) = [each for each in self._expected(project).slots if each.id == slot]
        return ", ".join(actor.id for actor in found.nearby if actor.already == already) or "none"


QUESTIONS: dict[str, Callable[..., Any]] = {
    name.replace("_", " "): function for name, function in vars(Page).items() if name[0] != "_" and callable(function)
}


def tie_profile(options: tuple[str, ...]) -> dict[str, str]:
    """The last words of a line: a profile, or nothing."""
    (name,) = options or ("standard",)
    return {"tie_profile": name}


def stated(row: str) -> tuple[str | None, str | None]:
    start, end = (None if day == "?" else day for day in row.split("/"))
    return start, end


def code_of(day: str) -> int:
    return day_code(date.fromisoformat(day))


def day_of(code: int) -> str:
    return "?" if code in (UNBOUNDED_START, RUNNING) else from_day_code(code).isoformat()


def asked_of(said: World, term: Term | None = None, profile: str = "plain") -> Asked:
    """A small world under a packaged profile, where the vocabulary has one more kind of project."""
    terms = {("project_kind", term.id): term} if term else {}
    vocabulary = Vocabulary({**packaged().terms, **terms}, {}, packaged().profiles)
    projection = Projection(snapshot(said), vocabulary, ancestors)
    return Asked(projection, projection.at(DAY, vocabulary.profile(profile)))


def question_of(asked: str) -> tuple[str, list[str]]:
    """The question that a line begins with, and its arguments."""
    words = asked.split()
    for cut in range(len(words), 0, -1):
        if (name := " ".join(words[:cut])) in QUESTIONS:
            return name, words[cut:]
    raise LookupError(f"nothing of the code is asked by: {asked}")
