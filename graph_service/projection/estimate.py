"""How much memory a projection takes, told before it is read. The figures are measured: see docs/scaling.md."""

from __future__ import annotations

from collections.abc import Mapping

from graph_service.model import RecordType

BYTES = {
    RecordType.ACTOR: 1_200,
    RecordType.PROJECT: 1_200,
    RecordType.PARTICIPATION: 1_200,
    RecordType.PARTNERSHIP: 1_200,
}
"""Of a projection that holds all, for each fact: its columns, its arrays, and what eight moments and their searches
keep, at the peak of loading."""
LINK = 4_000
"""Of a part, for each participation: the fact, its actor's and project's, and the same arrays made anew as it grows."""


def needed(counts: Mapping[RecordType, int]) -> int:
    """Bytes of a projection of so many facts."""
    return sum(each * counts.get(type_, 0) for type_, each in BYTES.items())


def held(memory: int) -> int:
    """How many participations a part of so many bytes may hold; one at least, or nothing could be asked."""
    return max(memory // LINK, 1)
