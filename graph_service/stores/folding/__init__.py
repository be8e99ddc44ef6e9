"""Which facts a batch changes, whatever the store is made of: the fold of what it touches, or of all.

`lookup` is what a store must be able to tell; `part` folds again only what a batch touches, `whole` from nothing;
`changes` tells what differs, fact by fact.
"""

from graph_service.stores.folding.lookup import Lookup, Number
from graph_service.stores.folding.part import Part, fold_touched
from graph_service.stores.folding.whole import Whole, counting, fold_all

Folded = Part | Whole

__all__ = ["Folded", "Lookup", "Number", "Part", "Whole", "counting", "fold_all", "fold_touched"]
