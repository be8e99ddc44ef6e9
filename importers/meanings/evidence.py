"""What speaks for a meaning of a column and against it."""

from __future__ import annotations

from dataclasses import dataclass

from graph_service.messages import Message, Share, m


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for a meaning (below zero: against it), and the reason. Points add up as logarithms of odds do."""

    meaning: str
    points: float
    reason: Message | None = None


def between(share: float, low: float, high: float, most: float) -> float:
    """Points that grow from 0 at `low` to `most` at `high`."""
    return most * min(1.0, max(0.0, (share - low) / (high - low)))


def fit(test: str, share: float) -> Message:
    return m("meaning-fits", test=test, share=Share(share))
