"""Ten pictures are drawn as those that are kept, pixel by pixel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from graph_service.graph import Graph
from tests.graph_service.house import F1, new_graph
from tests.visualisations.kept import FOLDER, NAMES, picture, pixels

SHADE = 24
"""Of 255: processors round differently, and a line's edge is then a shade lighter or darker."""


@pytest.fixture(scope="module")
def f1(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with new_graph(tmp_path_factory.mktemp("kept") / "f1.db", F1, visibility="public") as graph:
        yield graph


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_drawn_as_the_one_that_is_kept(f1: Graph, name: str, tmp_path: Path) -> None:
    drawn, kept = picture(f1, name), (FOLDER / f"{name}.png").read_bytes()
    if drawn == kept:
        return
    now, then = pixels(drawn).astype(int), pixels(kept).astype(int)
    assert now.shape == then.shape
    other = int((np.abs(now - then).max(axis=2) > SHADE).sum())
    assert other == 0, f"{other} pixels differ; if the change is meant, look at it: python -m tests.visualisations.kept"


def test_a_changed_picture_is_noticed() -> None:
    kept = pixels((FOLDER / "paths.png").read_bytes())
    assert kept.shape[1:] == (1588, 4)
    assert (kept[0, 0] == 255).all(), "paper is white"
    colours = {tuple(colour) for colour in kept.reshape(-1, 4)[::97].tolist()}
    assert (0x4B, 0x38, 0xC7, 255) in colours, "the best path is violet"
    assert not np.array_equal(kept, pixels((FOLDER / "no-path.png").read_bytes())[: len(kept)])
