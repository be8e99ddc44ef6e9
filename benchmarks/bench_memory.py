"""What an import takes in memory, in bytes for each row of its file.

    python -m benchmarks.bench_memory [ROWS…]

A generated table in the columns of Horizon 2020's participations (CORDIS): a project has eight partners on average, a
few organisations are in hundreds. Each import runs in a process of its own, into a new SQLite file. Told is the most
that the process took at any time beyond a process that only opened a new store, divided by the rows. 100,000 rows
unless said; 1000000 takes some minutes and as many gigabytes as it says.
"""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.table import Row, table

ROWS = 100_000
AIM = 1000
_COUNTRIES = ("FR", "DE", "ES", "IT", "UK", "NL", "BE", "EL")
_RUN = """
import resource, sys
from pathlib import Path
from graph_service.graph import open_graph
with open_graph(sys.argv[1], create=True) as graph:
    if sys.argv[2:]:
        graph.import_files([Path(sys.argv[2])])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


def generated(path: Path, rows: int) -> None:
    """A table of participations, the same each time."""
    draw = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("rcn", "role", "pic", "type", "country", "start_date", "end_date"))
        for at in range(rows):
            project, first = divmod(at, 8)
            # Half of the places go to few, as in the real table.
            actor = int(rows / 4 * draw.random() ** 3) * 8 + first
            role = "participant" if first else "coordinator"
            kind = ("HES", "REC", "PRC", "PUB", "OTH")[actor % 5]
            year = 2014 + project % 4
            dates = (f"{year}-01-01", f"{year + 3}-12-31")
            lines.writerow((200_000 + project, role, 900_000_000 + actor, kind, _COUNTRIES[actor % 8], *dates))


def peak(store: Path, *files: Path) -> int:
    """The most bytes that a process takes which makes a store at `store` and imports these files."""
    told = subprocess.run(
        [sys.executable, "-c", _RUN, f"sqlite:///{store}", *map(str, files)],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(told.stdout)


def rows(numbers: tuple[int, ...] = (ROWS,)) -> list[Row]:
    found = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        nothing = peak(folder / "empty.db")
        for number in numbers:
            generated(folder / "participations.csv", number)
            taken = peak(folder / f"{number}.db", folder / "participations.csv") - nothing
            found.append(Row(f"memory at most, a row, import of {number:,} rows", taken / number, None, "bytes", AIM))
    return found


if __name__ == "__main__":
    print(table(rows(tuple(map(int, sys.argv[1:])) or (ROWS,))))
