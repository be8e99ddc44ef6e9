"""List the licence of every run-time dependency, direct and not, as the table of docs/licences.md.

Reads what is installed and asks nobody. `--check` says whether the page holds these names and leaves with 1 if not.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"


def main() -> int:
    direct = {
        _name(text) for text in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    }
    found: dict[str, str] = {}
    waiting = sorted(direct)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = _licence(name)
        except PackageNotFoundError:
            continue  # for another system
        needed = (Requirement(text) for text in requires(name) or ())
        waiting += [_name(r.name) for r in needed if not r.marker or r.marker.evaluate({"extra": ""})]
    if "--check" in sys.argv:
        told = set(re.findall(r"^\| (\S+) \|", PAGE.read_text("utf-8"), re.MULTILINE)) - {"package", "---"}
        if told == set(found):
            return 0
        print(f"{PAGE.name} does not list what is installed: {', '.join(sorted(told ^ set(found)))}")  # noqa: T201
        return 1
    print("| package | licence | |\n| --- | --- | --- |")  # noqa: T201
    for name, licence in sorted(found.items()):
        print(f"| {name} | {licence} | {'direct' if name in direct else ''} |")  # noqa: T201
    return 0


def _name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", Requirement(requirement).name).lower()


def _licence(name: str) -> str:
    """The licence expression, else the old licence field, else the classifiers."""
    fields = metadata(name)
    classifiers = [c.split(" :: ")[-1] for c in fields.get_all("Classifier") or [] if c.startswith("License ::")]
    field = (fields.get("License") or "").strip()
    short = field if field and field != "UNKNOWN" and len(field) < 60 and "\n" not in field else ""
    return fields.get("License-Expression") or short or ", ".join(classifiers) or "?"


if __name__ == "__main__":
    sys.exit(main())
