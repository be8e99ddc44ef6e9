"""What the benchmarks share: the files they read, times taken in turns, and the one table they all write into."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

SHARED = Path(__file__).parents[2] / "shared" / "data"


@dataclass(frozen=True)
class Row:
    """One comparison. `ours` and `other` are medians of one run; `other` None is where only ours is of interest."""

    what: str
    ours: float
    other: float | None
    unit: str
    aim: float | None = None
    """How many times as fast as the other ours shall be at least; without another, what ours may take at most."""

    @property
    def ratio(self) -> float | None:
        return self.other / self.ours if self.other is not None else None

    @property
    def met(self) -> bool | None:
        if self.aim is None:
            return None
        return self.ours <= self.aim if self.ratio is None else self.ratio >= self.aim

    def cells(self) -> tuple[str, ...]:
        other = "" if self.other is None else f"{_short(self.other)} {self.unit}"
        ratio = "" if self.ratio is None else f"{_short(self.ratio)}"
        aim = "" if self.aim is None else _short(self.aim) if self.ratio else f"at most {_short(self.aim)} {self.unit}"
        met = {None: "", True: "yes", False: "**no**"}[self.met]
        return self.what, f"{_short(self.ours)} {self.unit}", other, ratio, aim, met


HEAD = ("what", "Maillage", "alternative", "times as fast", "aim", "met")


def table(rows: list[Row]) -> str:
    """The rows as Markdown."""
    lines = [HEAD, tuple("---" for _ in HEAD), *(row.cells() for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def cpu(run: Callable[[], object]) -> float:
    """CPU seconds of this process: what else the machine does counts less than on the clock."""
    begun = time.process_time()
    run()
    return time.process_time() - begun


def timed(run: Callable[[], T]) -> tuple[float, T]:
    """Milliseconds on the clock, and what it gave."""
    begun = time.perf_counter()
    given = run()
    return (time.perf_counter() - begun) * 1000, given


def clock(run: Callable[[], object]) -> float:
    """Milliseconds on the clock."""
    return timed(run)[0]


def interleaved(rounds: int, **runs: Callable[[], float]) -> dict[str, list[float]]:
    """Each in turn, so that whatever slows the machine down slows all of them."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, measure in runs.items():
            taken[name].append(measure())
    return taken


def median(values: list[float]) -> float:
    return statistics.median(values)


def h2020() -> Path:
    """The folder of Horizon 2020's files. Leaves where it is not there."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "h2020-participations"
    if not (folder / "h2020-2014-2017.csv.gz").exists():
        raise SystemExit(f"left out: {folder} is not there")
    return folder


def run(rows: Callable[[], list[Row]]) -> None:
    print(table(rows()))


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
