"""Projects as nodes of a picture, and who takes part in them, instead of a line for each pair of actors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph_service.dates import first_day
from graph_service.messages import Items, Text, m, when
from graph_service.model import RecordType
from graph_service.queries.base import event_words
from graph_service.queries.drawing import source_line
from graph_service.queries.involvements import period_of, stated_start
from graph_service.queries.picture import EvidenceLine, Line, LineType, Node, NodeType, SourceLine
from graph_service.queries.view import View

if TYPE_CHECKING:
    from graph_service.projection import Moment

MOST = 60
"""Projects that a picture holds, those of the most drawn actors first."""


@dataclass(frozen=True)
class TwoMode:
    """Projects, the parts that drawn actors have in them, the sources that say so, and how many projects are left."""

    nodes: tuple[Node, ...] = ()
    lines: tuple[Line, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    left: int = 0

    @property
    def notes(self) -> tuple[Text, ...]:
        return (m("map-projects-left", n=self.left),) if self.left else ()


def two_mode(view: View, moment: Moment, actors: Sequence[str], projects: Iterable[int]) -> TwoMode:
    """Return the parts that some actors, by id, have in some projects, by position, where at least two have one."""
    mode, snapshot = view.projection.affiliation, view.projection.snapshot
    drawn = {view.position(id_): id_ for id_ in actors}
    links = {
        place: [
            link
            for link in mode.links_of(place)
            if int(mode.link_actor[link]) in drawn and _begun(view, place, mode.rows_of(link).tolist(), moment)
        ]
        for place in dict.fromkeys(projects)
    }
    shared = [place for place, each in links.items() if len(each) > 1]
    kept = sorted(shared, key=lambda place: (-len(links[place]), snapshot.projects[place]))[:MOST]
    rows = {link: mode.rows_of(link).tolist() for place in kept for link in links[place]}
    ids = sorted({snapshot.participations[row] for each in rows.values() for row in each})
    said = {fact.id: fact.sources for fact in view.facts(RecordType.PARTICIPATION, ids)} if ids else {}
    nodes, lines = [], []
    for place in sorted(kept, key=lambda place: snapshot.projects[place]):
        sheet = _sheet(view, place, snapshot.projects[place], frozenset(actors))
        nodes.append(sheet)
        lines += [
            _part(view, place, sheet.id, drawn[int(mode.link_actor[link])], rows[link], bool(moment.there[link]), said)
            for link in links[place]
        ]
    sources = view.source_records({source for line in lines for proof in line.evidence for source in proof.sources})
    return TwoMode(
        tuple(nodes),
        tuple(lines),
        tuple(map(source_line, sources)),
        len(shared) - len(kept),
    )


def _begun(view: View, place: int, rows: Sequence[int], moment: Moment) -> bool:
    """Whether a part in a project has begun by the moment's date; one without a start has."""
    starts = [stated_start(view.projection.snapshot, place, row) for row in rows]
    return any(not start or first_day(start) <= moment.as_of for start in starts)


def _sheet(view: View, place: int, id_: str, taken: frozenset[str]) -> Node:
    snapshot = view.projection.snapshot
    kind = snapshot.project_kinds[place]
    label = view.vocabulary.label("project_kind", kind)
    start, end = snapshot.project_starts[place], snapshot.project_ends[place]
    plain = m("map-project-said", kind=label, period=when(start, end))
    return Node(
        id=id_ if id_ not in taken else f"project:{id_}",
        type=NodeType.PROJECT,
        label=snapshot.project_titles[place],
        kind=kind or "",
        kind_label=label,
        note=event_words(label, start, end) if view.vocabulary.is_event(kind) else plain,
        card=id_,
    )


def _part(
    view: View, place: int, sheet: str, actor: str, rows: Sequence[int], running: bool, said: dict[str, tuple[str, ...]]
) -> Line:
    """What an actor does in a project, by the rows that say so."""
    snapshot = view.projection.snapshot
    roles = sorted({snapshot.participation_roles[row] for row in rows})
    labels: list[Text] = [view.vocabulary.label("role", role) for role in roles]
    first, last = period_of(snapshot, place, rows)
    event = view.vocabulary.is_event(snapshot.project_kinds[place])
    proof = EvidenceLine(
        title=snapshot.project_titles[place],
        roles=tuple(labels),
        start=first,
        end=last,
        running=running,
        event=event,
        sources=tuple(sorted({source for row in rows for source in said[snapshot.participations[row]]})),
        records=(snapshot.projects[place], *(snapshot.participations[row] for row in rows)),
    )
    return Line(
        sheet,
        actor,
        LineType.PART,
        first=first,
        last=last,
        ended=not running and not event,
        meetings_only=event,
        evidence=(proof,),
        note=m("map-part", roles=Items(labels)),
    )
