"""Says what a person should know of a proposal before they take it: how columns are read that may be read otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.messages import Message, m
from importers.proposing.parties import Sorted
from importers.proposing.records import Made


def told(columns: Sorted, made: Made) -> Iterator[Message]:
    """A message for each such column."""
    header = columns.table.header
    for at in columns.fees():
        yield m("proposing-fee", header=header[at])
