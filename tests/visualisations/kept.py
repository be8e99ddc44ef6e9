"""Ten pictures that are kept as pixels, and how they are made. `python -m tests.visualisations.kept` makes them again;
whoever does looks at each of them.
"""

from __future__ import annotations

import struct
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

from graph_service.graph import Graph
from graph_service.graph.drawing import draw
from tests.graph_service.house import AS_OF, F1, new_graph
from tests.visualisations.sample import ego_view
from visualisations.renderers import renderer
from visualisations.view import MapView

FOLDER = Path(__file__).parent / "kept"
ASKED: dict[str, tuple[str, dict[str, Any], str]] = {
    "network": ("ties", {}, "fr"),
    "ties-of-one": ("ties", {"of": ["REG"]}, "en"),
    "actor": ("actor", {"id": "REG"}, "fr"),
    "actor-two-steps": ("actor", {"id": "AGG", "depth": 2}, "en"),
    "paths": ("paths", {"from": "TH", "to": "CCS", "k": 3}, "fr"),
    "no-path": ("paths", {"from": "TM", "to": "UO", "since": 24}, "fr"),
    "project": ("project", {"id": "P1"}, "fr"),
    "project-with-openings": ("project", {"id": "P2"}, "en"),
    "who": ("who", {"project_kind": ["contrat_de_ville"]}, "en"),
}
"""Name -> question about F1, its values, language."""
MADE = {"invented": (ego_view, "fr")}
"""Name -> view that no question gives, language."""
NAMES = (*ASKED, *MADE)


def picture(graph: Graph, name: str) -> bytes:
    """The picture of that name as it is drawn today."""
    view: MapView
    if name in MADE:
        make, lang = MADE[name]
        view = make()
    else:
        question, values, lang = ASKED[name]
        view = draw(graph, question, {"as_of": AS_OF, **values})
    return renderer("png").render(view, lang)


def pixels(png: bytes) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Rows x columns x 4 of a PNG of eight bits with transparency, decoded here and not by who wrote it."""
    parts = dict[bytes, bytes]()
    for kind, held in _chunks(png):
        parts[kind] = parts.get(kind, b"") + held
    wide, high, depth, colours = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert (depth, colours) == (8, 6)
    lines = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(high, 1 + 4 * wide)
    return _unfiltered(lines[:, 0].copy(), lines[:, 1:].astype(np.int32)).astype(np.uint8).reshape(high, wide, 4)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += 12 + length


@njit(cache=False)
def _unfiltered(filters: Any, rows: Any) -> Any:
    """The bytes of each row before it was written as a difference (PNG, third edition, 9.2)."""
    for y in range(rows.shape[0]):
        for x in range(rows.shape[1]):
            left = rows[y, x - 4] if x >= 4 else 0
            above = rows[y - 1, x] if y else 0
            corner = rows[y - 1, x - 4] if y and x >= 4 else 0
            guess = 0
            if filters[y] == 1:
                guess = left
            elif filters[y] == 2:
                guess = above
            elif filters[y] == 3:
                guess = (left + above) // 2
            elif filters[y] == 4:
                to_left, to_above = abs(above - corner), abs(left - corner)
                to_corner = abs(left + above - 2 * corner)
                guess = left if to_left <= to_above and to_left <= to_corner else corner
                if not (to_left <= to_above and to_left <= to_corner) and to_above <= to_corner:
                    guess = above
            rows[y, x] = (rows[y, x] + guess) & 255
    return rows


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, new_graph(Path(place) / "f1.db", F1, visibility="public") as f1:
        for each in NAMES:
            (FOLDER / f"{each}.png").write_bytes(picture(f1, each))
