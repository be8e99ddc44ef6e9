"""Finds the facts that a batch changes, for any kind of store: by folding what it touches, or everything.

`lookup` is what a store must be able to tell; `partial` folds again only what a batch touches, `whole` from nothing;
`first` makes the facts of an empty store one by one; `changes` tells what differs, fact by fact.
"""

from graph_service.stores.folding.first import FirstFold
from graph_service.stores.folding.lookup import Lookup, Number
from graph_service.stores.folding.partial import PartialFold, fold_touched
from graph_service.stores.folding.whole import WholeFold, counting, fold_all, fold_first

Folded = PartialFold | WholeFold

__all__ = [
    "FirstFold",
    "Folded",
    "Lookup",
    "Number",
    "PartialFold",
    "WholeFold",
    "counting",
    "fold_all",
    "fold_first",
    "fold_touched",
]
