"""What a question may look at: one scope at one revision. It reads and never writes, and knows no clock."""

from __future__ import annotations

import base64
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from graph_service.errors import Conflict, Forbidden, UsageError
from graph_service.messages import Label, Message
from graph_service.model import STAFF, Fact, RecordType, Scope
from graph_service.queries.base import ActorBrief, Answer, EvidenceRecord, QueryInput, RowRecord, SourceRecord, TieQuery
from graph_service.stores.naming import RowLocation, locations_shown
from graph_service.stores.reading import Reader
from graph_service.vocabulary import Vocabulary

if TYPE_CHECKING:
    from graph_service.projection import Evidence, Excerpt, Filters, Moment, Projection
    from graph_service.queries.declare import Question
    from graph_service.territories import Territories

Rests = Mapping[str, Sequence[str]]
"""Facts that an answer rests on, by id, each with the sources that say it."""
T = TypeVar("T")
Q = TypeVar("Q", bound=QueryInput)
A = TypeVar("A", bound=Answer)


class View:
    """A scope at a revision. What a question reads of a store goes through `reader`."""

    def __init__(
        self,
        reader: Reader,
        revision: int,
        projection: Callable[[], Projection],
        vocabulary: Vocabulary,
        territories: Territories,
        excerpt: Callable[[], Excerpt | None] = lambda: None,
        naming: Callable[[], Mapping[str, Sequence[str]]] | None = None,
        again: Callable[[], View] | None = None,
    ) -> None:
        """`excerpt` gives the part of a projection that is too large to be held whole; None where it is not.
        `naming` gives `named_by`, where somebody keeps it. `again` gives another view of the same revision."""
        self.reader = reader
        self.scope = reader.scope
        self.revision = revision
        self.vocabulary = vocabulary
        self.territories = territories
        self._projection = projection
        self._excerpt = excerpt
        self._naming = naming or (lambda: named_by(reader))
        self._again = again
        self._held: Projection | None = None
        self._left_out: list[str] = []
        self.asked: list[tuple[Answer, bool]] = []
        """The answers of the questions that were asked through this view (`ask`), each with whether it is shown."""

    def again(self) -> View:
        """Another view of the same scope and revision, whose search begins anew. What one question declared that it
        needs is no more than that: on its view, another one would be answered from a part of the graph."""
        assert self._again is not None, "a view that a session made"
        return self._again()

    def ask(self, question: Question[Q, A], query: Q, *, shown: bool = True) -> A:
        """Answer another question, on a view of its own. `shown`: whether its answer is, so that its sources have to be
        named. Raises Forbidden where the reader may not ask it."""
        if not self.scope.sees(question.reads):
            raise Forbidden("scope-needed", scope=question.reads.value)
        answer = question.run(self.again(), query)
        self.asked.append((answer, shown))
        return answer

    @property
    def projection(self) -> Projection:
        """Loaded when the first question about ties asks for it. Where it is not held whole, it is the part that the
        question has asked for (`around`, `between`); UsageError where it has asked for none, and so needs all."""
        if self._held is None:
            self._held = self._projection()
        return self._held

    @cached_property
    def excerpt(self) -> Excerpt | None:
        return self._excerpt()

    def around(self, actors: Sequence[str] = (), projects: Sequence[str] = ()) -> None:
        """Declare, before a question runs, that it needs all contexts of these actors and who is in these projects."""
        if self.excerpt is not None:
            self.excerpt.name(actors)
            whole = self.excerpt.expand(actors) and self.excerpt.complete(projects)
            self.excerpt.name()
            self._hold(self.excerpt, whole, "left-out-around")

    def between(self, query: TieQuery, a: str, b: str, avoid: Sequence[str], k: int, max_hops: int) -> None:
        """Declare, before a question runs, that it needs the k strongest paths between two actors."""
        from graph_service.projection import Reach

        if self.excerpt is not None:
            profile = self.vocabulary.profile(query.tie_profile)
            reach = Reach(self.excerpt, query.day, profile, a, b, self._filters(query), frozenset(avoid), k, max_hops)
            self._hold(self.excerpt, reach.grow_for_answer(), "left-out-paths")

    def leave_out(self, code: str) -> None:
        """Say that something was not searched: `code` is a message's."""
        self._left_out.append(code)

    @property
    def complete(self) -> bool:
        return not self._left_out

    def completeness(self) -> dict[str, Any]:
        """What an answer about a part carries."""
        return {"complete": self.complete, "left_out": Message(self._left_out[0]) if self._left_out else None}

    def _hold(self, excerpt: Excerpt, whole: bool, code: str) -> None:
        self._held = excerpt.projection()
        if not whole:
            self.leave_out(code)

    def facts(self, type_: RecordType, ids: Sequence[str] | None = None) -> list[Fact]:
        """The facts of these ids, without values that nobody can compute with."""
        return self.reader.facts(type_, ids)

    def incident(self, ids: Sequence[str]) -> list[Fact]:
        """The relations that touch these actors or projects, without values that nobody can compute with."""
        return self.reader.incident(ids)

    def projects_naming(self, project: str) -> Sequence[str]:
        """The ids of the projects that name a project, as what they succeed or what they document."""
        return self._naming().get(project, ())

    def moment(self, query: TieQuery, avoid: Sequence[str] = ()) -> Moment:
        """The date, profile and filters of a query, as the projection looks through them."""
        filters = self._filters(query, tuple(self.position(id_) for id_ in avoid))
        return self.projection.at(query.day, self.vocabulary.profile(query.tie_profile), filters)

    def _filters(self, query: TieQuery, avoid: tuple[int, ...] = ()) -> Filters:
        from graph_service.projection import Filters

        return Filters(
            themes=query.theme,
            territories=query.territory,
            actor_kinds=query.actor_kind,
            project_kinds=query.project_kind,
            roles=query.role,
            since=query.since,
            avoid=avoid,
        )

    def position(self, actor: str) -> int:
        """The place of an actor (by canonical id) in the projection."""
        actors = self.projection.snapshot.actors
        place = bisect_left(actors, actor)
        if place == len(actors) or actors[place] != actor:
            raise KeyError(actor)
        return place

    def stamp(self, query: QueryInput, rests: Rests | None = None, also: Iterable[str] = ()) -> dict[str, Any]:
        """What every answer carries. `rests` are the facts that it rests on, each with the sources that say it; `also`
        are sources that it names beside."""
        says: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        for sources in (rests or {}).values():
            says.update(sources)
            alone.update(sources if len(sources) == 1 else ())
        records = self.source_records({*says, *also})
        if rests is not None:
            counted = ({"facts": says[record.id], "alone": alone[record.id]} for record in records)
            records = [record.model_copy(update=n) for record, n in zip(records, counted, strict=True)]
        return {
            "revision": self.revision,
            "as_of": query.day,
            "tie_profile": query.tie_profile,
            "scope": self.scope,
            "sources": records,
            "rests_on": None if rests is None else len(rests),
        }

    def source_records(self, ids: Iterable[str]) -> list[SourceRecord]:
        wanted = sorted(set(ids))
        known = {fact.id: fact for fact in self.facts(RecordType.SOURCE, wanted)} if wanted else {}
        return [_source(id_, known.get(id_)) for id_ in wanted]

    def rows(self, facts: Sequence[Fact]) -> dict[str, list[RowRecord]]:
        """Where each fact's rows stand in the files they came from: those that count now and that the scope sees."""
        if self.scope is Scope.PUBLIC or not facts:
            return {fact.id: [] for fact in facts}
        by_key = {key: fact.id for fact in facts for key in fact.keys}
        # A source may say something else by the same key since, of another fact: then it is no source of this one.
        sources = {fact.id: fact.sources for fact in facts}
        found: dict[str, list[RowLocation]] = {fact.id: [] for fact in facts}
        for one in self.reader.said(list(by_key), facts[0].type):
            about = by_key[one.statement.ids[0]] if one.row and one.counts else None
            if about and one.statement.source in sources[about]:
                found[about].append((one.file, one.sheet, one.row))
        return {
            id_: [RowRecord(file=f, sheet=s, row=n) for f, s, n in locations_shown(places, self.scope)]
            for id_, places in found.items()
        }

    def evidence(
        self, pairs: Sequence[tuple[int, int]], moment: Moment, most: int, *, rows: bool = False
    ) -> tuple[list[list[EvidenceRecord]], list[int], Rests]:
        """For each pair of positions its strongest contexts (at most `most`), and how many there are in all; and the
        facts that these contexts rest on."""
        found = [self.projection.strongest_evidence(a, b, moment, most) for a, b in pairs]
        kept = [each for each, _ in found]
        snapshot = self.projection.snapshot
        ids = {True: set[str](), False: set[str]()}
        for each in kept:
            for one in each:
                ids[one.is_partnership].update(self._fact_ids(one))
        facts = {
            fact.id: fact
            for type_, wanted in ((RecordType.PARTNERSHIP, ids[True]), (RecordType.PARTICIPATION, ids[False]))
            if wanted
            for fact in self.facts(type_, sorted(wanted))
        }
        where: dict[str, list[RowRecord]] = {}
        if rows:
            for type_ in (RecordType.PARTNERSHIP, RecordType.PARTICIPATION):
                where |= self.rows([fact for fact in facts.values() if fact.type is type_])
        titles = snapshot.project_titles, snapshot.partnership_titles
        records = [
            [self._record(one, titles[one.is_partnership][one.position], facts, where) for one in each] for each in kept
        ]
        return records, [total for _, total in found], said_by(facts.values())

    def _fact_ids(self, one: Evidence) -> list[str]:
        snapshot = self.projection.snapshot
        if one.is_partnership:
            return [snapshot.partnerships[one.position]]
        return [snapshot.participations[place] for place in (*one.facts_a, *one.facts_b)]

    def _record(
        self, one: Evidence, title: str | None, facts: dict[str, Fact], where: dict[str, list[RowRecord]]
    ) -> EvidenceRecord:
        category = "partnership_kind" if one.is_partnership else "project_kind"
        label = self.vocabulary.label(category, one.kind)
        ids = self._fact_ids(one)
        roles = list(one.roles) if one.roles else None
        return EvidenceRecord(
            project=one.id,
            facts=ids,
            title=title or label,
            kind=one.kind,
            kind_label=label,
            event=not one.is_partnership and self.vocabulary.is_event(one.kind),
            roles=roles,
            role_labels=[self.vocabulary.label("role", role) for role in roles] if roles else None,
            start=one.start,
            end=one.end,
            end_estimated=one.end_estimated,
            running=one.running,
            contribution=one.contribution,
            sources=sorted({source for id_ in ids for source in facts[id_].sources}),
            rows=[row for id_ in ids for row in where.get(id_, ())],
        )

    def briefs(self, positions: Iterable[int], moment: Moment) -> list[ActorBrief]:
        """Actors by position, each once, in the order of their ids."""
        snapshot, places = self.projection.snapshot, sorted(set(positions))
        self.projection.meet(places, moment)
        return [
            ActorBrief(
                id=snapshot.actors[place],
                name=snapshot.actor_names[place],
                kind=snapshot.actor_kinds[place],
                kind_label=self.kind_label(snapshot.actor_kinds[place]),
                family=self.vocabulary.family(snapshot.actor_kinds[place]).id,
                territory=snapshot.actor_territories[place],
                territory_name=self.territory_name(snapshot.actor_territories[place]),
                running=self.projection.running(place, moment),
            )
            for place in places
        ]

    def page(self, items: Sequence[T], limit: int | None, after: str | None) -> tuple[list[T], str | None]:
        """The asked part of a list and the cursor of the next one. Raises Conflict for a cursor of other data."""
        start = self._cursor(after) if after else 0
        if limit is None:
            return list(items[start:]), None
        end = start + limit
        following = json.dumps([self.revision, end]).encode() if end < len(items) else None
        return list(items[start:end]), base64.urlsafe_b64encode(following).decode() if following else None

    def _cursor(self, after: str) -> int:
        try:
            revision, start = json.loads(base64.urlsafe_b64decode(after.encode()))
            start = int(start)
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise UsageError("cursor-unknown", cursor=after[:80]) from error
        if revision != self.revision or start < 0:
            raise Conflict("cursor-stale")
        return start

    def kind_label(self, kind: str | None) -> Label:
        return self.vocabulary.label("actor_kind", kind or "")

    def territory_name(self, code: str | None) -> str | None:
        return self.territories.name(code) if code else None


def said_by(facts: Iterable[Fact]) -> Rests:
    """Facts as what an answer rests on: by id, the sources that say each, of those that the scope sees."""
    return {fact.id: fact.sources for fact in facts}


def named_by(reader: Reader) -> dict[str, list[str]]:
    """By project, the ids of those that name it, ascending: reads all projects."""
    found: dict[str, list[str]] = {}
    for fact in reader.facts(RecordType.PROJECT):
        for named in {*(fact.get("succeeds") or ()), *(fact.get("documents") or ())}:
            found.setdefault(named, []).append(fact.id)
    return found


def months(day: date) -> str:
    """A date as stated to the month, for sentences."""
    return day.isoformat()[:7]


def _source(id_: str, fact: Fact | None) -> SourceRecord:
    if id_ == STAFF or fact is None:
        return SourceRecord(id=id_)
    known = {name: fact.get(name) for name in ("producer", "title", "licence", "updated", "url")}
    return SourceRecord(id=id_, **known)
