"""Veterans: who has taken part in many projects that have ended? A question that nothing but its files knows of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from graph_service.messages import m
from graph_service.model import Scope
from graph_service.queries.base import ActorBrief, Answer, QueryInput, TieQuery
from graph_service.queries.blocks import Block, Lead, Row, Rows, Shows, Title
from graph_service.queries.declare import ActorRef, question
from graph_service.queries.drawing import actors, caption, tie, ties_among
from graph_service.queries.picture import Emphasis, Picture, Shown
from graph_service.queries.table import Of, Table, table
from graph_service.queries.telling import actor_ref
from graph_service.queries.view import View


class VeteransQuery(QueryInput):
    least: Annotated[int, Field(ge=1, le=100, description="veterans-least")] = 1
    without: Annotated[tuple[ActorRef, ...], Field(description="veterans-without")] = ()


class VeteransAnswer(Answer):
    actors: list[ActorBrief]
    """Those with the most first, then in the order of their ids."""


def _tell(answer: VeteransAnswer, query: VeteransQuery) -> Iterator[Block]:
    yield Title(m("veterans-heading"))
    yield Lead(m("veterans-count", n=len(answer.actors), least=query.least))
    refs = [actor_ref(actor) for actor in answer.actors]
    yield Rows(tuple(Row(m("veterans-line", actor=ref), ref) for ref in refs))
    yield Shows(m("veterans-picture"))


def _draw(view: View, query: VeteransQuery, answer: VeteransAnswer) -> Picture:
    tied = ties_among(view, query, [actor.id for actor in answer.actors])
    return Picture(
        title=m("veterans-picture"),
        caption=caption(view, answer, Shown(len(answer.actors), len(answer.actors)), Shown(tied.total, tied.total)),
        nodes=tuple(actors(view, answer.actors)),
        lines=tuple(tie(one, view.vocabulary, Emphasis.FIRST) for one in tied.ties),
        layout="network",
        legend={Emphasis.FIRST: m("veterans-tie")},
    )


def _rows(answer: VeteransAnswer) -> Table:
    columns: list[Of[ActorBrief]] = [
        Of("id", lambda actor: actor.id, "id"),
        Of("name", lambda actor: actor.name, heading="veterans-column"),
    ]
    return table(answer.actors, columns)


@question(
    reads=Scope.PUBLIC,
    title=m("veterans-title"),
    about=m("veterans-about"),
    path="/veterans",
    tell=_tell,
    draw=_draw,
    rows=_rows,
    purpose="check",
    examples=[{"least": 1}],
)
def veterans(view: View, query: VeteransQuery) -> VeteransAnswer:
    """Actors with at least so many parts in projects that no longer hold on the date."""
    moment = view.moment(TieQuery(as_of=query.as_of))
    projection = view.projection
    ended: dict[int, int] = {}
    for link in projection.parts_in(moment).tolist():
        if not moment.there[link]:
            actor = int(projection.affiliation.link_actor[link])
            ended[actor] = ended.get(actor, 0) + 1
    left = {view.position(id_) for id_ in query.without}
    found = sorted((a for a, n in ended.items() if n >= query.least and a not in left), key=lambda a: (-ended[a], a))
    briefs = {brief.id: brief for brief in view.briefs(found, moment)}
    ids = [projection.snapshot.actors[actor] for actor in found]
    return VeteransAnswer(actors=[briefs[id_] for id_ in ids], **view.stamp(query))
