"""From a table that nobody knows to a mapping that reads it: where its header is, what each column means, which records
a row speaks of, and what only a person can say. `propose` answers all of it; nothing here writes or imports.
"""

from __future__ import annotations

from importers.proposing.choices import Choices, Meant, meant_by, options
from importers.proposing.proposal import Missing, Proposal, ProposedColumn, propose
from importers.proposing.tables import SeenTable, seen
from importers.proposing.writing import as_yaml

__all__ = [
    "Choices",
    "Meant",
    "Missing",
    "Proposal",
    "ProposedColumn",
    "SeenTable",
    "as_yaml",
    "meant_by",
    "options",
    "propose",
    "seen",
]
