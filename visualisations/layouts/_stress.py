"""Positions whose distances are as near as they can be to asked ones: stress majorisation (Gansner, Koren and North
2004, "Graph Drawing by Stress Majorization").

Each round solves for all nodes at once and never makes the sum worse, so that the same start gives the same picture,
and a start that differs little gives one that differs little.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from visualisations.layouts._spread import Array, rounded

ROUNDS = 150
SETTLED = 1e-4
"""The share by which a round has to lessen the stress for another one to follow."""
TURNS = 100
"""How often axes are turned towards the longest ones."""
TINY = 1e-12


def steps_between(n: int, ends: Sequence[tuple[int, int]], lengths: Sequence[float] | None = None) -> Array:
    """The shortest lengths between all pairs of `n` nodes, as an n x n array, infinite where no way leads. `lengths` of
    the lines are 1 where they are not given."""
    found = np.full((n, n), np.inf)
    np.fill_diagonal(found, 0.0)
    for at, (a, b) in enumerate(ends):
        length = 1.0 if lengths is None else lengths[at]
        found[a, b] = found[b, a] = min(found[a, b], length)
    for middle in range(n):
        np.minimum(found, found[:, middle, None] + found[middle, None, :], out=found)
    return found


def settle(distances: Array, start: Array, rounds: int = ROUNDS) -> Array:
    """Points for nodes that want to be `distances` apart (n x n, all finite), near where they start (n x 2)."""
    n = len(start)
    if n < 2:
        return start.copy()
    apart = np.where(distances > 0, distances, 1.0)
    weights = 1.0 / apart**2
    np.fill_diagonal(weights, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    solved = np.linalg.pinv(laplacian)
    spots, before = start - start.mean(axis=0), np.inf
    for _ in range(rounds):
        between = _between(spots)
        now = float((weights * (between - distances) ** 2).sum())
        if before - now < SETTLED * before:
            break
        before = now
        with np.errstate(divide="ignore", invalid="ignore"):
            pulls = np.where(between > 1e-9, weights * distances / between, 0.0)
        pulls = np.diag(pulls.sum(axis=1)) - pulls
        spots = solved @ (pulls @ spots)
    return rounded(spots)


def _between(spots: Array) -> Array:
    delta = spots[:, None, :] - spots[None, :, :]
    return np.asarray(np.hypot(delta[..., 0], delta[..., 1]))


def scaled(distances: Array, seed: Array) -> Array:
    """Points whose distances are near to asked ones in one step: the two main axes of classical scaling (Torgerson
    1952), found by turning `seed` (n x 2, any numbers that belong to the nodes) towards them.

    Where several axes are equally long, as around one node in the middle, what a library takes for the two main ones
    hangs on the processor. What the seed is turned to does not.
    """
    n = len(distances)
    centred = np.eye(n) - 1.0 / n
    inner = -0.5 * centred @ distances**2 @ centred
    # No axis of negative length is nearer to the seed than one of positive length.
    shifted = inner - min(0.0, float(np.linalg.eigvalsh(inner)[0])) * np.eye(n)
    axes = _orthonormal(centred @ seed)
    for _ in range(TURNS):
        axes = _orthonormal(shifted @ axes)
    return rounded(axes @ _root(axes.T @ inner @ axes))


def _orthonormal(columns: Array) -> Array:
    """The two columns made orthogonal and of length 1; one that is nothing stays nothing."""
    first = columns[:, 0] / max(float(np.linalg.norm(columns[:, 0])), TINY)
    second = columns[:, 1] - first * (first @ columns[:, 1])
    return np.stack([first, second / max(float(np.linalg.norm(second)), TINY)], axis=1)


def _root(square: Array) -> Array:
    """The square root of a symmetric 2 x 2 matrix, without what is negative in it."""
    area = math.sqrt(max(0.0, float(square[0, 0] * square[1, 1] - square[0, 1] ** 2)))
    span = math.sqrt(max(TINY, float(square[0, 0] + square[1, 1]) + 2 * area))
    return np.asarray((square + area * np.eye(2)) / span)
