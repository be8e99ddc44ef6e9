"""A real veraPDF, which checks PDF/UA-1: fetched once by Maven into the user's cache (`needs("verapdf")`)."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
VERSION = "1.26.1"


@cache
def jars() -> Path | None:
    """The folder of its jars; None without Java and Maven, or where Maven cannot fetch them."""
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "maillage" / f"verapdf-{VERSION}"
    java, mvn = shutil.which("java"), shutil.which("mvn")
    if java is None or (mvn is None and not kept.exists()):
        return None
    if not kept.exists():
        part = kept.with_name(f"{kept.name}.part-{os.getpid()}")
        command = [
            str(mvn),
            "-B",
            "-q",
            "--strict-checksums",
            "-f",
            str(HERE / "pom.xml"),
            "dependency:copy-dependencies",
        ]
        done = subprocess.run([*command, f"-DoutputDirectory={part}"], capture_output=True, timeout=600, check=False)
        if done.returncode:
            shutil.rmtree(part, ignore_errors=True)
            return None
        if not kept.exists():
            part.rename(kept)
    return kept


def faults(*files: Path) -> dict[Path, str]:
    """What of PDF/UA-1 each file breaks; empty where it keeps it."""
    run = ["java", "-cp", f"{jars()}/*", str(HERE / "Validate.java"), *map(str, files)]
    told = subprocess.run(run, capture_output=True, text=True, timeout=300, check=True).stdout
    found = dict(line.split("\t", 1) for line in told.splitlines() if "\t" in line)
    return {file: found[str(file)] for file in files}
