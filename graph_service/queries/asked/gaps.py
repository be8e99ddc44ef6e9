"""Gaps: who is missing, from what, and how do we know? A kind is a file of `queries/gaps/kinds`, found by its name."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, create_model

from graph_service.errors import NotFound, UsageError
from graph_service.messages import Day, Items, m
from graph_service.model import OneOf, Scope
from graph_service.queries.base import Answer, AnswerRecord, Sentence
from graph_service.queries.blocks import Ask, Block, Lead, List, Note, Rows, Title
from graph_service.queries.declare import Question
from graph_service.queries.gaps.gap import Gap, GapKind, GapsQuery
from graph_service.queries.table import Of, Table, listed, table
from graph_service.queries.telling import named_sources
from graph_service.queries.view import View

if TYPE_CHECKING:
    from graph_service.queries.registry import Registry

AnyKind = GapKind[Any, Any]


class KindFound(AnswerRecord):
    """How many gaps of a kind there are, whatever the limit, and among what they were looked for."""

    kind: str
    """Id of the kind of gap."""
    label: Sentence
    """The name of the kind."""
    total: int
    """How many gaps of this kind there are."""
    looked: Sentence
    """In words, among what they were looked for."""


class GapsAnswer(Answer):
    """What is expected and not observed."""

    gaps: list[Gap]
    """Those that miss what the law asks for first; each part from the most to the least severe."""
    total: int
    """How many gaps there are, whatever the limit."""
    kinds: list[KindFound]
    """The kinds of gaps that were looked for."""
    caveat: Sentence
    """Why none of them is certain."""
    next: str | None = None
    """Give it as `after` to get the next page; null on the last."""


def declared(registry: Registry) -> Question[GapsQuery, GapsAnswer]:
    """The question about the kinds of gaps that a registry has found: it takes what each of them takes."""
    kinds: Mapping[str, AnyKind] = {found.name: found.load().KIND for found in registry.gap_kinds}
    bases = tuple(dict.fromkeys(kind.asks for kind in kinds.values())) or (GapsQuery,)
    named: Any = Annotated[tuple[str, ...], Field(description="gaps-kind"), OneOf(lambda: tuple(kinds))]
    asks = _model("GapsQuery", bases, kind=(named, ()))
    union: Any = functools.reduce(operator.or_, (kind.gap for kind in kinds.values()))
    answers = _model("GapsAnswer", (GapsAnswer,), gaps=(list[union], ...))

    def run(view: View, query: GapsQuery) -> GapsAnswer:
        """What is expected and not observed: first what the law asks for, then by severity (docs/method.md#ranking).

        Each is a question: its evidence says why it is asked, its caveat why it may be wrong. Not for the public, since
        nobody has confirmed one yet."""
        return _answer(view, query, kinds, answers)

    def tell(answer: GapsAnswer, query: GapsQuery) -> Iterator[Block]:
        yield Title(m("gaps-heading"))
        yield Lead(m("gaps-count", n=answer.total, day=Day(answer.as_of.isoformat())))
        yield List(tuple(kind.looked for kind in answer.kinds))
        if not answer.gaps:
            return
        yield Note("caveat", answer.caveat)
        rows = (kinds[gap.kind].tell(gap, query) for gap in answer.gaps)
        yield Rows(
            tuple(replace(row, open=n == 0) for n, row in enumerate(rows)),
            ranked=True,
            one_open=True,
            more=Ask("gaps", query.given("after") | {"after": answer.next}, m("gaps-more")) if answer.next else None,
        )

    def rows(answer: GapsAnswer) -> Table:
        cited = named_sources(answer)
        names = {kind.id: kind.label for kind in kinds.values()}
        columns: list[Of[Gap]] = [
            Of("id", lambda gap: gap.id, "id"),
            Of("kind", lambda gap: names[gap.kind], heading="column-gap"),
            Of("severity", lambda gap: gap.severity, "number"),
            Of("by_law", lambda gap: gap.by_law, "flag"),
            Of("subjects", lambda gap: listed((*gap.subject.projects, *gap.subject.actors)), "id"),
            Of("names", lambda gap: listed(gap.subject.names.values()), heading="column-name"),
            Of("territory", lambda gap: gap.subject.territory_name or gap.subject.territory),
            Of("sentence", lambda gap: gap.sentence),
            Of("expected", lambda gap: gap.expected.text),
            Of("observed", lambda gap: gap.observed.text),
            Of("evidence", lambda gap: Items([proof.text for proof in gap.evidence], " "), heading="column-proofs"),
            Of("caveat", lambda gap: gap.caveat),
            Of("status", lambda gap: m(f"gap-status-{gap.status}")),
            Of("sources", lambda gap: cited(source for proof in gap.evidence for source in proof.sources)),
        ]
        return table(answer.gaps, columns, answer.total)

    return Question(
        name="gaps",
        input=asks,
        answer=answers,
        run=run,
        reads=Scope.PARTNERS,
        title=m("gaps-title"),
        about=m("gaps-about"),
        path="/gaps",
        tell=tell,
        rows=rows,
        purpose="partners",
        limit=50,
        examples=({"kind": ("role",)}, {"project": ("P1",)}),
    )


def _model(name: str, bases: tuple[type[Any], ...], **fields: Any) -> Any:
    """A record on top of others, with fields whose types depend on what was found."""
    return create_model(name, __base__=bases, __doc__=bases[0].__doc__, **fields)


def _answer(view: View, query: GapsQuery, kinds: Mapping[str, AnyKind], answers: type[GapsAnswer]) -> GapsAnswer:
    known = list(kinds)
    if unknown := [id_ for id_ in query.kind if id_ not in kinds]:
        raise UsageError("gaps-unknown-kind", kind=unknown[0][:80], known=Items(known, "or"))
    found = [(kind, kind.find(view, query)) for kind in kinds.values() if not query.kind or kind.id in query.kind]
    every = _ranked([gap for _, each in found for gap in each.gaps], known)
    if query.id:
        every = _of_ids(every, query.id)
    page, following = view.page(every, query.limit, query.after)
    return answers(
        gaps=page,
        total=len(every),
        kinds=[KindFound(kind=k.id, label=k.label, total=len(f.gaps), looked=f.looked) for k, f in found],
        caveat=m("gaps-caveat"),
        next=following,
        **view.stamp(query, {id_: said for _, each in found for id_, said in each.rests.items()}),
    )


def _ranked(gaps: Sequence[Gap], kinds: Sequence[str]) -> list[Gap]:
    """What the law asks for first, then by severity; of equal severity in the order of the kinds, then by subject."""

    def rank(gap: Gap) -> Any:
        subject = gap.subject.projects, gap.subject.actors, gap.id
        return not gap.by_law, -gap.severity, kinds.index(gap.kind), *subject

    return sorted(gaps, key=rank)


def _of_ids(gaps: Sequence[Gap], ids: Sequence[str]) -> list[Gap]:
    """The gaps of these ids. Raises NotFound for one that is none: it may be filled, or its project has ended."""
    if gone := sorted(set(ids) - {gap.id for gap in gaps}):
        raise NotFound("gap-not-found", id=gone[0][:80])
    return [gap for gap in gaps if gap.id in ids]
