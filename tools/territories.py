"""What the communes of an EPCI, a département or a region add up to: writes `sums.csv` beside the other tables.

    python tools/territories.py

A place's point is the mean of its communes' points weighted by population. Of an EPCI the départements that its
communes lie in are told, too, the one with most of its people first. To be run after `communes-france.csv.gz` changed;
a test compares.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "graph_service" / "data" / "territories"


def sums() -> str:
    """The table as CSV: code, latitude, longitude, population, départements of an EPCI."""
    found: dict[str, list[float]] = {}
    spanned: dict[str, Counter[str]] = {}
    with gzip.open(FOLDER / "communes-france.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            people = int(row["population"] or 0)
            weight = people if row["longitude"] and row["latitude"] else 0
            moves = (weight * float(row["latitude"] or 0), weight * float(row["longitude"] or 0), weight, people)
            for code in (row["epci"], f"D{row['departement']}", f"R{row['region']}"):
                if len(code) > 1:
                    total = found.setdefault(code, [0.0, 0.0, 0.0, 0.0])
                    for i, move in enumerate(moves):
                        total[i] += move
            if row["epci"]:
                spanned.setdefault(row["epci"], Counter())[f"D{row['departement']}"] += people
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(["code", "latitude", "longitude", "population", "departements"])
    for code, (latitude, longitude, weight, people) in sorted(found.items()):
        point = (round(latitude / weight, 4), round(longitude / weight, 4)) if weight else ("", "")
        there = spanned.get(code, Counter())
        most_first = sorted(there, key=lambda one: (-there[one], one))
        table.writerow([code, *point, int(people) or "", ";".join(most_first)])
    return lines.getvalue()


if __name__ == "__main__":
    (FOLDER / "sums.csv").write_text(sums(), "utf-8")
