"""All benchmarks in one run, and the table that `docs/benchmarks.md` shows: `python -m benchmarks` or `make bench`."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import bench_import, bench_neo4j, bench_open, bench_paths, bench_service, bench_start
from benchmarks.table import Row, table
from tools.neo4j_server import Unavailable

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PARTS = {
    "Starting": bench_start,
    "Importing": bench_import,
    "Opening": bench_open,
    "Paths": bench_paths,
    "Answers": bench_service,
    "Neo4j": bench_neo4j,
}


def machine() -> str:
    """What the figures were taken on."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.partition(":")[2].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def page(parts: dict[str, list[Row]], how: str, when: str) -> str:
    """The page, of the rows of each part."""
    notes = {name: (PARTS[name].__doc__ or "").split("\n\n")[2].replace("\n", " ") for name in parts}
    told = [f"## {name}\n\n{notes[name].strip()}\n\n{table(found)}\n" for name, found in parts.items()]
    return (
        "# Benchmarks\n\n"
        "Written by `make bench` (`python -m benchmarks`). Compare within a row: both sides are taken in turns in one "
        "run, on a machine that may be busy with other things.\n\n"
        f"{how}. {when}.\n\n" + "\n".join(told)
    )


def main() -> None:
    parts = {}
    for name, module in PARTS.items():
        print(f"{name}…", file=sys.stderr)
        try:
            parts[name] = module.rows()
        except Unavailable as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        print(table(parts[name]), file=sys.stderr)
    text = page(parts, machine(), f"{datetime.now(UTC):%Y-%m-%d}")
    PAGE.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
