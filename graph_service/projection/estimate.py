"""How much memory a projection takes, told before it is read. The figures are measured: see docs/scaling.md."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.model import RecordType

BYTES = {
    RecordType.ACTOR: 1_000,
    RecordType.PROJECT: 1_000,
    RecordType.PARTICIPATION: 1_000,
    RecordType.PARTNERSHIP: 1_000,
}
"""Of a projection that holds all, for each fact: its columns, its arrays, and what eight moments and their searches
keep, at the peak of loading."""
LINK = 6_000
"""Of a part, for each participation: the facts themselves, those of its actor and project, and the same arrays."""


def needed(counts: Mapping[RecordType, int]) -> int:
    """Bytes of a projection of so many facts."""
    return sum(each * counts.get(type_, 0) for type_, each in BYTES.items())


def held(memory: int) -> int:
    """How many participations a part of so many bytes may hold; one at least, or nothing could be asked."""
    return max(memory // LINK, 1)
