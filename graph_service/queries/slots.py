"""What a project of its kind is expected to have, and what it has: the slots of a template, filled or not.

The method: docs/method.md#role-gap. A slot is filled by an actor of one of its kinds (or of any kind below) who takes
part at the date in one of the roles that count. Completeness = weight of the filled slots / weight of all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from graph_service.dates import first_day
from graph_service.messages import m
from graph_service.model import RecordType
from graph_service.project_templates import Level, ProjectTemplate, Slot, packaged
from graph_service.queries.base import ActorBrief, AnswerRecord, Sentence
from graph_service.queries.gaps.gap import TO_CHECK
from graph_service.queries.involvements import Involvement, covers, runs
from graph_service.queries.missing import missing_sentence
from graph_service.queries.territory_index import TerritoryIndex

NEARBY = 12
"""Actors listed beside a missing slot; all are counted."""
COMPARED = 6
"""Comparable projects listed beside a missing slot; all are counted."""


class LawRecord(AnswerRecord):
    """The text that makes a slot a matter of law."""

    reference: Sentence
    """Where the text is found: law and article."""
    text: str
    """What it says, in French as it is published."""


class TemplateRecord(AnswerRecord):
    """Where what is expected comes from, and since when it holds."""

    id: str
    """Id of the template."""
    version: int
    """Its version; it rises when what it asks for changes."""
    kind: str
    """Id of the kind of project that it is for, of the vocabulary `project_kind`."""
    label: Sentence
    """What the template is called."""
    valid_from: date
    """First day on which a project that begins is held to it."""
    valid_to: date | None
    """Last such day; null while it is in force."""
    title: str
    """The text that it is drawn from."""
    url: str | None
    """Where that text is published; null where nobody says."""


class Filler(ActorBrief):
    """Who fills a slot, in which roles, by which participations."""

    role_labels: list[Sentence]
    """The names of the roles by which it fills the slot."""
    facts: list[str]
    """Ids of the participations that this rests on."""


class ProjectName(AnswerRecord):
    """A project by its title."""

    id: str
    """The project's id."""
    title: str
    """The project's title."""


class Nearby(ActorBrief):
    """An actor who could fill a missing slot. `already`: it works in running projects on the project's territory;
    else its own seat or remit covers it."""

    already: bool
    """Whether it works in running projects on the project's territory; else it only has its seat or remit there."""
    projects: list[ProjectName]
    """Some of those running projects, three at most."""
    projects_total: int
    """How many of them there are."""


class Compared(AnswerRecord):
    """The other running projects that are held to the same template, and in how many of them the slot is filled."""

    total: int
    """How many other running projects are held to the same template."""
    filled: int
    """In how many of them the slot is filled."""
    projects: list[ProjectName]
    """Some of those where it is."""


class SlotRecord(AnswerRecord):
    """One place of a template: who is expected there, and who is there."""

    id: str
    """The slot's name in its template."""
    label: Sentence
    """What is expected, in words."""
    level: Level
    """How strongly it is asked for."""
    level_label: Sentence
    """The same in words."""
    weight: int
    """What the slot counts in the completeness: 3 required by law, 2 signatory or expected, 1 optional."""
    kinds: list[str]
    """Of actors, each with those below it; none: any."""
    roles: list[str]
    """Ids of the roles that count, of the vocabulary `role`."""
    law: LawRecord | None
    """The text behind it; null where no law asks for it."""
    filled: bool
    """Whether an actor of one of the kinds holds one of the roles at the answer's date."""
    by: list[Filler]
    """Who fills it; empty where it is missing."""
    nearby: list[Nearby]
    """Of a missing slot: who could fill it. Those who already work on the territory come first."""
    nearby_total: int
    """How many could fill it, whether listed or not."""
    already_total: int
    """How many of them already work on the territory."""
    compared: Compared | None
    """Of a missing slot."""
    status: str | None
    """Of a missing slot, what the team decided of it: `a_verifier` while nobody has; null where it is filled."""


class Expectation(AnswerRecord):
    """A project held to its template."""

    template: TemplateRecord
    """The template that the project is held to."""
    filled: int
    """Weight of the filled slots."""
    total: int
    """Weight of all slots."""
    completeness: float
    """Weight of the filled slots / weight of all, 0 to 1."""
    slots: list[SlotRecord]
    """All slots of the template, in its order."""
    sentence: Sentence | None
    """What is missing in one sentence; null where nothing is."""

    @property
    def missing(self) -> list[SlotRecord]:
        return [slot for slot in self.slots if not slot.filled]


class Slots:
    """Holds projects to their templates, all at one moment."""

    def __init__(self, ground: TerritoryIndex) -> None:
        self.ground = ground
        self.view, self.snapshot = ground.view, ground.snapshot
        self._fits: dict[tuple[str, ...], frozenset[str]] = {}
        self._held: Mapping[str, list[int]] | None = None

    def template(self, project: int) -> ProjectTemplate | None:
        """The template of a project: of its kind, as it held on the day that the project began (a contract is signed
        under the law of its day), else, where nobody says when, at the moment's date."""
        start = self.snapshot.project_starts[project]
        day = first_day(start) if start else self.ground.moment.as_of
        return packaged().of(self.snapshot.project_kinds[project] or "", day, self.view.vocabulary)

    def check(self, project: int) -> Expectation | None:
        """A running project held to its template; None without one, or where it does not run: what has ended needs
        nobody any more."""
        template = self.template(project)
        if template is None or not runs(self.view, project, self.ground.moment.as_of):
            return None
        slots = [self._slot(project, template, id_, slot) for id_, slot in template.slots.items()]
        filled = sum(slot.weight for slot in slots if slot.filled)
        record = TemplateRecord(
            label=template.label,
            title=template.source.title,
            url=template.source.url,
            **{name: getattr(template, name) for name in ("id", "version", "kind", "valid_from", "valid_to")},
        )
        missing = [slot for slot in slots if not slot.filled]
        return Expectation(
            template=record,
            filled=filled,
            total=template.weight,
            completeness=filled / template.weight,
            slots=slots,
            sentence=missing_sentence(self.snapshot.project_titles[project], template, missing),
        )

    def held_to_one(self) -> Mapping[str, list[int]]:
        """The running projects by the template that they are held to."""
        if self._held is None:
            found: dict[str, list[int]] = defaultdict(list)
            for project in self.ground.running:
                if template := self.template(project):
                    found[template.id].append(project)
            self._held = found
        return self._held

    def _slot(self, project: int, template: ProjectTemplate, id_: str, slot: Slot) -> SlotRecord:
        involvements = self._filling(project, template, slot)
        law = template.law_of(slot)
        alone = self.view.excerpt is not None
        if alone and not involvements:
            # Who works around it, and how others fare, takes all projects.
            self.view.leave_out("left-out-nearby")
        nearby = [] if involvements or alone else self._nearby(project, template, slot)
        return SlotRecord(
            id=id_,
            label=slot.label,
            level=slot.level,
            level_label=m(f"slot-{slot.level}"),
            weight=slot.level.weight,
            kinds=list(slot.kinds),
            roles=list(slot.roles or template.roles),
            law=LawRecord(reference=law.reference, text=law.text) if law else None,
            filled=bool(involvements),
            by=self._fillers(involvements),
            nearby=self._named(nearby[:NEARBY]),
            nearby_total=len(nearby),
            already_total=sum(1 for _, projects in nearby if projects),
            compared=None if involvements or alone else self._compared(project, template, slot),
            status=None if involvements else TO_CHECK,
        )

    def _filling(self, project: int, template: ProjectTemplate, slot: Slot) -> list[Involvement]:
        roles = slot.roles or template.roles
        return [p for p in self.ground.active(project) if p.role in roles and self._is(p.actor, slot.kinds)]

    def _is(self, actor: int, kinds: tuple[str, ...]) -> bool:
        if kinds not in self._fits:
            below = (self.view.vocabulary.descendants("actor_kind", kind) for kind in kinds)
            self._fits[kinds] = frozenset().union(*below)
        return not kinds or self.snapshot.actor_kinds[actor] in self._fits[kinds]

    def _nearby(self, project: int, template: ProjectTemplate, slot: Slot) -> list[tuple[int, list[int]]]:
        """Who could fill a slot: (actor, its running projects on the territory), who has most of them first."""
        territories = self.snapshot.project_territories[project]
        there: dict[int, set[int]] = defaultdict(set)
        for other in self.ground.projects_on(territories):
            for one in self.ground.active(other) if other != project else ():
                # A slot for anybody in a role is for who holds that role elsewhere.
                if self._is(one.actor, slot.kinds) and (slot.kinds or one.role in slot.roles):
                    there[one.actor].add(other)
        seated = {a for a in self.ground.seated(territories) if slot.kinds and self._is(a, slot.kinds)} - there.keys()
        names = self.snapshot.actor_names
        found = [(actor, sorted(there.get(actor, ()))) for actor in (*there, *self._open(seated))]
        return sorted(found, key=lambda each: (-len(each[1]), names[each[0]], each[0]))

    def _open(self, actors: Iterable[int]) -> list[int]:
        """Those of these actors who exist at the date: who works somewhere does, who only has a seat may not."""
        ids = {self.snapshot.actors[actor]: actor for actor in actors}
        facts = self.view.facts(RecordType.ACTOR, sorted(ids)) if ids else []
        day = self.ground.moment.as_of
        return [ids[fact.id] for fact in facts if covers(fact.get("start"), fact.get("end"), day)]

    def _compared(self, project: int, template: ProjectTemplate, slot: Slot) -> Compared:
        others = [other for other in self.held_to_one().get(template.id, ()) if other != project]
        having = [other for other in others if self._filling(other, template, slot)]
        return Compared(total=len(others), filled=len(having), projects=[self.name(o) for o in having[:COMPARED]])

    def _fillers(self, involvements: list[Involvement]) -> list[Filler]:
        held: dict[str, list[Involvement]] = defaultdict(list)
        for one in involvements:
            held[self.snapshot.actors[one.actor]].append(one)
        return [
            Filler(
                **brief.__dict__,
                role_labels=[self.view.vocabulary.label("role", r) for r in sorted({p.role for p in held[brief.id]})],
                facts=[self.snapshot.participations[p.position] for p in held[brief.id]],
            )
            for brief in self.view.briefs((one.actor for one in involvements), self.ground.moment)
        ]

    def _named(self, found: list[tuple[int, list[int]]]) -> list[Nearby]:
        briefs = {b.id: b for b in self.view.briefs((actor for actor, _ in found), self.ground.moment)}
        return [
            Nearby(
                **briefs[self.snapshot.actors[actor]].__dict__,
                already=bool(projects),
                projects=[self.name(project) for project in projects[:3]],
                projects_total=len(projects),
            )
            for actor, projects in found
        ]

    def name(self, project: int) -> ProjectName:
        return ProjectName(id=self.snapshot.projects[project], title=self.snapshot.project_titles[project])
