"""A project as a picture: who is in it, and the places that law and method ask for and nobody fills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph_service.messages import Day, Items, Text, m, when
from graph_service.project_templates import Level
from graph_service.queries.base import ActorBrief, event_words
from graph_service.queries.drawing import actors, short
from graph_service.queries.picture import (
    Caption,
    Emphasis,
    EvidenceLine,
    Line,
    LineType,
    Node,
    NodeType,
    Picture,
    Shown,
)
from graph_service.queries.projects.records import InvolvementRecord, ProjectAnswer, ProjectQuery, RoleRecord
from graph_service.queries.slots import SlotRecord

if TYPE_CHECKING:
    from graph_service.queries.view import View

_COULD = 3
"""Actors drawn beside a place that nobody fills; the card lists more."""


def draw(view: View, query: ProjectQuery, answer: ProjectAnswer) -> Picture:
    """A project, who is in it, the empty places, and who of that kind is already there. Of a project that does not
    run: who was in it."""
    parts = _members(answer)
    project = answer.project
    centre = project.id if project.id not in parts else f"project:{project.id}"
    briefs: dict[str, ActorBrief] = {id_: each[0][1] for id_, each in parts.items()}
    # That all of them are tied by this project goes without a line for each pair.
    lines = [_involvement(answer, centre, id_, each) for id_, each in parts.items()]
    missing = answer.expectation.missing if answer.expectation else []
    asked = [slot for slot in missing if slot.level is not Level.OPTIONAL]
    nodes = [_sheet(answer, centre), *actors(view, briefs.values())]
    beside: dict[str, ActorBrief] = {}
    for slot in asked:
        opening = f"{centre}#{slot.id}"
        nodes.append(_opening(opening, slot))
        said = m("map-expected", level=slot.level_label)
        lines.append(Line(centre, opening, LineType.EXPECTED, note=said))
        fresh = [actor for actor in slot.nearby[:_COULD] if actor.id not in briefs and actor.id not in beside]
        beside |= {actor.id: actor for actor in fresh}
        nodes += actors(view, fresh, {actor.id: Emphasis.QUIET for actor in fresh})
        lines += [
            Line(opening, actor.id, LineType.NEARBY, note=m(f"map-nearby-{'already' if actor.already else 'seat'}"))
            for actor in slot.nearby[:_COULD]
        ]
    optional = len(missing) - len(asked)
    return Picture(
        title=m("map-title-project", title=project.title),
        caption=Caption(
            as_of=Day(answer.as_of.isoformat()),
            actors=Shown(len(parts), answer.actors_active if project.running else answer.actors_total),
            ties=Shown(0, 0),
            tie_profile=view.vocabulary.profile(answer.tie_profile).label,
            revision=answer.revision,
        ),
        nodes=tuple(nodes),
        lines=tuple(lines),
        layout="project",
        alternative=m("map-alt-project", title=short(project.title), actors=len(parts), ghosts=len(asked)),
        notes=(m("map-optional-left", n=optional),) if optional else (),
    )


def _members(answer: ProjectAnswer) -> dict[str, list[tuple[RoleRecord, InvolvementRecord]]]:
    """Who is in the picture of a project, with what they do in it: of one that runs only those who still do."""
    found: dict[str, list[tuple[RoleRecord, InvolvementRecord]]] = {}
    for role in answer.roles:
        for part in role.actors:
            if part.active or not answer.project.running:
                found.setdefault(part.id, []).append((role, part))
    return found


def _sheet(answer: ProjectAnswer, id_: str) -> Node:
    project = answer.project
    told, start, end = project.kind_label, project.start, project.end
    plain = m("map-project-said", kind=told, period=when(start, end))
    return Node(
        id=id_,
        type=NodeType.PROJECT,
        label=project.title,
        kind=project.kind or "",
        kind_label=told,
        emphasis=Emphasis.FOCUS,
        note=event_words(told, start, end) if project.event else plain,
        card=project.id,
    )


def _opening(id_: str, slot: SlotRecord) -> Node:
    return Node(
        id=id_,
        type=NodeType.OPENING,
        label=m("map-ghost", slot=slot.label),
        kind=slot.kinds[0] if slot.kinds else "",
        kind_label=slot.label,
        note=m("map-ghost-said", level=slot.level_label),
    )


def _involvement(
    answer: ProjectAnswer, centre: str, id_: str, held: Sequence[tuple[RoleRecord, InvolvementRecord]]
) -> Line:
    labels: list[Text] = [role.label for role, _ in held]
    active = any(part.active for _, part in held)
    starts = [part.start for _, part in held if part.start]
    ends = [part.end for _, part in held]
    first, last = min(starts, default=None), None if None in ends else max(e for e in ends if e)
    proof = EvidenceLine(
        title=answer.project.title,
        roles=tuple(labels),
        start=first,
        end=last,
        running=active,
        event=answer.project.event,
        sources=tuple(sorted({source for _, part in held for source in part.sources})),
        records=(answer.project.id, *(fact for _, part in held for fact in part.facts)),
    )
    return Line(
        centre,
        id_,
        LineType.PART,
        first=first,
        last=last,
        ended=not active and not answer.project.event,
        evidence=(proof,),
        note=m("map-part", roles=Items(labels)),
    )
