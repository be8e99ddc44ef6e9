"""Write docs/reference.fr.md and docs/reference.en.md, and the answers that the served page shows.

Every question's examples are asked of F1 (graph_service/data/demo) at the date of its oracles. `--check` only says
whether anything differs, and leaves with 1 if it does.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from pathlib import Path

from graph_service.graph import Graph, open_graph
from graph_service.messages import LANGS, read_by
from visualisations.reference import Answers, markdown
from visualisations.words.terminal import lines

ROOT = Path(__file__).parent.parent
F1 = ROOT / "graph_service" / "data" / "demo"
AS_OF = "2025-01-01"
MOST = 12
"""Lines of an answer that are shown."""
_BATCH = re.compile(r"\b\d{8}-[0-9a-f]{6}\b")
_TIMES = {
    re.compile(r"\b\d{2}/\d{2}/\d{4} à \d{2}:\d{2}\b"): "05/01/2026 à 09:00",
    re.compile(r"\b\d{4}-\d{2}-\d{2} at \d{2}:\d{2}\b"): "2026-01-05 at 09:00",
}


def main() -> int:
    """Write what differs, or only say so."""
    with tempfile.TemporaryDirectory() as folder, open_graph(f"sqlite:///{folder}/f1.db", create=True) as graph:
        graph.import_files([F1], visibility="public")
        found = answers(graph)
        written = files(graph, found)
    stale = [path for path, text in written.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv:
        print("\n".join(f"not up to date: {path.relative_to(ROOT)}" for path in stale) or "up to date")  # noqa: T201
        return 1 if stale else 0
    for path in stale:
        path.write_text(written[path], "utf-8")
    return 0


def answers(graph: Graph) -> Answers:
    """What a terminal says to each example, in each language."""
    return {
        lang: {
            question.name: [
                _answer_lines(graph, question.name, {**example, "as_of": AS_OF}, lang) for example in question.examples
            ]
            for question in graph.registry
        }
        for lang in LANGS
    }


def files(graph: Graph, found: Answers) -> dict[Path, str]:
    """Every file that is drawn from the declarations, with its text."""
    kept = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    pages = {ROOT / "docs" / f"reference.{lang}.md": markdown(graph.registry, lang, found) for lang in LANGS}
    return {ROOT / "visualisations" / "web" / "answers.json": kept, **pages}


def _answer_lines(graph: Graph, name: str, values: dict[str, object], lang: str) -> list[str]:
    asked = graph.asked(name, values)
    with read_by("terminal"):
        found = list(lines(asked.told(), asked.answer, lang))
    # Ids of imports and times are of the run; they stand for those of the reader's own.
    found = [_BATCH.sub("20260105-a1b2c3", line) for line in found]
    for times, one in _TIMES.items():
        found = [times.sub(one, line) for line in found]
    return found if len(found) <= MOST else [*found[:MOST], "…"]


if __name__ == "__main__":
    sys.exit(main())
