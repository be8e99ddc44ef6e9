"""Sources: who says what, how much of it nobody else says, and how much of it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph_service.messages import Items, Share, Text, m
from graph_service.model import COUNTED, RecordType, Scope
from graph_service.queries.base import Answer, Page, QueryInput, SourceRecord
from graph_service.queries.blocks import Ask, Block, Gauge, Lead, Note, Row, Rows, Title
from graph_service.queries.declare import question
from graph_service.queries.table import Of, Table, table
from graph_service.queries.telling import is_share_alike, some, source_names
from graph_service.queries.view import View


class SourcesQuery(QueryInput, Page):
    """Takes what every question takes."""


class SourceUse(SourceRecord):
    """A source, and what it says of the facts that the reader sees."""

    share_alike: bool
    """Whether its licence asks whoever publishes what is made from it to use the same licence."""
    rank: int
    """The operator's word: of two sources the values of the higher rank win. 0 where nothing was said."""
    facts: int
    """How many facts it says something of: actors, projects, participations, partnerships, fundings, functions."""
    alone: int
    """Of how many of them nobody else says anything."""
    wins: int
    """Of how many of them its row is the one that counts first."""
    share: float
    """The part of all facts of which it says something, 0 to 1."""
    covers_territories: list[str]
    """Codes of the territories that it covers wholly, as it or its mapping says."""
    covers_kinds: list[str]
    """Kinds of actors or projects that it covers wholly."""
    covers_from: str | None
    """Since when, as stated."""
    covers_to: str | None
    """Until when, as stated."""


class SourcesAnswer(Answer):
    """Who says what."""

    uses: list[SourceUse]
    """The sources, those that say most first."""
    facts: int
    """How many facts there are."""
    next: str | None = None
    """Give it as `after` to get the next page; null on the last."""


def _tell(answer: SourcesAnswer, query: SourcesQuery) -> Iterator[Block]:
    yield Title(m("sources-heading"))
    yield Lead(m("sources-count", n=answer.facts, sources=len(answer.sources)))
    if any(use.share_alike for use in answer.uses):
        yield Note("warn", m("sources-share-alike-note"))
    names = source_names(answer)
    rows = tuple(
        Row(
            names[use.id],
            about=(use.id,),
            gauge=Gauge(use.share, Share(round(use.share, 3))),
            details=some(*_details(use)),
        )
        for use in answer.uses
    )
    more = Ask("sources", query.given("after") | {"after": answer.next}, m("sources-more")) if answer.next else None
    yield Rows(rows, more=more)


def _details(use: SourceUse) -> Iterator[Text]:
    yield m("sources-facts", n=use.facts)
    yield m("sources-alone", n=use.alone)
    yield m("sources-wins", n=use.wins)
    if use.rank:
        yield m("sources-rank", rank=use.rank)
    if use.updated:
        yield m("sources-updated", when=use.updated)
    if use.licence:
        yield m("sources-share-alike", licence=use.licence) if use.share_alike else use.licence
    if covered := [*use.covers_territories, *use.covers_kinds, *_years(use)]:
        yield m("sources-covers", what=Items(covered))


def _years(use: SourceUse) -> list[str]:
    return [f"{use.covers_from or '…'}–{use.covers_to or '…'}"] if use.covers_from or use.covers_to else []


def _rows(answer: SourcesAnswer) -> Table:
    names = source_names(answer)
    columns: list[Of[SourceUse]] = [
        Of("id", lambda use: use.id, "id"),
        Of("source", lambda use: names[use.id]),
        Of("facts", lambda use: use.facts, "integer", "sources-column-facts"),
        Of("alone", lambda use: use.alone, "integer", "sources-column-alone"),
        Of("wins", lambda use: use.wins, "integer", "sources-column-wins"),
        Of("rank", lambda use: use.rank, "integer", "sources-column-rank"),
        Of("updated", lambda use: use.updated, heading="sources-column-updated"),
        Of("licence", lambda use: use.licence, heading="sources-column-licence"),
    ]
    return table(answer.uses, columns, len(answer.uses) + (answer.next is not None))


@question(
    reads=Scope.PUBLIC,
    title=m("sources-title"),
    about=m("sources-about"),
    path="/sources",
    tell=_tell,
    rows=_rows,
    purpose="check",
    limit=50,
    examples=[{}],
)
def sources(view: View, query: SourcesQuery) -> SourcesAnswer:
    """How many facts each source says, alone and first, with its rank, date, licence and what it covers."""
    says: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    wins: Counter[str] = Counter()
    total = 0
    for type_ in COUNTED:
        for fact in view.facts(type_):
            total += 1
            says.update(fact.sources)
            alone.update(fact.sources if len(fact.sources) == 1 else ())
            wins[fact.source] += 1
    described = {fact.id: fact for fact in view.facts(RecordType.SOURCE)}
    stamp = view.stamp(query, also={*says, *described})
    uses = []
    for record in stamp["sources"]:
        known = described.get(record.id)
        uses.append(
            SourceUse(
                **record.model_dump(exclude={"facts", "alone"}),
                share_alike=is_share_alike(record.licence or ""),
                rank=(known.get("rank") if known else None) or 0,
                facts=says[record.id],
                alone=alone[record.id],
                wins=wins[record.id],
                share=says[record.id] / total if total else 0.0,
                covers_territories=list((known.get("covers_territories") if known else None) or ()),
                covers_kinds=list((known.get("covers_kinds") if known else None) or ()),
                covers_from=known.get("covers_from") if known else None,
                covers_to=known.get("covers_to") if known else None,
            )
        )
    uses.sort(key=lambda use: (-use.facts, use.id))
    page, following = view.page(uses, query.limit, query.after)
    return SourcesAnswer(uses=page, facts=total, next=following, **stamp)
