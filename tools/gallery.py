"""Draws the pictures of docs/gallery.md, each by the command that stands there: `python -m tools.gallery`.

The demo and F1 are loaded into stores that are thrown away; Horizon 2020 too, where its files are in `../shared`.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from graph_service import open_graph
from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "gallery.md"
DATA = ROOT / "graph_service" / "data"
IMAGES = ROOT / "docs" / "images" / "gallery"
SHARED = ROOT.parent / "shared" / "data" / "h2020-participations"
MAILLAGE = [sys.executable, "-m", "graph_service.cli"]


def commands(text: str) -> list[list[str]]:
    """The commands of the page, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [shlex.split(line[2:]) for block in blocks for line in block.splitlines() if line.startswith("$ maillage")]


def stores(place: Path) -> None:
    """The stores that the commands read: the demo as `maillage demo` makes it, F1, Horizon 2020."""
    with open_graph(f"sqlite:///{place}/demo.db", create=True) as graph:
        graph.import_files([DATA / "cvl"], source=DEMO_SOURCE, who="demo")
        graph.configure(fictional=True, default_as_of=DEMO_AS_OF)
    with open_graph(f"sqlite:///{place}/f1.db", create=True) as graph:
        graph.import_files([DATA / "demo"])
    if SHARED.exists():
        with open_graph(f"sqlite:///{place}/h2020.db", create=True) as graph:
            graph.import_files(sorted(SHARED.glob("*.csv.gz")), mapping="h2020")


def main() -> int:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        stores(Path(place))
        for command in commands(PAGE.read_text("utf-8")):
            words = command[1:]
            if "h2020.db" in words and not SHARED.exists():
                sys.stdout.write(f"left out, without ../shared: {shlex.join(command)}\n")
                continue
            done = subprocess.run([*MAILLAGE, *words], cwd=place, capture_output=True, text=True)  # noqa: S603 (our own page)
            if done.returncode:
                sys.stderr.write(done.stderr)
                return done.returncode
            sys.stdout.write(f"{shlex.join(command)}\n")
        for made in sorted(Path(place).glob("*.png")):
            (IMAGES / made.name).write_bytes(made.read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
