"""Positions whose distances are as near as they can be to asked ones: stress majorisation (Gansner, Koren and North
2004, "Graph Drawing by Stress Majorization").

Each round solves for all nodes at once and never makes the sum worse, so that the same start gives the same picture,
and a start that differs little gives one that differs little.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from visualisations.layouts._spread import Array

ROUNDS = 150
SETTLED = 1e-4
"""The share by which a round has to lessen the stress for another one to follow."""


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
    return np.asarray(spots)


def _between(spots: Array) -> Array:
    delta = spots[:, None, :] - spots[None, :, :]
    return np.asarray(np.hypot(delta[..., 0], delta[..., 1]))


def scaled(distances: Array) -> Array:
    """Points whose distances are near to asked ones in one step: the two main axes of classical scaling (Torgerson
    1952). Each axis points to the first node off the middle, so that the same distances give the same points."""
    n = len(distances)
    centred = np.eye(n) - 1.0 / n
    _, axes = np.linalg.eigh(-0.5 * centred @ distances**2 @ centred)
    sizes = np.sqrt(np.maximum(0.0, np.einsum("ij,ij->j", axes, -0.5 * centred @ distances**2 @ centred @ axes)))
    points = (axes * sizes)[:, -2:][:, ::-1]
    if points.shape[1] < 2:
        points = np.hstack([points, np.zeros((n, 2 - points.shape[1]))])
    for axis in range(2):
        off = np.flatnonzero(np.abs(points[:, axis]) > 1e-6)
        if len(off) and points[off[0], axis] < 0:
            points[:, axis] *= -1
    return np.asarray(points)
