"""Points of a layout are the same on every machine, also where several are as good as each other."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from visualisations.layouts._spread import lying, unit
from visualisations.layouts._stress import scaled, settle, steps_between

SIZE = 9
SHAPES = {
    "star": [(0, leaf) for leaf in range(1, SIZE)],
    "ring": [(at, (at + 1) % SIZE) for at in range(SIZE)],
    "all with all": list(itertools.combinations(range(SIZE), 2)),
    "line": [(at, at + 1) for at in range(SIZE - 1)],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_start_hangs_on_ids_and_distances_and_not_on_which_axes_a_library_takes(shape: str) -> None:
    """Of these shapes several axes are equally long. Which of them eigenvectors stand for hangs on the order of the
    nodes, and on the processor."""
    distances = steps_between(SIZE, SHAPES[shape])
    seed = np.array([unit(f"n{at}") for at in range(SIZE)]) - 0.5
    mixed = np.random.default_rng(3).permutation(SIZE)
    again = scaled(distances[np.ix_(mixed, mixed)], seed[mixed])
    assert again == pytest.approx(scaled(distances, seed)[mixed], abs=1e-3)


def test_points_in_a_plane_are_found_again() -> None:
    points = np.random.default_rng(5).normal(size=(12, 2)) * (3.0, 1.0)
    distances = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    found = scaled(distances, np.array([unit(f"n{at}") for at in range(12)]) - 0.5)
    between = np.hypot(*(found[:, None, :] - found[None, :, :]).transpose(2, 0, 1))
    assert between == pytest.approx(distances, abs=0.01)
    assert settle(distances, found) == pytest.approx(found - found.mean(axis=0), abs=0.05)


def test_points_are_turned_to_lie() -> None:
    found = lying(np.array([[0.0, 0.0], [1.0, 3.0], [2.0, 6.0], [2.1, 5.9]]))
    assert np.ptp(found[:, 0]) > 4 * np.ptp(found[:, 1])
    assert found[0, 0] < 0
