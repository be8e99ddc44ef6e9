"""Words side by side of which one tells more of the other: "aux Provinces à Blois", "Saint-Jean à Bourges", "NPNRU
agreements"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph_service.graph.sentences.found import Found
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.terms import CATEGORIES
from graph_service.graph.sentences.tokens import Token
from graph_service.model import RecordType
from graph_service.queries.view import View
from graph_service.territories import Territories
from graph_service.vocabulary import Vocabulary

_SURE, _TOLD = 0.85, 0.95
"""How sure a place is that tells which one is meant, and what is told so."""


def nested(territories: Territories, found: Sequence[Found], cut: Sequence[Token], own: Language) -> list[Found]:
    """Join a place with the one around it that is said right behind it: both are one value."""
    joined: list[Found] = []
    taken: set[tuple[int, int]] = set()
    for each in found:
        around = next(_behind(each, found, cut, own), None)
        inner = around and next(
            (one for one in (each, *each.also) if around.value in territories.ancestors(one.value) - {one.value}), None
        )
        if around is None or inner is None:
            joined.append(each)
            continue
        taken.add((around.start, around.end))
        joined.append(replace(inner, end=around.end, sure=max(each.sure, _TOLD), also=(), open=False))
    return [each for each in joined if (each.start, each.end) not in taken]


def told_by_place(
    view: View, found: Sequence[Found], places: Sequence[Found], cut: Sequence[Token], own: Language
) -> list[Found]:
    """Of records that the same words may mean, take the one that lies in the place said right behind them."""
    told = []
    for each in found:
        around = next(_behind(each, places, cut, own), None) if each.open else None
        alike = [one for one in (each, *each.also) if one.about] if around else []
        facts = view.facts(RecordType(each.sort), sorted({one.value for one in alike})) if alike else []
        lies = {fact.id: str(fact.get("territory") or "") for fact in facts}
        there = [one for one in alike if around and around.value in view.territories.ancestors(lies.get(one.value, ""))]
        if around is None or len(there) != 1:
            told.append(each)
            continue
        told.append(replace(there[0], end=around.end, sure=max(each.sure, _TOLD), also=(), open=False))
    return told


def _behind(each: Found, places: Iterable[Found], cut: Sequence[Token], own: Language) -> Iterator[Found]:
    """The surely named places that begin right behind some words, small words between them passed over."""
    between = own.at | own.articles | own.links
    for place in places:
        sure = place.start >= each.end and place.sure >= _SURE and place.sort == "territory"
        if sure and all(token.word in between for token in cut[each.end : place.start]):
            yield place


def specific(vocabulary: Vocabulary, found: Sequence[Found], cut: Sequence[Token], own: Language) -> list[Found]:
    """Join a term with a more general one right beside it, which says nothing more: "NPNRU agreements"."""
    small = own.articles | own.links
    terms = [each for each in found if each.sure >= _SURE and each.sort in CATEGORIES]
    spans: dict[Found, tuple[int, int]] = {}
    dropped: set[Found] = set()
    for each in terms:
        above = set(vocabulary.lineage(each.sort, each.value)) - {each.value}
        for other in terms:
            between = cut[min(each.end, other.end) : max(each.start, other.start)]
            apart = other.start >= each.end or each.start >= other.end
            more_general = other.sort == each.sort and other.value in above
            if more_general and apart and all(token.word in small for token in between):
                spans[each] = min(each.start, other.start), max(each.end, other.end)
                dropped.add(other)
    # "Research" says nothing beside "action research".
    dropped |= {
        each
        for each in terms
        for other in terms
        if other.start <= each.start and each.end <= other.end and other.end - other.start > each.end - each.start
    }
    joined = [replace(each, start=spans[each][0], end=spans[each][1]) if each in spans else each for each in found]
    return [each for each in joined if each not in dropped]
