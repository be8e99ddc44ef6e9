"""Names that the words behind them do not go on with: "CAF du Cher" is not the CAF of Loir-et-Cher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from graph_service.graph.sentences.found import Found
from graph_service.graph.sentences.language import Language
from graph_service.graph.sentences.tokens import Token
from graph_service.queries.view import View
from graph_service.vocabulary import fold_text

_WHOLE, _PART = 0.95, 0.9
"""How sure an actor's name is that is said whole, and a name of which a sure part is said."""
_PART_SLIPPED = 0.8
"""How sure a part of a name is at least, a typing error in it, that is not taken for another name."""
_DOUBTFUL = 0.55
"""What a name is at most that the words behind it do not go on with."""


def contradicted(
    found: Sequence[Found],
    there: Sequence[Found],
    stored: Mapping[str, object],
    text: str,
    cut: Sequence[Token],
    own: Language,
) -> list[Found]:
    """Take a name for unsure where the words behind it go on to name another one.

    Of "CAF du Cher", "CAF" is not the one of Loir-et-Cher; "CCI de Paris" is not the one that is called CCI;
    "association B" is not the one that is called C. `stored` are the store's places.
    """
    sure = [each for each in there if each.sure >= _PART]
    begins = {each.start: each.value in stored or not stored for each in sure}
    towns = {(each.start, each.end) for each in sure}
    return [_if_alone(each, begins, towns, text, cut, own) for each in found]


def _if_alone(
    each: Found,
    begins: Mapping[int, bool],
    towns: Set[tuple[int, int]],
    text: str,
    cut: Sequence[Token],
    own: Language,
) -> Found:
    if each.sort not in ("actor", "project") or (each.start, each.end) in towns:
        return each
    after = each.end
    while after < len(cut) and cut[after].word in own.links | own.articles:
        after += 1
    linked = any(token.word in own.links for token in cut[each.end : after])
    letter = after < len(cut) and cut[after].end - cut[after].start == 1 and text[cut[after].start].isupper()
    # A part of a name that ends with the name of a place, of which only a part was said.
    within = each.sure < _PART_SLIPPED and any(start > each.start and end == each.end for start, end in towns)
    other = after in begins and (linked or each.sure < _WHOLE or not begins[after])
    doubtful = within or other or (letter and each.sure < _WHOLE)
    return replace(each, sure=min(each.sure, _DOUBTFUL)) if doubtful else each


def of_other_department(view: View, each: Found, there: Sequence[Found]) -> Found:
    """Take a name for unsure of whose département a part was said: "CAF du Cher" is not the one of Loir-et-Cher."""
    if each.about is None:
        return each
    name = f" {fold_text(str(each.name))} "
    for place in there:
        if place.end == each.end and each.start < place.start and view.territories.level(place.value) == "departement":
            said = fold_text(str(place.name))
            if any(said != whole and f" {whole} " in name for whole in view.territories.departements_with(said)):
                return replace(each, sure=min(each.sure, _DOUBTFUL))
    return each
