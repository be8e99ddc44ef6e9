"""Folds statements into facts (docs/statements.md, rules 1 to 7).

Pure: no store, no clock, no scope-free shortcut. `log` says which statements count now, `identity` which actor
records are one organisation, `reach` which relations a word reaches, `fields` what one fact holds, `facts` which facts
a scope has, `scopes` those of all. `touched` says what folds by itself.
"""

from graph_service.stores.fold.facts import ScopeFold
from graph_service.stores.fold.fields import Facts, fact_id
from graph_service.stores.fold.labels import label_names, names
from graph_service.stores.fold.log import Current, LogEntry, current, live
from graph_service.stores.fold.rules import Outside, Rules, packaged_rules
from graph_service.stores.fold.scopes import Folded, Unheard, every_fact, fold, folds

__all__ = [
    "Current",
    "Facts",
    "Folded",
    "LogEntry",
    "Outside",
    "Rules",
    "ScopeFold",
    "Unheard",
    "current",
    "every_fact",
    "fact_id",
    "fold",
    "folds",
    "label_names",
    "live",
    "names",
    "packaged_rules",
]
