"""Role gap: a running project lacks somebody whom its template asks for (docs/method.md#role-gap).

One gap a project, not one a slot. Severity is made of the project's completeness, the sentence names all that it lacks
at once, and whoever checks it opens one contract once. Severity = (1 - completeness) x 1 where the law asks for a
missing slot, x 0.7 where at most the method does, x 0.4 where all that is missing is optional. The sentence names what
law and method ask for; optional slots are named only where nothing else is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from graph_service.messages import Day, Items, Message, m
from graph_service.model import Fact, RecordType, TermOf
from graph_service.project_templates import ProjectTemplate
from graph_service.queries.base import TieQuery
from graph_service.queries.blocks import Ask, Gauge, List, Note, Row, Shows
from graph_service.queries.gaps.gap import Found, Gap, GapEvidence, GapKind, GapsQuery, Measure, Subject, about, gap_id
from graph_service.queries.missing import LAW, NAMED, asked_for, places_of
from graph_service.queries.slots import Expectation, SlotRecord, Slots
from graph_service.queries.telling import project_ref, some
from graph_service.queries.territory_index import TerritoryIndex
from graph_service.queries.view import Rests, View, said_by
from graph_service.vocabulary import Vocabulary


class RoleQuery(GapsQuery):
    actor_kind: Annotated[tuple[str, ...], Field(description="gaps-actor-kind"), TermOf("actor_kind")] = ()


class RoleGap(Gap):
    """`expected.value` and `observed.value` are the weights of all slots and of the filled ones."""

    expectation: Expectation
    """The project held to its template, slot by slot."""


def find(view: View, query: RoleQuery) -> Found:
    """The gaps of all running projects that the filters let through and that have a template."""
    moment = view.moment(TieQuery(as_of=query.as_of, tie_profile=query.tie_profile))
    slots = Slots(TerritoryIndex(view, moment))
    fits = about(view, query)
    running = [project for project in slots.ground.running if fits[project]]
    # Told in the order of the ids, so that what is equal in rank stays where it was.
    held = [(project, found) for project in running if (found := slots.check(project))]
    gaps: list[RoleGap] = []
    rests: dict[str, Sequence[str]] = {}
    facts = {f.id: f for f in view.facts(RecordType.PROJECT, [slots.snapshot.projects[p] for p, _ in held])}
    for project, found in held:
        fact = facts[slots.snapshot.projects[project]]
        spoken = _spoken(view, fact, found)
        rests |= spoken
        if _asked(view.vocabulary, found.missing, query.actor_kind):
            template = slots.template(project)
            assert template is not None
            gaps.append(_gap(view, fact, found, template, {source for said in spoken.values() for source in said}))
    return Found(gaps, rests, m("gap-role-looked", n=len(held), of=len(running)))


def _asked(vocabulary: Vocabulary, missing: Sequence[SlotRecord], kinds: Sequence[str]) -> bool:
    """Whether anything is missing; of some kinds of actors only, whether one of them is."""
    if not kinds:
        return bool(missing)
    wanted = [kind for slot in missing for kind in slot.kinds]
    is_a = vocabulary.is_a
    return any(is_a("actor_kind", one, k) or is_a("actor_kind", k, one) for one in wanted for k in kinds)


def _gap(view: View, fact: Fact, found: Expectation, template: ProjectTemplate, sources: set[str]) -> RoleGap:
    missing = found.missing
    named = asked_for(missing)
    assert found.sentence is not None
    territories = tuple(fact.get("territories") or ())
    return RoleGap(
        id=gap_id("role", fact.id),
        kind="role",
        kind_label=KIND.label,
        severity=(1 - found.completeness) * max(slot.level.factor for slot in missing),
        subject=Subject(
            projects=[fact.id],
            territory=territories[0] if territories else None,
            territory_name=view.territory_name(territories[0]) if territories else None,
            names={fact.id: fact.name},
        ),
        expected=Measure(text=m("gap-role-expected", n=len(found.slots), weight=found.total), value=found.total),
        observed=Measure(
            text=m(
                "gap-role-observed",
                n=len(found.slots) - len(missing),
                of=len(found.slots),
                weight=found.filled,
                total=found.total,
            ),
            value=found.filled,
        ),
        sentence=found.sentence,
        evidence=[*_evidence(named, template), _present(found, sources)],
        caveat=_caveat(view, named, template, sources, territories),
        by_law=any(slot.level in LAW for slot in missing),
        expectation=found,
    )


def _evidence(named: Sequence[SlotRecord], template: ProjectTemplate) -> list[GapEvidence]:
    """Of each slot that is missing: who could fill it, and how many comparable projects have it filled."""
    proofs = []
    for slot in named:
        already = [actor for actor in slot.nearby if actor.already]
        seated = [actor for actor in slot.nearby if not actor.already]
        shown = already or seated
        code = "already" if already else "seated" if seated else "nobody"
        total = slot.already_total if already else slot.nearby_total
        names: list[str | Message] = [actor.name for actor in shown[:NAMED]]
        if total > len(names):
            names.append(m("missing-others", n=total - len(names)))
        proofs.append(
            GapEvidence(
                what="nearby",
                text=m(f"gap-role-{code}", slot=slot.label, n=total, names=Items(names)),
                actors=[actor.id for actor in shown],
                projects=sorted({project.id for actor in shown for project in actor.projects}),
            )
        )
        compared = slot.compared
        if compared and compared.total:
            proofs.append(
                GapEvidence(
                    what="comparable",
                    text=m(
                        "gap-role-comparable",
                        slot=slot.label,
                        n=compared.filled,
                        of=compared.total,
                        kind=template.label,
                        titles=Items([project.title for project in compared.projects[:2]], ";"),
                    ),
                    projects=[project.id for project in compared.projects],
                )
            )
    return proofs


def _present(found: Expectation, sources: set[str]) -> GapEvidence:
    """The participations that fill the other slots."""
    facts = sorted({fact for slot in found.slots for filler in slot.by for fact in filler.facts})
    actors = sorted({filler.id for slot in found.slots for filler in slot.by})
    text = m("gap-role-present", n=len(facts), slots=Items([s.label for s in found.slots if s.filled]))
    if not facts:
        text = m("gap-role-present-none")
    return GapEvidence(what="present", text=text, actors=actors, facts=facts, sources=sorted(sources))


def _spoken(view: View, fact: Fact, found: Expectation) -> Rests:
    """Who says so: the project and the participations that fill its slots, each with its sources."""
    ids = sorted({id_ for slot in found.slots for filler in slot.by for id_ in filler.facts})
    parts = view.facts(RecordType.PARTICIPATION, ids) if ids else []
    return said_by([fact, *parts])


def _caveat(
    view: View, named: Sequence[SlotRecord], template: ProjectTemplate, sources: set[str], territories: Sequence[str]
) -> Message:
    """Missing in the data is not missing in reality: with what the sources of this project say that they cover."""
    facts = view.facts(RecordType.SOURCE, sorted(sources))
    covered = [frozenset(fact.get("covers_kinds") or ()) for fact in facts]
    slots = [template.slots[slot.id] for slot in named]
    left_out = [slot.label for slot in slots if any(covered) and not _covered(view, slot.kinds, covered)]
    notes: list[Message] = []
    if not any(covered):
        notes.append(m("gap-cover-unstated"))
    elif left_out:
        notes.append(m("gap-cover-not", slots=Items(left_out, "or")))
    places = {code for fact in facts for code in fact.get("covers_territories") or ()}
    if places and (beside := _beside(view, places, territories)):
        notes.append(m("gap-cover-elsewhere", place=view.territories.name(beside)))
    days = [str(fact.get("updated")) for fact in facts if fact.get("updated")]
    notes.append(m("gap-cover-dated", day=Day(max(days))) if days else m("gap-cover-undated"))
    return m("gap-role-caveat", notes=Items(notes, " "))


def _covered(view: View, kinds: Sequence[str], covered: Sequence[frozenset[str]]) -> bool:
    """Whether a source covers one of these kinds; one that states no kinds covers all."""
    is_a = view.vocabulary.is_a
    return any(not each or any(is_a("actor_kind", kind, one) for kind in kinds for one in each) for each in covered)


def _beside(view: View, places: set[str], territories: Sequence[str]) -> str | None:
    """The first of a project's territories that covered places neither hold nor lie in, where none is reached.

    An EPCI that spans two départements lies in neither, so that of it alone nothing can be said.
    """
    ancestors = view.territories.ancestors
    known = [code for code in territories if view.territories.level(code) != "epci" or len(ancestors(code)) > 1]
    reached = any(not places.isdisjoint(ancestors(code)) for code in known)
    inside = any(not ancestors(place).isdisjoint(territories) for place in places)
    return known[0] if known and not reached and not inside else None


def tell(gap: RoleGap, query: GapsQuery) -> Row:
    """What is missing in a sentence; below it every place, why it is asked, and why it may be wrong."""
    (project,) = gap.subject.projects
    me = project_ref(project, gap.subject.names[project])
    found = gap.expectation
    return Row(
        me,
        me,
        about=(project, *(actor.id for slot in found.missing for actor in slot.nearby)),
        gauge=Gauge(found.completeness, m("missing-points-short", n=found.filled, total=found.total)),
        reason=gap.sentence,
        details=some(gap.kind_label, gap.subject.territory_name),
        parts=(*places_of(found), List(tuple(proof.text for proof in gap.evidence)), Note("caveat", gap.caveat)),
        asks=(Ask("project", {"id": project}, m("gap-role-see-project")),),
        shows=Shows(
            title := m("project-map", title=gap.subject.names[project]), Ask("project", {"id": project}, title)
        ),
    )


KIND = GapKind("role", RoleQuery, RoleGap, find, tell)
