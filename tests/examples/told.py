"""What a test run says of the planted truths: how many their questions found, and how many wait for what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

WAITS = "planted truth {id} waits for {what}"
_ASKED = re.compile(r"test_truths\.py::test_a_planted_truth_is_found\[(\d+)-")
_WAITING = re.compile(r"planted truth \d+ waits for ([\w:]+)")


def told(stats: Mapping[str, Sequence[Any]]) -> list[str]:
    """Lines for the end of a run, of its reports by outcome; none where no truth was asked about."""
    asked: set[int] = set()
    failed: set[int] = set()
    waiting: dict[int, list[str]] = defaultdict(list)
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in stats.get(outcome, ()):
            found = _ASKED.search(getattr(report, "nodeid", ""))
            if not found:
                continue
            id_ = int(found[1])
            asked.add(id_)
            if outcome in ("failed", "error"):
                failed.add(id_)
            elif outcome == "skipped" and (waits := _WAITING.search(str(report.longrepr))):
                waiting[id_].append(waits[1])
    if not asked:
        return []
    wait = sorted(waiting.keys() - failed)
    hold = sorted(asked - failed - set(wait))
    for_what = sorted({what for id_ in wait for what in waiting[id_]})
    lines = [f"{len(hold)} of {len(asked)} are found by all their questions: {_list(hold)}"]
    if wait:
        lines.append(f"{len(wait)} wait for a question ({', '.join(for_what)}): {_list(wait)}")
    if failed:
        lines.append(f"{len(failed)} are NOT found: {_list(sorted(failed))}")
    return lines


def _list(ids: Sequence[int]) -> str:
    return ", ".join(map(str, ids)) or "none"
