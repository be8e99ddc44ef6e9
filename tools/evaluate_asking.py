"""Measures how well whole sentences are understood: `make evaluate-ask` prints the table.

The corpora of `tests/asking` (see its README.md) are asked on the demo, as the team. Of the kept ones only counts are
told: whoever works on the matcher does not read their sentences. `--wrong` lists what was not understood of the others,
`--offered` also what was only offered.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

from graph_service.cli.serving import DEMO_AS_OF, DEMO_SOURCE
from graph_service.graph import open_graph
from tests.asking.evaluating import KEPT, OUTCOMES, TUNED, Judged, corpus, judge

DEMO = Path(__file__).parents[1] / "graph_service" / "data" / "cvl"


def main() -> None:
    given = argparse.ArgumentParser(description="How well sentences are understood.")
    given.add_argument("--wrong", action="store_true", help="list the sentences that were not understood")
    given.add_argument("--offered", action="store_true", help="list those that were offered and not run, too")
    asked = given.parse_args()
    listed = {"missed", "misread in silence"} if asked.wrong or asked.offered else set()
    listed |= {"offered"} if asked.offered else set()
    lines = ["corpus", "answered", *OUTCOMES, "ms a sentence"]
    print(_row(lines))  # noqa: T201
    print(_row(["---"] * len(lines)))  # noqa: T201
    with tempfile.TemporaryDirectory() as folder, open_graph(f"sqlite:///{folder}/demo.db", create=True) as graph:
        graph.import_files([DEMO], source=DEMO_SOURCE)
        graph.configure(default_as_of=DEMO_AS_OF, fictional=True)
        found: list[Judged] = []
        with graph.view() as view:
            judge(view, graph.registry, corpus(TUNED[0])[0])
            for name in (*TUNED, *KEPT):
                taken, judged = [], []
                for entry in corpus(name):
                    begun = time.perf_counter()
                    judged.append(judge(view, graph.registry, entry))
                    taken.append((time.perf_counter() - begun) * 1000)
                counts = Counter(each.outcome for each in judged)
                answered = sum(each.entry.get("expect") != "none" for each in judged)
                numbers = [str(counts[outcome]) for outcome in OUTCOMES]
                print(_row([name, str(answered), *numbers, f"{statistics.median(taken):.1f}"]))  # noqa: T201
                found += judged if name in TUNED else []
    for each in found:
        # Of a sentence with `offer` that is what is right.
        if each.outcome in listed and not (each.outcome == "offered" and "offer" in each.entry):
            _tell(each)


def _tell(each: Judged) -> None:
    print(f"\n{each.outcome}: {each.entry['id']} {each.entry['text']}")  # noqa: T201
    print("  wanted", each.entry.get("expect") or each.entry.get("offer"))  # noqa: T201
    for reading in each.found.offered:
        print("  read  ", reading.question.name, reading.values, each.found.words(reading.unread))  # noqa: T201


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
