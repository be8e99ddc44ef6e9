"""Search: which actors and projects does a text name?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from graph_service.messages import Ref, m
from graph_service.model import RecordType, Scope, TermOf
from graph_service.queries.base import Answer, AnswerRecord, Page, QueryInput, Sentence
from graph_service.queries.blocks import Ask, Block, Note, Row, Rows, Title
from graph_service.queries.declare import Argument, FreeText, question
from graph_service.queries.table import Of, Table, table
from graph_service.queries.telling import some
from graph_service.queries.view import View

_MOST = 1000


class SearchQuery(QueryInput, Page):
    text: Annotated[str, Field(max_length=300, description="search-text"), Argument(0), FreeText()]
    type: Annotated[Literal["actor", "project"] | None, Field(description="search-type")] = None
    actor_kind: Annotated[tuple[str, ...], Field(description="param-actor-kind"), TermOf("actor_kind")] = ()


class SearchResult(AnswerRecord):
    """An actor or a project that fits a text."""

    id: str
    """Its id, by which every question takes it."""
    type: RecordType
    """Whether it is an actor or a project."""
    name: str
    """What it is called."""
    kind: str | None
    """Id of its kind, of the vocabulary `actor_kind` or `project_kind`; null where nobody says."""
    kind_label: Sentence | None
    """The name of its kind; null without one."""
    family: str | None
    """The family a kind is drawn as (vocabulary/families.yaml); of actors only."""
    territory: str | None
    """Code of its territory; null where nobody says."""
    territory_name: str | None
    """The name of that territory; null without one."""


class SearchAnswer(Answer):
    """The actors and projects that a text names."""

    results: list[SearchResult]
    """Those that fit, the closest to the text first."""
    more: bool
    """Whether names beyond the first thousand fit too: a longer text finds them."""
    next: str | None = None
    """Give it as `after` to get the next page; null on the last."""


def _tell(answer: SearchAnswer, query: SearchQuery) -> Iterator[Block]:
    yield Title(m("search-title-of", text=query.text))
    if not answer.results:
        yield Note("plain", m("search-none"))
        return
    yield Rows(
        tuple(_row(hit) for hit in answer.results),
        more=Ask("search", query.given("after") | {"after": answer.next}, m("search-more")) if answer.next else None,
    )


def _row(hit: SearchResult) -> Row:
    me = Ref(hit.type.value, hit.id, hit.name, hit.kind or "")
    return Row(me, me, details=some(hit.kind_label, hit.territory_name or hit.territory))


def _rows(answer: SearchAnswer) -> Table:
    columns: list[Of[SearchResult]] = [
        Of("id", lambda hit: hit.id, "id"),
        Of("name", lambda hit: hit.name),
        Of("type", lambda hit: m(f"search-is-{hit.type}")),
        Of("kind", lambda hit: hit.kind_label),
        Of("territory", lambda hit: hit.territory_name or hit.territory),
    ]
    return table(answer.results, columns, len(answer.results) + (answer.next is not None))


@question(
    reads=Scope.PUBLIC,
    title=m("search-title"),
    about=m("search-about"),
    path="/search",
    tell=_tell,
    rows=_rows,
    purpose="explore",
    limit=20,
    examples=[{"text": "tours"}],
)
def search(view: View, query: SearchQuery) -> SearchAnswer:
    """Names, acronyms, aliases, ids and identifiers that hold all words; accents and case do not matter."""
    types = [RecordType(query.type)] if query.type else [RecordType.ACTOR, RecordType.PROJECT]
    kinds = {k for kind in query.actor_kind for k in view.vocabulary.descendants("actor_kind", kind)}
    if kinds:
        types = [type_ for type_ in types if type_ is RecordType.ACTOR]
    hits = view.reader.search(query.text, types=types, kinds=sorted(kinds), limit=_MOST) if types else []
    page, following = view.page(hits, query.limit, query.after)
    results = []
    for hit in page:
        is_actor = hit.type is RecordType.ACTOR
        category = "actor_kind" if is_actor else "project_kind"
        results.append(
            SearchResult(
                id=hit.id,
                type=hit.type,
                name=hit.name,
                kind=hit.kind,
                kind_label=view.vocabulary.label(category, hit.kind) if hit.kind else None,
                family=view.vocabulary.family(hit.kind or "").id if is_actor else None,
                territory=hit.territory,
                territory_name=view.territory_name(hit.territory),
            )
        )
    return SearchAnswer(results=results, next=following, more=len(hits) == _MOST, **view.stamp(query))
