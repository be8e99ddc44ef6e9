"""From what was said to what is held to be so (docs/statements.md, rules 1 to 7).

Pure: no store, no clock, no scope-free shortcut. `log` says which statements count now, `identity` which actor
records are one organisation, `facts` what a scope holds to be so.
"""

from graph_service.stores.fold.facts import (
    Facts,
    Folded,
    Outside,
    Rules,
    Unheard,
    fact_id,
    fold,
    label_names,
    names,
    packaged_rules,
)
from graph_service.stores.fold.log import Current, LogEntry, current, live

__all__ = [
    "Current",
    "Facts",
    "Folded",
    "LogEntry",
    "Outside",
    "Rules",
    "Unheard",
    "current",
    "fact_id",
    "fold",
    "label_names",
    "live",
    "names",
    "packaged_rules",
]
