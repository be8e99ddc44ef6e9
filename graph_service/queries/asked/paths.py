"""Paths: how does one actor reach another, through whom, and on what evidence?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from graph_service.errors import UsageError
from graph_service.messages import Day, Items, Message, Ref, Share, Text, m
from graph_service.model import RecordType, Scope
from graph_service.queries.base import ActorBrief, AnswerRecord, EvidenceRecord, ReachingAnswer, Sentence, TieQuery
from graph_service.queries.blocks import Ask, Asks, Block, Gauge, Hop, Lead, Note, Row, Rows, Shows, Steps, Stop, Title
from graph_service.queries.declare import ActorRef, Argument, Short, question
from graph_service.queries.drawing import actors, caption, short, tie, ties_among
from graph_service.queries.picture import Emphasis, Picture, Shown, Way
from graph_service.queries.table import Of, Table, table
from graph_service.queries.telling import actor_ref, evidence, most_linked, named_sources, tie_in_words
from graph_service.queries.view import View, months

_EVIDENCE = 10
_BEGINNINGS = 30
"""Actors with many parts among whom two are looked for who have not worked together."""
_MORE_HOPS = 6
"""Steps at most that are proposed where fewer reach nobody."""


class PathsQuery(TieQuery):
    from_: Annotated[ActorRef, Field(alias="from", description="paths-from"), Argument(0)]
    to: Annotated[ActorRef, Field(description="paths-to"), Argument(1)]
    k: Annotated[int, Field(ge=1, le=50, description="paths-k"), Short("-k")] = 1
    max_hops: Annotated[int, Field(ge=1, le=12, description="paths-max-hops")] = 4
    avoid: Annotated[tuple[ActorRef, ...], Field(description="paths-avoid")] = ()


class HopRecord(AnswerRecord):
    """One step of a path: two actors who have worked together."""

    from_: str = Field(alias="from")
    """Id of the actor that the step starts from."""
    to: str
    """Id of the actor that it reaches."""
    from_name: str
    """What the first is called."""
    to_name: str
    """What the second is called."""
    strength: float
    """Strength of their tie, 0 to 1."""
    evidence: list[EvidenceRecord]
    """The contexts that tie the two, the one that counts most first."""
    evidence_total: int
    """How many contexts tie the two in all."""


class PathRecord(AnswerRecord):
    """A way from one actor to the other through actors who have worked together."""

    strength: float
    """The product of its hops' strengths."""
    actors: list[str]
    """Ids of the actors on it, from the first to the last."""
    names: list[str]
    """What these actors are called, in the same order."""
    hops: list[HopRecord]
    """The steps between them, in the same order."""
    sentence: Sentence
    """The path in one sentence: each step with the context that counts most."""


class BlockedBy(AnswerRecord):
    """A filter that stands in the way of every path."""

    filter: str
    """The name of the parameter."""
    would_give: float
    """Strength of the strongest path without it, 0 to 1."""


class PathsAnswer(ReachingAnswer):
    """The strongest paths between two actors."""

    from_: str = Field(alias="from")
    """Id of the actor to start from."""
    to: str
    """Id of the actor to reach."""
    from_name: str
    """What the first is called."""
    to_name: str
    """What the second is called."""
    paths: list[PathRecord]
    """The strongest paths, the strongest first; empty where there is none."""
    actors: list[ActorBrief]
    """Who stands on these paths."""
    blocked_by: BlockedBy | None
    """Where there is no path: the one filter without which the strongest path appears."""
    title: Sentence
    """From whom to whom, as the title of a page says it."""
    sentence: Sentence
    """The strongest path as a sentence; where there is none, why."""


def _tell(answer: PathsAnswer, query: PathsQuery) -> Iterator[Block]:
    refs = {actor.id: actor_ref(actor) for actor in answer.actors}
    a, b = refs[answer.from_], refs[answer.to]
    yield Title(m("paths-title-of", a=a, b=b))
    if answer.left_out:
        yield Note("warn", answer.left_out)
    if not answer.paths:
        yield Lead(answer.sentence)
        if (by := answer.blocked_by) and by.filter in ("since", "avoid", "max_hops"):
            freed = query.given(by.filter) | ({"max_hops": _MORE_HOPS} if by.filter == "max_hops" else {})
            yield Asks((Ask("paths", freed, m("paths-unblock")),))
        return
    yield Note("plain", m("paths-order"))
    yield Rows(tuple(_path_row(path, refs, answer, query, n == 0) for n, path in enumerate(answer.paths)), ranked=True)
    yield Shows(m("paths-map", a=a, b=b))


def _path_row(path: PathRecord, refs: Mapping[str, Ref], answer: PathsAnswer, query: PathsQuery, first: bool) -> Row:
    between = [m("paths-the", name=refs[id_]) for id_ in path.actors[1:-1]]
    hops = tuple(
        Hop(tie_in_words(hop.strength), (hop.from_, hop.to), evidence(hop.evidence, answer, 1)) for hop in path.hops
    )
    stops = tuple(Stop(refs[id_], _around(refs[id_], query)) for id_ in path.actors)
    return Row(
        m("paths-via", names=Items(between, "then")) if between else m("paths-direct"),
        about=tuple(path.actors),
        gauge=Gauge(path.strength, Share(path.strength)),
        reason=path.sentence,
        details=(m("paths-steps", n=len(path.hops)),),
        parts=(Steps(stops, hops),),
        open=first,
    )


def _around(stop: Ref, query: PathsQuery) -> tuple[Ask, ...]:
    """The same paths without going through one of their actors; nothing at the ends."""
    if stop.id in (query.from_, query.to):
        return ()
    return (Ask("paths", query.given() | {"avoid": (*query.avoid, stop.id)}, m("paths-go-around")),)


@dataclass(frozen=True, slots=True)
class _Step:
    """A context behind a step of a path."""

    rank: int
    path: PathRecord
    step: int
    hop: HopRecord
    proof: EvidenceRecord


def _rows(answer: PathsAnswer) -> Table:
    """The contexts behind each step of each path."""
    cited = named_sources(answer)
    steps = (
        _Step(rank, path, step, hop, proof)
        for rank, path in enumerate(answer.paths, 1)
        for step, hop in enumerate(path.hops, 1)
        for proof in hop.evidence
    )
    columns: list[Of[_Step]] = [
        Of("path", lambda one: one.rank, "integer"),
        Of("path_strength", lambda one: one.path.strength, "share"),
        Of("step", lambda one: one.step, "integer"),
        Of("from", lambda one: one.hop.from_, "id"),
        Of("from_name", lambda one: one.hop.from_name),
        Of("to", lambda one: one.hop.to, "id"),
        Of("to_name", lambda one: one.hop.to_name),
        Of("strength", lambda one: one.hop.strength, "share"),
        Of("project", lambda one: one.proof.project, "id", "column-evidence-id"),
        Of("title", lambda one: one.proof.title, heading="column-proof"),
        Of("kind", lambda one: one.proof.kind_label),
        Of("from_role", lambda one: one.proof.role_labels[0] if one.proof.role_labels else None),
        Of("to_role", lambda one: one.proof.role_labels[1] if one.proof.role_labels else None),
        Of("start", lambda one: one.proof.start, "date"),
        Of("end", lambda one: one.proof.end, "date"),
        Of("end_estimated", lambda one: one.proof.end_estimated, "flag"),
        Of("running", lambda one: None if one.proof.event else one.proof.running, "flag"),
        Of("sources", lambda one: cited(one.proof.sources)),
    ]
    return table(steps, columns)


def _draw(view: View, query: PathsQuery, answer: PathsAnswer) -> Picture:
    """The paths between two actors, with the other ties among those who stand on them, quiet.

    Where there is none: the two actors, and the sentence that says why.
    """
    # A filter of actor kinds lets a path's ends through, and ties only where both ends fit.
    tied = ties_among(view, query, [brief.id for brief in answer.actors], actor_kind=())
    best = {_pair(hop) for path in answer.paths[:1] for hop in path.hops}
    others = {_pair(hop) for path in answer.paths for hop in path.hops} - best
    lines = []
    for one in tied.ties:
        pair = (one.a, one.b)
        emphasis = Emphasis.FIRST if pair in best else Emphasis.SECOND if pair in others else Emphasis.QUIET
        lines.append(tie(one, view.vocabulary, emphasis))
    lines.sort(key=lambda line: (Emphasis.QUIET, Emphasis.SECOND, Emphasis.FIRST).index(line.emphasis))
    ends = {answer.from_, answer.to}
    named = {brief.id: Emphasis.FOCUS if brief.id in ends else Emphasis.FIRST for brief in answer.actors}
    alternative: Text = ""
    if answer.paths:
        a, b = short(answer.from_name), short(answer.to_name)
        steps = len(answer.paths[0].hops)
        alternative = m("map-alt-path", paths=len(answer.paths), **{"from": a, "to": b}, steps=steps)
    return Picture(
        title=m("map-title-paths", a=answer.from_name, b=answer.to_name),
        subtitle="" if answer.paths else answer.sentence,
        caption=caption(view, tied, Shown(len(named), len(named)), Shown(len(lines), tied.total)),
        nodes=tuple(actors(view, answer.actors, named)),
        lines=tuple(lines),
        layout="path",
        alternative=alternative,
        ways=tuple(
            Way(rank, path.strength, tuple(path.actors), path.sentence) for rank, path in enumerate(answer.paths, 1)
        ),
        legend={Emphasis.FIRST: m("paths-map-best"), Emphasis.SECOND: m("paths-map-other")},
    )


def _pair(hop: HopRecord) -> tuple[str, str]:
    return (hop.from_, hop.to) if hop.from_ <= hop.to else (hop.to, hop.from_)


def _begins(view: View) -> Mapping[str, Any] | None:
    """Two actors with many parts who have not worked together, as far as there are such; else the two with the most."""
    found = most_linked(view, _BEGINNINGS)
    if len(found) < 2:
        return None
    first = view.position(found[0].id)
    others = [each for each in found[1:] if not view.projection.shares(first, view.position(each.id))]
    return {"from": found[0], "to": (others or found[1:])[0]}


@question(
    reads=Scope.PUBLIC,
    title=m("paths-title"),
    about=m("paths-about"),
    path="/paths",
    tell=_tell,
    draw=_draw,
    rows=_rows,
    purpose="partners",
    page={"k": 3},
    begins=_begins,
    examples=[{"from": "TH", "to": "CCS", "k": 3}, {"from": "TM", "to": "UO", "since": 24}],
)
def paths(view: View, query: PathsQuery) -> PathsAnswer:
    """The k strongest simple paths (docs/method.md#path). The strength of a path is the product of its hops'."""
    from graph_service.projection import blocked_by, strongest_paths

    if query.from_ == query.to:
        raise UsageError("paths-same", name=view.facts(RecordType.ACTOR, [query.to])[0].name)
    if {query.from_, query.to} & set(query.avoid):
        raise UsageError("paths-avoid-end")
    view.between(query, query.from_, query.to, query.avoid, query.k, query.max_hops)
    projection, moment = view.projection, view.moment(query, query.avoid)
    a, b = view.position(query.from_), view.position(query.to)
    found = strongest_paths(projection, moment, a, b, query.k, query.max_hops)
    pairs = [pair for path in found for pair in zip(path.actors, path.actors[1:], strict=False)]
    proofs, totals, rests = view.evidence(pairs, moment, _EVIDENCE, rows=True)
    proof = iter(zip(proofs, totals, strict=True))
    records = []
    for path in found:
        hops = [
            _hop(view, one, other, strength, *next(proof))
            for one, other, strength in zip(path.actors, path.actors[1:], path.hops, strict=False)
        ]
        ids = [projection.snapshot.actors[place] for place in path.actors]
        names = [_name(view, place) for place in path.actors]
        sentence = _sentence(names, hops, path.strength)
        records.append(PathRecord(strength=path.strength, actors=ids, names=names, hops=hops, sentence=sentence))
    # Of what was not searched to its end nobody knows what is in the way.
    blocked = None if found or not view.complete else blocked_by(projection, moment, a, b, query.max_hops)
    ends = {"a": _name(view, a), "b": _name(view, b)}
    if records:
        sentence = records[0].sentence  # type: ignore[assignment]
    elif blocked:
        sentence = m("paths-blocked", **ends, filter=m(f"filter-{blocked.filter}"), strength=Share(blocked.would_give))
    else:
        sentence = m("paths-none" if view.complete else "paths-unknown", **ends)
    return PathsAnswer(
        from_=query.from_,
        to=query.to,
        from_name=ends["a"],
        to_name=ends["b"],
        paths=records,
        actors=view.briefs((a, b, *(place for path in found for place in path.actors)), moment),
        blocked_by=BlockedBy(filter=blocked.filter, would_give=blocked.would_give) if blocked else None,
        title=m("paths-title-of", **ends),
        sentence=sentence,
        **view.completeness(),
        **view.stamp(query, rests),
    )


def _name(view: View, place: int) -> str:
    return view.projection.snapshot.actor_names[place]


def _hop(view: View, one: int, other: int, strength: float, proof: list[EvidenceRecord], total: int) -> HopRecord:
    actors = view.projection.snapshot.actors
    return HopRecord(
        from_=actors[one],
        to=actors[other],
        from_name=_name(view, one),
        to_name=_name(view, other),
        strength=strength,
        evidence=proof,
        evidence_total=total,
    )


def _sentence(names: list[str], hops: list[HopRecord], strength: float) -> Message:
    """One clause a hop, with its most contributing context (docs/method.md#sentence)."""
    clauses = [_clause(hop.from_name, hop.to_name, hop.evidence[0]) for hop in hops]
    return m(
        "paths-sentence",
        a=names[0],
        b=names[-1],
        n=len(hops),
        clauses=Items(clauses, ";"),
        strength=Share(strength),
    )


def _clause(a: str, b: str, proof: EvidenceRecord) -> Message:
    if proof.event:
        day = proof.end or proof.start
        if proof.running or day is None:
            return m("paths-clause-meets", a=a, b=b, title=proof.title)
        return m("paths-clause-met", a=a, b=b, title=proof.title, day=Day(day.isoformat()))
    if proof.running:
        return m("paths-clause-running", a=a, b=b, title=proof.title)
    code = "paths-clause-estimated" if proof.end_estimated else "paths-clause-ended"
    return m(code, a=a, b=b, title=proof.title, day=Day(months(proof.end)) if proof.end else "")
