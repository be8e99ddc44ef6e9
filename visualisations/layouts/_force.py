"""Forces between nodes: all push each other away, lines pull their ends together (Fruchterman and Reingold 1991, on
numpy arrays, cooled linearly)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from visualisations.layouts._spread import Array, rounded

Ends = NDArray[np.int64]


def pushed(spots: Array, ends: Ends, pull: Array, spacing: float, rounds: int, heat: float) -> Array:
    """Points (n x 2) after so many rounds, in each of which none moves further than `heat`, and less each time. `ends`
    are the nodes of each line (m x 2), `pull` how much each line pulls (m)."""
    spots = spots.copy()
    for turn in range(rounds):
        force = repulsion(spots, spacing)
        delta = spots[ends[:, 1]] - spots[ends[:, 0]]
        drawn = delta * (np.hypot(delta[:, 0], delta[:, 1]) / spacing * pull)[:, None]
        np.add.at(force, ends[:, 0], drawn)
        np.add.at(force, ends[:, 1], -drawn)
        length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)[:, None]
        spots += force / length * np.minimum(length, heat * (1 - turn / rounds) + 0.5)
    return rounded(spots)


def repulsion(spots: Array, spacing: float, chunk: int = 512) -> Array:
    """spacing² / distance away from every other node, a block of rows at a time to keep memory small."""
    force = np.zeros_like(spots)
    for start in range(0, len(spots), chunk):
        dx = spots[start : start + chunk, :1] - spots[None, :, 0]
        dy = spots[start : start + chunk, 1:] - spots[None, :, 1]
        push = spacing**2 / np.maximum(dx * dx + dy * dy, 1.0)
        force[start : start + chunk, 0] = (dx * push).sum(axis=1)
        force[start : start + chunk, 1] = (dy * push).sum(axis=1)
    return force
