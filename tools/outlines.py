"""The outlines of départements and regions that maps are drawn on: writes `visualisations/ground/outlines.json.gz`.

    python -m tools.outlines ../shared/data/territoires-cvl

The folder holds `outlines-departements.geojson` and `outlines-regions.geojson`, of codes as Maillage writes them.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

TO = Path(__file__).parent.parent / "visualisations" / "ground" / "outlines.json.gz"


def main(folder: Path) -> None:
    found = {}
    for level in ("departements", "regions"):
        for feature in json.loads((folder / f"outlines-{level}.geojson").read_text("utf-8"))["features"]:
            found[feature["properties"]["code"]] = _rings(feature["geometry"])
    text = json.dumps(found, separators=(",", ":"), sort_keys=True)
    TO.write_bytes(gzip.compress(text.encode(), mtime=0))


def _rings(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The outer rings, without islands too small to be seen: longitude, latitude."""
    many = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [[(round(x, 4), round(y, 4)) for x, y in polygon[0]] for polygon in many]
    largest = max(map(len, rings))
    return [ring for ring in rings if len(ring) * 20 >= largest]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
