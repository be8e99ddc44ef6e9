"""Lists what a batch changes for the team, each fact before and after, read before the facts are written."""

from __future__ import annotations

from heapq import nsmallest

from graph_service.model import Scope
from graph_service.stores.base import MOST_CHANGES, Changed
from graph_service.stores.folding.lookup import Lookup
from graph_service.stores.folding.partial import PartialFold
from graph_service.stores.folding.whole import WholeFold
from graph_service.stores.variants import bit


def changed(look: Lookup, folded: PartialFold | WholeFold) -> tuple[Changed, ...]:
    """Return the first changes: withdrawn, updated and created facts. A fact that more readers see is never left
    out."""
    after = folded.found[Scope.INTERNAL]
    internal = [key for key, mask in folded.differs.touched.items() if mask & bit(Scope.INTERNAL)]
    ended = nsmallest(MOST_CHANGES, (key for key in internal if key in folded.before and key not in after))
    both = sorted(key for key in internal if key in folded.before and key in after)
    new = nsmallest(MOST_CHANGES, (key for key in internal if key not in folded.before))
    differs = [Changed(fact, after[fact.type, fact.id]) for fact in look.held(both)]
    differs = [one for one in differs if one.widens or one.differs]
    differs.sort(key=lambda one: not one.widens)
    return (
        *(Changed(fact, None) for fact in look.held(ended)),
        *differs[: max(MOST_CHANGES, sum(one.widens for one in differs))],
        *(Changed(None, after[key]) for key in new),
    )
