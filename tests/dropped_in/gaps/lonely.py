"""Lonely gap: a running project with one participant. A kind of gap that nothing but its files knows of."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from graph_service.messages import m
from graph_service.queries.base import TieQuery
from graph_service.queries.blocks import Note, Row
from graph_service.queries.gaps.gap import Found, Gap, GapKind, GapsQuery, Measure, Subject, about, gap_id
from graph_service.queries.telling import project_ref
from graph_service.queries.territory_index import TerritoryIndex
from graph_service.queries.view import View


class LonelyQuery(GapsQuery):
    fewer: Annotated[int, Field(ge=2, le=20, description="lonely-fewer")] = 2


class LonelyGap(Gap):
    participants: int
    """How many actors take part in it on the date."""


def find(view: View, query: LonelyQuery) -> Found:
    """Running projects in which fewer actors take part than asked for."""
    moment = view.moment(TieQuery(as_of=query.as_of))
    index, fits, snapshot = TerritoryIndex(view, moment), about(view, query), view.projection.snapshot
    running = [project for project in index.running if fits[project]]
    gaps = []
    for project in running:
        n = len(view.projection.there(project, moment))
        if n < query.fewer:
            id_, title = snapshot.projects[project], snapshot.project_titles[project]
            gaps.append(
                LonelyGap(
                    id=gap_id("lonely", id_),
                    kind="lonely",
                    kind_label=KIND.label,
                    severity=1 - n / query.fewer,
                    subject=Subject(projects=[id_], names={id_: title}),
                    expected=Measure(text=m("lonely-fewer"), value=query.fewer),
                    observed=Measure(text=m("lonely-observed", n=n), value=n),
                    sentence=m("lonely-sentence", project=project_ref(id_, title), n=n),
                    evidence=[],
                    caveat=m("gaps-caveat"),
                    participants=n,
                )
            )
    return Found(gaps, {}, m("lonely-looked", n=len(running)))


def tell(gap: LonelyGap, query: GapsQuery) -> Row:
    (project,) = gap.subject.projects
    me = project_ref(project, gap.subject.names[project])
    return Row(me, me, reason=gap.sentence, details=(gap.kind_label,), parts=(Note("caveat", gap.caveat),))


KIND = GapKind("lonely", LonelyQuery, LonelyGap, find, tell)
